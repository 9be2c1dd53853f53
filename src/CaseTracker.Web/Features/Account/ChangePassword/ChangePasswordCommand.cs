using CaseTracker.Data;
using CaseTracker.Data.Audit;
using CaseTracker.Data.Identity;
using CaseTracker.Domain;
using CaseTracker.Web.Features.Account.Passwords;
using CaseTracker.Web.Features.Account.SignIn;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;

namespace CaseTracker.Web.Features.Account.ChangePassword;

/// <summary>
/// Changes one's own password. Other sessions end: whoever knew the old one is out (ASVS 7.4.3). No unit of work around it: a wrong password must count although nothing else is stored.
/// </summary>
[Access(Who.SignedIn)]
public sealed record ChangePasswordCommand(string CurrentPassword, string NewPassword, string RepeatedPassword, Guid? Session, string Network) : IRequest<Unit>;

public sealed class ChangePasswordValidator : AbstractValidator<ChangePasswordCommand>
{
    public ChangePasswordValidator()
    {
        RuleFor(c => c.CurrentPassword).NotEmpty().WithMessage("Enter your current password");
        RuleFor(c => c.NewPassword).NewPassword();
        RuleFor(c => c.RepeatedPassword).Repeats(c => c.NewPassword);
    }
}

public sealed class ChangePasswordHandler(CaseDb db, ICurrentPerson current, ISiteFacts site, CommonPasswords common, Accounts accounts, Sessions sessions, SignInDelays delays, DoorDesk door) : IRequestHandler<ChangePasswordCommand, Unit>
{
    public async Task<Unit> Handle(ChangePasswordCommand request, CancellationToken cancellationToken)
    {
        var person = current.Person!;
        // An open screen must not be a place to guess passwords faster than on the sign-in page.
        if (await delays.EnterAsync(person.Email, request.Network, cancellationToken) is { } wait)
        {
            door.Note(AtDoor.TooEarly, person);
            throw new RefusedException("wait", SignInWords.Wait(wait), nameof(request.CurrentPassword));
        }
        if (await accounts.CheckAsync(person.Id, request.CurrentPassword, cancellationToken) is null)
        {
            door.Note(AtDoor.WrongPassword, person);
            throw new RefusedException("current-password", "Enter your current password. What you typed is a different one.", nameof(request.CurrentPassword));
        }
        await delays.ForgetAsync(person.Email, request.Network, cancellationToken);
        common.RefuseCommon(request.NewPassword, person, site, nameof(request.NewPassword));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await accounts.SetPasswordAsync(person.Id, request.NewPassword, cancellationToken);
        await sessions.EndAllAsync(person.Id, request.Session, cancellationToken);
        door.Changed(AtDoor.Password, person);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Unit.Value;
    }
}
