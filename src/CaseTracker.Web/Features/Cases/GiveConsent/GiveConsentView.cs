using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.Concern;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.TagHelpers;
using MediatR;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Features.Cases.GiveConsent;

/// <summary>The page on which a raiser agrees to something without having been asked.</summary>
[Access(Who.Grant, Grants = ["raiser"], ByReceipt = true)]
public sealed record GiveConsentQuery(string Reference) : IRequest<GiveConsentView>, ICaseRequest;

/// <summary>What one can agree to.</summary>
public sealed record GiveConsentView(ConcernHead Head, IReadOnlyList<Choice> Kinds);

/// <summary>One thing to agree to: kind of consent, to whom, and what follows.</summary>
internal sealed record Agreement(string Kind, string To, string Label, string Hint)
{
    /// <summary>As the form sends it.</summary>
    public string Value => Kind + (Kind == "use-name" ? To.Length > 0 && To.StartsWith("p:", StringComparison.Ordinal) ? ":" + To : ":other" : "");

    /// <summary>What the raiser can agree to on this case and has not agreed to yet (routes, section 6).</summary>
    public static IReadOnlyList<Agreement> Of(Case c, Circumstances now)
    {
        var about = SentConcern.AboutOf(c, now);
        var subject = c.Subject is { } known ? Party.Of(known).ToString() : about;
        var handler = c.HeldByHandler(now.Today)?.Person;
        var handlerName = now.People.Find(handler)?.Name ?? "";
        var agreements = new List<Agreement>();
        if (c.Route is Route.R1 or Route.R2 or Route.R5 or Route.R3) agreements.Add(new("contact-member", subject, $"Speaking or writing to {about}", "About what happened, without your name."));
        if (c.Route != Route.R5 && now.People.Find(c.Subject) is { } member && now.People.GroupLeaderOf(member, now.Today) is { } leader)
            agreements.Add(new("contact-group-leader", "the Group Leader", $"Speaking to the Group Leader, {leader.Name}", "In general terms, without your name."));
        if (handler is { } who && !c.Agreed("use-name", now.Today, who)) agreements.Add(new("use-name", Party.Of(who).ToString(), $"Telling {handlerName} your name", "So far they know you as the person who raised this."));
        if (handler is { } reader && !c.Agreed("share-narrative", now.Today, reader)) agreements.Add(new("share-narrative", Party.Of(reader).ToString(), $"Letting {handlerName} read your full account", "So far they read the summary that you wrote for them. Your account may show who you are."));
        if (c.Confidentiality == "named" && c.Subject is { } other && !c.Consents.Any(x => x.Kind == "use-name" && x.StandsOn(now.Today) && (x.OnlyTo is null || x.OnlyTo == other)))
            agreements.Add(new("use-name", subject, $"Telling {about} your name", "Never your contact details."));
        if (c.Route is Route.R1 or Route.R4 or Route.R5) agreements.Add(new("tell-monitoring-officer", "the Monitoring Officer", "Telling the Monitoring Officer", "Whoever deals with it may then pass it to the Monitoring Officer."));
        agreements.Add(new("pass-on", "another procedure", "Passing this to another procedure that fits better", "For example Human Resources or the police, with your name and account as far as they need it."));
        return [.. agreements.Where(a => a.Kind is "use-name" or "share-narrative" || !c.Agreed(a.Kind, now.Today))];
    }
}

/// <summary>Shows it.</summary>
public sealed class GiveConsentViewHandler(CaseDesk desk) : IRequestHandler<GiveConsentQuery, GiveConsentView>
{
    /// <inheritdoc/>
    public async Task<GiveConsentView> Handle(GiveConsentQuery request, CancellationToken cancellationToken)
    {
        var c = await desk.FindAsync(request.Reference, cancellationToken);
        var now = await desk.NowAsync(c, cancellationToken);
        await desk.SeenAsync(c, "case", cancellationToken);
        return new GiveConsentView(ConcernHead.Of(c, Verbs.GiveConsent, now), [.. Agreement.Of(c, now).Select(a => new Choice(a.Value, a.Label, a.Hint))]);
    }
}
