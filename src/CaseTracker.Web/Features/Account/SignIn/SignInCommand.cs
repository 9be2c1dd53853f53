using CaseTracker.Data.Identity;
using CaseTracker.Domain;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;

namespace CaseTracker.Web.Features.Account.SignIn;

/// <summary>Somebody has proved who they are.</summary>
public sealed record SignedIn(Guid PersonId, Guid AccountId);

/// <summary>Signs in with a password. <paramref name="Network"/> is where the attempt comes from.</summary>
[Access(Who.Anyone)]
public sealed record SignInCommand(string Email, string Password, string Network) : IRequest<SignedIn>;

public sealed class SignInValidator : AbstractValidator<SignInCommand>
{
    public SignInValidator()
    {
        RuleFor(c => c.Email).NotEmpty().WithMessage("Enter your email address");
        RuleFor(c => c.Password).NotEmpty().WithMessage("Enter your password");
    }
}

public sealed class SignInHandler(ICurrentPerson current, Accounts accounts, SignInDelays delays, TimeProvider time) : IRequestHandler<SignInCommand, SignedIn>
{
    public async Task<SignedIn> Handle(SignInCommand request, CancellationToken cancellationToken)
    {
        var email = request.Email.Trim();
        if (await delays.EnterAsync(email, request.Network, cancellationToken) is { } wait) throw new RefusedException("wait", SignInWords.Wait(wait));
        // Unknown, left, without an account, wrong password: one answer after one length of time, so that nobody learns who works here.
        var person = current.Organisation.Find(email) is { } p && p.ServesOn(time.LondonToday()) ? p : null;
        if (await accounts.CheckAsync(person?.Id, request.Password, cancellationToken) is not { } account) throw new RefusedException("sign-in", SignInWords.Wrong);
        await delays.ForgetAsync(email, request.Network, cancellationToken);
        return new SignedIn(account.PersonId, account.Id);
    }
}
