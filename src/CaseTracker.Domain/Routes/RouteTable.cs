using System.Collections.Frozen;
using CaseTracker.Domain.Deadlines;

namespace CaseTracker.Domain.Routes;

/// <summary>The table of routes, stages, clocks, grants, inputs and outcomes. A test holds it equal to the committed copy of the design's model.</summary>
public static class RouteTable
{
    /// <summary>Stages in the order of the table.</summary>
    public static readonly IReadOnlyList<StageRow> Stages =
    [
        new(Stage.Draft, "Not sent yet", "raiser", ["draft"]),
        new(Stage.Offered, "Waiting for {handler} to accept", "handler", ["accept"]),
        new(Stage.BeingHandled, "Being dealt with by {handler}", "handler", ["handle"]),
        new(Stage.Outcome, "Outcome recorded: is it settled?", "raiser", ["reply"]),
        new(Stage.RaiserChoice, "Your decision is needed", "raiser", ["choose"]),
        new(Stage.Received, "Received", "mo", []) { ClocksByRoute = new Dictionary<Route, string[]> { [Route.R2] = ["acknowledge", "advise"], [Route.R3] = ["acknowledge"] } },
        new(Stage.Triage, "Being considered", "mo", ["advise"]),
        new(Stage.Advice, "Advice being given", "mo", ["advise"]),
        new(Stage.FollowUp, "Checking that it helped", "mo", ["follow-up"]),
        new(Stage.Confidentiality, "Your request to keep your name private", "mo", ["confidentiality"]),
        new(Stage.Filter, "First checks", "mo", ["filter"]),
        new(Stage.OutsideCode, "Outside the Code: advice offered", "mo", ["advise"]),
        new(Stage.Disclosure, "Preparing what the member is told", "mo", ["disclose"]),
        new(Stage.Comments, "Waiting for the member's comments", "subject", ["comments"]),
        new(Stage.Assessment, "Assessment", "mo or sub-committee", ["assess"]),
        new(Stage.Resolution, "Informal resolution being tried", "mo", ["resolve"]),
        new(Stage.Investigation, "Investigation", "investigator", ["appoint"]),
        new(Stage.View, "Independent Person's view", "independent-person", ["view"]),
        new(Stage.Determination, "Monitoring Officer's decision", "mo or sub-committee", ["determine"]),
        new(Stage.Hearing, "Hearing", "panel", ["hearing"]),
        new(Stage.Decision, "Decision being sent", "mo", ["notice"]),
        new(Stage.Review, "Review", "reviewer", ["review"]),
        new(Stage.Withdrawal, "Withdrawal being checked", "handler or mo", ["withdrawal"]),
        new(Stage.HandedOver, "Being passed to {destination}", "receiving body", ["handover"]),
        new(Stage.Closed, "Closed", "nobody", []) { IsTerminal = true },
        new(Stage.Deleted, "(nothing is kept)", "nobody", []) { IsTerminal = true },
        new(Stage.Signposted, "(tally only)", "nobody", []) { IsTerminal = true },
    ];

    /// <summary>Routes in the order of the table.</summary>
    public static readonly IReadOnlyList<RouteRow> Routes =
    [
        new(Route.R1, "Line manager or Group Head", ["line-manager", "group-head"], Stage.Offered,
            [Stage.Draft, Stage.Offered, Stage.BeingHandled, Stage.Outcome, Stage.RaiserChoice, Stage.Withdrawal, Stage.HandedOver, Stage.Closed],
            ["line-manager or group-head", "director", "chief-executive"], "raiser", "informal_outcomes"),
        new(Route.R2, "Monitoring Officer informal advice", ["monitoring-officer"], Stage.Received,
            [Stage.Draft, Stage.Received, Stage.Triage, Stage.Advice, Stage.FollowUp, Stage.Withdrawal, Stage.HandedOver, Stage.Closed],
            [], null, "informal_outcomes"),
        new(Route.R3, "Formal Code complaint", ["formal-complaint"], Stage.Received,
            [
                Stage.Draft, Stage.Received, Stage.Confidentiality, Stage.RaiserChoice, Stage.Filter, Stage.OutsideCode, Stage.Disclosure,
                Stage.Comments, Stage.Assessment, Stage.Resolution, Stage.Investigation, Stage.View, Stage.Determination, Stage.Hearing,
                Stage.Decision, Stage.Review, Stage.Withdrawal, Stage.HandedOver, Stage.Closed,
            ],
            [], null, "formal_outcomes"),
        new(Route.R4, "Disagreement about a report", ["report-dispute"], Stage.Offered,
            [Stage.Draft, Stage.Offered, Stage.BeingHandled, Stage.Outcome, Stage.RaiserChoice, Stage.Withdrawal, Stage.HandedOver, Stage.Closed],
            ["group-head", "director"], "author", "report_outcomes"),
        new(Route.R5, "Concern about an officer", ["officer-conduct"], Stage.Offered,
            [Stage.Draft, Stage.Offered, Stage.BeingHandled, Stage.Outcome, Stage.RaiserChoice, Stage.Withdrawal, Stage.HandedOver, Stage.Closed],
            ["group-head", "director", "chief-executive"], "subject", "officer_conduct_outcomes"),
        new(Route.R6, "Off-ramps", [], Stage.Signposted,
            [Stage.Draft, Stage.Signposted, Stage.Deleted],
            [], null, null),
    ];

