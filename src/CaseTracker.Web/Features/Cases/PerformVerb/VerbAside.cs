using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.Shared;
using CaseTracker.Web.Features.Shared;

namespace CaseTracker.Web.Features.Cases.PerformVerb;

/// <summary>A fact of the case beside a form.</summary>
public sealed record AsideFact(string Key, string Value);

/// <summary>What whoever acts may see of the case while they act: words, clock and facts, and nothing that their grant does not open.</summary>
/// <param name="SaidTitle">What <paramref name="Said"/> is.</param>
/// <param name="Said">The account, the summary or the allegation, cut where it is long.</param>
/// <param name="IsMore">Whether it was cut.</param>
public sealed record VerbAside(string? SaidTitle, string? Said, bool IsMore, DueLine? Due, IReadOnlyList<string> Clock, IReadOnlyList<AsideFact> Facts, IReadOnlyList<string> Linked)
{
    private const int Longest = 700;

    /// <summary>The case beside the form of that act.</summary>
    public static VerbAside Of(VerbAttempt attempt)
    {
        var (c, reader, words) = (attempt.Case, attempt.Reader, attempt.Words);
        var (title, said) = SaidOf(attempt);
        var isLong = said?.Length > Longest;
        var full = reader.Reads(CaseParts.FullTimeline);
        return new VerbAside(title, isLong ? said![..said!.LastIndexOf(' ', Longest)] + " …" : said, isLong, c.IsOpen ? words.Due : null, full || reader.Holds(GrantKind.Raiser) ? VerbPanels.ClockWords(c, attempt.Now) : [],
            FactsOf(attempt), full ? [.. c.Links.Select(l => $"{l.Other}: {Kind(l.Kind)}")] : []);
    }

    private static (string? Title, string? Text) SaidOf(VerbAttempt attempt)
    {
        var (c, reader, now) = (attempt.Case, attempt.Reader, attempt.Now);
        if (reader.Reads(CaseParts.Narrative)) return (reader.Holds(GrantKind.Raiser) ? "What you wrote" : "What they say", now.Seam.Open(c.Narrative, c.Id, "narrative"));
        if (reader.Reads(CaseParts.Brief)) return ("The summary they wrote for you", now.Seam.Open(c.Summary, c.Id, "summary"));
        var told = reader.Reads(CaseParts.DisclosedAllegation) ? c.Allegations.Where(a => a.Disclosed).OrderBy(a => a.Number).Select(a => c.Read(a, now.Seam)).ToList() : [];
        if (told.Count > 0) return ("What is alleged", string.Join("\n\n", told));
        var asked = reader.Holds(GrantKind.Subject) ? c.Events.LastOrDefault(e => e.Verb == Verbs.AskOtherSide.Code) : null;
        return asked is null ? (null, null) : ("What you were asked", c.Read(asked, now.Seam).Text("message"));
    }

    private static List<AsideFact> FactsOf(VerbAttempt attempt)
    {
        var (c, reader, words, now) = (attempt.Case, attempt.Reader, attempt.Words, attempt.Now);
        List<AsideFact> facts = [new("Route", words.RouteName), new("Stage", words.StageTag.Text)];
        if (reader.IsOtherSide) return facts;
        facts.Add(new("About", About(attempt)));
        facts.Add(new("Raised by", words.RaiserName ?? (c.Confidentiality == "anonymous" ? "Sent anonymously" : "Name kept private")));
        if (!reader.Reads(CaseParts.Brief)) return facts;
        facts.Add(new("Happened", c.OccurredUntil is { } until && until != c.OccurredOn ? $"{c.OccurredOn.InFull()} to {until.InFull()}" : c.OccurredOn.InFull()));
        facts.Add(new("Where", now.Taxonomy.Label("settings", c.Setting)));
        if (c.Themes.Count > 0) facts.Add(new("Touches", c.Themes.Select(t => now.Taxonomy.Label("themes", t)).AndList()));
        if (c.Paragraphs.Count > 0) facts.Add(new("Protocol paragraphs", c.Paragraphs.AndList()));
        if (now.Seam.Open(c.Wish, c.Id, "wish") is { Length: > 0 } wish) facts.Add(new("Would put it right", wish));
        if (reader.Reads(CaseParts.Narrative) && now.Seam.Open(c.Support, c.Id, "support") is { Length: > 0 } support) facts.Add(new("Would help meanwhile", support));
        return facts;
    }

    private static string About(VerbAttempt attempt)
    {
        var person = attempt.Now.People.Find(attempt.Case.Subject);
        return person is { Kind: PersonKind.Member, Ward.Length: > 0 } member ? $"{member.Name}, member for {member.Ward}" : person is { JobTitle.Length: > 0 } officer ? $"{officer.Name}, {officer.JobTitle}" : attempt.Words.SubjectName;
    }

    private static string Kind(LinkKind kind) => kind switch
    {
        LinkKind.Incident => "same incident. Neither raiser is told of the other’s",
        LinkKind.Converted => "same concern, on another route",
        LinkKind.Split => "same concern, about somebody else",
        _ => "the same, sent twice",
    };
}
