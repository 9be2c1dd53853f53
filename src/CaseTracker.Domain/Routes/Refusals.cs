using System.Collections.Frozen;

namespace CaseTracker.Domain.Routes;

/// <summary>A reason for saying no, with its exact words.</summary>
/// <param name="Code">Code in the table of routes.</param>
/// <param name="Text">What the person who asked is shown; words in braces are filled in.</param>
public sealed record Refusal(string Code, string Text)
{
    /// <summary>Facts that must hold, as alternatives parted by bars; null where a predicate of its own decides.</summary>
    public string? Needs { get; init; }

    /// <summary>Choices, stages or actors for which alone it applies; empty means always.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>The law that forces it.</summary>
    public string? Law { get; init; }
}

/// <summary>A rule about who may hold a grant (routes, section 5).</summary>
/// <param name="Code">Code in the table of routes.</param>
/// <param name="Grant">Kinds of grant that it bars.</param>
/// <param name="Relation">What is looked for.</param>
/// <param name="Result">What follows.</param>
/// <param name="Text">What is shown.</param>
public sealed record ConflictRule(string Code, string Grant, string Relation, string Result, string Text);

/// <summary>Every refusal and conflict, with the exact words of the table of routes.</summary>
public static class Refusals
{
    /// <summary>Refusals in the order of the table.</summary>
    public static readonly IReadOnlyList<Refusal> All =
    [
        new("not-found", "Page not found."),
        new("not-now", "You cannot {verb} while this case is at “{stage}”."),
        new("stale", "Somebody changed this case first. Your text is kept: read what changed, then send it again."),
        new("reason", "Enter a reason."),
        new("future", "The date must be today or earlier."),
        new("main-theme", "Choose the theme that matters most."),
        new("before-incident", "This date cannot be before the incident."),
        new("own-case", "You cannot raise a concern about yourself."),
        new("declaration", "Confirm that this is true as far as you know."),
        new("read-back", "Read the account back to them first, and confirm that they agree."),
        new("recorded-for", "Read it back to them and confirm, or add what they sent."),
        new("officers-only", "Only officers can choose a line manager or Group Head for a concern about a member."),
        new("anonymous-route", "A manager might guess who you are. Send an anonymous concern to the Monitoring Officer."),
        new("report-sides", "Only the member and the officer who disagree about the report can choose this."),
        new("officer-subject", "This route is for concerns about officers."),
        new("written", "Write what the member did, when and where. A formal complaint must be in writing.") { Law = "Localism Act 2011 s.28(9)" },
        new("heading", "Choose a Code heading for each allegation."),
        new("named-member", "A formal complaint must name a councillor or co-opted member.") { Law = "Localism Act 2011 s.28(6)" },
        new("too-old", "The time limit passed on {date}. The Monitoring Officer may accept it late, with a reason."),
        new("protected", "This may be whistleblowing. Read about that procedure before you go on."),
        new("decline-reason", "Say why you cannot take this. The person who raised it will see what you write."),
        new("contact-handler", "Ask the person who raised this first. Only the Monitoring Officer can allow contact with the other side without their agreement.") { Needs = "consent-contact", Only = ["contact"] },
        new("contact-mo", "Get agreement from the person who raised this first, or record an overriding risk.") { Needs = "consent-contact|risk", Only = ["contact"] },
        new("leader-agreed", "The person who raised this has not agreed to contact with the Group Leader.") { Needs = "consent-leader|risk", Only = ["contact-leader"] },
        new("group-leader", "The member leads the group or has none. Speak to the member instead."),
        new("outcome-route", "Choose an outcome that belongs to this route."),
        new("breach-informal", "Only a formal complaint can find that the Code was broken.") { Law = "Localism Act 2011 s.28(4)" },
        new("sanction-informal", "There are no sanctions on this route. Record what was done instead.") { Law = "Localism Act 2011 s.28(11)" },
        new("statutory-officer", "A concern about a statutory officer can end only in no action or a hand-over.") { Law = "SI 2015/881" },
        new("hr-result", "Leave out what Human Resources decided. Record only that it was referred."),
        new("top-level", "Nobody is above the Chief Executive. Choose another route, or leave it here."),
        new("report-top", "The Director's answer is the last step for a report."),
        new("escalate-time", "You could escalate until {date}. Raise a new concern and link it to this one.") { Needs = "before:escalation-window", Only = ["closed"] },
        new("refer-consent", "The person who raised this has not agreed to tell the Monitoring Officer.") { Needs = "consent-mo" },
        new("handover-consent", "Get their agreement, or name the legal duty that makes you pass this on.") { Needs = "consent-handover|legal-duty" },
        new("withdraw-late", "A decision has been made, so this can no longer be withdrawn."),
        new("pressure-asked", "Ask whether anyone pressed them to withdraw, and record the answer."),
        new("pressure-mo", "They may have been pressed to withdraw. Only the Monitoring Officer can close this.") { Needs = "not:pressure", Only = ["handler"] },
        new("interest-formal", "Only a formal complaint can go on after it is withdrawn."),
        new("convert-fresh", "Write the allegation afresh. Informal notes are not carried over."),
        new("convert-consent", "Say whether the member may be told your name."),
        new("convert-officer", "A concern about an officer cannot become a Code complaint."),
        new("advised-before", "You dealt with this informally. Declare your earlier part, or recuse yourself."),
        new("told-already", "The member has been told, so this cannot become informal. You can still withdraw it."),
        new("split-one", "Name at least two people to split this case."),
        new("merge-people", "Different people sent these. Link them instead, so that each account stays private.") { Needs = "same-raiser" },
        new("merge-subject", "These are about different people, so they cannot be merged."),
        new("link-same", "Choose a different case to link."),
        new("reopen-finding", "A finding can be changed only by a review or a court.") { Needs = "not:finding" },
        new("reopen-gone", "The papers have been destroyed, so this cannot be reopened."),
        new("paused", "The clock is already paused.") { Needs = "not:paused" },
        new("running", "The clock is not paused.") { Needs = "paused" },
        new("later", "Choose a date after {due}."),
        new("own-words", "Nobody can change the raiser's words. Add a note instead."),
        new("no-stage-edit", "A stage is not a recording error. Use the step that moves the case."),
        new("holder", "Choose who takes over first. Somebody must hold this case."),
        new("cover-dates", "Choose a first day from today on, and a last day that is not before it."),
        new("cover-deputy", "Choose a deputy, or another authority's Monitoring Officer, who is here on those days."),
        new("oversight", "Say why you need to open this. The person who raised it will see your reason."),
        new("no-name", "This was sent anonymously, so there is no name to open."),
        new("risk", "Say who is at risk, of what, and why it cannot wait."),
        new("four-answers", "Answer all four questions. If in doubt, let it go forward."),
        new("anonymous-formal", "An anonymous complaint goes on only if it is serious and the public interest is compelling. Say why."),
        new("conf-open", "Decide the confidentiality request before the member is told.") { Needs = "not:conf-open" },
        new("neutral", "Check that the wording is neutral and complete, without what you withhold."),
        new("comments-wait", "The member may comment until {date}.") { Needs = "after:comments|no-comment" },
        new("interest-test", "Answer every part of the public-interest test, with reasons."),
        new("crime", "Say which alleged crime you reported, to whom and when.") { Only = ["police"] },
        new("information-wait", "They have until {date} to send what you asked for.") { Needs = "after:information", Only = ["insufficient-information"] },
        new("choice-wait", "They have until {date} to choose.") { Needs = "after:choose", Only = ["not-pursued"] },
        new("reply-wait", "They have until {date} to reply.") { Needs = "after:reply|agreed", Only = ["unanswered"] },
        new("ip-eligible", "{name} cannot be Independent Person: {ground}.") { Law = "Localism Act 2011 s.28(8)" },
        new("no-report", "There is no investigation report, so this goes back to assessment.") { Needs = "report", Only = ["failed-after-report"] },
        new("report-filed", "The investigation is finished, so this goes back to your decision.") { Needs = "not:report", Only = ["failed"] },
        new("report-view", "There is a final report. Record the Independent Person's view of it before you decide.") { Needs = "not:report|view", Only = ["no-further-action", "informal-resolution", "insufficient-information"], Law = "Localism Act 2011 s.28(7)(a)" },
        new("early-view", "There is no final report yet. Record this as an early view.") { Needs = "report", Only = ["report"] },
        new("needs-investigator", "Appoint an investigator first.") { Needs = "investigator" },
        new("needs-draft", "Send the draft to both parties before the final report.") { Needs = "draft" },
        new("draft-wait", "The parties may comment on the draft until {date}.") { Needs = "after:draft-comments|both-commented" },
        new("view-asked", "Send the papers to an Independent Person first.") { Needs = "view-asked" },
        new("view-first", "Record the Independent Person's view before you decide.") { Needs = "view", Law = "Localism Act 2011 s.28(7)(a)" },
        new("view-considered", "Say how you took the Independent Person's view into account.") { Law = "Localism Act 2011 s.28(7)(a)" },
        new("investigator-decides", "The person who investigated cannot also decide.") { Needs = "not:actor-investigated" },
        new("mo-decides", "This council's arrangements leave this decision to the Monitoring Officer.") { Needs = "by-panel" },
        new("panel-decides", "This council's arrangements leave this decision to a sub-committee. Call it first.") { Needs = "not:by-panel", Only = ["mo"] },
        new("three-members", "Choose at least three panel members."),
        new("hearing-notice", "Choose a hearing date at least five clear working days ahead.") { Law = "Local Government Act 1972 s.100B" },
        new("needs-panel", "Convene the panel first.") { Needs = "panel" },
        new("every-allegation", "Give a finding and reasons for each allegation."),
        new("needs-finding", "Record a finding of breach before any sanction.") { Needs = "finding", Law = "Localism Act 2011 s.28(11)" },
        new("sanction-off", "“{sanction}” is switched off until it has legal sign-off.") { Needs = "not:sanction-off" },
        new("sanction-power", "The council has no power to impose “{sanction}”.") { Needs = "not:sanction-power", Law = "Localism Act 2011 s.28(11)" },
        new("no-handler", "Nobody was found to handle this: no manager, Group Head, Director or Chief Executive."),
        new("changed-since-import", "This reference was imported before with different content. Imported concerns are never updated."),
        new("sanction-body", "This can only be recommended. Say to whom."),
        new("both-letters", "Write a letter to each party."),
        new("publish-breach", "Publish a complaint without a breach only if the member asks.") { Needs = "finding|subject-asks" },
        new("publish-election", "Publication waits until the poll closes on {date}.") { Needs = "not:pre-election", Law = "Local Government Act 1986 s.2" },
        new("publish-name", "Take out the name of the person who raised this."),
        new("outcome-pair", "Choose an outcome and closing reason that belong together."),
        new("review-off", "This council's arrangements do not allow a review.") { Needs = "reviews-on" },
        new("review-time", "You could ask for a review until {date}.") { Needs = "before:review-window" },
        new("off-ramp", "Choose the procedure that fits."),
    ];

