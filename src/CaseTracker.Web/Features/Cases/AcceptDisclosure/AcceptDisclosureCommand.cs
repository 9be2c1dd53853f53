using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;

namespace CaseTracker.Web.Features.Cases.AcceptDisclosure;

/// <summary>The raiser goes on with a formal complaint under their name. Any other answer leads to the page of that act.</summary>
[Access(Who.Grant, Grants = ["raiser"], ByReceipt = true)]
public sealed record AcceptDisclosureCommand(string Reference, Guid? Version, string? Answer, string? RaiserName) : IRequest, ICaseRequest, IWrites
{
    public const string GoOn = "name";
}

/// <summary>One answer; a name, where it was sent without one, is asked for by the rules.</summary>
public sealed class AcceptDisclosureValidator : AbstractValidator<AcceptDisclosureCommand>
{
    public AcceptDisclosureValidator()
    {
        RuleFor(c => c.Answer).Equal(AcceptDisclosureCommand.GoOn).WithMessage("Select how you want to go on.");
        RuleFor(c => c.RaiserName).MaximumLength(LongestName).WithMessage($"Your name must be {LongestName} characters or fewer");
    }

    private const int LongestName = 200;
}

/// <summary>Records the agreement to be named.</summary>
public sealed class AcceptDisclosureHandler(CaseDesk desk) : IRequestHandler<AcceptDisclosureCommand>
{
    /// <inheritdoc/>
    public async Task<Unit> Handle(AcceptDisclosureCommand request, CancellationToken cancellationToken)
    {
        var c = await desk.FindAsync(request.Reference, cancellationToken);
        await desk.DoAsync(c, Verbs.AcceptDisclosure, Actor.Raiser, new Inputs([new("name_consent", ["yes"]), new("raiser_name", [request.RaiserName?.Trim() ?? ""])]), cancellationToken, request.Version);
        return Unit.Value;
    }
}
