using CaseTracker.Data.Audit;
using CaseTracker.Data.Identity;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Account.SignIn;

/// <summary>Signs in to a demonstration account by its button. Only in a demonstration, and only on the computer that runs it.</summary>
[Access(Who.Anyone)]
public sealed record SignInDemonstrationCommand(string Email, bool FromThisComputer) : IRequest<SignedIn>;

public sealed class SignInDemonstrationHandler(ICurrentPerson current, ISiteFacts site, Accounts accounts, DoorDesk door) : IRequestHandler<SignInDemonstrationCommand, SignedIn>
{
    public async Task<SignedIn> Handle(SignInDemonstrationCommand request, CancellationToken cancellationToken)
    {
        if (!site.IsDemonstration || !request.FromThisComputer || DemonstrationAccounts.All.All(a => a.Email != request.Email)) throw new NotFoundException();
        var person = current.Organisation.Find(request.Email) ?? throw new NotFoundException();
        var account = await accounts.FindAsync(person.Id, cancellationToken) ?? throw new NotFoundException();
        door.Note(AtDoor.Entered, person, "demonstration");
        return new SignedIn(person.Id, account.Id, SessionStrength.Password, Origin: SessionOrigin.Password);
    }
}
