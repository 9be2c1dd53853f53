using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Shared;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Features.Cases.Concern;

/// <summary>How far a step of the tracker is.</summary>
public enum StepState
{
    Done,
    Now,
    ToCome,
}

/// <summary>A step of the tracker "Where it is now".</summary>
public sealed record StageStep(string Title, string Detail, StepState State);

/// <summary>The tracker: what is done and when, where the concern is now, and what is still to come on its route.</summary>
public static class StageSteps
{
    private static readonly Stage[] Handled = [Stage.Offered, Stage.BeingHandled, Stage.Outcome, Stage.Closed];
    private static readonly Stage[] Advised = [Stage.Received, Stage.Triage, Stage.Advice, Stage.FollowUp, Stage.Closed];

    private static readonly Stage[] Formal =
    [
        Stage.Received, Stage.Confidentiality, Stage.Filter, Stage.OutsideCode, Stage.Disclosure, Stage.Comments, Stage.Assessment, Stage.Resolution, Stage.Investigation, Stage.View, Stage.Determination,
        Stage.Hearing, Stage.Decision, Stage.Review, Stage.Closed,
    ];

    // Not every complaint comes this way: shown only once it has.
    private static readonly HashSet<Stage> Sideways = [Stage.Confidentiality, Stage.OutsideCode, Stage.Resolution, Stage.Investigation, Stage.View, Stage.Determination, Stage.Hearing, Stage.Review];

    /// <summary>The steps, in order.</summary>
    public static IReadOnlyList<StageStep> Of(Case c, Circumstances now)
    {
        var path = c.Route switch { Route.R2 => Advised, Route.R3 => Formal, _ => Handled };
        var steps = new List<StageStep> { new("Sent", $"Done: {Date(c.ReceivedOn, now)}", StepState.Done) };
        // Where the case would be, had it not left the path: withdrawn and handed-over cases came from there, and a raiser's choice leads back to the start.
        var standsAt = c.Stage switch
        {
            Stage.Withdrawal or Stage.HandedOver => Array.IndexOf(path, c.StageBefore ?? path[0]),
            Stage.RaiserChoice => Math.Max(0, Array.IndexOf(path, Stage.Filter)),
            _ => Array.IndexOf(path, c.Stage),
        };
        foreach (var stage in path.Take(Math.Max(0, standsAt)).Where(s => c.Events.Any(e => e.To == s)))
            if (Left(c, stage) is { } left) steps.Add(new StageStep(DoneTitle(stage, c), DoneDetail(c, stage, left, now), StepState.Done));
        steps.Add(c.Stage == Stage.Closed ? new StageStep("Closed", $"Done: {Date(c.ClosedOn ?? now.Today, now)}", StepState.Done) : new StageStep(c.StageName(), NowDetail(c, now), StepState.Now));
        var ahead = c.Stage switch
        {
            Stage.Closed => [],
            Stage.Withdrawal or Stage.HandedOver or Stage.OutsideCode => [Stage.Closed],
            Stage.RaiserChoice => path.Skip(standsAt),
            _ => path.Skip(standsAt + 1),
        };
        steps.AddRange(ahead.Where(s => !Sideways.Contains(s)).Select(s => new StageStep(TitleToCome(s, c), DetailToCome(s, now), StepState.ToCome)));
        return steps;
    }

    private static CaseEvent? Left(Case c, Stage stage) => c.Events.LastOrDefault(e => e.From == stage && e.To != stage);

    private static string DoneTitle(Stage stage, Case c) => stage switch { Stage.Offered => "Accepted", Stage.BeingHandled => "Dealt with", Stage.Outcome => "Outcome recorded", _ => Plain(stage, c) };

    private static string DoneDetail(Case c, Stage stage, CaseEvent left, Circumstances now)
    {
        var clock = RouteTable.ClocksOf(stage, c.Route).Select(c.Last).FirstOrDefault(k => k is not null && k.StoppedOn == left.On);
        var margin = clock is null ? 0 : now.Calendar.Between(left.On, clock.DueOn);
        return $"Done: {Date(left.On, now)}{(margin > 0 ? $", {margin.Count("working day")} early" : margin < 0 ? $", {(-margin).Count("working day")} late" : "")}";
    }

    private static string NowDetail(Case c, Circumstances now)
    {
        var with = RouteTable.Of(c.Stage).With == "raiser" ? "you" : c.Stage switch
        {
            Stage.Comments => "the councillor",
            Stage.Hearing => "a panel",
            Stage.View => "an Independent Person",
            Stage.Investigation => Holding.With(c, GrantKind.Investigator, now)?.Words ?? Holding.Of(c, now)?.Words,
            Stage.Review => "a reviewer",
            _ => Holding.Of(c, now)?.Words,
        };
        var lead = with is null ? "Now" : $"Now, with {with}";
        if (c.IsPaused) return lead + ". The clock is paused";
        if (c.MainClock is not { } clock) return lead;
        var from = clock.Extended || clock.PausedDays > 0 ? "the date was moved" : $"{Limit(clock)} from {clock.StartedOn.WithoutYear()}";
        return $"{lead}. Due {Date(clock.DueOn, now)}: {from}";
    }

    private static string Limit(CaseClock clock) => clock.Unit switch
    {
        Domain.Deadlines.LimitUnit.Months => clock.Limit.Count("month"),
        Domain.Deadlines.LimitUnit.Days => clock.Limit.Count("day"),
        _ => clock.Limit.Count("working day"),
    };

    private static string TitleToCome(Stage stage, Case c) => stage switch { Stage.Offered => "Accepted by whoever you choose", Stage.BeingHandled => "Being dealt with", Stage.Outcome => "Outcome recorded", _ => Plain(stage, c) };

    private static string Plain(Stage stage, Case c) => stage == c.Stage ? c.StageName() : RouteTable.Of(stage).Name;

    private static string DetailToCome(Stage stage, Circumstances now) => stage switch
    {
        Stage.Offered => $"A yes or no within {now.Rules.Limit("accept").Count("working day")}",
        Stage.BeingHandled => $"An outcome within {now.Rules.Limit("handle").Count("working day")}",
        Stage.Outcome => "You say whether it is settled",
        Stage.Triage => "What you sent is read, and a plan made",
        Stage.Advice => "Your choices, and what can be done",
        Stage.FollowUp => $"We ask you whether things are better, {now.Rules.Limit("follow-up").Count("working day")} after the advice",
        Stage.Filter => "Was the councillor in office and acting as one, and could it break the Code?",
        Stage.Disclosure => "The councillor is told what is alleged, in neutral words",
        Stage.Comments => $"The councillor has {now.Rules.Limit("comments").Count("working day")}",
        Stage.Assessment => "No further action, informal resolution or an investigation, with reasons",
        Stage.Decision => "You and the councillor are told, with reasons",
        _ => "You are told how it ended, and why",
    };

    /// <summary>A day as it stands in a sentence: with its year only where that is another.</summary>
    public static string Date(DateOnly day, Circumstances now) => day.Year == now.Today.Year ? day.WithoutYear() : day.InFull();
}
