using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;

namespace CaseTracker.Web.Features.Cases.AddEvidence;

/// <summary>The raiser adds evidence, described or copied out.</summary>
[Access(Who.Grant, Grants = ["raiser"])]
public sealed record AddEvidenceCommand(string Reference, string? Note) : IRequest, ICaseRequest, IWrites;

/// <summary>Something must be said.</summary>
public sealed class AddEvidenceValidator : AbstractValidator<AddEvidenceCommand>
{
    public AddEvidenceValidator() => RuleFor(c => c.Note).NotEmpty().WithMessage("Enter what the evidence is or says.").Within("note", "Evidence");
}

/// <summary>Adds it.</summary>
public sealed class AddEvidenceHandler(CaseDesk desk) : IRequestHandler<AddEvidenceCommand>
{
    /// <inheritdoc/>
    public async Task<Unit> Handle(AddEvidenceCommand request, CancellationToken cancellationToken)
    {
        var c = await desk.FindAsync(request.Reference, cancellationToken);
        await desk.DoAsync(c, Verbs.AddEvidence, Actor.Raiser, new Inputs([new("note", [request.Note!])]), cancellationToken);
        return Unit.Value;
    }
}
