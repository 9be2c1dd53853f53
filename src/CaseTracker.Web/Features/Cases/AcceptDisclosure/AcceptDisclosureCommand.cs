using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;

namespace CaseTracker.Web.Features.Cases.AcceptDisclosure;

/// <summary>The raiser goes on with a formal complaint under their name. Any other answer leads to the page of that act.</summary>
[Access(Who.Grant, Grants = ["raiser"])]
public sealed record AcceptDisclosureCommand(string Reference, Guid? Version, string? Answer) : IRequest, ICaseRequest, IWrites
{
    public const string GoOn = "name";
}

/// <summary>One answer.</summary>
public sealed class AcceptDisclosureValidator : AbstractValidator<AcceptDisclosureCommand>
{
    public AcceptDisclosureValidator() => RuleFor(c => c.Answer).Equal(AcceptDisclosureCommand.GoOn).WithMessage("Select how you want to go on.");
}

/// <summary>Records the agreement to be named.</summary>
public sealed class AcceptDisclosureHandler(CaseDesk desk) : IRequestHandler<AcceptDisclosureCommand>
{
    /// <inheritdoc/>
    public async Task<Unit> Handle(AcceptDisclosureCommand request, CancellationToken cancellationToken)
    {
        var c = await desk.FindAsync(request.Reference, cancellationToken);
        await desk.DoAsync(c, Verbs.AcceptDisclosure, Actor.Raiser, new Inputs([new("name_consent", ["yes"])]), cancellationToken, request.Version);
        return Unit.Value;
    }
}
