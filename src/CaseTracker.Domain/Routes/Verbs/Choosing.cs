namespace CaseTracker.Domain.Routes;

/// <summary>The raiser's choices.</summary>
public static partial class Verbs
{
    /// <summary>“Choose another route”.</summary>
    public static readonly Verb ChooseRoute = new("choose-route", "Choose another route", "choose")
    {
        Actors = [Actor.Raiser],
        Rows =
        [
            new([Route.R1], [Stage.Offered, Stage.BeingHandled, Stage.Outcome, Stage.RaiserChoice], Stage.Offered) { When = "to-manager" },
            new([Route.R1, Route.R4], [Stage.Offered, Stage.BeingHandled, Stage.Outcome, Stage.RaiserChoice], Stage.Received) { When = "to-mo", Becomes = Route.R2 },
            new([Route.R2], [Stage.Received, Stage.Triage, Stage.Advice, Stage.FollowUp], Stage.Offered) { When = "to-manager", Becomes = Route.R1 },
            new([Route.R4, Route.R5], [Stage.RaiserChoice], Stage.Offered) { When = "to-manager" },
        ],
        Guards = ["officers-only", "anonymous-route"],
        Inputs = ["route", "handler?", "reason?"],
        Timeline = new(
            Mo: "{raiser} chose {route}, with {handler}.",
            Raiser: "You chose {route}.",
            Subject: null),
        Mail = [new("handler or mo", "new"), new("old holder", "ended")],
        Grants = ByChoice.Always("holder"),
        Ends = ByChoice.Always("old-holder"),
    };

    /// <summary>“Make a formal complaint”.</summary>
    public static readonly Verb Convert = new("convert", "Make a formal complaint", "choose")
    {
        Actors = [Actor.Raiser],
        Rows =
        [
            new([Route.R1, Route.R2, Route.R4], [StageGroup.Open, Stage.Closed], Stage.Closed) { Opens = [(Route.R3, Stage.Received)] },
        ],
        Instead = [new([Route.R5], [], "convert-officer")],
        Guards = ["convert-officer", "convert-fresh", "heading", "convert-consent", "named-member", "too-old", "declaration"],
        Inputs = ["allegations", "subject", "occurred_on", "name_consent", "carry?", "files?", "declaration"],
        Timeline = new(
            Mo: "{raiser} made formal complaint {new}; this case closed as converted.",
            Raiser: "You made this a formal complaint: {new}.",
            Subject: null),
        Mail = [new("mo", "new"), new("handler", "closed")],
        Grants = ByChoice.Always("holder"),
        Sets = ByChoice.Always("converted"),
        Law = "Localism Act 2011 s.28(9)",
    };

    /// <summary>“Go back to an informal route”.</summary>
    public static readonly Verb MakeInformal = new("make-informal", "Go back to an informal route", "choose")
    {
        Actors = [Actor.Raiser],
        Rows =
        [
            new([Route.R3], [Stage.Received, Stage.Confidentiality, Stage.RaiserChoice, Stage.Filter, Stage.OutsideCode, Stage.Disclosure], Stage.Closed) { Opens = [(Route.R1, Stage.Offered), (Route.R2, Stage.Received)] },
        ],
        Instead = [new([Route.R3], [Stage.Comments, Stage.Assessment, Stage.Resolution, Stage.Investigation, Stage.View, Stage.Determination, Stage.Hearing, Stage.Decision, Stage.Review], "told-already")],
        Guards = ["told-already", "officers-only"],
        Inputs = ["route", "handler?", "reason?"],
        Timeline = new(
            Mo: "{raiser} withdrew the complaint and chose {route}: {new}.",
            Raiser: "You chose {route} instead: {new}.",
            Subject: null),
        Mail = [new("handler or mo", "new"), new("mo", "closed")],
        Grants = ByChoice.Always("holder"),
    };

    /// <summary>“Escalate”.</summary>
    public static readonly Verb Escalate = new("escalate", "Escalate", "choose")
    {
        Actors = [Actor.Raiser, Actor.Handler],
        Rows =
        [
            new(Handled, [Stage.Offered, Stage.BeingHandled, Stage.Outcome], Stage.Offered),
            new(Handled, [Stage.RaiserChoice], Stage.Offered) { By = [Actor.Raiser] },
            new(Handled, [Stage.Closed], Stage.Offered) { By = [Actor.Raiser] },
        ],
        Guards = ["reason", "top-level", "report-top", "escalate-time"],
        Inputs = ["reason", "handler"],
        Timeline = new(
            Mo: "{actor} escalated to {to}: {reason}",
            Raiser: "{role} passed this up to {to}.",
            Subject: null),
        Mail = [new("handler", "new"), new("raiser", "change"), new("old holder", "ended")],
        Grants = ByChoice.Always("holder"),
        Ends = ByChoice.Always("old-holder"),
    };

