namespace CaseTracker.Domain.Routes;

/// <summary>Raising a concern (all routes).</summary>
public static partial class Verbs
{
    /// <summary>“Start a concern”.</summary>
    public static readonly Verb Start = new("start", "Start a concern", "raise")
    {
        Actors = [Actor.AnyoneRole],
        Rows =
        [
            new([Route.R1, Route.R2, Route.R3, Route.R4, Route.R5, Route.R6], [Stage.None], Stage.Draft),
        ],
        Timeline = new(
            Mo: null,
            Raiser: "You started a draft.",
            Subject: null),
        Grants = ByChoice.Always("raiser"),
    };

    /// <summary>“Delete this draft”.</summary>
    public static readonly Verb Discard = new("discard", "Delete this draft", "raise")
    {
        Actors = [Actor.Raiser, Actor.System],
        Rows =
        [
            new([Route.R6], [Stage.Draft], Stage.Deleted),
        ],
        Timeline = new(
            Mo: null,
            Raiser: null,
            Subject: null),
        Ends = ByChoice.Always("raiser"),
    };

    /// <summary>“Use another procedure”.</summary>
    public static readonly Verb Signpost = new("signpost", "Use another procedure", "raise")
    {
        Actors = [Actor.Raiser],
        Rows =
        [
            new([Route.R6], [Stage.Draft], Stage.Signposted),
        ],
        Guards = ["off-ramp"],
        Inputs = ["destination", "source_group"],
        Timeline = new(
            Mo: null,
            Raiser: null,
            Subject: null),
        Ends = ByChoice.Always("raiser"),
    };

    /// <summary>“Send the concern”.</summary>
    public static readonly Verb Submit = new("submit", "Send the concern", "raise")
    {
        Actors = [Actor.Raiser],
        Rows =
        [
            new(Handled, [Stage.Draft], Stage.Offered),
            new([Route.R2, Route.R3], [Stage.Draft], Stage.Received),
        ],
        Guards = [
            "own-case", "declaration", "future", "main-theme", "officers-only", "anonymous-route", "report-sides", "officer-subject", "written",
            "heading", "named-member", "too-old", "protected",
        ],
        Inputs = [
            "subject", "subject_type", "narrative", "allegations?", "summary", "occurred_on", "setting", "place?", "themes", "main_theme?",
            "paragraphs?", "nolan?", "files?", "witnesses?", "wish?", "support?", "route", "handler?", "confidentiality", "name_consent?",
            "keep_out?", "source_group", "declaration",
        ],
        Timeline = new(
            Mo: "{actor} raised the concern on route {route}.",
            Raiser: "You sent this on {date}. It is with {with}.",
            Subject: null),
        Mail = [new("handler or mo", "new"), new("raiser", "change")],
        Grants = ByChoice.Always("holder"),
        Law = "R3: Localism Act 2011 s.28(9), written allegation",
        Says = "brief",
    };

    /// <summary>“Record a concern told to you”.</summary>
    public static readonly Verb RecordConcern = new("record-concern", "Record a concern told to you", "raise")
    {
        Actors = [Actor.ManagerRole, Actor.MoRole],
        Rows =
        [
            new(Handled, [Stage.None], Stage.Offered),
            new([Route.R2, Route.R3], [Stage.None], Stage.Received),
        ],
        Guards = [
            "read-back", "own-case", "future", "main-theme", "before-incident", "officers-only", "anonymous-route", "report-sides",
            "officer-subject", "written", "heading", "named-member",
        ],
        Inputs = [
            "channel", "raiser", "subject", "subject_type", "narrative", "allegations?", "summary", "occurred_on", "setting", "place?", "themes",
            "main_theme?", "paragraphs?", "nolan?", "files?", "witnesses?", "wish?", "support?", "route", "handler?", "confidentiality",
            "name_consent?", "keep_out?", "source_group", "read_back",
        ],
        Timeline = new(
            Mo: "{actor} recorded the concern for {raiser}, told {channel}.",
            Raiser: "{role} recorded what you told them on {date}.",
            Subject: null),
        Mail = [new("handler or mo", "new")],
        Grants = ByChoice.Always("raiser", "holder"),
    };

    /// <summary>“Import earlier concerns”.</summary>
    public static readonly Verb Import = new("import", "Import earlier concerns", "raise")
    {
        Actors = [Actor.System],
        Rows =
        [
            new(Handled, [Stage.None], Stage.Offered) { When = "open" },
            new([Route.R2, Route.R3], [Stage.None], Stage.Received) { When = "open" },
            new(AllRoutes, [Stage.None], Stage.Closed) { When = "closed" },
        ],
        Guards = ["outcome-pair", "sanction-informal", "sanction-power", "before-incident", "no-handler", "changed-since-import"],
        Inputs = ["outcome?", "closure_reason?", "sanction?"],
        Timeline = new(
            Mo: "Imported from {file}, row {row}.",
            Raiser: "Brought over from earlier records.",
            Subject: null),
        Grants = ByChoice.When(("open", ["raiser", "holder"]), ("closed", ["raiser", "mo (R2, R3)", "import-record (R1, R4, R5)"])),
    };
}
