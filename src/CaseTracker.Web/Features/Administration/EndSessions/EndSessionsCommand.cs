using CaseTracker.Data;
using CaseTracker.Data.Audit;
using CaseTracker.Data.Identity;
using CaseTracker.Domain.People;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;

namespace CaseTracker.Web.Features.Administration.EndSessions;

/// <summary>Signs somebody out everywhere, or everybody but whoever asks (ASVS 7.4.5): when a laptop is lost, or something is wrong. It opens nothing to the administrator, and is in the audit.</summary>
[Access(Who.Role, Roles = [Role.Administrator])]
public sealed record EndSessionsCommand(string? Whom, string? Person, Guid? ThisSession) : IRequest<Unit>, IWrites, IMayStepUp
{
    /// <inheritdoc/>
    public bool NeedsStepUp => true;
}

public sealed class EndSessionsValidator : AbstractValidator<EndSessionsCommand>
{
    public EndSessionsValidator()
    {
        RuleFor(c => c.Whom).Must(w => w is "one" or "all").WithMessage("Choose whom to sign out");
        RuleFor(c => c.Person).Must(p => Guid.TryParse(p, out _)).When(c => c.Whom == "one").WithMessage("Choose a person");
    }
}

public sealed class EndSessionsHandler(CaseDb db, ICurrentPerson current, Sessions sessions, TimeProvider time) : IRequestHandler<EndSessionsCommand, Unit>
{
    public async Task<Unit> Handle(EndSessionsCommand request, CancellationToken cancellationToken)
    {
        if (request.Whom == "all") await sessions.EndEverybodysAsync(request.ThisSession, cancellationToken);
        else
        {
            var person = current.Organisation.People.FirstOrDefault(p => p.Id == Guid.Parse(request.Person!)) ?? throw new NotFoundException();
            await sessions.EndAllAsync(person.Id, request.ThisSession, cancellationToken);
        }
        // Whose they were is nobody's business but theirs, who see at their next request that they are signed out.
        db.AuditEntries.Add(new AuditEntry { At = time.GetUtcNow(), Kind = AuditEntry.Change, What = $"{nameof(EndSessionsCommand)} {request.Whom}", Person = current.Pseudonym });
        return Unit.Value;
    }
}