    /// <summary>“Refer to the Monitoring Officer”.</summary>
    public static readonly Verb Refer = new("refer", "Refer to the Monitoring Officer", "choose")
    {
        Actors = [Actor.Handler, Actor.Mo],
        Rows =
        [
            new([Route.R1, Route.R4], [Stage.Offered, Stage.BeingHandled, Stage.Outcome], Stage.Received) { Becomes = Route.R2 },
        ],
        Guards = ["reason", "refer-consent"],
        Inputs = ["reason"],
        Timeline = new(
            Mo: "{actor} referred this to the Monitoring Officer: {reason}",
            Raiser: "{role} referred this to the Monitoring Officer.",
            Subject: null),
        Mail = [new("mo", "new"), new("raiser", "change")],
        Grants = ByChoice.Always("holder"),
        Ends = ByChoice.Always("old-holder"),
    };

    /// <summary>“Withdraw”.</summary>
    public static readonly Verb Withdraw = new("withdraw", "Withdraw", "choose")
    {
        Actors = [Actor.Raiser],
        Rows =
        [
            new([Route.R1, Route.R2, Route.R4, Route.R5], [StageGroup.Open], Stage.Withdrawal) { When = "not-pressed" },
            new([Route.R1, Route.R2, Route.R4, Route.R5], [StageGroup.Open], Stage.Withdrawal) { When = "pressed" },
            new([Route.R3], [StageGroup.Withdrawable], Stage.Withdrawal) { When = "not-pressed" },
            new([Route.R3], [StageGroup.Withdrawable], Stage.Withdrawal) { When = "pressed" },
        ],
        Instead = [new([Route.R3], [Stage.Decision, Stage.Review, Stage.Closed], "withdraw-late")],
        Guards = ["withdraw-late"],
        Inputs = ["pressure", "reason?"],
        Timeline = new(
            Mo: "{raiser} asked to withdraw. Pressed: {pressure}.",
            Raiser: "You asked to withdraw.",
            Subject: null),
        Mail = [new("handler or mo", "choice")],
        Grants = ByChoice.When(("pressed", ["mo"])),
        Sets = ByChoice.When(("pressed", ["pressure"])),
    };

    /// <summary>“Carry on after all”.</summary>
    public static readonly Verb CancelWithdrawal = new("cancel-withdrawal", "Carry on after all", "choose")
    {
        Actors = [Actor.Raiser],
        Rows =
        [
            new(AllRoutes, [Stage.Withdrawal], To.Back),
        ],
        Timeline = new(
            Mo: "{raiser} cancelled the withdrawal.",
            Raiser: "You decided to carry on.",
            Subject: null),
        Mail = [new("handler or mo", "change")],
    };

    /// <summary>“Confirm the withdrawal”.</summary>
    public static readonly Verb ConfirmWithdrawal = new("confirm-withdrawal", "Confirm the withdrawal", "choose")
    {
        Actors = [Actor.Handler, Actor.Mo],
        Rows =
        [
            new(Handled, [Stage.Withdrawal], Stage.Closed) { By = [Actor.Handler] },
            new(Handled, [Stage.Withdrawal], Stage.Closed) { By = [Actor.Mo] },
            new([Route.R2, Route.R3], [Stage.Withdrawal], Stage.Closed) { By = [Actor.Mo] },
        ],
        Guards = ["pressure-asked", "pressure-mo"],
        Inputs = ["pressure", "outcome", "note"],
        Timeline = new(
            Mo: "{actor} confirmed the withdrawal. Pressed: {pressure}.",
            Raiser: "Your withdrawal was confirmed. The concern is closed.",
            Subject: "The complaint was withdrawn."),
        Mail = [new("raiser", "closed")],
    };

    /// <summary>“Continue in the public interest”.</summary>
    public static readonly Verb ContinueInPublicInterest = new("continue-in-public-interest", "Continue in the public interest", "choose")
    {
        Actors = [Actor.Mo],
        Rows =
        [
            new([Route.R3], [Stage.Withdrawal], To.Back),
        ],
        Instead = [new([Route.R1, Route.R2, Route.R4, Route.R5], [], "interest-formal")],
        Guards = ["reason", "interest-formal"],
        Inputs = ["reason"],
        Timeline = new(
            Mo: "{actor} continued the complaint after withdrawal: {reason}",
            Raiser: "The Monitoring Officer decided to go on without you: {reason}",
            Subject: null),
        Mail = [new("raiser", "change")],
    };

