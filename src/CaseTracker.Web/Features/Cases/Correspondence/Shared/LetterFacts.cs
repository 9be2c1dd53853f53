using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Letters;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.Shared;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;

namespace CaseTracker.Web.Features.Cases.Correspondence.Shared;

/// <summary>What the fields of a letter stand for, as its reader may know it. What goes in is chosen here, field by field: nothing is taken out of a text that holds more.</summary>
public sealed class LetterFacts(OpenCase open, Addressee to, string council, string sender, string senderRole)
{
    /// <summary>Every field, and what it is, for whoever edits a text.</summary>
    public static readonly IReadOnlyDictionary<string, string> Fields = new Dictionary<string, string>
    {
        ["council"] = "the council’s name",
        ["reference"] = "the case’s reference",
        ["date"] = "the day of the letter",
        ["sender"] = "who sends it",
        ["sender-role"] = "their role",
        ["member"] = "the member whom it is about",
        ["complainant"] = "who complained, for the member: the name where it may be given",
        ["received"] = "the day of receipt",
        ["allegations"] = "the allegations, as the reader knows them",
        ["due"] = "the day by which the next step is due",
        ["confidentiality"] = "the decision on confidentiality",
        ["confidentiality-reasons"] = "its reasons",
        ["filter"] = "the outcome of the four questions",
        ["filter-reasons"] = "their reasons",
        ["filter-next"] = "what follows from it",
        ["comments-due"] = "the last day for comments",
        ["assessed-on"] = "the day of the assessment",
        ["assessment"] = "its outcome",
        ["assessment-reasons"] = "its reasons",
        ["assessment-independent-person"] = "that the Independent Person was asked before it",
        ["investigator"] = "the investigator’s name",
        ["draft-due"] = "the last day for comments on the draft",
        ["hearing-on"] = "the day of the hearing",
        ["findings"] = "what was found, allegation by allegation",
        ["outcome"] = "the outcome in a sentence",
        ["sanctions"] = "what follows from a breach",
        ["considered"] = "how the Independent Person’s view was taken into account",
        ["review"] = "whether and how a review can be asked for",
        ["closed-on"] = "the day of closing",
    };

    private readonly Case _case = open.Case;
    private readonly Circumstances _now = open.Now;

    /// <summary>The fields with what they stand for; empty where the case does not say.</summary>
    public IReadOnlyDictionary<string, string> All()
    {
        var (confidentiality, filter, assessed) = (Last("decide-confidentiality"), Last("apply-filter"), Last("assess"));
        return new Dictionary<string, string>
        {
            ["council"] = council,
            ["reference"] = _case.Reference.Value,
            ["date"] = _now.Today.Brief(),
            ["sender"] = sender,
            ["sender-role"] = senderRole,
            ["member"] = open.Words.SubjectName,
            ["complainant"] = Complainant(),
            ["received"] = _case.ReceivedOn.Brief(),
            ["allegations"] = Items(Allegations().Select(a => _case.Read(a, _now.Seam))),
            ["due"] = Day(_case.MainClock?.DueOn),
            ["confidentiality"] = confidentiality?.Choice switch { "agreed" => "your name is not given to the member", "refused" => "I cannot agree to your request", _ => "" },
            ["confidentiality-reasons"] = Text(confidentiality, "reason"),
            ["filter"] = filter?.Choice switch { "pass" => "it goes forward", "fail" => "it is outside the Code of Conduct", _ => "" },
            ["filter-reasons"] = FilterReasons(filter),
            ["filter-next"] = filter?.Choice switch { "pass" => "I now prepare what the member is told. Then they may comment, and I assess what happens next.", "fail" => "So no breach of the Code can be found. I can still give advice, and speak to the member if you agree.", _ => "" },
            ["comments-due"] = Day(_case.Clocks.LastOrDefault(k => k.Kind == "comments")?.DueOn),
            ["assessed-on"] = Day(assessed?.On),
            ["assessment"] = assessed?.Choice switch { null or "" => "", "investigate" => "it is investigated", { } choice => _now.Taxonomy.Label("formal_outcomes", choice).ToLowerInvariant() },
            ["assessment-reasons"] = Text(assessed, "reason"),
            ["assessment-independent-person"] = assessed is not null && _case.Events.Any(e => e.Verb == "record-view" && e.Number < assessed.Number) ? "The Independent Person was asked for a view before the decision." : "",
            ["investigator"] = _case.Live(GrantKind.Investigator, _now.Today).Select(g => _now.People.Find(g.Person)?.Name).FirstOrDefault() ?? "",
            ["draft-due"] = Last("circulate-draft") is { } draft ? Day(open.Read(draft).Date("due_on")) : "",
            ["hearing-on"] = Last("convene") is { } hearing ? Day(open.Read(hearing).Date("hearing_on")) : "",
            ["findings"] = Items(_case.Allegations.Where(a => a is { Disclosed: true, Finding: not null }).OrderBy(a => a.Number).Select(a => $"Allegation {a.Number}: {(a.Finding == "breach" ? "breach of the Code found" : "no breach found")}. {_case.ReadFinding(a, _now.Seam)}")),
            ["outcome"] = (_case.Outcome ?? _case.Facts.FirstOrDefault(f => f.StartsWith("decided:", StringComparison.Ordinal))?["decided:".Length..]) is { } outcome ? $"The outcome: {LowerFirst(_now.Taxonomy.Label("formal_outcomes", outcome))}." : "",
            ["sanctions"] = Items(_case.Sanctions.Select(s => _now.Taxonomy.Label("sanctions", s.Code) + (s.RecommendedTo is { Length: > 0 } body ? $", recommended to {body}" : ""))),
            ["considered"] = Text(Last("find") ?? Last("decide"), "considered"),
            ["review"] = _now.Rules.ReviewAllowed ? $"Either side may ask for a review within {_now.Rules.Limit("review-window").Count("working day")} of this letter." : "",
            ["closed-on"] = Day(_case.ClosedOn),
        };
    }

