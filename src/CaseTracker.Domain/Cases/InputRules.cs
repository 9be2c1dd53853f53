using System.Globalization;
using System.Text.RegularExpressions;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Routes;
using CaseTracker.Domain.Taxonomies;

namespace CaseTracker.Domain.Cases;

/// <summary>Something wrong with one input, in words that begin with what to do.</summary>
public sealed record InputFault(string Field, string Message);

/// <summary>The limits of the inputs (routes, section 2, “Inputs”): lengths, counts, dates and codes. What a guard decides is left to the guard.</summary>
public static partial class InputRules
{
    // A guard speaks for these with the exact words of the table.
    private static readonly HashSet<string> Guarded = ["declaration", "read_back", "neutral", "allegations", "filter_answers", "interest_test", "findings", "letters", "members", "case", "handler", "raiser", "conflict_declaration", "crime", "considered", "hearing_on", "destination", "papers", "carry"];

    // Lengths and counts hold for these all the same, where something is entered.
    private static readonly HashSet<string> Bounded = ["conflict_declaration", "crime", "considered", "members", "carry", "papers"];

    private static readonly Dictionary<string, string> Ask = new()
    {
        ["reason"] = "Enter a reason",
        ["summary"] = "Enter a summary in one line",
        ["narrative"] = "Enter what happened",
        ["subject"] = "Enter who it is about",
        ["subject_type"] = "Choose what kind of person it is about",
        ["occurred_on"] = "Enter the date it happened",
        ["setting"] = "Choose where it happened",
        ["themes"] = "Choose at least one theme",
        ["main_theme"] = "Choose the theme that matters most",
        ["source_group"] = "Choose which group the person who raised it belongs to",
        ["route"] = "Choose how you would like this handled",
        ["confidentiality"] = "Choose what we may do with your name",
        ["channel"] = "Choose how it reached you",
        ["consent_kind"] = "Choose what to agree to",
        ["consent_to"] = "Enter who may be told",
        ["until"] = "Enter a date after today",
        ["starts_on"] = "Enter the first day",
        ["contact"] = "Choose who was contacted",
        ["action"] = "Choose what was done",
        ["note"] = "Enter a note",
        ["note_kind"] = "Choose the kind of note",
        ["outcome"] = "Choose an outcome",
        ["closure_reason"] = "Choose a closing reason",
        ["pressure"] = "Choose whether anyone pressed you",
        ["name_consent"] = "Choose whether the member may be told your name",
        ["due_on"] = "Enter the date",
        ["pause_reason"] = "Choose why the clock is paused",
        ["fact"] = "Choose what to correct",
        ["new_value"] = "Enter the correct value",
        ["person"] = "Choose a person",
        ["thread"] = "Choose whom to write to",
        ["message"] = "Enter a message",
        ["risk"] = "Enter who is at risk, of what, and why it cannot wait",
        ["conf_decision"] = "Choose whether you agree to the request",
        ["view_text"] = "Enter the view",
        ["sanction"] = "Choose a sanction",
        ["done_on"] = "Enter the date on which it was done",
        ["keep_out"] = "Choose whom to keep out",
        ["files"] = "Enter what the papers say",
        ["decision"] = "Choose what you have decided",
    };

    private static readonly Dictionary<string, string[]> ClosedLists = new()
    {
        ["contact"] = ["nobody", "member", "group-leader"],
        ["pressure"] = ["no", "yes", "talk"],
        ["note_kind"] = ["internal", "legal", "plan"],
        ["fact"] = ["date", "setting", "theme", "person", "code"],
        ["name_consent"] = ["yes", "confidential"],
        ["conf_decision"] = ["agreed", "refused"],
        ["thread"] = ["raiser", "subject", "independent-person", "subject-ip"],
    };

    private static readonly HashSet<string> DecidedByChoice = ["assess", "decide", "record-resolution", "decide-review"];

    /// <summary>What is wrong with the inputs of a verb; empty if nothing is. <paramref name="of"/> is the case, where there is one already.</summary>
    public static IEnumerable<InputFault> Faults(Verb verb, string? choice, Inputs inputs, Circumstances now, Case? of = null)
    {
        foreach (var declared in verb.Inputs)
        {
            var code = declared.TrimEnd('?');
            if (Guarded.Contains(code))
            {
                if (Bounded.Contains(code) && inputs.Has(code) && Fault(code, inputs, now) is { } wrong) yield return new InputFault(code, wrong);
                continue;
            }
            var optional = declared.EndsWith('?') || Spared(verb, choice, code, of, inputs);
            if (!inputs.Has(code))
            {
                if (!optional) yield return new InputFault(code, Missing(verb, code) + ".");
                continue;
            }
            if (Fault(code, inputs, now) is { } message) yield return new InputFault(code, message);
        }
        foreach (var fault in OfVerb(verb, inputs, now, of)) yield return fault;
        if (DecidedByChoice.Contains(verb.Code) && !verb.Choices.Contains(inputs.Text("decision"))) yield return new InputFault("decision", Ask["decision"] + ".");
        if (verb == Verbs.ConfirmWithdrawal && of is not null && inputs.Has("outcome") && !(RouteTable.Outcomes[of.Route].TryGetValue(inputs.Text("outcome"), out var reasons) && reasons.Contains("withdrawn")))
            yield return new InputFault("outcome", "Choose an outcome that goes with a withdrawal.");
    }

