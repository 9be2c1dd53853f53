using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.Shared;
using CaseTracker.Web.Features.Shared;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Features.Cases.CaseRecord;

/// <summary>A step of the timetable: what it is, and when it was or is to be.</summary>
public sealed record TimetableStep(string What, string When, bool IsDone, bool IsNow);

/// <summary>What happens with a formal complaint and by when, for the member whom it is about: from the day on which they were told. What was before is not theirs to see.</summary>
/// <param name="ByLaw">What the law asks, whatever the council's own times are.</param>
public sealed record Timetable(IReadOnlyList<TimetableStep> Steps, IReadOnlyList<string> ByLaw)
{
    private static readonly Stage[] Way = [Stage.Comments, Stage.Assessment, Stage.Resolution, Stage.Investigation, Stage.View, Stage.Determination, Stage.Hearing, Stage.Decision, Stage.Review];

    // Met only by some complaints, and shown once this one did.
    private static readonly HashSet<Stage> Sometimes = [Stage.Resolution, Stage.Investigation, Stage.View, Stage.Determination, Stage.Hearing, Stage.Review];

    /// <summary>The timetable; null for every other reader and route.</summary>
    public static Timetable? Of(OpenCase open)
    {
        var (c, now) = (open.Case, open.Now);
        if (c.Route != Route.R3 || !open.Reader.Holds(GrantKind.Subject) || c.Events.LastOrDefault(e => e.Verb == Verbs.Disclose.Code) is not { } told) return null;
        var steps = new List<TimetableStep> { new("You were told what is alleged", told.On.InFull(), true, false) };
        var at = Array.IndexOf(Way, c.Stage is Stage.Withdrawal or Stage.HandedOver ? c.StageBefore ?? c.Stage : c.Stage);
        for (var i = 0; i < Way.Length; i++)
        {
            var stage = Way[i];
            var left = c.Events.LastOrDefault(e => e.Number > told.Number && e.From == stage && e.To != stage && e.To is not (Stage.Withdrawal or Stage.HandedOver));
            if (i == at && c.IsOpen) steps.Add(new(Name(stage), Due(c, stage, open), false, true));
            else if (left is not null && (i < at || !c.IsOpen)) steps.Add(new(Name(stage), $"Done on {left.On.InFull()}", true, false));
            else if (i > at && c.IsOpen && !Sometimes.Contains(stage)) steps.Add(new(Name(stage), Ahead(stage, now), false, false));
            if (stage == Stage.Assessment && at <= i && c.IsOpen)
                steps.Add(new("An investigation, only if the assessment asks for one", $"About {Limit("investigate", now)}; you see the draft of the report and can comment for {Limit("draft-comments", now)}", false, false));
        }
        if (!c.IsOpen) steps.Add(new("Closed", c.ClosedOn?.InFull() ?? "", true, false));
        else if (now.Rules.ReviewAllowed && c.Stage != Stage.Review) steps.Add(new("A review, only if you or the other side ask for one", $"Within {Limit("review-window", now)} of the decision", false, false));
        return new(steps, [.. LegalLimits.All.Where(l => l.At is Stage.View or Stage.Hearing or Stage.Decision).Select(l => $"{l.What}: {char.ToLowerInvariant(l.Rule[0])}{l.Rule[1..]} ({l.Source}).")]);
    }

    private static string Name(Stage stage) => stage switch
    {
        Stage.Comments => "Your comments",
        Stage.Assessment => "Assessment: what happens next",
        Stage.Resolution => "Informal resolution",
        Stage.Investigation => "Investigation",
        Stage.View => "The Independent Person’s view of the report",
        Stage.Determination => "Decision on the report",
        Stage.Hearing => "Hearing",
        Stage.Decision => "You are sent the decision, with reasons",
        _ => "Review",
    };

    private static string Due(Case c, Stage stage, OpenCase open)
    {
        if (c.IsPaused) return c.PausedUntil is { } until ? $"Paused until {until.InFull()}" : "Paused";
        if (stage == Stage.Hearing && c.Events.LastOrDefault(e => e.Verb == Verbs.Convene.Code) is { } convened && open.Read(convened).Date("hearing_on") is { } hearing) return $"On {hearing.InFull()}";
        if (stage == Stage.Investigation && c.Clocks.LastOrDefault(k => k is { Kind: "draft-comments", IsRunning: true }) is { } draft) return $"Your comments on the draft report by {draft.DueOn.InFull()}";
        return c.MainClock is { } clock ? $"{(stage == Stage.Comments ? "Until" : "By")} {clock.DueOn.InFull()}" : "Now";
    }

    private static string Ahead(Stage stage, Circumstances now) => stage switch
    {
        Stage.Comments => $"Within {Limit("comments", now)}",
        Stage.Assessment => $"Within {Limit("assess", now)} of your comments",
        _ => $"Within {Limit("notice", now)} of the decision",
    };

    private static string Limit(string clock, Circumstances now) =>
        RouteTable.Clock(clock).Unit switch { LimitUnit.WorkingDays => now.Rules.Limit(clock).Count("working day"), LimitUnit.Months => now.Rules.Limit(clock).Count("month"), _ => now.Rules.Limit(clock).Count("day") };
}
