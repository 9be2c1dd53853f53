using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Features.Raising.Journey;

/// <summary>The pages on which a concern is written, in order: one question a page for whoever raises it, fewer and longer ones for whoever types while listening.</summary>
public sealed class Journeys
{
    /// <summary>Codes of the steps that were answered.</summary>
    public const string Done = "done";

    public static readonly Journeys Raising = new("/concerns/new", "Raise a concern",
        [.. Questions.All.Where(q => q.Code != Questions.Told).Select(q => new Step(q.Code, q.Title, q.Code))]);

    /// <summary>Without an account: there is no name to ask about.</summary>
    public static readonly Journeys Reporting = new("/concerns/new", "Report anonymously",
        [.. Questions.All.Where(q => q.Code is not (Questions.Told or Questions.Name)).Select(q => new Step(q.Code, q.Title, q.Code))]);

    public static readonly Journeys Recording = new("/casework/new", "Record a concern",
    [
        new("told", "Who told you, and how?", Questions.Told),
        new("account", "What did they tell you?", Questions.About, Questions.Happened, Questions.When, Questions.Witnesses, Questions.Evidence),
        new("touches", "What does it touch, and what would help?", Questions.Touches, Questions.PutRight),
        new("handling", "How would they like this handled?", Questions.Route, Questions.Name, Questions.KeepOut),
        new("allegations", "What do they say the councillor did?", Questions.Allegations),
    ]);

    private readonly IReadOnlyList<Step> _steps;

    private Journeys(string root, string name, IReadOnlyList<Step> steps) => (Root, Name, _steps) = (root, name, steps);

    /// <summary>Where the journey starts.</summary>
    public string Root { get; }

    public string Name { get; }

    /// <summary>The journey that a draft belongs to.</summary>
    public static Journeys Of(bool forSomebodyElse) => forSomebodyElse ? Recording : Raising;

    /// <summary>The steps that these answers need: allegations are asked for a formal complaint only.</summary>
    public IReadOnlyList<Step> StepsFor(Inputs answers) =>
        [.. _steps.Where(s => !s.Questions.Contains(Questions.Allegations) || RouteTable.RouteOf(answers.Text("route")) == Route.R3)];

    /// <summary>The step with that code.</summary>
    public Step Step(string code) => _steps.First(s => s.Code == code);

    /// <summary>The step on which a question is asked.</summary>
    public Step Asking(string question) => _steps.First(s => s.Questions.Contains(question));

    /// <summary>Address of a page of one draft.</summary>
    public string Address(Guid id, string page, bool fromCheck = false) => $"{Root}/{id}/{page}{(fromCheck ? "?from=check" : "")}";

    /// <summary>"Raise a concern: question 8 of 10".</summary>
    public string Caption(Inputs answers, string step)
    {
        var steps = StepsFor(answers);
        var at = Index(steps, step);
        var noun = this == Recording ? "part" : "question";
        return at < 0 ? Name : $"{Name}: {noun} {at + 1} of {steps.Count}";
    }

    /// <summary>The page before a step.</summary>
    public string Before(Guid id, Inputs answers, string step, bool fromCheck)
    {
        if (fromCheck) return Address(id, "check");
        var steps = StepsFor(answers);
        var at = Index(steps, step);
        return at <= 0 ? Root : Address(id, steps[at - 1].Code);
    }

    /// <summary>The page after a step; on the way back to the check, the first step that became necessary on the way.</summary>
    public string After(Guid id, Inputs answers, string step, bool fromCheck)
    {
        var steps = StepsFor(answers);
        var next = fromCheck ? steps.FirstOrDefault(s => !answers.List(Done).Contains(s.Code)) : steps.ElementAtOrDefault(Index(steps, step) + 1);
        return next is null ? Address(id, "check") : Address(id, next.Code, fromCheck);
    }

    /// <summary>Where somebody goes on who comes back to a draft.</summary>
    public string Resume(Guid id, Inputs answers) => After(id, answers, "", fromCheck: true).Replace("?from=check", "", StringComparison.Ordinal);

    private static int Index(IReadOnlyList<Step> steps, string code)
    {
        for (var i = 0; i < steps.Count; i++) if (steps[i].Code == code) return i;
        return -1;
    }
}