    /// <summary>What one verb asks of its inputs beyond the limits of each.</summary>
    private static IEnumerable<InputFault> OfVerb(Verb verb, Inputs inputs, Circumstances now, Case? of)
    {
        if (verb.Inputs.Contains("allegations") || verb.Inputs.Contains("allegations?"))
            foreach (var fault in OfAllegations(inputs, verb == Verbs.Disclose)) yield return fault;
        if (verb.Inputs.Contains("due_on") && verb != Verbs.Extend && inputs.Date("due_on") <= now.Today) yield return new InputFault("due_on", "Enter a date after today.");
        if (of is null) yield break;
        if (verb == Verbs.ChooseRoute && inputs.Has("route") && !Leads(of, inputs.Text("route"))) yield return new InputFault("route", Ask["route"] + ".");
        if (verb == Verbs.AcceptDisclosure && of.Confidentiality == "anonymous" && !inputs.Has("raiser_name"))
            yield return new InputFault("raiser_name", "Enter your name. Going on means that the member may be told it.");
        if (verb == Verbs.CirculateDraft && inputs.Date("due_on") is { } due && now.Calendar.Add(now.Today, now.Rules.Limit("draft-comments")) is var least && due < least)
            yield return new InputFault("due_on", $"Choose a date not before {LondonTime.Date(least)}: both parties have that long to comment.");
        if (verb == Verbs.FileReport)
            foreach (var fault in OfProposals(inputs, of)) yield return fault;
        if (verb == Verbs.RecordActionDone && !inputs.Has("sanction") && !inputs.Has("action")) yield return new InputFault("action", "Choose what was done.");
        if (verb == Verbs.RecordActionDone && inputs.Text("sanction") is { Length: > 0 } done && of.Sanctions.All(s => s.Code != done)) yield return new InputFault("sanction", "Choose a sanction that was recorded here.");
        if (verb == Verbs.Sanction && now.Taxonomy.Sanction(inputs.Text("sanction")) is { RecommendTo.Length: > 0 } s && inputs.Has("recommend_to") && !Bodies(s).Contains(inputs.Text("recommend_to")))
            yield return new InputFault("recommend_to", $"Choose to whom this is recommended: {s.RecommendTo}.");
    }

    private static IEnumerable<InputFault> OfAllegations(Inputs inputs, bool required)
    {
        var allegations = inputs.Allegations;
        if (required && allegations.Count == 0) yield return new InputFault("allegations", "Enter each allegation as the member will read it.");
        if (allegations.Count > 20) yield return new InputFault("allegations", "Enter 20 allegations or fewer.");
        foreach (var a in allegations)
        {
            if (a.Text.Length < 50) yield return new InputFault($"allegations.{a.Number}.text", "Allegation must be 50 characters or more.");
            if (a.Text.Length > 20_000) yield return new InputFault($"allegations.{a.Number}.text", "Allegation must be 20,000 characters or fewer.");
        }
    }

    // A report ends with what it proposes, allegation by allegation: whoever decides can follow it, or say why not.
    private static IEnumerable<InputFault> OfProposals(Inputs inputs, Case of)
    {
        foreach (var n in of.Allegations.Where(a => a.Disclosed).Select(a => a.Number).Order())
        {
            if (inputs.Text($"proposed.{n}") is not ("breach" or "no-breach")) yield return new InputFault($"proposed.{n}", $"Choose the finding that you propose on allegation {n}.");
            if (!inputs.Has($"proposed.{n}.reason")) yield return new InputFault($"proposed.{n}.reason", $"Enter why you propose this on allegation {n}.");
        }
    }

    /// <summary>The bodies to which a sanction may be recommended, each as one of the words “Group Leader or Council”.</summary>
    public static IReadOnlyList<string> Bodies(Sanction sanction) => [sanction.RecommendTo, .. sanction.RecommendTo.Split(" or ")];

    // Another person on the same route, or from and to the Monitoring Officer; every other route has a verb of its own.
    private static bool Leads(Case of, string code) => RouteTable.RouteOf(code) switch
    {
        Route.R1 => of.Route is Route.R1 or Route.R2,
        Route.R2 => of.Route is Route.R1 or Route.R4,
        { } route => route == of.Route,
        null => false,
    };

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
        // Said by the rule about what was done, or what is put in its place.
        ("record-action-done", "sanction" or "action") => true,
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
            if (code is "occurred_on" or "done_on" && day > now.Today) return Refusals.Of("future").Text;
            return code == "until" && day <= now.Today ? "Enter a date after today." : null;
        }
        if (code is "person" or "keep_out" && inputs.Parties(code).Any(p => p.In(now.People) is null)) return "Choose a person from the list.";
        if (Counted(row) is { } most && values.Count > most) return $"{row.Label}: choose {most} or fewer.";
        if (ClosedLists.TryGetValue(code, out var list) && !values.All(list.Contains)) return Ask[code] + ".";
        if (code is not ("route" or "sanction") && row.Taxonomy is { } taxonomy && code != "allegations" && !values.All(v => now.Taxonomy.Has(taxonomy, v))) return Ask.GetValueOrDefault(code, $"Choose {row.Label.ToLowerInvariant()}") + ".";
        if (code == "route" && RouteTable.RouteOf(inputs.Text(code)) is null) return Ask["route"] + ".";
        return code == "sanction" && now.Taxonomy.Sanction(inputs.Text(code)) is null ? Ask["sanction"] + "." : null;
    }

    private static int? Counted(InputRow row) => row.Type is "choices" or "persons" or "persons or text" or "upload" || row.Code == "subject" ? Range(row.Code)?.Most : null;

    [GeneratedRegex(@"^(\d[\d,]*)–(\d[\d,]*)")]
    private static partial Regex RangeShape();
}
