namespace CaseTracker.Domain.Routes;

/// <summary>Verbs of any case.</summary>
public static partial class Verbs
{
    /// <summary>“Close”.</summary>
    public static readonly Verb Close = new("close", "Close", "all")
    {
        Actors = [Actor.Raiser, Actor.Handler, Actor.Mo, Actor.System],
        Rows =
        [
            new(Handled, [Stage.Outcome], Stage.Closed) { When = "settled", By = [Actor.Raiser] },
            new(Handled, [Stage.Outcome], Stage.Closed) { When = "unanswered", By = [Actor.Handler, Actor.System] },
            new(Handled, [Stage.RaiserChoice], Stage.Closed) { When = "not-pursued", By = [Actor.System], Unless = "no-channel" },
            new([Route.R3], [Stage.RaiserChoice], Stage.Closed) { When = "not-pursued", By = [Actor.Mo] },
            new([Route.R2], [Stage.Triage, Stage.FollowUp], Stage.Closed) { By = [Actor.Mo] },
            new([Route.R2], [Stage.Triage, Stage.FollowUp], Stage.Closed) { When = "insufficient-information", By = [Actor.Mo] },
            new([Route.R3], [Stage.OutsideCode], Stage.Closed) { By = [Actor.Mo] },
            new([Route.R3], [Stage.Filter, Stage.Assessment], Stage.Closed) { When = "insufficient-information", By = [Actor.Mo] },
            new([Route.R3], [Stage.Assessment], Stage.Closed) { When = "police", By = [Actor.Mo] },
        ],
        Guards = ["outcome-route", "outcome-pair", "breach-informal", "sanction-informal", "information-wait", "choice-wait", "reply-wait", "report-view"],
        Inputs = ["outcome?", "closure_reason?", "message?"],
        Timeline = new(
            Mo: "{actor} closed the case: {outcome}; {closure_reason}.",
            Raiser: "Closed: {outcome}.",
            Subject: "The complaint is closed: {outcome}."),
        Mail = [new("raiser", "closed"), new("subject, where told", "closed")],
        Codes = new Dictionary<string, Dictionary<Route, Dictionary<string, string>>>
        {
            ["settled"] = new()
            {
                [Route.R1] = new() { ["*"] = "resolved" },
                [Route.R4] = new() { ["*"] = "resolved" },
                [Route.R5] = new() { ["*"] = "resolved", ["referred"] = "other-procedure", ["no-action"] = "no-breach-disclosed" },
            },
            ["unanswered"] = new()
            {
                [Route.R1] = new() { ["*"] = "resolved" },
                [Route.R4] = new() { ["*"] = "resolved" },
                [Route.R5] = new() { ["*"] = "resolved", ["referred"] = "other-procedure", ["no-action"] = "no-breach-disclosed" },
            },
            ["not-pursued"] = new()
            {
                [Route.R1] = new() { ["no-action"] = "not-pursued" },
                [Route.R3] = new() { ["no-further-action"] = "not-pursued" },
                [Route.R4] = new() { ["report-unchanged"] = "not-pursued" },
                [Route.R5] = new() { ["no-action"] = "not-pursued" },
            },
        },
    };

    /// <summary>“Link to the same incident”.</summary>
    public static readonly Verb Link = new("link", "Link to the same incident", "all")
    {
        Actors = [Actor.Handler, Actor.Mo],
        Rows =
        [
            new(AllRoutes, [StageGroup.Any], To.Same),
        ],
        Guards = ["link-same"],
        Inputs = ["case", "reason"],
        Timeline = new(
            Mo: "{actor} linked {other}: {reason}",
            Raiser: null,
            Subject: null),
    };

    /// <summary>“Split for two people”.</summary>
    public static readonly Verb Split = new("split", "Split for two people", "all")
    {
        Actors = [Actor.Handler, Actor.Mo],
        Rows =
        [
            new(AllRoutes, [StageGroup.Open], To.Same) { OpensSame = true },
        ],
        Guards = ["split-one"],
        Inputs = ["subject", "reason"],
        Timeline = new(
            Mo: "{actor} split off {new}: {reason}",
            Raiser: "This was split: {new} is about the other person.",
            Subject: null),
        Mail = [new("raiser", "change")],
    };

