using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;

namespace CaseTracker.Web.Features.Cases.KeepOut;

/// <summary>The raiser keeps somebody out, with a reason.</summary>
[Access(Who.Grant, Grants = ["raiser"], ByReceipt = true)]
public sealed record KeepOutCommand(string Reference, Guid? Version, string? KeepOut, string? Reason) : IRequest, ICaseRequest, IWrites;

/// <summary>Whom, and why.</summary>
public sealed class KeepOutValidator : AbstractValidator<KeepOutCommand>
{
    public KeepOutValidator()
    {
        RuleFor(c => c.KeepOut).NotEmpty().WithMessage("Choose whom to keep out.");
        RuleFor(c => c.Reason).NotEmpty().WithMessage("Enter a reason.").Within("reason");
    }
}

/// <summary>Keeps them out: no grant of theirs stays, none can be given, and the conflict check is repeated.</summary>
public sealed class KeepOutHandler(CaseDesk desk) : IRequestHandler<KeepOutCommand>
{
    /// <inheritdoc/>
    public async Task<Unit> Handle(KeepOutCommand request, CancellationToken cancellationToken)
    {
        var c = await desk.FindAsync(request.Reference, cancellationToken);
        var inputs = new Inputs([new("keep_out", [request.KeepOut!]), new("reason", [request.Reason!])]);
        await desk.DoAsync(c, Verbs.ExcludePerson, Actor.Raiser, inputs, cancellationToken, request.Version);
        return Unit.Value;
    }
}
