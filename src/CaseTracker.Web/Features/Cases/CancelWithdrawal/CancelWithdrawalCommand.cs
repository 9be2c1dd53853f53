using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Cases.CancelWithdrawal;

/// <summary>The raiser carries on after all.</summary>
[Access(Who.Grant, Grants = ["raiser"], ByReceipt = true)]
public sealed record CancelWithdrawalCommand(string Reference, Guid? Version) : IRequest, ICaseRequest, IWrites;

/// <summary>Takes the case back to where it was.</summary>
public sealed class CancelWithdrawalHandler(CaseDesk desk) : IRequestHandler<CancelWithdrawalCommand>
{
    /// <inheritdoc/>
    public async Task<Unit> Handle(CancelWithdrawalCommand request, CancellationToken cancellationToken)
    {
        var c = await desk.FindAsync(request.Reference, cancellationToken);
        await desk.DoAsync(c, Verbs.CancelWithdrawal, Actor.Raiser, Inputs.Empty, cancellationToken, request.Version);
        return Unit.Value;
    }
}