    /// <summary>“Merge a duplicate”.</summary>
    public static readonly Verb Merge = new("merge", "Merge a duplicate", "all")
    {
        Actors = [Actor.Handler, Actor.Mo],
        Rows =
        [
            new(AllRoutes, [StageGroup.Open], Stage.Closed),
        ],
        Guards = ["merge-people", "merge-subject"],
        Inputs = ["case", "reason"],
        Timeline = new(
            Mo: "{actor} merged this into {other}: {reason}",
            Raiser: "You sent this twice. It continues as {other}.",
            Subject: null),
        Mail = [new("raiser", "change")],
    };

    /// <summary>“Reopen”.</summary>
    public static readonly Verb Reopen = new("reopen", "Reopen", "all")
    {
        Actors = [Actor.Handler, Actor.Mo],
        Rows =
        [
            new(Handled, [Stage.Closed], Stage.BeingHandled) { By = [Actor.Handler] },
            new([Route.R2], [Stage.Closed], Stage.Triage) { By = [Actor.Mo] },
            new([Route.R3], [Stage.Closed], Stage.Assessment) { By = [Actor.Mo] },
            new([Route.R3], [Stage.Closed], Stage.Filter) { By = [Actor.Mo], When = "untold", Departs = "0007" },
        ],
        Guards = ["reason", "reopen-finding", "reopen-gone"],
        Inputs = ["reason"],
        Timeline = new(
            Mo: "{actor} reopened the case: {reason}",
            Raiser: "{role} reopened this: {reason}",
            Subject: "The complaint was reopened."),
        Mail = [new("raiser", "change"), new("subject, where told", "change")],
    };

    /// <summary>“Recuse yourself”.</summary>
    public static readonly Verb Recuse = new("recuse", "Recuse yourself", "all")
    {
        Actors = [Actor.Handler, Actor.Mo, Actor.IndependentPerson, Actor.Investigator, Actor.Panel, Actor.Hr, Actor.Reviewer],
        Rows =
        [
            new(Handled, [Stage.Offered, Stage.BeingHandled, Stage.Outcome], Stage.RaiserChoice) { By = [Actor.Handler], Ends = ["handler"] },
            new(Handled, [StageGroup.Any], To.Same) { By = [Actor.Mo], Ends = ["mo"] },
            new([Route.R2, Route.R3], [StageGroup.Any], To.Same) { By = [Actor.Mo] },
            new([Route.R3], [Stage.Assessment, Stage.View, Stage.Hearing], To.Same) { By = [Actor.IndependentPerson], Ends = ["independent-person"] },
            new([Route.R3], [Stage.Investigation], To.Same) { By = [Actor.Investigator], Ends = ["investigator"], Starts = ["appoint"], Unsets = ["investigator"] },
            new([Route.R3], [Stage.Hearing, Stage.Decision], To.Same) { By = [Actor.Panel] },
            new([Route.R3], [Stage.Review], To.Same) { By = [Actor.Reviewer] },
            new(AllRoutes, [Stage.HandedOver], To.Same) { By = [Actor.Hr], Ends = ["hr"] },
        ],
        Guards = ["reason"],
        Inputs = ["reason"],
        Timeline = new(
            Mo: "{role} stood aside; {new} took over.",
            Raiser: "{role} stood aside.",
            Subject: "{role} stood aside."),
        Mail = [new("next holder", "new")],
        Grants = ByChoice.Always("next-holder"),
        Ends = ByChoice.Always("old-holder"),
    };

    /// <summary>“Reassign”.</summary>
    public static readonly Verb Reassign = new("reassign", "Reassign", "all")
    {
        Actors = [Actor.Mo],
        Rows =
        [
            new([Route.R2, Route.R3], [StageGroup.Live], To.Same),
        ],
        Guards = ["holder", "reason"],
        Inputs = ["person", "reason"],
        Timeline = new(
            Mo: "{actor} moved the case from {old} to {person}: {reason}",
            Raiser: "This is now with {role}.",
            Subject: "This is now with {role}."),
        Mail = [new("next holder", "new"), new("old holder", "ended")],
        Grants = ByChoice.Always("next-holder"),
        Ends = ByChoice.Always("old-holder"),
    };

    /// <summary>“End somebody's access”.</summary>
    public static readonly Verb EndAccess = new("end-access", "End somebody's access", "all")
    {
        Actors = [Actor.Mo],
        Rows =
        [
            new([Route.R2, Route.R3], [StageGroup.Any], To.Same),
        ],
        Guards = ["holder", "reason"],
        Inputs = ["person", "reason"],
        Timeline = new(
            Mo: "{actor} ended {person}'s access: {reason}",
            Raiser: null,
            Subject: null),
        Mail = [new("old holder", "ended")],
    };

