using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Shared;

namespace CaseTracker.Web.Features.Cases.Concern;

/// <summary>An allegation as the raiser wrote it.</summary>
public sealed record SentAllegation(int Number, string Text, string Heading, string? Paragraph);

/// <summary>What the raiser sent, in their own words: nobody can change it.</summary>
public sealed record SentConcern(string Summary, string Narrative, IReadOnlyList<SentAllegation> Allegations, string Happened, string Setting, string Place, IReadOnlyList<string> Themes)
{
    public IReadOnlyList<string> Paragraphs { get; init; } = [];
    public IReadOnlyList<string> Principles { get; init; } = [];
    public string Wish { get; init; } = "";
    public string Support { get; init; } = "";
    public IReadOnlyList<string> Witnesses { get; init; } = [];

    /// <summary>Reads it.</summary>
    public static SentConcern Of(Case c, Circumstances now)
    {
        string Open(Domain.Protection.Sealed text, string column) => now.Seam.Open(text, c.Id, column);
        var taxonomy = now.Taxonomy;
        return new SentConcern(Open(c.Summary, "summary"), Open(c.Narrative, "narrative"),
            [.. c.Allegations.Where(a => !a.Disclosed).Select(a => new SentAllegation(a.Number, c.Read(a, now.Seam), taxonomy.Label("code_headings", a.Heading), a.Paragraph))],
            c.OccurredUntil is { } until && until != c.OccurredOn ? $"{c.OccurredOn.InFull()} to {until.InFull()}" : c.OccurredOn.InFull(), taxonomy.Label("settings", c.Setting), Open(c.Place, "place"),
            [.. c.Themes.OrderBy(t => t != c.MainTheme).Select(t => taxonomy.Label("themes", t))])
        {
            Paragraphs = c.Paragraphs,
            Principles = [.. c.Nolan.Select(n => taxonomy.Label("nolan_principles", n))],
            Wish = Open(c.Wish, "wish"),
            Support = Open(c.Support, "support"),
            Witnesses = [.. c.Named.Where(n => n.Part == NamedPart.Witness).Select(n => now.People.Find(n.Person)?.Name ?? c.ReadName(n, now.Seam))],
        };
    }

    /// <summary>Whom the concern is about, by name.</summary>
    public static string AboutOf(Case c, Circumstances now) => now.People.Find(c.Subject)?.Name ?? c.ReadSubjectName(now.Seam) ?? "somebody not named";
}
