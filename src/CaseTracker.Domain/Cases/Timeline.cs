using System.Globalization;
using System.Text.RegularExpressions;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;

namespace CaseTracker.Domain.Cases;

/// <summary>Whose timeline is read.</summary>
public enum TimelineVariant
{
    /// <summary>The Monitoring Officer's, also a handler's and an investigator's during their grant.</summary>
    Mo,

    /// <summary>The raiser's.</summary>
    Raiser,

    /// <summary>The subject's, from the day on which they were told.</summary>
    Subject,
}

/// <summary>A sentence of the timeline.</summary>
public sealed record TimelineEntry(int Number, DateTimeOffset At, DateOnly On, string Sentence, string Verb, string? RecordedFor);

/// <summary>
/// Renders the three timelines from one list of events (invariant 39). Sentences are made on reading and never stored. Names appear only where the reader may see them (invariant 46).
/// </summary>
/// <param name="c">The case.</param>
/// <param name="now">The organisation and lists of codes.</param>
/// <param name="maySeeRaiser">Whether the reader may see the raiser's name.</param>
public sealed partial class Timeline(Case c, Circumstances now, bool maySeeRaiser)
{
    private static readonly HashSet<string> NeverSubject = ["add-note", "give-consent", "ask-consent", "withdraw-consent", "record-risk", "exclude-person", "open-identity"];

    /// <summary>The entries of one variant, newest first.</summary>
    public IReadOnlyList<TimelineEntry> For(TimelineVariant variant) => [.. c.Events.Reverse().Select(e => Entry(e, variant)).OfType<TimelineEntry>()];

    /// <summary>One event in one variant; null where that variant shows nothing.</summary>
    public TimelineEntry? Entry(CaseEvent what, TimelineVariant variant)
    {
        var verb = what.Verb == Case.BankHolidaysCorrected.Code ? Case.BankHolidaysCorrected : Verbs.Of(what.Verb);
        var template = variant switch { TimelineVariant.Mo => verb.Timeline.Mo, TimelineVariant.Raiser => verb.Timeline.Raiser, _ => verb.Timeline.Subject };
        if (template is null || !Shows(what, verb, variant)) return null;
        var read = c.Read(what, now.Seam);
        var sentence = Placeholder().Replace(template, m => Word(m.Groups[1].Value, what, read, variant));
        sentence = Spaces().Replace(sentence, " ").Trim();
        sentence = sentence.Length > 0 ? char.ToUpper(sentence[0], CultureInfo.InvariantCulture) + sentence[1..] : sentence;
        var recordedFor = what.OnBehalfOf is { } other ? $"Recorded for {(other == Actor.Raiser ? "the raiser" : other == Actor.Subject ? "the subject" : "the Independent Person")} by {(variant == TimelineVariant.Mo && what.As != Actor.System ? Name(what.By) : Role(what))}{(read.Has("channel") ? ", " + now.Taxonomy.Label("intake_channels", read.Text("channel")).ToLowerInvariant() : "")}" : null;
        return new TimelineEntry(what.Number, what.At, what.On, sentence, what.Verb, recordedFor);
    }

    private bool Shows(CaseEvent what, Verb verb, TimelineVariant variant)
    {
        if (variant == TimelineVariant.Mo) return true;
        var author = what.OnBehalfOf ?? what.As;
        if (variant == TimelineVariant.Subject)
        {
            var told = c.Grants.Where(g => g.Kind == GrantKind.Subject).Select(g => g.StartedAt).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();
            if (what.At < told || NeverSubject.Contains(verb.Code) || c.Route is Route.R1 or Route.R2) return false;
            if (verb.TimelineSubjectRoutes.Count > 0 && !verb.TimelineSubjectRoutes.Contains(c.Route)) return false;
        }
        if (!verb.TimelineOwnOnly) return true;
        var self = variant == TimelineVariant.Raiser ? Actor.Raiser : Actor.Subject;
        if (verb.Code != "send-message") return author == self;
        var thread = c.Read(what, now.Seam).Text("thread");
        return variant == TimelineVariant.Raiser ? thread is "raiser" or "" : thread is "subject" or "subject-ip";
    }