    /// <summary>“Record that somebody left”.</summary>
    public static readonly Verb RecordLeaving = new("record-leaving", "Record that somebody left", "all")
    {
        Actors = [Actor.System, Actor.Mo],
        Rows =
        [
            new(Handled, [Stage.Offered, Stage.BeingHandled, Stage.Outcome], Stage.RaiserChoice) { When = "handler", By = [Actor.System], Ends = ["handler"] },
            new(AllRoutes, [StageGroup.Any], To.Same) { When = "raiser" },
            new(AllRoutes, [StageGroup.Any], To.Same) { When = "subject" },
            new([Route.R2, Route.R3], [StageGroup.Any], To.Same) { When = "mo", By = [Actor.System] },
        ],
        Inputs = ["person", "done_on"],
        Timeline = new(
            Mo: "{person} left on {date}.",
            Raiser: "{role} has left.",
            Subject: null),
        Mail = [new("next holder or raiser", "choice")],
        Sets = ByChoice.When(("subject", ["subject-left"])),
    };

    /// <summary>“Pause the clock”.</summary>
    public static readonly Verb Pause = new("pause", "Pause the clock", "all")
    {
        Actors = [Actor.Handler, Actor.Mo],
        Rows =
        [
            new(AllRoutes, [StageGroup.Live], To.Same) { When = "other" },
            new(AllRoutes, [StageGroup.Live], To.Same) { When = "waiting-raiser" },
        ],
        Guards = ["paused", "reason"],
        Inputs = ["pause_reason", "until", "reason"],
        Timeline = new(
            Mo: "{actor} paused the clock until {until}: {reason}",
            Raiser: "Paused until {until}: {pause_reason}.",
            Subject: "Paused until {until}: {pause_reason}."),
        Mail = [new("raiser", "change"), new("subject", "change")],
        Departs = "0017",
        Sets = ByChoice.Always("paused"),
        Clocks = new()
        {
            StartWhen = ByChoice.When(("waiting-raiser", ["information"])),
        },
    };

    /// <summary>“Restart the clock”.</summary>
    public static readonly Verb Resume = new("resume", "Restart the clock", "all")
    {
        Actors = [Actor.Handler, Actor.Mo, Actor.System],
        Rows =
        [
            new(AllRoutes, [StageGroup.Live], To.Same),
        ],
        Guards = ["running"],
        Timeline = new(
            Mo: "{actor} restarted the clock. Due {due}.",
            Raiser: "Restarted. Due {due}.",
            Subject: "Restarted. Due {due}."),
        Unsets = ByChoice.Always("paused"),
        Clocks = new()
        {
            Stop = ["information"],
        },
    };

    /// <summary>“Extend a limit”.</summary>
    public static readonly Verb Extend = new("extend", "Extend a limit", "all")
    {
        Actors = [Actor.Handler, Actor.Mo],
        Rows =
        [
            new(AllRoutes, [StageGroup.Live], To.Same),
        ],
        Guards = ["later", "reason"],
        Inputs = ["due_on", "reason"],
        Timeline = new(
            Mo: "{actor} moved the date from {due} to {new}: {reason}",
            Raiser: "The date moved to {new}: {reason}",
            Subject: "The date moved to {new}: {reason}"),
        Mail = [new("raiser", "change"), new("subject", "change")],
        Departs = "0017",
    };

    /// <summary>“Correct a recording error”.</summary>
    public static readonly Verb Correct = new("correct", "Correct a recording error", "all")
    {
        Actors = [Actor.Handler, Actor.Mo],
        Rows =
        [
            new(AllRoutes, [StageGroup.Any], To.Same),
        ],
        Guards = ["own-words", "no-stage-edit", "before-incident", "reason"],
        Inputs = ["fact", "new_value", "reason"],
        Timeline = new(
            Mo: "{actor} corrected {fact} from {old} to {new}: {reason}",
            Raiser: "{fact} was corrected to {new}.",
            Subject: null),
    };