    /// <summary>Clocks with their default limits (domain brief, section 3).</summary>
    public static readonly IReadOnlyList<ClockRow> Clocks =
    [
        new("draft", 90, LimitUnit.Days, "first save", "submit, signpost or discard", "raiser", "system discards"),
        new("accept", 2, LimitUnit.WorkingDays, "offered", "leaving offered", "handler", "raiser told they may choose again"),
        new("handle", 15, LimitUnit.WorkingDays, "being-handled", "leaving it", "handler", "raiser told they may escalate"),
        new("reply", 5, LimitUnit.WorkingDays, "outcome", "leaving it", "raiser", "system closes"),
        new("choose", 10, LimitUnit.WorkingDays, "raiser-choice", "leaving it", "raiser (no channel: holder)", "system closes (R3: MO); no channel: nothing closes by itself"),
        new("acknowledge", 5, LimitUnit.WorkingDays, "received", "acknowledge", "mo", null),
        new("advise", 10, LimitUnit.WorkingDays, "R2 received; R3 outside-code", "R2 first advise; R3 close", "mo", null),
        new("follow-up", 20, LimitUnit.WorkingDays, "follow-up; restarts at each advise", "close", "mo", null),
        new("confidentiality", 5, LimitUnit.WorkingDays, "confidentiality", "leaving it", "mo", null),
        new("filter", 10, LimitUnit.WorkingDays, "filter", "leaving it", "mo", null),
        new("information", 15, LimitUnit.WorkingDays, "pause, waiting for the raiser", "raiser answers, or resume", "raiser", "MO may close"),
        new("disclose", 3, LimitUnit.WorkingDays, "disclosure", "disclose", "mo", null),
        new("comments", 10, LimitUnit.WorkingDays, "comments", "comment or end-comments", "subject", "MO may end the wait"),
        new("assess", 20, LimitUnit.WorkingDays, "assessment", "leaving it", "mo", null),
        new("resolve", 20, LimitUnit.WorkingDays, "resolution", "leaving it", "mo", null),
        new("appoint", 5, LimitUnit.WorkingDays, "investigation", "appoint-investigator", "mo", null),
        new("investigate", 2, LimitUnit.Months, "appoint-investigator", "file-report", "investigator and mo", null),
        new("draft-comments", 10, LimitUnit.WorkingDays, "circulate-draft", "file-report", "both parties", null),
        new("view", 10, LimitUnit.WorkingDays, "view", "record-view", "independent-person and mo", null),
        new("determine", 10, LimitUnit.WorkingDays, "determination", "leaving it", "mo", null),
        new("hearing", 30, LimitUnit.WorkingDays, "hearing", "find", "mo and panel", null),
        new("notice", 5, LimitUnit.WorkingDays, "decision", "issue-decision", "mo", null),
        new("review", 20, LimitUnit.WorkingDays, "review", "decide-review", "reviewer", null),
        new("withdrawal", 5, LimitUnit.WorkingDays, "withdrawal", "leaving it", "handler or mo", null),
        new("handover", 5, LimitUnit.WorkingDays, "handed-over", "leaving it", "handler or mo, and hr", null),
        new("escalation-window", 20, LimitUnit.WorkingDays, "closed (R1, R4, R5)", "limit", "nobody", null),
        new("review-window", 10, LimitUnit.WorkingDays, "closed (R3)", "limit", "nobody", null) { OffByDefault = true },
        new("age-limit", 6, LimitUnit.Months, "incident", "submit or convert (informal time not counted)", "nobody", null) { OffByDefault = true },
        new("enquiry-acknowledge", 2, LimitUnit.WorkingDays, "enquiry sent", "acknowledged", "Group Head", null) { OffByDefault = true },
        new("enquiry-answer", 10, LimitUnit.WorkingDays, "enquiry sent", "answered", "Group Head", null),
    ];

