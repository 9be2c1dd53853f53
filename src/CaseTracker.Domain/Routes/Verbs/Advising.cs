namespace CaseTracker.Domain.Routes;

/// <summary>The Monitoring Officer's informal advice (R2; acknowledge also R3).</summary>
public static partial class Verbs
{
    /// <summary>“Acknowledge”.</summary>
    public static readonly Verb Acknowledge = new("acknowledge", "Acknowledge", "mo")
    {
        Actors = [Actor.Mo],
        Rows =
        [
            new([Route.R2], [Stage.Received], Stage.Triage),
            new([Route.R3], [Stage.Received], Stage.Filter) { When = "named" },
            new([Route.R3], [Stage.Received], Stage.Confidentiality) { When = "asked" },
            new([Route.R3], [Stage.Received], Stage.Confidentiality) { When = "anonymous" },
        ],
        Guards = ["advised-before"],
        Inputs = ["message", "conflict_declaration?"],
        Timeline = new(
            Mo: "{actor} acknowledged the concern.",
            Raiser: "The Monitoring Officer received this and will answer by {due}.",
            Subject: null),
        Mail = [new("raiser", "change")],
    };

    /// <summary>“Triage”.</summary>
    public static readonly Verb Triage = new("triage", "Triage", "mo")
    {
        Actors = [Actor.Mo],
        Rows =
        [
            new([Route.R2], [Stage.Triage], Stage.Advice),
        ],
        Guards = ["protected"],
        Inputs = ["note", "action"],
        Timeline = new(
            Mo: "{actor} considered it. Plan: {action}.",
            Raiser: "The Monitoring Officer is preparing advice.",
            Subject: null),
        Mail = [new("raiser", "change")],
    };

    /// <summary>“Advise”.</summary>
    public static readonly Verb Advise = new("advise", "Advise", "mo")
    {
        Actors = [Actor.Mo],
        Rows =
        [
            new([Route.R2], [Stage.Advice, Stage.FollowUp], Stage.FollowUp) { When = "no-contact" },
            new([Route.R2], [Stage.Advice, Stage.FollowUp], Stage.FollowUp) { When = "contact" },
            new([Route.R2], [Stage.Advice, Stage.FollowUp], Stage.FollowUp) { When = "contact-leader" },
            new([Route.R3], [Stage.OutsideCode], To.Same) { When = "no-contact" },
            new([Route.R3], [Stage.OutsideCode], To.Same) { When = "contact" },
            new([Route.R3], [Stage.OutsideCode], To.Same) { When = "contact-leader" },
        ],
        Guards = ["contact-mo", "leader-agreed", "group-leader", "breach-informal", "sanction-informal"],
        Inputs = ["action", "contact", "message", "due_on?"],
        Timeline = new(
            Mo: "{actor} advised: {action}. Contacted: {contact}.",
            Raiser: "The Monitoring Officer advised: {action}.",
            Subject: null),
        Mail = [new("raiser", "message")],
        Clocks = new()
        {
            Restart = ["follow-up"],
        },
    };

    /// <summary>“Record an overriding risk”.</summary>
    public static readonly Verb RecordRisk = new("record-risk", "Record an overriding risk", "mo")
    {
        Actors = [Actor.Mo],
        Rows =
        [
            new([Route.R1, Route.R2], [StageGroup.Open], To.Same),
            new([Route.R3], [Stage.OutsideCode], To.Same),
        ],
        Guards = ["risk"],
        Inputs = ["risk"],
        Timeline = new(
            Mo: "{actor} recorded an overriding risk: {risk}",
            Raiser: "The Monitoring Officer may act without your agreement because of a risk.",
            Subject: null),
        Mail = [new("raiser", "change")],
        Sets = ByChoice.Always("risk"),
    };
}