    /// <summary>“Send a message”.</summary>
    public static readonly Verb SendMessage = new("send-message", "Send a message", "all")
    {
        Actors = [Actor.Raiser, Actor.Handler, Actor.Mo, Actor.Subject, Actor.IndependentPerson, Actor.SubjectIp],
        Rows =
        [
            new(AllRoutes, [StageGroup.Any], To.Same),
        ],
        Inputs = ["thread", "message", "files?"],
        Timeline = new(
            Mo: "{actor} wrote to {to}.",
            Raiser: "{role} wrote.",
            Subject: "{role} wrote."),
        TimelineOwnOnly = true,
        Mail = [new("other side", "message")],
    };

    /// <summary>“Add evidence”.</summary>
    public static readonly Verb AddEvidence = new("add-evidence", "Add evidence", "all")
    {
        Actors = [Actor.Raiser, Actor.Subject, Actor.Handler, Actor.Mo, Actor.Investigator],
        Rows =
        [
            new(AllRoutes, [StageGroup.Live], To.Same),
        ],
        Inputs = ["files", "note"],
        Timeline = new(
            Mo: "{actor} added evidence.",
            Raiser: "You added evidence.",
            Subject: "You added evidence."),
        TimelineOwnOnly = true,
        Mail = [new("handler or mo", "change")],
    };

    /// <summary>“Add a note”.</summary>
    public static readonly Verb AddNote = new("add-note", "Add a note", "all")
    {
        Actors = [Actor.Handler, Actor.Mo, Actor.Investigator, Actor.Hr],
        Rows =
        [
            new(AllRoutes, [StageGroup.Any], To.Same),
        ],
        Inputs = ["note", "note_kind"],
        Timeline = new(
            Mo: "{actor} added a note.",
            Raiser: null,
            Subject: null),
    };

    /// <summary>“Open a case put to a manager”.</summary>
    public static readonly Verb TakeOversight = new("take-oversight", "Open a case put to a manager", "all")
    {
        Actors = [Actor.MoRole],
        Rows =
        [
            new(Handled, [StageGroup.Any], To.Same),
        ],
        Guards = ["oversight"],
        Inputs = ["reason"],
        Timeline = new(
            Mo: "{actor} opened this case: {reason}",
            Raiser: "The Monitoring Officer opened this: {reason}",
            Subject: null),
        Mail = [new("raiser", "change")],
        Grants = ByChoice.Always("mo"),
    };

    /// <summary>“Name a substitute Monitoring Officer”.</summary>
    public static readonly Verb NameSubstitute = new("name-substitute", "Name a substitute Monitoring Officer", "all")
    {
        Actors = [Actor.ChiefExecutiveRole],
        Rows =
        [
            new([Route.R2, Route.R3], [StageGroup.Any], To.Same),
        ],
        Guards = ["reason"],
        Inputs = ["person", "reason"],
        Timeline = new(
            Mo: "{actor} named {person} to hold this case.",
            Raiser: "A substitute Monitoring Officer was named.",
            Subject: null),
        Mail = [new("mo", "new")],
        Grants = ByChoice.Always("mo"),
    };

    /// <summary>“Arrange cover”.</summary>
    public static readonly Verb ArrangeCover = new("arrange-cover", "Arrange cover", "all")
    {
        Actors = [Actor.Mo, Actor.MoRole, Actor.ChiefExecutiveRole],
        Rows =
        [
            new([Route.R2, Route.R3], [StageGroup.Any], To.Same),
        ],
        Guards = ["cover-dates", "cover-deputy"],
        Inputs = ["person", "starts_on", "until", "reason?"],
        Timeline = new(
            Mo: "{actor} arranged cover by {person}, {from} to {until}.",
            Raiser: "{role} covers for the Monitoring Officer from {from} to {until}.",
            Subject: null),
        Mail = [new("covering deputy, once for all cases", "new")],
        Grants = ByChoice.Always("mo (hat cover; a case without conflict)"),
        Scope = "every R2 and R3 case of that MO, new ones included, from one page",
    };

    /// <summary>“Open the raiser's name”.</summary>
    public static readonly Verb OpenIdentity = new("open-identity", "Open the raiser's name", "all")
    {
        Actors = [Actor.Mo, Actor.Reviewer],
        Rows =
        [
            new(AllRoutes, [StageGroup.Any], To.Same),
        ],
        Guards = ["reason", "no-name"],
        Inputs = ["reason"],
        NeedsFreshProof = true,
        Timeline = new(
            Mo: "{actor} opened the raiser's name: {reason}",
            Raiser: "{role} opened your name: {reason}",
            Subject: null),
        Mail = [new("raiser", "change")],
    };
}
