using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Raising.Journey;

namespace CaseTracker.Web.Features.Raising.AskRoute;

/// <summary>The route, and who is to deal with it where there is a choice.</summary>
public sealed class RouteAnswer : Answer
{
    public string? Route { get; set; }

    /// <summary>Who, by route: each card has a choice of its own.</summary>
    public Dictionary<string, string?> Handler { get; set; } = [];

    /// <summary>People whom the raiser named as a witness and chooses all the same.</summary>
    public List<string> Confirmed { get; set; } = [];

    public override string Question() => Questions.Route;

    public override void Show(Inputs draft)
    {
        Route = Typed(draft.Text("route"));
        if (Route is not null) Handler[Route] = draft.Text("handler");
        if (draft.Ticked("handler_confirmed")) Confirmed = [draft.Text("handler")];
    }

    public override Inputs Keep() => Inputs(("route", One(Route)), ("handler", One(Chosen)), ("handler_confirmed", One(Chosen.Length > 0 && Confirmed.Contains(Chosen) ? "yes" : null)));

    public override IEnumerable<InputFault> Faults(Checking check)
    {
        if (check.Draft.Subjects.Count == 0) yield break;
        if (OpenRoutes.Chosen(check.Draft) is not { } option)
        {
            yield return new(nameof(Route), "Choose how you would like this handled");
            yield break;
        }
        if (option.Officers.Count > 0) yield break;
        var field = $"{nameof(Handler)}[{option.Code}]";
        if (option.Handlers.FirstOrDefault(h => h.Value == Chosen) is not { } handler) yield return new(option.IsOpen ? field : nameof(Route), "Choose who should deal with this");
        else if (handler.Stopped is not null) yield return new(field, $"{handler.Stopped} Choose somebody else.");
        else if (handler.Confirm is not null && !Confirmed.Contains(Chosen)) yield return new(nameof(Confirmed), handler.Confirm);
    }

    protected override string? Property(string input) => null;

    private string Chosen => Route is null ? "" : Handler.GetValueOrDefault(Route) ?? "";
}
