using CaseTracker.Domain;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;

namespace CaseTracker.Web.Features.Cases.ChooseRoute;

/// <summary>The raiser chooses another route, and who deals with it where there is a choice.</summary>
[Access(Who.Grant, Grants = ["raiser"], ByReceipt = true)]
public sealed record ChooseRouteCommand(string Reference, Guid? Version, string? Route, string? Handler, bool HandlerConfirmed, string? HandlerNamed, string? Reason) : IRequest, ICaseRequest, IWrites;

/// <summary>One route.</summary>
public sealed class ChooseRouteValidator : AbstractValidator<ChooseRouteCommand>
{
    public ChooseRouteValidator()
    {
        RuleFor(c => c.Route).NotEmpty().WithMessage("Select how you would like this handled.");
        RuleFor(c => c.HandlerNamed).IsAnswered().When(c => HandlerNaming.IsAsked(c.Route));
        RuleFor(c => c.Reason).Within("reason", "What you want to say");
    }
}

/// <summary>Takes the step.</summary>
public sealed class ChooseRouteHandler(CaseDesk desk) : IRequestHandler<ChooseRouteCommand>
{
    /// <inheritdoc/>
    public async Task<Unit> Handle(ChooseRouteCommand request, CancellationToken cancellationToken)
    {
        var c = await desk.FindAsync(request.Reference, cancellationToken);
        var now = await desk.NowAsync(c, cancellationToken);
        var inputs = InputsOf(c, Verbs.ChooseRoute, request.Route!, request.Handler, request.HandlerConfirmed, request.HandlerNamed, request.Reason, now);
        await desk.DoAsync(c, Verbs.ChooseRoute, Actor.Raiser, inputs, cancellationToken, request.Version);
        return Unit.Value;
    }

    /// <summary>The inputs of a step to another route. Throws <see cref="RefusedException"/> where somebody must be chosen and nobody is.</summary>
    public static Inputs InputsOf(Case c, Verb verb, string route, string? handler, bool confirmed, string? named, string? reason, Circumstances now)
    {
        var free = RouteChoices.Of(c, verb, now).Routes.FirstOrDefault(r => r.Code == route)?.Handlers ?? [];
        var chosen = free.FirstOrDefault(h => h.Value == handler) ?? (free.Count == 1 ? free[0] : null);
        if (chosen is null && free.Count > 1) throw new RefusedException("input", "Choose who should deal with this.", "handler");
        return new Inputs([new("route", [route]), new("handler", [chosen?.Value ?? ""]), new("handler_confirmed", [confirmed ? "yes" : ""]), new(HandlerNaming.Input, [HandlerNaming.IsAsked(route) ? named ?? "" : ""]), new("reason", [reason ?? ""])]);
    }
}
