using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.ChooseRoute;
using CaseTracker.Web.Features.Cases.Concern;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.TagHelpers;
using MediatR;

namespace CaseTracker.Web.Features.Cases.Escalate;

/// <summary>The page on which a raiser takes a concern further.</summary>
[Access(Who.Grant, Grants = ["raiser"], ByReceipt = true)]
public sealed record TakeFurtherQuery(string Reference) : IRequest<TakeFurtherView>, ICaseRequest;

/// <summary>Who is next, and what follows.</summary>
public sealed record TakeFurtherView(ConcernHead Head, IReadOnlyList<Choice> Handlers, IReadOnlyList<string> NotOpen, string WhatFollows);

/// <summary>Shows it.</summary>
public sealed class TakeFurtherViewHandler(CaseDesk desk) : IRequestHandler<TakeFurtherQuery, TakeFurtherView>
{
    /// <inheritdoc/>
    public async Task<TakeFurtherView> Handle(TakeFurtherQuery request, CancellationToken cancellationToken)
    {
        var c = await desk.FindAsync(request.Reference, cancellationToken);
        var now = await desk.NowAsync(c, cancellationToken);
        await desk.SeenAsync(c, "case", cancellationToken);
        var head = ConcernHead.Of(c, Verbs.Escalate, now);
        var above = Handlers.Above(c, now);
        if (head.NotNow is null && c.Stage == Stage.Closed && c.Last("escalation-window") is { } window && window.DueOn < now.Today)
            head = head with { NotNow = Refusals.Exception("escalate-time", null, ("date", Domain.Deadlines.LondonTime.Date(window.DueOn))).Message };
        if (head.NotNow is null && !above.Any(o => o.IsFree)) head = head with { NotNow = above.Count == 0 ? Refusals.Of(c.Route == Domain.Routes.Route.R4 ? "report-top" : "top-level").Text : string.Join(" ", above.Select(RouteChoices.WhyNot)) };
        return new TakeFurtherView(head, [.. above.Where(o => o.IsFree).Select(o => new Choice(Party.Of(now.People.PseudonymOf(o.Person)).ToString(), $"{o.Person.Name}, {RouteChoices.Post(o.Person)}"))],
            [.. above.Where(o => !o.IsFree).Select(RouteChoices.WhyNot)],
            $"{(c.Stage == Stage.Closed ? "Your concern is opened again." : $"{head.Holder.Sentence()} no longer has it.")} The next person says yes or no within {now.Rules.Limit("accept").Count("working day")}.");
    }
}