    /// <summary>Conflicts in the order of the table.</summary>
    public static readonly IReadOnlyList<ConflictRule> Conflicts =
    [
        new("c-subject", "any but subject", "is the subject", "blocked", "{name} is the person this is about."),
        new("c-raiser", "any but raiser", "is the raiser", "blocked", "{name} raised this."),
        new("c-kept-out", "any but subject", "on the raiser's list of people to keep out", "blocked; mo diverted to the next MO", "The person who raised this asked to keep {name} out."),
        new("c-administrator", "any but raiser and subject", "administrator", "blocked", "An administrator cannot be given a case to deal with."),
        new("c-mo-party", "mo (principal)", "subject or raiser", "R5: Chief Executive; R2, R3: another authority's MO (the deputy works for the principal)", "The Monitoring Officer is a party to this."),
        new("c-mo-near", "mo", "witness, or manager or Group Head of the raiser or officer subject", "diverted to deputy", "{name} is a witness, or manages someone named here."),
        new("c-deputy", "mo (deputy)", "any hit above, or managed by a party", "diverted to another authority's MO", "The deputy has a conflict too."),
        new("c-no-mo", "mo", "nobody left", "Chief Executive (if a party, the chief finance officer) sees the reference only: name-substitute", "No Monitoring Officer can take this yet."),
        new("c-two-hats", "mo", "handled this as Group Head", "diverted to deputy", "{name} dealt with this as Group Head."),
        new("c-advised", "mo (R3)", "advised informally on the same concern", "warned: declare or recuse", "{name} advised on this informally."),
        new("c-handler-close", "handler", "relative, partner or declared interest with a party", "blocked; raiser chooses again", "{name} has a close connection with someone named here."),
        new("c-handler-witness", "handler", "witness", "warned; raiser confirms", "You named {name} as a witness. Do you still want to choose them?"),
        new("c-handler-line", "handler (R1)", "raiser's own manager or Group Head", "allowed: that is the route", "{name} is your manager."),
        new("c-statutory", "handler (R5)", "subject is MO or chief finance officer; Chief Executive", "diverted to Chief Executive; to MO, then external MO", "This is about a statutory officer, so it goes to {person}."),
        new("c-group-leader", "contact", "Group Leader is a party, witness, kept out, or absent", "step left out", "The Group Leader cannot be contacted about this."),
        new("c-ip-law", "independent-person, subject-ip", "member or officer here within 5 years; relative or close friend of one", "blocked (s.28(8))", "{name} cannot act: the law bars recent members and officers, their relatives and close friends."),
        new("c-ip-both", "independent-person", "subject already consulted them", "warned: use another if there is one", "The subject has consulted {name}."),
        new("c-investigator", "investigator", "advised, handled, witnessed, or manages or works beside a party", "blocked", "{name} has had a part in this."),
        new("c-decider", "mo, assessment-panel, panel, reviewer", "investigated this or a linked case", "blocked", "{name} investigated this."),
        new("c-same-group", "panel, assessment-panel", "same political group as the subject", "blocked; a setting makes it a warning, for political balance (1989 Act s.15)", "{name} is in the subject's political group."),
        new("c-panel-near", "panel, assessment-panel", "witness, relative, or had an informal part", "blocked", "{name} is too close to this to decide it."),
        new("c-reviewer", "reviewer", "made or advised on the decision", "diverted to another authority's MO", "{name} made the decision under review."),
        new("c-hr", "hr", "party or manager of a party", "blocked; Chief Executive names another", "{name} in Human Resources has a conflict."),
    ];

    private static readonly FrozenDictionary<string, Refusal> ByCode = All.ToFrozenDictionary(r => r.Code);
    private static readonly FrozenDictionary<string, ConflictRule> ConflictByCode = Conflicts.ToFrozenDictionary(r => r.Code);

    /// <summary>The refusal with that code. Throws if there is none.</summary>
    public static Refusal Of(string code) => ByCode[code];

    /// <summary>The conflict with that code. Throws if there is none.</summary>
    public static ConflictRule Conflict(string code) => ConflictByCode[code];

    /// <summary>Whether a code is a conflict's.</summary>
    public static bool IsConflict(string code) => ConflictByCode.ContainsKey(code);

    /// <summary>An exception with the exact words of that refusal or conflict; words in braces are filled in.</summary>
    public static RefusedException Exception(string code, string? field = null, params (string Name, string? Value)[] words)
    {
        var text = ConflictByCode.TryGetValue(code, out var conflict) ? conflict.Text : Of(code).Text;
        foreach (var (name, value) in words) text = text.Replace("{" + name + "}", value, StringComparison.Ordinal);
        return new RefusedException(code, text, field);
    }
}
