using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;

namespace CaseTracker.Web.Features.Cases.Withdraw;

/// <summary>The raiser asks to withdraw, and says whether anybody pressed them.</summary>
[Access(Who.Grant, Grants = ["raiser"], ByReceipt = true)]
public sealed record WithdrawCommand(string Reference, Guid? Version, string? Pressure, string? Reason) : IRequest, ICaseRequest, IWrites;

/// <summary>The question must be answered; saying why is the raiser's choice.</summary>
public sealed class WithdrawValidator : AbstractValidator<WithdrawCommand>
{
    public WithdrawValidator()
    {
        RuleFor(c => c.Pressure).Must(p => p is "no" or "yes" or "talk").WithMessage("Select whether anybody has pressed you to withdraw.");
        RuleFor(c => c.Reason).Within("reason", "What you want to say");
    }
}

/// <summary>Withdraws: the case waits until it has been checked that nobody pressed the raiser.</summary>
public sealed class WithdrawHandler(CaseDesk desk) : IRequestHandler<WithdrawCommand>
{
    /// <inheritdoc/>
    public async Task<Unit> Handle(WithdrawCommand request, CancellationToken cancellationToken)
    {
        var c = await desk.FindAsync(request.Reference, cancellationToken);
        var inputs = new Inputs([new("pressure", [request.Pressure!]), new("reason", [request.Reason ?? ""])]);
        await desk.DoAsync(c, Verbs.Withdraw, Actor.Raiser, inputs, cancellationToken, request.Version);
        return Unit.Value;
    }
}
