using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.Concern;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Cases.ChooseRoute;

/// <summary>The page on which a raiser chooses another route.</summary>
[Access(Who.Grant, Grants = ["raiser"], ByReceipt = true)]
public sealed record ChooseRouteQuery(string Reference) : IRequest<ChooseRouteView>, ICaseRequest;

/// <summary>The routes open from here, side by side, and the other ways.</summary>
public sealed record ChooseRouteView(ConcernHead Head, RouteChoices Choices, string? Lead, IReadOnlyList<ConcernAct> OtherWays);

/// <summary>Shows it.</summary>
public sealed class ChooseRouteViewHandler(CaseDesk desk) : IRequestHandler<ChooseRouteQuery, ChooseRouteView>
{
    private static readonly string[] Others = [Verbs.Escalate.Code, Verbs.Convert.Code, Verbs.Withdraw.Code];

    /// <inheritdoc/>
    public async Task<ChooseRouteView> Handle(ChooseRouteQuery request, CancellationToken cancellationToken)
    {
        var c = await desk.FindAsync(request.Reference, cancellationToken);
        var now = await desk.NowAsync(c, cancellationToken);
        await desk.SeenAsync(c, "case", cancellationToken);
        var head = ConcernHead.Of(c, Verbs.ChooseRoute, now);
        var choices = RouteChoices.Of(c, Verbs.ChooseRoute, now);
        var next = NextStep.Of(c, now);
        var lead = c.Stage == Stage.RaiserChoice ? string.Join(" ", [next.ByWords(now.Today) is { } by ? $"{next.Says} by {by}." : $"{next.Says}.", .. next.More])
            : $"It is with {head.Holder} now. When you choose another route, their access ends, and whoever comes next starts from what you sent.";
        return new ChooseRouteView(head, choices, lead, [.. ConcernActs.Of(c, now).Where(a => Others.Any(v => a.Href.EndsWith("/" + v, StringComparison.Ordinal)))]);
    }
}
