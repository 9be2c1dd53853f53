namespace CaseTracker.Domain.Routes;

/// <summary>The formal complaint (R3).</summary>
public static partial class Verbs
{
    /// <summary>“Decide the confidentiality request”.</summary>
    public static readonly Verb DecideConfidentiality = new("decide-confidentiality", "Decide the confidentiality request", "formal")
    {
        Actors = [Actor.Mo],
        Rows =
        [
            new([Route.R3], [Stage.Confidentiality, Stage.Filter, Stage.Disclosure], Stage.Filter) { When = "agreed" },
            new([Route.R3], [Stage.Confidentiality, Stage.Filter, Stage.Disclosure], Stage.RaiserChoice) { When = "refused" },
        ],
        Guards = ["reason", "anonymous-formal"],
        Inputs = ["conf_decision", "reason"],
        Timeline = new(
            Mo: "{actor} {decision} confidentiality: {reason}",
            Raiser: "Your request was {decision}: {reason}",
            Subject: null),
        Mail = [new("raiser", "choice")],
        Unsets = ByChoice.Always("conf-open"),
    };

    /// <summary>“Go on with my name”.</summary>
    public static readonly Verb AcceptDisclosure = new("accept-disclosure", "Go on with my name", "formal")
    {
        Actors = [Actor.Raiser],
        Rows =
        [
            new([Route.R3], [Stage.RaiserChoice], Stage.Filter),
        ],
        Guards = ["convert-consent"],
        Inputs = ["name_consent"],
        Timeline = new(
            Mo: "{raiser} agreed to be named.",
            Raiser: "You agreed that the member may be told your name.",
            Subject: null),
        Mail = [new("mo", "change")],
    };

    /// <summary>“Apply the four questions”.</summary>
    public static readonly Verb ApplyFilter = new("apply-filter", "Apply the four questions", "formal")
    {
        Actors = [Actor.Mo],
        Rows =
        [
            new([Route.R3], [Stage.Filter], Stage.Disclosure) { When = "pass" },
            new([Route.R3], [Stage.Filter], Stage.OutsideCode) { When = "fail" },
        ],
        Guards = ["four-answers"],
        Inputs = ["filter_answers"],
        Timeline = new(
            Mo: "{actor} applied the filter: {decision}.",
            Raiser: "First checks: {decision}, because {reason}",
            Subject: null),
        Mail = [new("raiser", "change")],
    };

    /// <summary>“Tell the member”.</summary>
    public static readonly Verb Disclose = new("disclose", "Tell the member", "formal")
    {
        Actors = [Actor.Mo],
        Rows =
        [
            new([Route.R3], [Stage.Disclosure], Stage.Comments),
        ],
        Guards = ["conf-open", "neutral", "heading"],
        Inputs = ["allegations", "papers", "neutral"],
        Timeline = new(
            Mo: "{actor} sent the allegation to {subject}.",
            Raiser: "The member has been told. They may comment until {due}.",
            Subject: "You were sent an allegation. Comment by {due}."),
        Mail = [new("subject", "papers"), new("raiser", "change")],
        Grants = ByChoice.Always("subject"),
        Sets = ByChoice.Always("disclosed"),
        Law = "fairness",
    };

    /// <summary>“Comment on the allegation”.</summary>
    public static readonly Verb Comment = new("comment", "Comment on the allegation", "formal")
    {
        Actors = [Actor.Subject],
        Rows =
        [
            new([Route.R3], [Stage.Comments], Stage.Assessment),
        ],
        Inputs = ["message", "files?"],
        Timeline = new(
            Mo: "{subject} commented.",
            Raiser: "The member commented.",
            Subject: "You commented."),
        Mail = [new("mo", "change")],
    };

    /// <summary>“End the wait for comments”.</summary>
    public static readonly Verb EndComments = new("end-comments", "End the wait for comments", "formal")
    {
        Actors = [Actor.Mo],
        Rows =
        [
            new([Route.R3], [Stage.Comments], Stage.Assessment),
        ],
        Guards = ["comments-wait"],
        Inputs = ["reason"],
        Timeline = new(
            Mo: "{actor} ended the wait for comments: {reason}",
            Raiser: "The wait for comments ended.",
            Subject: "The time for your comments ended."),
        Mail = [new("subject", "change")],
    };

