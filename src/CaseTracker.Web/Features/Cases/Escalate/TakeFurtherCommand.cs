using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.ChooseRoute;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;

namespace CaseTracker.Web.Features.Cases.Escalate;

/// <summary>The raiser takes a concern to somebody more senior.</summary>
[Access(Who.Grant, Grants = ["raiser"], ByReceipt = true)]
public sealed record TakeFurtherCommand(string Reference, Guid? Version, string? Handler, string? HandlerNamed, string? Reason) : IRequest, ICaseRequest, IWrites;

/// <summary>To whom, and why.</summary>
public sealed class TakeFurtherValidator : AbstractValidator<TakeFurtherCommand>
{
    public TakeFurtherValidator()
    {
        RuleFor(c => c.Handler).NotEmpty().WithMessage("Select whom to take it to.");
        RuleFor(c => c.HandlerNamed).IsAnswered();
        RuleFor(c => c.Reason).NotEmpty().WithMessage("Enter a reason.").Within("reason");
    }
}

/// <summary>Escalates it.</summary>
public sealed class TakeFurtherHandler(CaseDesk desk) : IRequestHandler<TakeFurtherCommand>
{
    /// <inheritdoc/>
    public async Task<Unit> Handle(TakeFurtherCommand request, CancellationToken cancellationToken)
    {
        var c = await desk.FindAsync(request.Reference, cancellationToken);
        var inputs = new Inputs([new("handler", [request.Handler!]), new(HandlerNaming.Input, [request.HandlerNamed!]), new("reason", [request.Reason!])]);
        await desk.DoAsync(c, Verbs.Escalate, Actor.Raiser, inputs, cancellationToken, request.Version);
        return Unit.Value;
    }
}
