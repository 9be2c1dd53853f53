using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;

namespace CaseTracker.Web.Features.Cases.WithdrawConsent;

/// <summary>The raiser takes an agreement back.</summary>
[Access(Who.Grant, Grants = ["raiser"], ByReceipt = true)]
public sealed record WithdrawConsentCommand(string Reference, Guid? Version, string? Kind) : IRequest, ICaseRequest, IWrites;

/// <summary>One kind.</summary>
public sealed class WithdrawConsentValidator : AbstractValidator<WithdrawConsentCommand>
{
    public WithdrawConsentValidator() => RuleFor(c => c.Kind).NotEmpty().WithMessage("Select what you take back.");
}

/// <summary>Records it; it stops future steps only.</summary>
public sealed class WithdrawConsentHandler(CaseDesk desk) : IRequestHandler<WithdrawConsentCommand>
{
    /// <inheritdoc/>
    public async Task<Unit> Handle(WithdrawConsentCommand request, CancellationToken cancellationToken)
    {
        var c = await desk.FindAsync(request.Reference, cancellationToken);
        await desk.DoAsync(c, Verbs.WithdrawConsent, Actor.Raiser, new Inputs([new("consent_kind", [request.Kind!])]), cancellationToken, request.Version);
        return Unit.Value;
    }
}