    /// <summary>Fixed subjects of the mails about a case: the reference and these words, nothing else (an inbox is not confidential).</summary>
    public static readonly IReadOnlyList<MailSubject> MailSubjects =
    [
        new("new", "{reference}: waiting for you"),
        new("change", "{reference}: something has changed"),
        new("choice", "{reference}: your decision is needed"),
        new("message", "{reference}: you have a message"),
        new("papers", "{reference}: papers are ready for you"),
        new("due", "{reference}: a date is close"),
        new("late", "{reference}: a date has passed"),
        new("closed", "{reference}: closed"),
        new("ended", "{reference}: your access has ended"),
    ];

    /// <summary>Kinds of grant, with the hats in which they are held.</summary>
    public static readonly IReadOnlyList<GrantRow> Grants =
    [
        new(GrantKind.Raiser, "submit, record-concern, import", "retention", ["officer", "member", "public", "receipt"]),
        new(GrantKind.Handler, "submit, choose-route, escalate", "decline, escalate, refer, recuse; otherwise 20 wd after closing (read only)", ["line-manager", "group-head", "director", "chief-executive"]),
        new(GrantKind.Mo, "R2 or R3 entry, take-oversight, pressure reported, arrange-cover", "recuse, reassign, retention; cover: its last day", ["monitoring-officer", "deputy-monitoring-officer", "external-monitoring-officer", "cover"]),
        new(GrantKind.Subject, "disclose (R3), ask-other-side (R4, R5)", "20 wd after closing; keeps own letters", ["member", "officer"]),
        new(GrantKind.IndependentPerson, "request-view", "5 wd after each view, or closing", ["independent-person"]),
        new(GrantKind.SubjectIp, "consult-own", "closing", ["independent-person"]),
        new(GrantKind.Investigator, "appoint-investigator", "closing", ["investigator"]),
        new(GrantKind.AssessmentPanel, "convene-assessment", "leaving that stage", ["panel-member"]),
        new(GrantKind.Panel, "convene", "closing", ["panel-member"]),
        new(GrantKind.Hr, "hand-over to HR", "closing", ["hr"]),
        new(GrantKind.Reviewer, "ask-for-review", "decide-review", ["deputy-monitoring-officer", "external-monitoring-officer"]),
        new(GrantKind.ImportRecord, "import, closed R1, R4, R5", "retention; read only, and the raiser sees it", ["monitoring-officer", "deputy-monitoring-officer", "external-monitoring-officer"]),
    ];

