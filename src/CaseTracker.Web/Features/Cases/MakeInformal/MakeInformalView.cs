using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.ChooseRoute;
using CaseTracker.Web.Features.Cases.Concern;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Cases.MakeInformal;

/// <summary>The page on which a raiser goes back from a formal complaint to an informal route.</summary>
[Access(Who.Grant, Grants = ["raiser"], ByReceipt = true)]
public sealed record MakeInformalQuery(string Reference) : IRequest<MakeInformalView>, ICaseRequest;

/// <summary>The informal routes, side by side.</summary>
public sealed record MakeInformalView(ConcernHead Head, RouteChoices Choices);

/// <summary>Shows it.</summary>
public sealed class MakeInformalViewHandler(CaseDesk desk) : IRequestHandler<MakeInformalQuery, MakeInformalView>
{
    /// <inheritdoc/>
    public async Task<MakeInformalView> Handle(MakeInformalQuery request, CancellationToken cancellationToken)
    {
        var c = await desk.FindAsync(request.Reference, cancellationToken);
        var now = await desk.NowAsync(c, cancellationToken);
        await desk.SeenAsync(c, "case", cancellationToken);
        return new MakeInformalView(ConcernHead.Of(c, Verbs.MakeInformal, now), RouteChoices.Of(c, Verbs.MakeInformal, now));
    }
}
