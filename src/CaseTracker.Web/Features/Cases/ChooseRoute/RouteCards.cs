namespace CaseTracker.Web.Features.Cases.ChooseRoute;

/// <summary>Routes side by side in a form with the fields Route, Handler and HandlerConfirmed.</summary>
public sealed record RouteCards(IReadOnlyList<RouteChoice> Routes, string? Chosen, string? Handler, bool Confirmed);