    /// <summary>Inputs of the verbs with their limits.</summary>
    public static readonly IReadOnlyList<InputRow> Inputs =
    [
        new("reason", "Reason", "text", "10–2,000", null),
        new("summary", "Summary in one line", "text", "5–150", null),
        new("narrative", "What happened", "text", "20–20,000", null),
        new("allegations", "Allegations", "numbered; each text, Code heading, paragraph", "1–20; text 50–20,000; one heading; paragraph if known", "code_headings"),
        new("raiser", "Who told you", "person, text or anonymous", "1", null),
        new("subject", "Who it is about", "person or text", "1–10 (R3: each a member)", null),
        new("occurred_on", "When", "date or period", "not after today", null),
        new("setting", "Where", "choice", "1", "settings"),
        new("place", "Where exactly", "text", "0–200", null),
        new("themes", "Themes", "choices", "1–5", "themes"),
        new("main_theme", "Main theme", "choice", "one of themes; required when several", "themes"),
        new("paragraphs", "Protocol paragraphs", "choices", "0–10, version in force that day; the first is the main one", null),
        new("nolan", "Principles", "choices", "0–7", "nolan_principles"),
        new("source_group", "Group", "choice", "1", "source_groups"),
        new("subject_type", "Kind of subject", "choice", "1", "subject_types"),
        new("wish", "What would put it right", "text", "0–2,000", null),
        new("support", "What would help you meanwhile", "text", "0–500", null),
        new("files", "Files", "upload", "0–20 of 25 MB", null),
        new("route", "Route", "choice", "1", "routes"),
        new("handler", "Handler", "person", "from the line or ladder", null),
        new("confidentiality", "Your name", "choice", "1", "confidentiality"),
        new("keep_out", "People to keep out", "persons", "0–10, each with a reason", null),
        new("witnesses", "Witnesses", "persons or text", "0–10", null),
        new("declaration", "True as far as I know", "tick", "required", null),
        new("read_back", "Read back and agreed", "tick", "required", null),
        new("channel", "How it reached you", "choice", "1", "intake_channels"),
        new("consent_kind", "Agreement to", "choice", "1", "consent_kinds"),
        new("consent_to", "Who may be told", "persons or text", "1–5", null),
        new("until", "Until", "date", "after today", null),
        new("starts_on", "First day", "date", "today or later", null),
        new("contact", "Who was contacted", "choice", "nobody, member, Group Leader", null),
        new("action", "What was done", "choices", "1–5", "informal_outcomes"),
        new("note", "Note", "text", "1–5,000", null),
        new("note_kind", "Kind of note", "choice", "internal or legal", null),
        new("outcome", "Outcome", "choice", "1, by route (section 7)", null),
        new("closure_reason", "Closing reason", "choice", "1, by outcome (section 7)", "closure_reasons"),
        new("destination", "Other procedure", "choice", "1", "off_ramps"),
        new("legal_duty", "Legal duty", "text", "0–500", null),
        new("pressure", "Did anyone press you?", "choice", "no, yes, rather talk to the MO", null),
        new("carry", "Papers to carry over", "choices", "0–50 of the raiser's own", null),
        new("name_consent", "May the member be told my name", "choice", "yes, or ask for confidentiality", null),
        new("conflict_declaration", "My earlier part in this", "text", "10–2,000", null),
        new("due_on", "New date", "date", "later, within the limit again", null),
        new("pause_reason", "Why paused", "choice", "1", "pause_reasons"),
        new("fact", "Which fact", "choice", "date, setting, theme, person, code", null),
        new("new_value", "Correct value", "as the fact", "differs", null),
        new("case", "Other case", "reference", "one you may open", null),
        new("person", "Person", "person", "passes the conflict check", null),
        new("thread", "Thread", "choice", "one of yours", null),
        new("message", "Message", "text", "1–5,000", null),
        new("risk", "Risk", "text", "20–2,000", null),
        new("filter_answers", "Four questions", "yes, no or doubt; each with reasons", "4", null),
        new("conf_decision", "Confidentiality decision", "choice", "agreed or refused, with reasons", null),
        new("neutral", "Wording is neutral and complete", "tick", "required", null),
        new("interest_test", "Public-interest test", "answers", "7, each with reasons", "public_interest_questions"),
        new("view_text", "View", "text", "20–20,000", null),
        new("papers", "Papers to send", "choices", "1–50", null),
        new("considered", "How the view was considered", "text", "20–5,000", null),
        new("findings", "Finding for each allegation", "breach or no breach, with reasons", "one for each disclosed allegation", null),
        new("sanction", "Sanction", "choice", "enabled that day", "sanctions"),
        new("recommend_to", "Recommended to", "choice", "the sanction's body", null),
        new("members", "Panel members", "persons", "3–7", null),
        new("hearing_on", "Hearing date", "date", "5 clear wd ahead", null),
        new("letters", "Letters", "text", "one to each party", null),
        new("crime", "Alleged crime and report", "text", "10–2,000", null),
        new("done_on", "Done on", "date", "not after today", null),
    ];

    private static readonly string[] InformalReasons =
    [
        "resolved", "withdrawn", "insufficient-information", "other-procedure", "repeat", "remedy-already-given", "no-longer-councillor", "police",
        "not-pursued", "trivial", "vexatious-policy",
    ];

