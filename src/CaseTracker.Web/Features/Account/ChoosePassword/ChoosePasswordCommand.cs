using CaseTracker.Data.Audit;
using CaseTracker.Data.Identity;
using CaseTracker.Domain;
using CaseTracker.Web.Features.Account.Passwords;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;

namespace CaseTracker.Web.Features.Account.ChoosePassword;

/// <summary>Sets a password with a one-time link. Whoever was signed in with an older one is signed out.</summary>
[Access(Who.Anyone)]
public sealed record ChoosePasswordCommand(string Token, string Password, string RepeatedPassword) : IRequest<Unit>, IWrites;

public sealed class ChoosePasswordValidator : AbstractValidator<ChoosePasswordCommand>
{
    public ChoosePasswordValidator()
    {
        RuleFor(c => c.Password).NewPassword();
        RuleFor(c => c.RepeatedPassword).Repeats(c => c.Password);
    }
}

public sealed class ChoosePasswordHandler(ICurrentPerson current, ISiteFacts site, CommonPasswords common, OneTimeLinks links, LinkLetters letters, Accounts accounts, Sessions sessions, DoorDesk door) : IRequestHandler<ChoosePasswordCommand, Unit>
{
    public async Task<Unit> Handle(ChoosePasswordCommand request, CancellationToken cancellationToken)
    {
        var personId = await links.UseAsync(request.Token, cancellationToken);
        if (current.Organisation.Find(personId) is not { } person || !letters.MayHave(person)) throw new RefusedException("link", "Ask for a new link. This one was used already, or is too old.");
        // Undoes the use of the link as well.
        common.RefuseCommon(request.Password, person, site, nameof(request.Password));
        // Whoever had none before knows of it: they have just asked for it, or were invited.
        if (await accounts.FindAsync(person.Id, cancellationToken) is { PasswordHash: not null }) door.Changed(AtDoor.Password, person);
        else door.Note(AtDoor.Password, person, "first");
        await accounts.SetPasswordAsync(person.Id, request.Password, cancellationToken);
        await sessions.EndAllAsync(person.Id, null, cancellationToken);
        return Unit.Value;
    }
}
