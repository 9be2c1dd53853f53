using System.Text.Json;
using System.Text.Json.Nodes;
using CaseTracker.Domain.Routes;

namespace CaseTracker.Domain.Tests.Routes;

/// <summary>Compares the model's file with the table in code, row by row and in both directions, and names each row that differs.</summary>
internal static class TableComparison
{
    /// <summary>Words about the table, for people; no rule hangs on them.</summary>
    private static readonly HashSet<string> Remarks = ["routes/R6/note", "clocks/draft/warn_at", "clocks/enquiry-answer/note", "outcomes/R1/by", "outcomes/R2/by", "outcomes/R3/by", "outcomes/R4/by", "outcomes/R5/by"];

    /// <summary>Where the code writes as a code what the file writes with its words.</summary>
    public static JsonObject Model(string json)
    {
        var model = JsonNode.Parse(json)!.AsObject();
        model["actors"] = new JsonArray([.. model["actors"]!.AsObject().Select(a => (JsonNode?)a.Key)]);
        model["stage_groups"] = new JsonArray([.. model["stage_groups"]!.AsObject().Select(a => (JsonNode?)a.Key)]);
        var access = model["access"]!.AsObject();
        access.Remove("letters");
        // The document prints the verbs by group.
        string[] groups = ["raise", "choose", "handle", "mo", "formal", "hand", "all"];
        model["verbs"] = new JsonArray([.. model["verbs"]!.AsArray().OrderBy(v => Array.IndexOf(groups, v!["group"]!.GetValue<string>())).Select(v => v!.DeepClone())]);
        // Sentences and mails that depart from it are held by DepartureTests.
        foreach (var verb in model["verbs"]!.AsArray().Where(v => Verbs.WithCode(v!["code"]!.GetValue<string>())?.Departs is not null)) _ = verb!.AsObject().Remove("timeline") & verb.AsObject().Remove("notify");
        access["columns"] = new JsonArray([.. access["columns"]!.AsArray().Select(c => (JsonNode?)c![0]!.GetValue<string>())]);
        return model;
    }

    /// <summary>One line for each difference; empty if the code's table is the model's.</summary>
    public static IReadOnlyList<string> Differences(JsonObject model)
    {
        var found = new List<string>();
        foreach (var (section, inCode) in TableInCode.ToJson()) Compare(section, model[section], inCode, found);
        return found;
    }

    private static void Compare(string path, JsonNode? model, JsonNode? code, List<string> found)
    {
        if (Remarks.Contains(path)) return;
        switch (model, code)
        {
            case (JsonObject m, JsonObject c):
                foreach (var key in m.Select(p => p.Key).Union(c.Select(p => p.Key))) Compare($"{path}/{key}", m[key], c[key], found);
                break;
            // Rows of the table are found by their codes; plain lists and a verb's own rows are compared in their order.
            case (JsonArray m, JsonArray c) when m.Concat(c).All(x => Name(x) is not null):
                var (inModel, inCode) = (m.ToDictionary(x => Name(x)!, x => x), c.ToDictionary(x => Name(x)!, x => x));
                foreach (var name in inModel.Keys.Union(inCode.Keys)) Compare($"{path}/{name}", inModel.GetValueOrDefault(name), inCode.GetValueOrDefault(name), found);
                if (!inModel.Keys.SequenceEqual(inCode.Keys) && inModel.Keys.ToHashSet().SetEquals(inCode.Keys)) found.Add($"{path}: in another order");
                break;
            case (JsonArray m, JsonArray c) when m.Concat(c).Any(x => x is JsonObject or JsonArray):
                for (var i = 0; i < Math.Max(m.Count, c.Count); i++) Compare($"{path}/{i + 1}", m.ElementAtOrDefault(i), c.ElementAtOrDefault(i), found);
                break;
            default:
                if (!JsonNode.DeepEquals(model, code)) found.Add($"{path}: the model says {Words(model)}, the code {Words(code)}");
                break;
        }
    }

    private static string? Name(JsonNode? row) =>
        row is JsonObject o ? (o["code"] ?? o["id"] ?? o["kind"])?.GetValueKind() == JsonValueKind.String && o["from"] is null ? (o["code"] ?? o["id"] ?? o["kind"])!.GetValue<string>() : null
            : row is JsonArray { Count: 2 } pair ? pair[0]!.GetValue<string>() : null;

    private static string Words(JsonNode? node) => node?.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) ?? "nothing";
}
