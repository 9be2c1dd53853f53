using System.Globalization;
using System.Text.RegularExpressions;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Routes;

namespace CaseTracker.Domain.Cases;

/// <summary>Something wrong with one input, in words that begin with what to do.</summary>
public sealed record InputFault(string Field, string Message);

/// <summary>The limits of the inputs (routes, section 2, “Inputs”): lengths, counts, dates and codes. What a guard decides is left to the guard.</summary>
public static partial class InputRules
{
    // A guard speaks for these with the exact words of the table.
    private static readonly HashSet<string> Guarded = ["declaration", "read_back", "neutral", "allegations", "filter_answers", "interest_test", "findings", "letters", "members", "case", "handler", "raiser", "conflict_declaration", "crime", "considered", "hearing_on", "destination", "papers", "carry"];

    private static readonly Dictionary<string, string> Ask = new()
    {
        ["reason"] = "Enter a reason", ["summary"] = "Enter a summary in one line", ["narrative"] = "Enter what happened", ["subject"] = "Enter who it is about", ["subject_type"] = "Choose what kind of person it is about",
        ["occurred_on"] = "Enter the date it happened", ["setting"] = "Choose where it happened", ["themes"] = "Choose at least one theme", ["main_theme"] = "Choose the theme that matters most", ["source_group"] = "Choose which group the person who raised it belongs to",
        ["route"] = "Choose how you would like this handled", ["confidentiality"] = "Choose what we may do with your name", ["channel"] = "Choose how it reached you", ["consent_kind"] = "Choose what to agree to", ["consent_to"] = "Enter who may be told",
        ["until"] = "Enter a date after today", ["starts_on"] = "Enter the first day", ["contact"] = "Choose who was contacted", ["action"] = "Choose what was done", ["note"] = "Enter a note", ["note_kind"] = "Choose the kind of note", ["outcome"] = "Choose an outcome",
        ["closure_reason"] = "Choose a closing reason", ["pressure"] = "Choose whether anyone pressed you", ["name_consent"] = "Choose whether the member may be told your name", ["due_on"] = "Enter the date", ["pause_reason"] = "Choose why the clock is paused",
        ["fact"] = "Choose what to correct", ["new_value"] = "Enter the correct value", ["person"] = "Choose a person", ["thread"] = "Choose whom to write to", ["message"] = "Enter a message", ["risk"] = "Enter who is at risk, of what, and why it cannot wait",
        ["conf_decision"] = "Choose whether you agree to the request", ["view_text"] = "Enter the view", ["sanction"] = "Choose a sanction", ["done_on"] = "Enter the date on which it was done", ["keep_out"] = "Choose whom to keep out", ["files"] = "Enter what the papers say",
        ["decision"] = "Choose what you have decided",
    };

    private static readonly Dictionary<string, string[]> ClosedLists = new()
    {
        ["contact"] = ["nobody", "member", "group-leader"], ["pressure"] = ["no", "yes", "talk"], ["note_kind"] = ["internal", "legal"], ["fact"] = ["date", "setting", "theme", "person", "code"],
        ["name_consent"] = ["yes", "confidential"], ["conf_decision"] = ["agreed", "refused"], ["thread"] = ["raiser", "subject", "independent-person", "subject-ip"],
    };

    private static readonly HashSet<string> DecidedByChoice = ["assess", "decide", "record-resolution", "decide-review"];

    /// <summary>What is wrong with the inputs of a verb; empty if nothing is. <paramref name="of"/> is the case, where there is one already.</summary>
    public static IEnumerable<InputFault> Faults(Verb verb, string? choice, Inputs inputs, Circumstances now, Case? of = null)
    {
        foreach (var declared in verb.Inputs)
        {
            var code = declared.TrimEnd('?');
            if (Guarded.Contains(code)) continue;
            var optional = declared.EndsWith('?') || Spared(verb, choice, code, of, inputs);
            if (!inputs.Has(code))
            {
                if (!optional) yield return new InputFault(code, Missing(verb, code) + ".");
                continue;
            }
            if (Fault(code, inputs, now) is { } message) yield return new InputFault(code, message);
        }
        if (DecidedByChoice.Contains(verb.Code) && !verb.Choices.Contains(inputs.Text("decision"))) yield return new InputFault("decision", Ask["decision"] + ".");
        if (verb == Verbs.ConfirmWithdrawal && of is not null && inputs.Has("outcome") && !(RouteTable.Outcomes[of.Route].TryGetValue(inputs.Text("outcome"), out var reasons) && reasons.Contains("withdrawn")))
            yield return new InputFault("outcome", "Choose an outcome that goes with a withdrawal.");
    }

