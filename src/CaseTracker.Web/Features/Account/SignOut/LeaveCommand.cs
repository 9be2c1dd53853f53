using CaseTracker.Data.Identity;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Account.SignOut;

/// <summary>Ends the session with which somebody came, also one that still waits for its second step.</summary>
[Access(Who.Anyone)]
public sealed record LeaveCommand : IRequest<Unit>, IWrites;

public sealed class LeaveHandler(ICurrentPerson current, Sessions sessions) : IRequestHandler<LeaveCommand, Unit>
{
    public async Task<Unit> Handle(LeaveCommand request, CancellationToken cancellationToken)
    {
        if (current.Entry is { } entry) await sessions.EndAsync(entry.Person.Id, entry.Session, cancellationToken);
        return Unit.Value;
    }
}