    /// <summary>Everybody whose name must not stand in a letter to this reader, and those whose name may only if somebody has looked.</summary>
    public (IReadOnlyList<NamedParty> Never, IReadOnlyList<NamedParty> Ask) Names()
    {
        var raiser = _now.People.Find(_case.Raiser)?.Name ?? (_case.RaiserName.IsEmpty ? null : open.Open(_case.RaiserName, "raiser_name"));
        var (never, ask) = (new List<NamedParty>(), new List<NamedParty>());
        if (raiser is not null && to != Addressee.Raiser && !(to == Addressee.Subject && NameForSubject() is not null)) never.Add(new(raiser, "whoever complained"));
        foreach (var person in _case.Named)
        {
            var name = _now.People.Find(person.Person)?.Name ?? _case.ReadName(person, _now.Seam) ?? "";
            if (person.Part == NamedPart.Witness) ask.Add(new(name, "a witness"));
            else if (to != Addressee.Raiser) never.Add(new(name, person.Part == NamedPart.KeptOut ? "somebody kept out of the case" : "somebody who stood aside"));
        }
        // Whom a letter may name anyway is no finding.
        string?[] free = to == Addressee.Raiser ? [raiser, open.Words.SubjectName] : [open.Words.SubjectName];
        return ([.. never.Where(n => n.Name.Length > 0 && !free.Contains(n.Name))], [.. ask.Where(n => n.Name.Length > 0 && !free.Contains(n.Name))]);
    }

    // As the member's own page does: by what they may read.
    private string? NameForSubject() => _case.Live(GrantKind.Subject, _now.Today).FirstOrDefault() is { } grant
        ? new CaseWords(_case, CaseReader.By(_case, grant, _now.Today, _now.Seam), _now.People, _now.Seam, _now.Taxonomy, _now.Calendar, _now.Today).RaiserName : null;

    private string Complainant() => to switch
    {
        Addressee.Raiser => "You complained.",
        Addressee.Subject => NameForSubject() is { } name ? $"It was made by {name}." : "You are not told who made it.",
        _ => "",
    };

    private IEnumerable<Allegation> Allegations() => _case.Allegations.Where(a => a.Disclosed == (to != Addressee.Raiser)).OrderBy(a => a.Number);

    private string FilterReasons(CaseEvent? filter)
    {
        if (filter is null) return "";
        var read = open.Read(filter);
        return string.Join(" ", Enumerable.Range(1, 4).Where(n => filter.Choice == "pass" || read.Text($"filter_answers.{n}") == "no").Select(n => read.Text($"filter_answers.{n}.reason")).Where(r => r.Length > 0));
    }

    private CaseEvent? Last(string verb) => _case.Events.LastOrDefault(e => e.Verb == verb);

    private string Text(CaseEvent? e, string input) => e is null ? "" : open.Read(e).Text(input);

    private static string LowerFirst(string words) => char.ToLowerInvariant(words[0]) + words[1..];

    private static string Day(DateOnly? day) => day?.InFull() ?? "";

    private static string Items(IEnumerable<string> items) => string.Join("\n", items.Select(i => $"- {i.ReplaceLineEndings(" ").Trim()}"));
}
