using CaseTracker.Data.Audit;
using CaseTracker.Data.Identity;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Account.YourAccount;

/// <summary>Ends one of one's own sessions. Somebody else's cannot be told from one that does not exist.</summary>
[Access(Who.SignedIn)]
public sealed record EndSessionCommand(Guid Session) : IRequest<Unit>, IWrites;

public sealed class EndSessionHandler(ICurrentPerson current, Sessions sessions, DoorDesk door) : IRequestHandler<EndSessionCommand, Unit>
{
    public async Task<Unit> Handle(EndSessionCommand request, CancellationToken cancellationToken)
    {
        if (!await sessions.EndAsync(current.Person!.Id, request.Session, cancellationToken)) throw new NotFoundException();
        door.Note(AtDoor.Ended, current.Person);
        return Unit.Value;
    }
}

/// <summary>Ends all of one's sessions but this one.</summary>
[Access(Who.SignedIn)]
public sealed record EndOtherSessionsCommand(Guid? ThisSession) : IRequest<Unit>, IWrites;

public sealed class EndOtherSessionsHandler(ICurrentPerson current, Sessions sessions, DoorDesk door) : IRequestHandler<EndOtherSessionsCommand, Unit>
{
    public async Task<Unit> Handle(EndOtherSessionsCommand request, CancellationToken cancellationToken)
    {
        await sessions.EndAllAsync(current.Person!.Id, request.ThisSession, cancellationToken);
        door.Note(AtDoor.Ended, current.Person, "all");
        return Unit.Value;
    }
}
