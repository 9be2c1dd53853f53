using CaseTracker.Data;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Letters;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.Correspondence.Shared;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;

namespace CaseTracker.Web.Features.Cases.Correspondence.WriteLetter;

/// <summary>Sends a letter and keeps it as it was sent. <paramref name="Names"/>: names in it that somebody has looked at. Answers its id.</summary>
[Access(Who.Grant, Grants = ["mo"])]
public sealed record SendLetterCommand(string Reference, string? Kind, string? To, string? Body, IReadOnlyList<string> Names) : IRequest<Guid>, ICaseRequest, IWrites;

public sealed class SendLetterValidator : AbstractValidator<SendLetterCommand>
{
    public SendLetterValidator() => RuleFor(c => c.Body).NotEmpty().WithMessage("Enter the letter").MaximumLength(LetterText.Longest).WithMessage($"Enter a letter of {LetterText.Longest:N0} characters or fewer");
}

public sealed class SendLetterHandler(CaseDb db, LetterDesk desk, CaseDesk cases, ICurrentPerson current, TimeProvider time) : IRequestHandler<SendLetterCommand, Guid>
{
    public async Task<Guid> Handle(SendLetterCommand request, CancellationToken cancellationToken)
    {
        var letter = await desk.BeginAsync(request.Reference, request.Kind, request.To, cancellationToken);
        LetterDesk.Check(letter, request.Body!, request.Names);
        var (c, now) = (letter.Case.Case, letter.Case.Now);
        var kept = CaseLetter.Keep(c.Id, letter.Kind.Code, letter.To, letter.TemplateVersion, request.Body!.ReplaceLineEndings("\n").Trim(), current.Pseudonym!.Value, time.GetUtcNow(), now.Seam);
        db.CaseLetters.Add(kept);
        GrantKind? reader = letter.To switch { Addressee.Raiser => GrantKind.Raiser, Addressee.Subject => GrantKind.Subject, _ => null };
        if (reader is { } kind) cases.Tell([.. c.Live(kind, now.Today).Select(g => g.Person).OfType<Pseudonym>().Select(who => new Notice(c.Reference, who, "papers"))]);
        return kept.Id;
    }
}
