using CaseTracker.Domain;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;

namespace CaseTracker.Web.Features.Cases.GiveConsent;

/// <summary>The raiser agrees to something.</summary>
/// <param name="Until">Last day; null for no end.</param>
[Access(Who.Grant, Grants = ["raiser"], ByReceipt = true)]
public sealed record GiveConsentCommand(string Reference, Guid? Version, string? Kind, DateOnly? Until) : IRequest, ICaseRequest, IWrites;

/// <summary>One thing.</summary>
public sealed class GiveConsentValidator : AbstractValidator<GiveConsentCommand>
{
    public GiveConsentValidator() => RuleFor(c => c.Kind).NotEmpty().WithMessage("Select what you agree to.");
}

/// <summary>Records it.</summary>
public sealed class GiveConsentHandler(CaseDesk desk) : IRequestHandler<GiveConsentCommand>
{
    /// <inheritdoc/>
    public async Task<Unit> Handle(GiveConsentCommand request, CancellationToken cancellationToken)
    {
        var c = await desk.FindAsync(request.Reference, cancellationToken);
        var now = await desk.NowAsync(c, cancellationToken);
        var agreed = Agreement.Of(c, now).FirstOrDefault(a => a.Value == request.Kind) ?? throw new RefusedException("input", "Select what you agree to.", nameof(request.Kind));
        var inputs = new Inputs([new("consent_kind", [agreed.Kind]), new("consent_to", [agreed.To]), new("until", [Inputs.Iso(request.Until)])]);
        await desk.DoAsync(c, Verbs.GiveConsent, Actor.Raiser, inputs, cancellationToken, request.Version);
        return Unit.Value;
    }
}
