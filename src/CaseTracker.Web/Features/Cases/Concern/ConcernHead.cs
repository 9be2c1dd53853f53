using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.TagHelpers;

namespace CaseTracker.Web.Features.Cases.Concern;

/// <summary>What every page of a raiser's act begins with.</summary>
/// <param name="Reference">The case.</param>
/// <param name="Version">The version that a form is made from.</param>
/// <param name="About">Whom it is about.</param>
/// <param name="Holder">Who has it now: "Priya Ranas, the Monitoring Officer".</param>
/// <param name="NotNow">Why the act cannot be done now; null if it can.</param>
public sealed record ConcernHead(string Reference, Guid Version, string About, string Holder, string? NotNow)
{
    /// <summary>The head of the page for that act.</summary>
    public static ConcernHead Of(Case c, Verb verb, Circumstances now) =>
        new(c.Reference.Value, c.Version, SentConcern.AboutOf(c, now), Holding.Of(c, now)?.Words ?? "whoever deals with it", c.Blocked(verb, Actor.Raiser, c.Raiser, now)?.Message);

    /// <summary>People to choose from: those who serve, but for the raiser.</summary>
    public static IReadOnlyList<PersonChoice> People(Case c, Circumstances now) =>
    [
        .. now.People.People.Where(p => p.ServesOn(now.Today) && now.People.PseudonymOf(p) != c.Raiser)
            .Select(p => new PersonChoice(Party.Of(now.People.PseudonymOf(p)).ToString(), p.Name, p.JobTitle.Length > 0 ? p.JobTitle : p.Ward)),
    ];
}
