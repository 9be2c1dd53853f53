using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;

namespace CaseTracker.Web.Features.Cases.Settle;

/// <summary>The raiser says that the outcome settles it. Any other answer leads to the page of that act.</summary>
[Access(Who.Grant, Grants = ["raiser"], ByReceipt = true)]
public sealed record SettleCommand(string Reference, Guid? Version, string? Answer) : IRequest, ICaseRequest, IWrites
{
    public const string Settled = "settled";
}

/// <summary>One answer.</summary>
public sealed class SettleValidator : AbstractValidator<SettleCommand>
{
    public SettleValidator() => RuleFor(c => c.Answer).Equal(SettleCommand.Settled).WithMessage("Select whether it is settled.");
}

/// <summary>Closes the case as settled.</summary>
public sealed class SettleHandler(CaseDesk desk) : IRequestHandler<SettleCommand>
{
    /// <inheritdoc/>
    public async Task<Unit> Handle(SettleCommand request, CancellationToken cancellationToken)
    {
        var c = await desk.FindAsync(request.Reference, cancellationToken);
        await desk.DoAsync(c, Verbs.Close, Actor.Raiser, Inputs.Empty, cancellationToken, request.Version);
        return Unit.Value;
    }
}