    /// <summary>“Ask the Independent Person”.</summary>
    public static readonly Verb RequestView = new("request-view", "Ask the Independent Person", "formal")
    {
        Actors = [Actor.Mo],
        Rows =
        [
            new([Route.R3], [Stage.Assessment, Stage.View, Stage.Hearing], To.Same),
        ],
        Guards = ["ip-eligible"],
        Inputs = ["person", "papers", "due_on"],
        Timeline = new(
            Mo: "{actor} sent {n} papers to {person}.",
            Raiser: "An Independent Person was asked for a view.",
            Subject: "An Independent Person was asked for a view."),
        Mail = [new("independent-person", "papers")],
        Grants = ByChoice.Always("independent-person"),
        Sets = ByChoice.Always("view-asked"),
        Law = "Localism Act 2011 s.28(7)(a)",
    };

    /// <summary>“Record a view”.</summary>
    public static readonly Verb RecordView = new("record-view", "Record a view", "formal")
    {
        Actors = [Actor.IndependentPerson],
        Rows =
        [
            new([Route.R3], [Stage.Assessment], To.Same),
            new([Route.R3], [Stage.Assessment], To.Same) { When = "report" },
            new([Route.R3], [Stage.View], Stage.Determination) { When = "report" },
            new([Route.R3], [Stage.Hearing], To.Same) { When = "report" },
        ],
        Guards = ["view-asked", "early-view"],
        Inputs = ["view_text"],
        Timeline = new(
            Mo: "{actor} gave a view.",
            Raiser: "The Independent Person gave a view.",
            Subject: "The Independent Person gave a view."),
        Mail = [new("mo", "change")],
        Sets = ByChoice.When(("report", ["view"])),
        Law = "Localism Act 2011 s.28(7)(a)",
    };

    /// <summary>“Consult an Independent Person”.</summary>
    public static readonly Verb ConsultOwn = new("consult-own", "Consult an Independent Person", "formal")
    {
        Actors = [Actor.Subject],
        Rows =
        [
            new([Route.R3], [Stage.Comments, Stage.Assessment, Stage.Resolution, Stage.Investigation, Stage.View, Stage.Determination, Stage.Hearing], To.Same),
        ],
        Guards = ["ip-eligible"],
        Inputs = ["person"],
        Timeline = new(
            Mo: null,
            Raiser: null,
            Subject: "You asked to consult an Independent Person."),
        Mail = [new("subject-ip", "new")],
        Grants = ByChoice.Always("subject-ip"),
        Law = "Localism Act 2011 s.28(7)(b)",
    };

    /// <summary>“Call the sub-committee”.</summary>
    public static readonly Verb ConveneAssessment = new("convene-assessment", "Call the sub-committee", "formal")
    {
        Actors = [Actor.Mo],
        Rows =
        [
            new([Route.R3], [Stage.Assessment, Stage.Determination], To.Same),
        ],
        Guards = ["mo-decides", "three-members", "investigator-decides"],
        Inputs = ["members", "papers", "due_on"],
        Timeline = new(
            Mo: "{actor} called the sub-committee for {date}.",
            Raiser: "A sub-committee will consider this.",
            Subject: "A sub-committee will consider this."),
        Mail = [new("assessment panel", "papers"), new("raiser", "change"), new("subject", "change")],
        Grants = ByChoice.Always("assessment-panel"),
    };

    /// <summary>“Assess”.</summary>
    public static readonly Verb Assess = new("assess", "Assess", "formal")
    {
        Actors = [Actor.Mo, Actor.AssessmentPanel],
        Rows =
        [
            new([Route.R3], [Stage.Assessment], Stage.Decision) { When = "no-further-action" },
            new([Route.R3], [Stage.Assessment], Stage.Resolution) { When = "informal-resolution" },
            new([Route.R3], [Stage.Assessment], Stage.Investigation) { When = "investigate" },
            new([Route.R3], [Stage.Assessment], To.Same) { When = "police", Pauses = "police" },
        ],
        Guards = ["interest-test", "crime", "report-view", "investigator-decides", "panel-decides"],
        Inputs = ["interest_test", "outcome?", "closure_reason?", "crime?", "reason"],
        Timeline = new(
            Mo: "{actor} assessed: {decision}. {reason}",
            Raiser: "Assessment: {decision}. {reason}",
            Subject: "Assessment: {decision}. {reason}"),
        Mail = [new("raiser", "change"), new("subject", "change")],
        Ends = ByChoice.When(("no-further-action", ["assessment-panel"]), ("informal-resolution", ["assessment-panel"]), ("investigate", ["assessment-panel"])),
        Unsets = ByChoice.When(("investigate", ["investigator", "draft", "report", "view", "view-asked", "panel"])),
        BySetting = "assessment_by",
    };