    private string Word(string word, CaseEvent what, Inputs read, TimelineVariant variant)
    {
        string Recorded(string key) => read.Text("w." + key) is { Length: > 0 } w ? w : read.Text(key);
        switch (word)
        {
            case "actor" when what.OnBehalfOf == Actor.Subject:
                return variant == TimelineVariant.Mo ? SubjectWords() : "the subject";
            case "actor" when what.OnBehalfOf == Actor.IndependentPerson:
                return "the Independent Person";
            case "actor":
                return what.As == Actor.System ? "CaseTracker" : (what.OnBehalfOf ?? what.As) == Actor.Raiser ? RaiserWords() : variant == TimelineVariant.Mo ? Name(what.By) : Role(what);
            case "raiser":
                return RaiserWords();
            case "role":
                return RoleWords(what, read, variant);
            case "subject":
                return SubjectWords();
            case "person":
                return string.Join(", ", read.Parties(read.Has("person") ? "person" : "keep_out").Select(p => PersonWords(p, what, variant)));
            case "handler" or "with" or "to" when HatWords(Recorded(word)) is { } hat:
                return hat;
            case "to" when what.Verb == "send-message":
                return read.Text("thread") switch { "subject" => "the subject", "independent-person" or "subject-ip" => "the Independent Person", _ => (what.OnBehalfOf ?? what.As) == Actor.Raiser ? "the holder of the case" : "the raiser" };
            case "handler":
                return HatWords(Recorded("with")) ?? "the Monitoring Officer";
            case "date" when read.Has("due_on"):
                return Date(read.Text("due_on"));
            case "date" when read.Has("hearing_on"):
                return Date(read.Text("hearing_on"));
            case "date" when read.Has("done_on") && what.OnBehalfOf is null:
                return Date(read.Text("done_on"));
            case "date":
                return LondonTime.Date(what.On);
            case "due" or "until":
                return Date(Recorded(word));
            case "from":
                return Date(read.Text("starts_on"));
            case "old":
                return Value(Recorded("old"), read.Text("fact"), variant);
            case "new" when what.Verb == "recuse" && !read.Has("w.new"):
                return "nobody yet";
            case "new":
                return what.Verb == "correct" ? Value(Recorded("new"), read.Text("fact"), variant) : HatWords(Recorded("new")) ?? Date(Recorded("new"));
            case "fact":
                return read.Text("fact") switch { "date" => "the date", "setting" => "the setting", "theme" => "the theme", "person" => "the person", _ => "the paragraphs" };
            case "action":
                return string.Join(", ", read.List(read.Has("action") ? "action" : "sanction").Select(a => now.Taxonomy.Label(read.Has("action") ? "informal_outcomes" : "sanctions", a).ToLowerInvariant()));
            case "contact":
                return read.Text("contact") switch { "member" => "the member", "group-leader" => "the Group Leader", _ => "nobody" };
            case "consent_kind":
                return now.Taxonomy.Label("consent_kinds", read.Text("consent_kind"));
            case "consent_to":
                return string.Join(", ", read.Parties("consent_to").Select(p => p.In(now.People)?.Name ?? p.Name));
            case "outcome":
                return OutcomeWords(Recorded("outcome"));
            case "closure_reason":
                return now.Taxonomy.Label("closure_reasons", Recorded("closure_reason")).ToLowerInvariant();
            case "finding":
                return what.Choice == "breach" ? "breach of the Code" : "no breach of the Code";
            case "sanction":
                return now.Taxonomy.Label("sanctions", read.Text("sanction"));
            case "destination":
                return now.Taxonomy.Label("off_ramps", Recorded("destination"));
            case "route":
                return now.Taxonomy.Label("routes", Recorded("route"));
            case "channel":
                return now.Taxonomy.Label("intake_channels", read.Text("channel")).ToLowerInvariant();
            case "pause_reason":
                return now.Taxonomy.Label("pause_reasons", read.Text("pause_reason")).ToLowerInvariant();
            case "pressure":
                return read.Text("pressure") switch { "yes" => "yes", "talk" => "would rather talk to the Monitoring Officer", _ => "no" };
            case "decision":
                return Decision(Recorded("decision"), what, variant);
            default:
                return Recorded(word);
        }
    }

