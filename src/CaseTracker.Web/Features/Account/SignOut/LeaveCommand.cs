using CaseTracker.Data.Audit;
using CaseTracker.Data.Identity;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Account.SignOut;

/// <summary>Ends the session with which somebody came, also one that still waits for its second step.</summary>
[Access(Who.Anyone)]
public sealed record LeaveCommand : IRequest<Unit>, IWrites;

public sealed class LeaveHandler(ICurrentPerson current, Sessions sessions, DoorDesk door) : IRequestHandler<LeaveCommand, Unit>
{
    public async Task<Unit> Handle(LeaveCommand request, CancellationToken cancellationToken)
    {
        if (current.Entry is not { } entry) return Unit.Value;
        await sessions.EndAsync(entry.Person.Id, entry.Session, cancellationToken);
        door.Note(AtDoor.Left, entry.Person);
        return Unit.Value;
    }
}