    /// <summary>“Record how resolution went”.</summary>
    public static readonly Verb RecordResolution = new("record-resolution", "Record how resolution went", "formal")
    {
        Actors = [Actor.Mo],
        Rows =
        [
            new([Route.R3], [Stage.Resolution], Stage.Decision) { When = "agreed" },
            new([Route.R3], [Stage.Resolution], Stage.Assessment) { When = "failed" },
            new([Route.R3], [Stage.Resolution], Stage.Determination) { When = "failed-after-report" },
        ],
        Guards = ["reason", "no-report", "report-filed"],
        Inputs = ["action", "reason"],
        Timeline = new(
            Mo: "{actor} recorded resolution: {decision}.",
            Raiser: "Informal resolution: {decision}.",
            Subject: "Informal resolution: {decision}."),
        Mail = [new("raiser", "change"), new("subject", "change")],
    };

    /// <summary>“Appoint an investigator”.</summary>
    public static readonly Verb AppointInvestigator = new("appoint-investigator", "Appoint an investigator", "formal")
    {
        Actors = [Actor.Mo],
        Rows =
        [
            new([Route.R3], [Stage.Investigation], To.Same),
        ],
        Guards = ["reason"],
        Inputs = ["person", "reason"],
        Timeline = new(
            Mo: "{actor} appointed {person}.",
            Raiser: "An investigator was appointed: {person}.",
            Subject: "An investigator was appointed: {person}."),
        Mail = [new("investigator", "new"), new("raiser", "change"), new("subject", "change")],
        Grants = ByChoice.Always("investigator"),
        Sets = ByChoice.Always("investigator"),
        Clocks = new()
        {
            Start = ["investigate"],
            Stop = ["appoint"],
        },
        Law = "Localism Act 2011 s.28(6)",
    };

    /// <summary>“Send the draft report”.</summary>
    public static readonly Verb CirculateDraft = new("circulate-draft", "Send the draft report", "formal")
    {
        Actors = [Actor.Investigator],
        Rows =
        [
            new([Route.R3], [Stage.Investigation], To.Same),
        ],
        Guards = ["needs-investigator", "neutral"],
        Inputs = ["files", "due_on"],
        Timeline = new(
            Mo: "{actor} sent the draft to both parties.",
            Raiser: "You were sent the draft report. Comment by {due}.",
            Subject: "You were sent the draft report. Comment by {due}."),
        Mail = [new("raiser", "papers"), new("subject", "papers")],
        Sets = ByChoice.Always("draft"),
        Clocks = new()
        {
            Start = ["draft-comments"],
        },
    };

    /// <summary>“Comment on the draft”.</summary>
    public static readonly Verb CommentOnDraft = new("comment-on-draft", "Comment on the draft", "formal")
    {
        Actors = [Actor.Raiser, Actor.Subject],
        Rows =
        [
            new([Route.R3], [Stage.Investigation], To.Same),
        ],
        Guards = ["needs-draft"],
        Inputs = ["message", "files?"],
        Timeline = new(
            Mo: "{actor} commented on the draft.",
            Raiser: "You commented on the draft.",
            Subject: "You commented on the draft."),
        TimelineOwnOnly = true,
        Mail = [new("investigator", "message")],
    };