    /// <summary>“Ask for agreement”.</summary>
    public static readonly Verb AskConsent = new("ask-consent", "Ask for agreement", "choose")
    {
        Actors = [Actor.Handler, Actor.Mo],
        Rows =
        [
            new(AllRoutes, [StageGroup.Open], To.Same),
        ],
        Inputs = ["consent_kind", "consent_to", "message"],
        Timeline = new(
            Mo: "{actor} asked for agreement to {consent_kind}.",
            Raiser: "{role} asked whether you agree to {consent_kind}.",
            Subject: null),
        Mail = [new("raiser", "choice")],
    };

    /// <summary>“Agree”.</summary>
    public static readonly Verb GiveConsent = new("give-consent", "Agree", "choose")
    {
        Actors = [Actor.Raiser],
        Rows =
        [
            new(AllRoutes, [StageGroup.Open], To.Same) { When = "contact-member" },
            new(AllRoutes, [StageGroup.Open], To.Same) { When = "contact-group-leader" },
            new(AllRoutes, [StageGroup.Open], To.Same) { When = "use-name" },
            new(AllRoutes, [StageGroup.Open], To.Same) { When = "share-narrative" },
            new(AllRoutes, [StageGroup.Open], To.Same) { When = "tell-monitoring-officer" },
            new(AllRoutes, [StageGroup.Open], To.Same) { When = "pass-on" },
        ],
        Inputs = ["consent_kind", "consent_to", "until?"],
        Timeline = new(
            Mo: "{raiser} agreed to {consent_kind}, for {consent_to}.",
            Raiser: "You agreed to {consent_kind}.",
            Subject: null),
        Mail = [new("handler or mo", "change")],
        Sets = ByChoice.When(("contact-member", ["consent-contact"]), ("contact-group-leader", ["consent-leader"]), ("tell-monitoring-officer", ["consent-mo"]), ("pass-on", ["consent-handover"])),
    };

    /// <summary>“Withdraw agreement”.</summary>
    public static readonly Verb WithdrawConsent = new("withdraw-consent", "Withdraw agreement", "choose")
    {
        Actors = [Actor.Raiser],
        Rows =
        [
            new(AllRoutes, [StageGroup.Open], To.Same) { When = "contact-member" },
            new(AllRoutes, [StageGroup.Open], To.Same) { When = "contact-group-leader" },
            new(AllRoutes, [StageGroup.Open], To.Same) { When = "use-name" },
            new(AllRoutes, [StageGroup.Open], To.Same) { When = "share-narrative" },
            new(AllRoutes, [StageGroup.Open], To.Same) { When = "tell-monitoring-officer" },
            new(AllRoutes, [StageGroup.Open], To.Same) { When = "pass-on" },
        ],
        Inputs = ["consent_kind"],
        Timeline = new(
            Mo: "{raiser} withdrew agreement to {consent_kind}.",
            Raiser: "You withdrew agreement to {consent_kind}. Steps already taken stand.",
            Subject: null),
        Mail = [new("handler or mo", "change")],
        Sets = ByChoice.When(("use-name", ["conf-open"])),
        Unsets = ByChoice.When(("contact-member", ["consent-contact"]), ("contact-group-leader", ["consent-leader"]), ("tell-monitoring-officer", ["consent-mo"]), ("pass-on", ["consent-handover"])),
    };

    /// <summary>“Keep somebody out”.</summary>
    public static readonly Verb ExcludePerson = new("exclude-person", "Keep somebody out", "choose")
    {
        Actors = [Actor.Raiser],
        Rows =
        [
            new(AllRoutes, [StageGroup.Live], To.Same) { When = "not-holder" },
            new(Handled, [Stage.Offered, Stage.BeingHandled, Stage.Outcome], Stage.RaiserChoice) { When = "holder" },
            new([Route.R2, Route.R3], [StageGroup.Live], To.Same) { When = "holder" },
        ],
        Inputs = ["keep_out"],
        Timeline = new(
            Mo: "{raiser} asked that somebody be kept out. Conflict check repeated.",
            Raiser: "You asked us to keep {person} out.",
            Subject: null),
        Mail = [new("holder, where changed", "new")],
        Grants = ByChoice.When(("holder", ["next-holder"])),
        Ends = ByChoice.Always("holder"),
    };
}