    /// <summary>Outcomes of each route and the closing reasons that go with them.</summary>
    public static readonly IReadOnlyDictionary<Route, Dictionary<string, string[]>> Outcomes = new Dictionary<Route, Dictionary<string, string[]>>
    {
        [Route.R1] = new()
        {
            ["support-only"] = InformalReasons,
            ["advised-officer"] = InformalReasons,
            ["advised-member"] = InformalReasons,
            ["group-leader-spoken-to"] = InformalReasons,
            ["apology"] = InformalReasons,
            ["mediation"] = InformalReasons,
            ["training"] = InformalReasons,
            ["process-change"] = InformalReasons,
            ["no-action"] = InformalReasons,
            ["converted-to-formal"] = ["other-procedure"],
        },
        [Route.R2] = new()
        {
            ["support-only"] = InformalReasons,
            ["advised-officer"] = InformalReasons,
            ["advised-member"] = InformalReasons,
            ["group-leader-spoken-to"] = InformalReasons,
            ["apology"] = InformalReasons,
            ["mediation"] = InformalReasons,
            ["training"] = InformalReasons,
            ["process-change"] = InformalReasons,
            ["no-action"] = InformalReasons,
            ["suggested-formal"] = InformalReasons,
            ["converted-to-formal"] = ["other-procedure"],
        },
        [Route.R3] = new()
        {
            ["outside-scope"] = ["outside-capacity", "not-in-office", "no-breach-disclosed", "other-procedure"],
            ["no-further-action"] = [
                "no-breach-disclosed", "insufficient-information", "repeat", "too-old", "trivial", "malicious-tit-for-tat", "vexatious-policy",
                "remedy-already-given", "no-longer-councillor", "not-public-interest", "other-procedure", "not-pursued",
            ],
            ["informal-resolution"] = ["resolved", "remedy-already-given"],
            ["referred-to-police"] = ["police"],
            ["no-breach"] = ["no-breach"],
            ["breach"] = ["breach"],
            ["withdrawn"] = ["withdrawn"],
        },
        [Route.R4] = new()
        {
            ["report-corrected"] = ["resolved"],
            ["report-unchanged"] = ["resolved", "withdrawn", "other-procedure", "not-pursued"],
            ["both-views-recorded"] = ["resolved"],
            ["mo-or-ce-consulted"] = ["resolved", "other-procedure"],
        },
        [Route.R5] = new()
        {
            ["referred"] = ["other-procedure", "police"],
            ["handled-by-manager"] = ["resolved"],
            ["no-action"] = [
                "no-breach-disclosed", "insufficient-information", "repeat", "remedy-already-given", "withdrawn", "not-pursued", "trivial",
                "vexatious-policy", "malicious-tit-for-tat",
            ],
        },
    };

    private static readonly FrozenDictionary<Stage, StageRow> StageRows = Stages.ToFrozenDictionary(s => s.Stage);
    private static readonly FrozenDictionary<Route, RouteRow> RouteRows = Routes.ToFrozenDictionary(r => r.Route);
    private static readonly FrozenDictionary<string, ClockRow> ClockRows = Clocks.ToFrozenDictionary(c => c.Code);
    private static readonly FrozenDictionary<string, InputRow> InputRows = Inputs.ToFrozenDictionary(c => c.Code);

    /// <summary>The stage's row.</summary>
    public static StageRow Of(Stage stage) => StageRows[stage];

    /// <summary>The route's row.</summary>
    public static RouteRow Of(Route route) => RouteRows[route];

    /// <summary>The clock's row. Throws if there is none.</summary>
    public static ClockRow Clock(string code) => ClockRows[code];

    /// <summary>The input's row. Throws if there is none.</summary>
    public static InputRow Input(string code) => InputRows[code];

    /// <summary>The route that a code of the taxonomy belongs to; null for an unknown code.</summary>
    public static Route? RouteOf(string code) => Routes.FirstOrDefault(r => r.Codes.Contains(code))?.Route;

    /// <summary>Clocks that run at a stage of a route.</summary>
    public static IReadOnlyList<string> ClocksOf(Stage stage, Route route) =>
        Of(stage) is { ClocksByRoute: { } byRoute } ? byRoute.GetValueOrDefault(route, []) : Of(stage).Clocks;
}
