using CaseTracker.Data;
using CaseTracker.Data.Audit;
using CaseTracker.Data.Identity;
using CaseTracker.Domain;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Account.Unlink;

/// <summary>Forgets which account at the council's identity provider belongs to somebody: they have another there now. They are signed out, and told by mail.</summary>
[Access(Who.Operator)]
public sealed record UnlinkCommand(string Email) : IRequest<Unit>, IWrites;

public sealed class UnlinkHandler(CaseDb db, ICurrentPerson current, ProviderLinks links, Sessions sessions, DoorDesk door) : IRequestHandler<UnlinkCommand, Unit>
{
    public async Task<Unit> Handle(UnlinkCommand request, CancellationToken cancellationToken)
    {
        var person = current.Organisation.Find(request.Email.Trim()) ?? throw new RefusedException("unknown-person", $"Nobody is known by {request.Email}.");
        var account = await db.Users.Where(a => a.PersonId == person.Id).Select(a => (Guid?)a.Id).SingleOrDefaultAsync(cancellationToken);
        if (account is not { } id || !await links.UnlinkAsync(id, cancellationToken)) throw new RefusedException("not-linked", $"{request.Email} belongs to no account at the identity provider.");
        await sessions.EndAllAsync(person.Id, null, cancellationToken);
        door.Changed(AtDoor.Unlinked, person);
        return Unit.Value;
    }
}
