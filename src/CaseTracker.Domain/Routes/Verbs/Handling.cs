namespace CaseTracker.Domain.Routes;

/// <summary>Handling by a manager (R1, R4, R5).</summary>
public static partial class Verbs
{
    /// <summary>“Accept”.</summary>
    public static readonly Verb Accept = new("accept", "Accept", "handle")
    {
        Actors = [Actor.Handler],
        Rows =
        [
            new(Handled, [Stage.Offered], Stage.BeingHandled),
        ],
        Timeline = new(
            Mo: "{actor} accepted the case.",
            Raiser: "{role} accepted your concern and will answer by {due}.",
            Subject: null),
        Mail = [new("raiser", "change")],
    };

    /// <summary>“Decline or hand back”.</summary>
    public static readonly Verb Decline = new("decline", "Decline or hand back", "handle")
    {
        Actors = [Actor.Handler],
        Rows =
        [
            new(Handled, [Stage.Offered, Stage.BeingHandled], Stage.RaiserChoice),
        ],
        Guards = ["decline-reason"],
        Inputs = ["reason"],
        Timeline = new(
            Mo: "{actor} declined: {reason}",
            Raiser: "{role} cannot take this: {reason} Choose who should.",
            Subject: null),
        Mail = [new("raiser", "choice")],
        Ends = ByChoice.Always("handler"),
    };

    /// <summary>“Record what you did”.</summary>
    public static readonly Verb Act = new("act", "Record what you did", "handle")
    {
        Actors = [Actor.Handler],
        Rows =
        [
            new(Handled, [Stage.BeingHandled], To.Same) { When = "no-contact" },
            new(Handled, [Stage.BeingHandled], To.Same) { When = "contact" },
            new(Handled, [Stage.BeingHandled], To.Same) { When = "contact-leader" },
        ],
        Guards = ["contact-handler", "leader-agreed", "group-leader", "future"],
        Inputs = ["action", "contact", "note", "done_on"],
        Timeline = new(
            Mo: "{actor} recorded: {action}.",
            Raiser: "{role} recorded: {action}.",
            Subject: null),
        Mail = [new("raiser", "change")],
    };

    /// <summary>“Ask the other side”.</summary>
    public static readonly Verb AskOtherSide = new("ask-other-side", "Ask the other side", "handle")
    {
        Actors = [Actor.Handler],
        Rows =
        [
            new([Route.R4], [Stage.BeingHandled], To.Same),
            new([Route.R5], [Stage.BeingHandled], To.Same) { When = "contact" },
        ],
        Guards = ["contact-handler"],
        Inputs = ["message", "due_on"],
        Timeline = new(
            Mo: "{actor} asked {subject} for their side.",
            Raiser: "{role} asked the other side.",
            Subject: "{role} asked for your side by {date}."),
        Mail = [new("subject", "papers")],
        Grants = ByChoice.Always("subject"),
    };

    /// <summary>“Give your side”.</summary>
    public static readonly Verb Answer = new("answer", "Give your side", "handle")
    {
        Actors = [Actor.Subject],
        Rows =
        [
            new([Route.R4, Route.R5], [Stage.BeingHandled], To.Same),
        ],
        Inputs = ["message", "files?"],
        Timeline = new(
            Mo: "{subject} answered.",
            Raiser: "The other side answered.",
            Subject: "You answered."),
        Mail = [new("handler", "message")],
    };

    /// <summary>“Record the outcome”.</summary>
    public static readonly Verb RecordOutcome = new("record-outcome", "Record the outcome", "handle")
    {
        Actors = [Actor.Handler],
        Rows =
        [
            new(Handled, [Stage.BeingHandled], Stage.Outcome),
        ],
        Guards = ["outcome-route", "breach-informal", "sanction-informal", "statutory-officer", "hr-result"],
        Inputs = ["outcome", "note", "message"],
        Timeline = new(
            Mo: "{actor} recorded the outcome: {outcome}.",
            Raiser: "Outcome: {outcome}. Tell us by {due} if it is not settled.",
            Subject: "Outcome: {outcome}."),
        TimelineSubjectRoutes = [Route.R4],
        Mail = [new("raiser", "change")],
    };
}