    /// <summary>“File the final report”.</summary>
    public static readonly Verb FileReport = new("file-report", "File the final report", "formal")
    {
        Actors = [Actor.Investigator],
        Rows =
        [
            new([Route.R3], [Stage.Investigation], Stage.View),
        ],
        Guards = ["needs-draft", "draft-wait"],
        Inputs = ["files", "note"],
        Timeline = new(
            Mo: "{actor} filed the final report.",
            Raiser: "The investigation is finished.",
            Subject: "The investigation is finished."),
        Mail = [new("mo", "change"), new("raiser", "change"), new("subject", "change")],
        Sets = ByChoice.Always("report"),
        Unsets = ByChoice.Always("view", "view-asked"),
        Clocks = new()
        {
            Stop = ["investigate", "draft-comments"],
        },
    };

    /// <summary>“Decide”.</summary>
    public static readonly Verb Decide = new("decide", "Decide", "formal")
    {
        Actors = [Actor.Mo, Actor.AssessmentPanel],
        Rows =
        [
            new([Route.R3], [Stage.Determination], Stage.Decision) { When = "no-breach" },
            new([Route.R3], [Stage.Determination], Stage.Resolution) { When = "local-resolution" },
            new([Route.R3], [Stage.Determination], Stage.Hearing) { When = "hearing" },
        ],
        Instead = [new([Route.R3], [Stage.Investigation, Stage.View], "view-first")],
        Guards = ["view-first", "view-considered", "investigator-decides", "panel-decides"],
        Inputs = ["considered", "reason"],
        Timeline = new(
            Mo: "{actor} decided: {decision}. {reason}",
            Raiser: "Decision: {decision}. {reason}",
            Subject: "Decision: {decision}. {reason}"),
        Mail = [new("raiser", "change"), new("subject", "change")],
        Ends = ByChoice.When(("no-breach", ["assessment-panel"]), ("local-resolution", ["assessment-panel"]), ("hearing", ["assessment-panel"])),
        Unsets = ByChoice.When(("hearing", ["panel"])),
        BySetting = "determination_by",
        Law = "Localism Act 2011 s.28(7)(a)",
    };

    /// <summary>“Convene the panel”.</summary>
    public static readonly Verb Convene = new("convene", "Convene the panel", "formal")
    {
        Actors = [Actor.Mo],
        Rows =
        [
            new([Route.R3], [Stage.Hearing], To.Same),
        ],
        Guards = ["three-members", "hearing-notice", "investigator-decides"],
        Inputs = ["members", "hearing_on", "papers"],
        Timeline = new(
            Mo: "{actor} convened the panel for {date}.",
            Raiser: "The hearing is on {date}.",
            Subject: "The hearing is on {date}."),
        Mail = [new("panel", "papers"), new("raiser", "change"), new("subject", "papers")],
        Grants = ByChoice.Always("panel"),
        Sets = ByChoice.Always("panel"),
        Law = "Local Government Act 1972 s.100B",
    };

    /// <summary>“Record the finding”.</summary>
    public static readonly Verb Find = new("find", "Record the finding", "formal")
    {
        Actors = [Actor.Panel, Actor.Mo],
        Rows =
        [
            new([Route.R3], [Stage.Hearing], Stage.Decision) { When = "no-breach" },
            new([Route.R3], [Stage.Hearing], Stage.Decision) { When = "breach" },
        ],
        Instead = [new([Route.R1, Route.R2, Route.R4, Route.R5], [], "breach-informal")],
        Guards = ["needs-panel", "view-first", "view-considered", "every-allegation", "investigator-decides"],
        Inputs = ["findings", "considered"],
        Timeline = new(
            Mo: "The panel found: {finding}.",
            Raiser: "The panel found: {finding}.",
            Subject: "The panel found: {finding}."),
        Mail = [new("mo", "change"), new("raiser", "change"), new("subject", "change")],
        Sets = ByChoice.When(("breach", ["finding"])),
        Law = "Localism Act 2011 s.28(7)(a)",
    };

    /// <summary>“Record a sanction”.</summary>
    public static readonly Verb Sanction = new("sanction", "Record a sanction", "formal")
    {
        Actors = [Actor.Panel, Actor.Mo],
        Rows =
        [
            new([Route.R3], [Stage.Decision], To.Same),
        ],
        Instead = [new([Route.R1, Route.R2, Route.R4, Route.R5], [], "sanction-informal")],
        Guards = ["needs-finding", "sanction-off", "sanction-power", "sanction-body"],
        Inputs = ["sanction", "recommend_to?", "reason"],
        Timeline = new(
            Mo: "The panel {imposed} {sanction}: {reason}",
            Raiser: "Sanction: {sanction}.",
            Subject: "Sanction: {sanction}. {reason}"),
        Law = "Localism Act 2011 s.28(11)",
    };

