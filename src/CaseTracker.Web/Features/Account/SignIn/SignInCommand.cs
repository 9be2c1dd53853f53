using CaseTracker.Data.Audit;
using CaseTracker.Data.Identity;
using CaseTracker.Domain;
using CaseTracker.Domain.People;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;

namespace CaseTracker.Web.Features.Account.SignIn;

/// <summary>Somebody has proved who they are, as far as <paramref name="Strength"/> says; <paramref name="Owes"/> is what they do next.</summary>
/// <param name="Origin">How they came in; null where they proved something on top of how they came in before.</param>
public sealed record SignedIn(Guid PersonId, Guid AccountId, SessionStrength Strength, Owed Owes = Owed.Nothing, SessionOrigin? Origin = null);

/// <summary>Signs in with a password. <paramref name="Network"/> is where the attempt comes from.</summary>
[Access(Who.Anyone)]
public sealed record SignInCommand(string Email, string Password, string Network, bool FromThisComputer) : IRequest<SignedIn>;

public sealed class SignInValidator : AbstractValidator<SignInCommand>
{
    public SignInValidator()
    {
        RuleFor(c => c.Email).NotEmpty().WithMessage("Enter your email address");
        RuleFor(c => c.Password).NotEmpty().WithMessage("Enter your password");
    }
}

public sealed class SignInHandler(ICurrentPerson current, ISiteFacts site, Accounts accounts, SecondSteps steps, SecondStepRule rule, SignInDelays delays, IdentityProvider provider, ProviderLinks links, DoorDesk door, TimeProvider time) : IRequestHandler<SignInCommand, SignedIn>
{
    public async Task<SignedIn> Handle(SignInCommand request, CancellationToken cancellationToken)
    {
        var email = request.Email.Trim();
        // Unknown, left, without an account, wrong password: one answer after one length of time, so that nobody learns who works here.
        var person = current.Organisation.Find(email) is { } p && p.ServesOn(time.LondonToday()) ? p : null;
        if (await delays.EnterAsync(email, request.Network, cancellationToken) is { } wait) throw Refused(AtDoor.TooEarly, person, "wait", SignInWords.Wait(wait));
        if (await accounts.CheckAsync(person?.Id, request.Password, cancellationToken) is not { } account) throw Refused(AtDoor.WrongPassword, person, "sign-in", SignInWords.Wrong);
        // Where the council wants its own provider alone, a password that is left over opens nothing.
        if (!provider.KeepsPasswords && await links.HasAsync(account.Id, cancellationToken)) throw Refused(AtDoor.WrongPassword, person, "sign-in", SignInWords.Wrong);
        await delays.ForgetAsync(email, request.Network, cancellationToken);
        // What the account has is asked for on every way in, also where the person need not have it, and after a forgotten password (ASVS 6.3.3, 6.4.3).
        var owesCode = (await steps.OfAsync(account.Id, cancellationToken)).Any;
        door.Note(owesCode ? AtDoor.FirstStep : AtDoor.Entered, person, "password");
        if (owesCode) return new SignedIn(account.PersonId, account.Id, SessionStrength.Waiting, Owed.Code, SessionOrigin.Password);
        var must = await rule.DemandsAsync(person!, site.IsDemonstration && request.FromThisComputer, cancellationToken);
        return new SignedIn(account.PersonId, account.Id, SessionStrength.Password, must ? Owed.SetUp : Owed.Nothing, SessionOrigin.Password);
    }

    private RefusedException Refused(string kind, Person? person, string code, string words)
    {
        door.Note(kind, person);
        return new RefusedException(code, words);
    }
}
