using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.ChooseRoute;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;

namespace CaseTracker.Web.Features.Cases.MakeInformal;

/// <summary>The raiser closes a formal complaint and goes on informally. Answers the reference of the new case.</summary>
[Access(Who.Grant, Grants = ["raiser"], ByReceipt = true)]
public sealed record MakeInformalCommand(string Reference, Guid? Version, string? Route, string? Handler, bool HandlerConfirmed, string? HandlerNamed, string? Reason) : IRequest<string>, ICaseRequest, IWrites;

/// <summary>One route.</summary>
public sealed class MakeInformalValidator : AbstractValidator<MakeInformalCommand>
{
    public MakeInformalValidator()
    {
        RuleFor(c => c.Route).NotEmpty().WithMessage("Select how you would like this handled.");
        RuleFor(c => c.HandlerNamed).IsAnswered().When(c => HandlerNaming.IsAsked(c.Route));
        RuleFor(c => c.Reason).Within("reason", "What you want to say");
    }
}

/// <summary>Takes the step.</summary>
public sealed class MakeInformalHandler(CaseDesk desk) : IRequestHandler<MakeInformalCommand, string>
{
    /// <inheritdoc/>
    public async Task<string> Handle(MakeInformalCommand request, CancellationToken cancellationToken)
    {
        var c = await desk.FindAsync(request.Reference, cancellationToken);
        var now = await desk.NowAsync(c, cancellationToken);
        var inputs = ChooseRouteHandler.InputsOf(c, Verbs.MakeInformal, request.Route!, request.Handler, request.HandlerConfirmed, request.HandlerNamed, request.Reason, now);
        var done = await desk.DoAsync(c, Verbs.MakeInformal, Actor.Raiser, inputs, cancellationToken, request.Version);
        return done.Opened[0].Reference.Value;
    }
}
