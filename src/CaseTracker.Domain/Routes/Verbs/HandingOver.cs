namespace CaseTracker.Domain.Routes;

/// <summary>Handing over to another procedure (R6).</summary>
public static partial class Verbs
{
    /// <summary>“Hand over to another procedure”.</summary>
    public static readonly Verb HandOver = new("hand-over", "Hand over to another procedure", "hand")
    {
        Actors = [Actor.Handler, Actor.Mo],
        Rows =
        [
            new(Handled, [Stage.BeingHandled], Stage.HandedOver) { By = [Actor.Handler] },
            new([Route.R2], [Stage.Triage, Stage.Advice], Stage.HandedOver) { By = [Actor.Mo] },
            new([Route.R3], [Stage.Filter, Stage.OutsideCode, Stage.Assessment], Stage.HandedOver) { By = [Actor.Mo] },
        ],
        Guards = ["reason", "handover-consent", "off-ramp"],
        Inputs = ["destination", "papers", "legal_duty?", "reason"],
        Timeline = new(
            Mo: "{actor} handed this over to {destination}: {reason}",
            Raiser: "{role} passed this to {destination}.",
            Subject: null),
        Mail = [new("hr", "papers"), new("raiser", "change")],
        Grants = ByChoice.Always("hr (when the destination is hr)"),
    };

    /// <summary>“Confirm that they have it”.</summary>
    public static readonly Verb ConfirmHandover = new("confirm-handover", "Confirm that they have it", "hand")
    {
        Actors = [Actor.Hr, Actor.Handler, Actor.Mo],
        Rows =
        [
            new(AllRoutes, [Stage.HandedOver], Stage.Closed),
        ],
        Guards = ["hr-result", "outcome-pair"],
        Inputs = ["outcome", "closure_reason", "note?"],
        Timeline = new(
            Mo: "{destination} confirmed. Closed: {outcome}.",
            Raiser: "{destination} has this now. Closed here.",
            Subject: null),
        Mail = [new("raiser", "closed")],
    };

    /// <summary>“Send it back”.</summary>
    public static readonly Verb ReturnHandover = new("return-handover", "Send it back", "hand")
    {
        Actors = [Actor.Hr, Actor.Handler, Actor.Mo],
        Rows =
        [
            new(AllRoutes, [Stage.HandedOver], To.Back),
        ],
        Guards = ["reason"],
        Inputs = ["reason"],
        Timeline = new(
            Mo: "{destination} returned this: {reason}",
            Raiser: "{destination} sent this back to {role}.",
            Subject: null),
        Mail = [new("handler or mo", "new"), new("raiser", "change")],
        Ends = ByChoice.Always("hr"),
    };
}