    /// <summary>The range of a text input in characters, or of a choice in items; null where it has none.</summary>
    public static (int Least, int Most)? Range(string input) =>
        RangeShape().Match(RouteTable.Input(input).Limit) is { Success: true } m ? (Number(m.Groups[1].Value), Number(m.Groups[2].Value)) : null;

    private static int Number(string text) => int.Parse(text.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    private static string Missing(Verb verb, string code) => code switch
    {
        "reason" when verb.Guards.Contains("decline-reason") => "Say why you cannot take this. The person who raised it will see what you write",
        "reason" when verb.Guards.Contains("oversight") => "Say why you need to open this. The person who raised it will see your reason",
        _ => Ask.GetValueOrDefault(code, $"Enter {RouteTable.Input(code).Label.ToLowerInvariant()}"),
    };

    /// <summary>Inputs that a choice or a default makes unnecessary.</summary>
    private static bool Spared(Verb verb, string? choice, string code, Case? of, Inputs inputs) => (verb.Code, code) switch
    {
        ("submit" or "record-concern", "subject_type") => inputs.Parties("subject").All(p => p.Person is not null),
        ("submit" or "record-concern", "narrative") => false,
        ("submit", "source_group") or ("record-concern", "source_group") => of?.SourceGroup.Length > 0,
        ("submit" or "record-concern", "confidentiality") => of?.Confidentiality.Length > 0,
        ("add-evidence", "files") => true,
        ("hand-over", "papers") or ("confirm-withdrawal", "note") => true,
        ("assess", "outcome" or "closure_reason") => true,
        ("convert", "subject" or "occurred_on") => true,
        ("pause", "until") => choice == "waiting-raiser",
        ("publish", "letters") => true,
        _ => false,
    };

    private static string? Fault(string code, Inputs inputs, Circumstances now)
    {
        var row = RouteTable.Input(code);
        var values = inputs.List(code);
        if (row.Type.StartsWith("text", StringComparison.Ordinal) && Range(code) is { } text)
        {
            if (inputs.Text(code).Length < text.Least) return $"{row.Label} must be {text.Least} characters or more.";
            if (inputs.Text(code).Length > text.Most) return $"{row.Label} must be {text.Most.ToString("N0", CultureInfo.InvariantCulture)} characters or fewer.";
            return null;
        }
        if (row.Type.StartsWith("date", StringComparison.Ordinal))
        {
            if (inputs.Date(code) is not { } day) return $"{row.Label} must be a real date.";
            return code == "until" && day <= now.Today ? "Enter a date after today." : null;
        }
        if (code is "person" or "keep_out" && inputs.Parties(code).Any(p => p.In(now.People) is null)) return "Choose a person from the list.";
        if (Range(code) is { } count && row.Type is "choices" or "persons" or "persons or text" && values.Count > Range(code)!.Value.Most) return $"{row.Label}: choose {Range(code)!.Value.Most} or fewer.";
        if (ClosedLists.TryGetValue(code, out var list) && !values.All(list.Contains)) return Ask[code] + ".";
        if (code is not ("route" or "sanction") && row.Taxonomy is { } taxonomy && code != "allegations" && !values.All(v => now.Taxonomy.Has(taxonomy, v))) return Ask.GetValueOrDefault(code, $"Choose {row.Label.ToLowerInvariant()}") + ".";
        if (code == "route" && RouteTable.RouteOf(inputs.Text(code)) is null) return Ask["route"] + ".";
        return code == "sanction" && now.Taxonomy.Sanction(inputs.Text(code)) is null ? Ask["sanction"] + "." : null;
    }

    [GeneratedRegex(@"^(\d[\d,]*)–(\d[\d,]*)")]
    private static partial Regex RangeShape();
}