    /// <summary>“Send the decision and close”.</summary>
    public static readonly Verb IssueDecision = new("issue-decision", "Send the decision and close", "formal")
    {
        Actors = [Actor.Mo],
        Rows =
        [
            new([Route.R3], [Stage.Decision], Stage.Closed),
        ],
        Guards = ["both-letters", "outcome-pair"],
        Inputs = ["letters", "outcome", "closure_reason"],
        Timeline = new(
            Mo: "{actor} sent the decision to both parties and closed: {outcome}.",
            Raiser: "Decision sent. Closed: {outcome}.",
            Subject: "Decision sent. Closed: {outcome}."),
        Mail = [new("raiser", "closed"), new("subject", "closed")],
    };

    /// <summary>“Publish the decision”.</summary>
    public static readonly Verb Publish = new("publish", "Publish the decision", "formal")
    {
        Actors = [Actor.Mo],
        Rows =
        [
            new([Route.R3], [Stage.Closed], To.Same),
        ],
        Guards = ["publish-breach", "publish-election", "publish-name"],
        Inputs = ["letters"],
        Timeline = new(
            Mo: "{actor} published the decision.",
            Raiser: "The decision was published.",
            Subject: "The decision was published."),
        Mail = [new("raiser", "change"), new("subject", "change")],
    };

    /// <summary>“Hold publication”.</summary>
    public static readonly Verb HoldPublication = new("hold-publication", "Hold publication", "formal")
    {
        Actors = [Actor.Mo, Actor.System],
        Rows =
        [
            new([Route.R3], [Stage.Decision, Stage.Closed], To.Same),
        ],
        Guards = ["reason"],
        Inputs = ["reason", "until"],
        Timeline = new(
            Mo: "{actor} held publication until {until}: {reason}",
            Raiser: null,
            Subject: "Publication is held until {until}."),
    };

    /// <summary>“Record that an action was done”.</summary>
    public static readonly Verb RecordActionDone = new("record-action-done", "Record that an action was done", "formal")
    {
        Actors = [Actor.Mo],
        Rows =
        [
            new([Route.R3], [Stage.Closed], To.Same),
            new([Route.R2], [Stage.FollowUp], To.Same),
        ],
        Guards = ["future"],
        Inputs = ["sanction?", "action?", "done_on", "note?"],
        Timeline = new(
            Mo: "{actor} recorded {action} as done on {date}.",
            Raiser: "{action} was done.",
            Subject: "{action} was done."),
    };

    /// <summary>“Ask for a review”.</summary>
    public static readonly Verb AskForReview = new("ask-for-review", "Ask for a review", "formal")
    {
        Actors = [Actor.Raiser, Actor.Subject],
        Rows =
        [
            new([Route.R3], [Stage.Closed], Stage.Review),
        ],
        Guards = ["review-off", "review-time", "reason"],
        Inputs = ["reason"],
        Timeline = new(
            Mo: "{actor} asked for a review: {reason}",
            Raiser: "A review was asked for.",
            Subject: "A review was asked for."),
        Mail = [new("reviewer", "new")],
        Grants = ByChoice.Always("reviewer"),
    };

    /// <summary>“Decide the review”.</summary>
    public static readonly Verb DecideReview = new("decide-review", "Decide the review", "formal")
    {
        Actors = [Actor.Reviewer],
        Rows =
        [
            new([Route.R3], [Stage.Review], Stage.Closed) { When = "confirm" },
            new([Route.R3], [Stage.Review], Stage.Assessment) { When = "reconsider" },
        ],
        Guards = ["reason"],
        Inputs = ["reason", "letters"],
        Timeline = new(
            Mo: "{actor} decided the review: {decision}. {reason}",
            Raiser: "Review: {decision}. {reason}",
            Subject: "Review: {decision}. {reason}"),
        Mail = [new("raiser", "change"), new("subject", "change")],
        Ends = ByChoice.Always("reviewer"),
        Unsets = ByChoice.When(("reconsider", ["finding", "panel"])),
    };
}
