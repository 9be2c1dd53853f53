namespace CaseTracker.Domain.Routes;

/// <summary>A requirement of the law about a formal complaint, which no arrangement of the council can shorten or leave out.</summary>
/// <param name="What">What it is about.</param>
/// <param name="Rule">What the law asks.</param>
/// <param name="Source">Act and section.</param>
/// <param name="At">The stage at which it matters; null where it holds throughout.</param>
public sealed record LegalLimit(string What, string Rule, string Source, Stage? At);

/// <summary>
/// What the law sets about a formal complaint in England. It sets hardly any time: every limit of <see cref="RouteTable.Clocks"/> is the council's own, made under Localism Act 2011 s.28(6).
/// </summary>
public static class LegalLimits
{
    /// <summary>In the order in which a complaint meets them.</summary>
    public static readonly IReadOnlyList<LegalLimit> All =
    [
        new("Allegation", "Made in writing", "Localism Act 2011 s.28(9)", Stage.Received),
        new("Independent Person", "Their view is sought and taken into account before a decision on an allegation that was investigated", "Localism Act 2011 s.28(7)(a)", Stage.View),
        new("Notice of a hearing", "Five clear days, with the papers", "Local Government Act 1972 s.100B", Stage.Hearing),
        new("Action against a member", "Only after a finding, and only what the law gives", "Localism Act 2011 s.28(11)", Stage.Decision),
        new("Request for somebody’s own data", "Answered within one month", "UK GDPR Article 12(3)", null),
    ];

    /// <summary>What the law asks at that stage; null where it asks nothing.</summary>
    public static LegalLimit? At(Stage stage) => All.FirstOrDefault(l => l.At == stage);
}
