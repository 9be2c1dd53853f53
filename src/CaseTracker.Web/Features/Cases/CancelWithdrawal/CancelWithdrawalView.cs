using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.Concern;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Cases.CancelWithdrawal;

/// <summary>The page on which a raiser carries on after all.</summary>
[Access(Who.Grant, Grants = ["raiser"], ByReceipt = true)]
public sealed record CancelWithdrawalQuery(string Reference) : IRequest<ConcernHead>, ICaseRequest;

/// <summary>Shows it.</summary>
public sealed class CancelWithdrawalViewHandler(CaseDesk desk) : IRequestHandler<CancelWithdrawalQuery, ConcernHead>
{
    /// <inheritdoc/>
    public async Task<ConcernHead> Handle(CancelWithdrawalQuery request, CancellationToken cancellationToken)
    {
        var c = await desk.FindAsync(request.Reference, cancellationToken);
        var now = await desk.NowAsync(c, cancellationToken);
        await desk.SeenAsync(c, "case", cancellationToken);
        return ConcernHead.Of(c, Verbs.CancelWithdrawal, now);
    }
}