    /// <summary>In which part somebody acts, or of whom the sentence speaks: who left, who takes over, who covers.</summary>
    private string RoleWords(CaseEvent what, Inputs read, TimelineVariant variant)
    {
        var actor = what.OnBehalfOf ?? what.As;
        switch (what.Verb)
        {
            case "record-leaving":
                return what.Choice switch { "raiser" => "the person who raised this", "subject" => "the person this is about", "mo" => "the Monitoring Officer", _ => HatWords(read.Text("w.old_hat")) ?? "the manager" };
            case "reassign":
                return HatWords(read.Text("w.new")) ?? "another Monitoring Officer";
            case "arrange-cover":
                return read.Party("person")?.In(now.People)?.Is(People.Role.ExternalMonitoringOfficer) == true ? "another authority's Monitoring Officer" : "the Deputy Monitoring Officer";
            case "return-handover":
                return HatWords(read.Text("w.with")) ?? "the Monitoring Officer";
            default:
                return actor == Actor.Raiser ? (variant == TimelineVariant.Raiser ? "you" : "the raiser")
                    : actor == Actor.Subject ? (variant == TimelineVariant.Subject ? "you" : "the subject")
                    : what.OnBehalfOf == Actor.IndependentPerson ? "the Independent Person" : Role(what);
        }
    }

    private string SubjectWords() => now.People.Find(c.Subject)?.Name ?? c.ReadSubjectName(now.Seam) ?? "the subject";

    private string RaiserWords() => maySeeRaiser ? now.People.Find(c.Raiser)?.Name ?? c.ReadRaiserName(now.Seam) ?? "the raiser" : "the raiser";

    private string Name(Pseudonym? who) => who is { } p && p == c.Raiser && !maySeeRaiser ? "the raiser" : now.People.Find(who)?.Name ?? "Somebody";

    private string PersonWords(Party party, CaseEvent what, TimelineVariant variant)
    {
        // {person} becomes a name for the parties only where they know it: an appointed investigator, and those the raiser named.
        var named = variant == TimelineVariant.Mo || what.Verb is "appoint-investigator" or "exclude-person";
        return named ? party.Person is { } p ? Name(p) : party.Name : "somebody";
    }

    private string Value(string text, string fact, TimelineVariant variant)
    {
        if (Party.Parse(text).Person is { } person) return variant == TimelineVariant.Mo || fact == "person" ? Name(person) : "somebody";
        return fact switch { "setting" => now.Taxonomy.Label("settings", text), "theme" => now.Taxonomy.Label("themes", text), _ => Date(text) };
    }

    private string OutcomeWords(string outcome) =>
        RouteTable.Of(c.Route).Outcomes is { } list && outcome.Length > 0 ? now.Taxonomy.Label(list, outcome).ToLowerInvariant() : "merged";

    private static string Decision(string decision, CaseEvent what, TimelineVariant variant) => (what.Verb, decision) switch
    {
        ("decide-confidentiality", "agreed") => variant == TimelineVariant.Mo ? "agreed to" : "agreed",
        ("apply-filter", "pass") => variant == TimelineVariant.Mo ? "it goes forward" : "your complaint goes forward",
        ("apply-filter", "fail") => variant == TimelineVariant.Mo ? "outside the Code" : "your complaint falls outside the Code",
        (_, "no-further-action") => "no further action",
        (_, "informal-resolution") => "informal resolution will be tried",
        (_, "investigate") => "it will be investigated",
        (_, "police") => "it was reported to the police",
        (_, "no-breach") => "no breach of the Code",
        (_, "local-resolution") => "local resolution will be tried",
        (_, "hearing") => "there will be a hearing",
        (_, "failed-after-report") => "failed",
        (_, "confirm") => "the decision stands",
        (_, "reconsider") => "it will be assessed again",
        _ => decision,
    };

    private static string Role(CaseEvent what) => what.As == Actor.System ? "CaseTracker" : HatWords(what.Hat) ?? HatWords(what.As.Code()) ?? "Somebody dealing with this";

    private static string? HatWords(string hat) => hat switch
    {
        "line-manager" => "the line manager",
        "group-head" => "the Group Head",
        "director" => "the Director",
        "chief-executive" => "the Chief Executive",
        "monitoring-officer" or "mo" => "the Monitoring Officer",
        "deputy-monitoring-officer" => "the Deputy Monitoring Officer",
        "external-monitoring-officer" => "another authority's Monitoring Officer",
        "cover" => "the Deputy Monitoring Officer (cover)",
        "independent-person" or "subject-ip" => "the Independent Person",
        "investigator" => "the investigator",
        "panel" or "panel-member" => "the panel",
        "assessment-panel" => "the sub-committee",
        "subject" => "the subject",
        "handler" => "the manager",
        "hr" => "Human Resources",
        "reviewer" => "the reviewer",
        _ => null,
    };

    private static string Date(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? LondonTime.Date(day) : text;

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\s{2,}")]
    private static partial Regex Spaces();
}
