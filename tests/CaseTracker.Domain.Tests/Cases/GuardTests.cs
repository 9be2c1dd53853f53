using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Routes;

namespace CaseTracker.Domain.Tests.Cases;

/// <summary>Each refusal of the table: where it is made, in which words, and what cures it.</summary>
public class GuardTests
{
    /// <summary>Made by the engine or the pipeline around it, and tested there.</summary>
    private static readonly string[] Elsewhere = ["not-found", "not-now", "stale", "changed-since-import"];

    private static readonly Dictionary<string, Guarded> Guards = new List<Guarded>
    {
        // Raising
        Sending("future", "The date must be today or earlier.", "group-head", (w, i) => i.With("occurred_on", Inputs.Iso(w.Today.AddDays(1)))),
        Sending("main-theme", "Choose the theme that matters most.", "group-head", (_, i) => i.With("themes", "disrespect-in-meeting", "social-media"), (_, i) => i.With("themes", "disrespect-in-meeting", "social-media").With("main_theme", "social-media")),
        Sending("own-case", "You cannot raise a concern about yourself.", "monitoring-officer", (w, i) => i.With("subject", w.P(w.Council.Planner))),
        Sending("declaration", "Confirm that this is true as far as you know.", "group-head", (_, i) => i.With("declaration")),
        Sending("report-sides", "Only the member and the officer who disagree about the report can choose this.", "report-dispute", (w, i) => i.With("subject", w.P(w.Council.Auditor))),
        Sending("officer-subject", "This route is for concerns about officers.", "officer-conduct", null, (w, i) => i.With("subject", w.P(w.Council.Tenancy))),
        Sending("written", "Write what the member did, when and where. A formal complaint must be in writing.", "formal-complaint", (_, i) => i.With("allegations.1.text", "Rude.")),
        Sending("heading", "Choose a Code heading for each allegation.", "formal-complaint", (_, i) => i.With("allegations.1.heading")),
        Sending("named-member", "A formal complaint must name a councillor or co-opted member.", "formal-complaint", (w, i) => i.With("subject", w.P(w.Council.Tenancy))),
        Sending("protected", "This may be whistleblowing. Read about that procedure before you go on.", "group-head", (_, i) => i.With("protected", "yes"), (_, i) => i.With("protected", "yes").With("protected_read", "yes")),
        new("officers-only", "Only officers can choose a line manager or Group Head for a concern about a member.",
            w => w.Submit("group-head", w.Council.Marsh, w.Council.Stannage, i => i.With("handler", w.P(w.Council.PlanningHead))),
            w => w.Submit("group-head", w.Council.Planner, w.Council.Stannage, i => i.With("handler", w.P(w.Council.PlanningHead)))),
        new("anonymous-route", "A manager might guess who you are. Send an anonymous concern to the Monitoring Officer.",
            w => w.Submit("group-head", null, w.Council.Stannage, i => i.With("handler", w.P(w.Council.PlanningHead))), w => w.Submit("monitoring-officer", null, w.Council.Stannage)),
        new("too-old", "The time limit passed on 3 July 2025. The Monitoring Officer may accept it late, with a reason.",
            w => Aged(w.On(2025, 7, 4)).Submit("formal-complaint", w.Council.Planner, w.Council.Stannage, i => i.With("occurred_on", "2025-01-03")),
            w => Aged(w.On(2025, 7, 3)).Submit("formal-complaint", w.Council.Planner, w.Council.Stannage, i => i.With("occurred_on", "2025-01-03"))),
        new("read-back", "Read the account back to them first, and confirm that they agree.",
            w => w.Record("group-head", w.Council.Loader, w.Council.Stannage, Actor.ManagerRole, w.Council.PlanningHead, i => i.With("read_back").With("handler", w.P(w.Council.PlanningHead))),
            w => w.Record("group-head", w.Council.Loader, w.Council.Stannage, Actor.ManagerRole, w.Council.PlanningHead, i => i.With("handler", w.P(w.Council.PlanningHead)))),
        new("before-incident", "This date cannot be before the incident.",
            w => w.Record("monitoring-officer", w.Council.Loader, w.Council.Stannage, Actor.MoRole, w.Council.Mo, i => i.With("done_on", Inputs.Iso(w.Today.AddDays(-1)))),
            w => w.Record("monitoring-officer", w.Council.Loader, w.Council.Stannage, Actor.MoRole, w.Council.Mo)),
        new("no-handler", "Nobody was found to handle this: no manager, Group Head, Director or Chief Executive.",
            w =>
            {
                (w.Council.AuditHead.LeftOn, w.Council.Finance.LeftOn, w.Council.Chief.LeftOn) = (w.Today, w.Today, w.Today);
                w.Import("report-dispute", w.Council.Marsh, [w.Council.Auditor], i => i.With("status", "open"));
            },
            w => w.Import("report-dispute", w.Council.Marsh, [w.Council.Auditor], i => i.With("status", "open"))),
        Doing("recorded-for", "Read it back to them and confirm, or add what they sent.", Route.R2, Stage.Triage, "send-message", Actor.Mo, null,
            (w, _, i) => i.With("channel", "phone").With("done_on", Inputs.Iso(w.Today)), (w, _, i) => i.With("channel", "phone").With("done_on", Inputs.Iso(w.Today)).With("read_back", "yes")) with { OnBehalfOf = Actor.Raiser },

        // Reasons
        Doing("reason", "Enter a reason.", Route.R2, Stage.Triage, "recuse", Actor.Mo, null, (_, _, i) => i.With("reason", "Conflict.")),
        Doing("decline-reason", "Say why you cannot take this. The person who raised it will see what you write.", Route.R1, Stage.Offered, "decline", Actor.Handler, null, (_, _, i) => i.With("reason", "No.")),
        Doing("oversight", "Say why you need to open this. The person who raised it will see your reason.", Route.R1, Stage.Offered, "take-oversight", Actor.MoRole, null, (_, _, i) => i.With("reason")),

        // Contact
        Doing("contact-handler", "Ask the person who raised this first. Only the Monitoring Officer can allow contact with the other side without their agreement.", Route.R1, Stage.BeingHandled, "act", Actor.Handler, "contact", cure: Agree("contact-member")),
        Doing("contact-mo", "Get agreement from the person who raised this first, or record an overriding risk.", Route.R2, Stage.Advice, "advise", Actor.Mo, "contact", cure: (w, c) => w.Do(c, "record-risk", Actor.Mo)),
        Doing("leader-agreed", "The person who raised this has not agreed to contact with the Group Leader.", Route.R2, Stage.Advice, "advise", Actor.Mo, "contact-leader", cure: Agree("contact-group-leader")),
        Doing("group-leader", "The member leads the group or has none. Speak to the member instead.", Route.R2, Stage.Advice, "advise", Actor.Mo, "contact-leader", cure: Agree("contact-group-leader")) with { About = w => w.Council.RedLeader, AboutWhenCured = w => w.Council.Stannage },

        // Outcomes of informal routes
        Doing("outcome-route", "Choose an outcome that belongs to this route.", Route.R1, Stage.BeingHandled, "record-outcome", Actor.Handler, null, (_, _, i) => i.With("outcome", "suggested-formal")),
        Doing("breach-informal", "Only a formal complaint can find that the Code was broken.", Route.R2, Stage.FollowUp, "close", Actor.Mo, null, (_, _, i) => i.With("outcome", "breach")),
        Doing("sanction-informal", "There are no sanctions on this route. Record what was done instead.", Route.R1, Stage.BeingHandled, "record-outcome", Actor.Handler, null, (_, _, i) => i.With("outcome", "request-apology")),
        Doing("statutory-officer", "A concern about a statutory officer can end only in no action or a hand-over.", Route.R5, Stage.BeingHandled, "record-outcome", Actor.Handler, null, (_, _, i) => i.With("outcome", "handled-by-manager")) with { About = w => w.Council.Mo },
        Doing("hr-result", "Leave out what Human Resources decided. Record only that it was referred.", Route.R5, Stage.HandedOver, "confirm-handover", Actor.Hr, null, (_, _, i) => i.With("note", "A word was had.")),
        Doing("outcome-pair", "Choose an outcome and closing reason that belong together.", Route.R2, Stage.FollowUp, "close", Actor.Mo, null, (_, _, i) => i.With("closure_reason", "breach")),

        // The ladder
        Doing("top-level", "Nobody is above the Chief Executive. Choose another route, or leave it here.", Route.R1, Stage.Offered, "escalate", Actor.Raiser, null,
            given: (w, c) => { w.Do(c, "escalate", Actor.Raiser); w.Do(c, "escalate", Actor.Raiser); }, notWhenCured: true),
        Doing("report-top", "The Director's answer is the last step for a report.", Route.R4, Stage.Offered, "escalate", Actor.Raiser, null, given: (w, c) => w.Do(c, "escalate", Actor.Raiser), notWhenCured: true),
        Doing("escalate-time", "You could escalate until 3 July 2025. Raise a new concern and link it to this one.", Route.R1, Stage.Closed, "escalate", Actor.Raiser, null, given: (w, _) => w.On(2025, 7, 4), notWhenCured: true),
        Doing("refer-consent", "The person who raised this has not agreed to tell the Monitoring Officer.", Route.R1, Stage.BeingHandled, "refer", Actor.Handler, null, cure: Agree("tell-monitoring-officer")),
        Doing("handover-consent", "Get their agreement, or name the legal duty that makes you pass this on.", Route.R2, Stage.Triage, "hand-over", Actor.Mo, null, (_, _, i) => i.With("legal_duty")),
        Doing("off-ramp", "Choose the procedure that fits.", Route.R2, Stage.Triage, "hand-over", Actor.Mo, null, (_, _, i) => i.With("destination", "the-bin")),

        // Withdrawal
        Doing("withdraw-late", "A decision has been made, so this can no longer be withdrawn.", Route.R3, Stage.Decision, "withdraw", Actor.Raiser, "not-pressed") with { CuredAt = Stage.Assessment },
        Doing("pressure-asked", "Ask whether anyone pressed them to withdraw, and record the answer.", Route.R1, Stage.Withdrawal, "confirm-withdrawal", Actor.Handler, null, (_, _, i) => i.With("pressure")),
        Doing("pressure-mo", "They may have been pressed to withdraw. Only the Monitoring Officer can close this.", Route.R1, Stage.Withdrawal, "confirm-withdrawal", Actor.Handler, null, (_, _, i) => i.With("pressure", "yes")),
        Doing("interest-formal", "Only a formal complaint can go on after it is withdrawn.", Route.R2, Stage.Withdrawal, "continue-in-public-interest", Actor.Mo, null) with { CuredOn = Route.R3 },

        // Crossing between informal and formal
        Doing("convert-fresh", "Write the allegation afresh. Informal notes are not carried over.", Route.R2, Stage.FollowUp, "convert", Actor.Raiser, null, (_, _, i) => i.With("allegations.1.text", Favourable.Account)),
        Doing("convert-consent", "Say whether the member may be told your name.", Route.R2, Stage.FollowUp, "convert", Actor.Raiser, null, (_, _, i) => i.With("name_consent")),
        Doing("convert-officer", "A concern about an officer cannot become a Code complaint.", Route.R5, Stage.Offered, "convert", Actor.Raiser, null) with { CuredOn = Route.R2, CuredAt = Stage.Received },
        Doing("advised-before", "You dealt with this informally. Declare your earlier part, or recuse yourself.", Route.R2, Stage.FollowUp, "acknowledge", Actor.Mo, "named", (_, _, i) => i,
            (_, _, i) => i.With("conflict_declaration", "I advised the officer in this before.")) with { In = (w, c) => w.Do(c, "convert", Actor.Raiser).Opened.Single() },
        Doing("told-already", "The member has been told, so this cannot become informal. You can still withdraw it.", Route.R3, Stage.Comments, "make-informal", Actor.Raiser, null) with { CuredAt = Stage.Disclosure },

        // Any case
        Doing("split-one", "Name at least two people to split this case.", Route.R3, Stage.Filter, "split", Actor.Mo, null, (w, _, i) => i.With("subject", w.P(w.Council.Stannage))),
        Doing("merge-people", "Different people sent these. Link them instead, so that each account stays private.", Route.R2, Stage.Triage, "merge", Actor.Mo, null) with { Other = (w, cured) => w.Submit("monitoring-officer", cured ? w.Council.Planner : w.Council.Enforcement, w.Council.Stannage) },
        Doing("merge-subject", "These are about different people, so they cannot be merged.", Route.R2, Stage.Triage, "merge", Actor.Mo, null) with { Other = (w, cured) => w.Submit("monitoring-officer", w.Council.Planner, cured ? w.Council.Stannage : w.Council.Voss) },
        Doing("link-same", "Choose a different case to link.", Route.R2, Stage.Triage, "link", Actor.Mo, null) with { Other = (w, cured) => cured ? w.Submit("monitoring-officer", w.Council.Enforcement, w.Council.Voss) : w.Cases[0] },
        new("reopen-finding", "A finding can be changed only by a review or a court.", w => w.Do(Breach(w), "reopen", Actor.Mo), w => w.Do(Journey.To(w, Route.R3, Stage.Closed), "reopen", Actor.Mo)),
        Doing("reopen-gone", "The papers have been destroyed, so this cannot be reopened.", Route.R2, Stage.Closed, "reopen", Actor.Mo, null, given: (_, c) => c.Facts.Add("destroyed"), notWhenCured: true),
        Doing("paused", "The clock is already paused.", Route.R2, Stage.Triage, "pause", Actor.Mo, "other", given: (w, c) => w.Do(c, "pause", Actor.Mo, "other"), notWhenCured: true),
        Doing("running", "The clock is not paused.", Route.R2, Stage.Triage, "resume", Actor.Mo, null, cure: (w, c) => w.Do(c, "pause", Actor.Mo, "other")),
        Doing("later", "Choose a date after 16 June 2025.", Route.R2, Stage.Triage, "extend", Actor.Mo, null, (_, _, i) => i.With("due_on", "2025-06-16")),
        Doing("own-words", "Nobody can change the raiser's words. Add a note instead.", Route.R2, Stage.Triage, "correct", Actor.Mo, null, (_, _, i) => i.With("fact", "words").With("new_value", "Other words.")),
        Doing("no-stage-edit", "A stage is not a recording error. Use the step that moves the case.", Route.R2, Stage.Triage, "correct", Actor.Mo, null, (_, _, i) => i.With("fact", "stage").With("new_value", "closed")),
        Doing("holder", "Choose who takes over first. Somebody must hold this case.", Route.R2, Stage.Triage, "end-access", Actor.Mo, null, (w, c, i) => i.With("person", w.P(w.Council.Mo)), (w, _, i) => i.With("person", w.P(w.Council.Deputy)),
            given: (w, c) => w.Do(c, "arrange-cover", Actor.Mo)),
        Doing("cover-dates", "Choose a first day from today on, and a last day that is not before it.", Route.R2, Stage.Triage, "arrange-cover", Actor.Mo, null, (w, _, i) => i.With("starts_on", Inputs.Iso(w.Today.AddDays(-1)))),
        Doing("cover-deputy", "Choose a deputy, or another authority's Monitoring Officer, who is here on those days.", Route.R2, Stage.Triage, "arrange-cover", Actor.Mo, null, (w, _, i) => i.With("person", w.P(w.Council.PlanningHead))),
        new("no-name", "This was sent anonymously, so there is no name to open.",
            w => w.Do(w.Submit("monitoring-officer", null, w.Council.Stannage), "open-identity", Actor.Mo), w => w.Do(Journey.To(w, Route.R2, Stage.Received), "open-identity", Actor.Mo)),
        Doing("risk", "Say who is at risk, of what, and why it cannot wait.", Route.R2, Stage.Triage, "record-risk", Actor.Mo, null, (_, _, i) => i.With("risk", "It is urgent.")),

        // The formal complaint
        Doing("four-answers", "Answer all four questions. If in doubt, let it go forward.", Route.R3, Stage.Filter, "apply-filter", Actor.Mo, "pass", (_, _, i) => i.With("filter_answers.4")),
        new("anonymous-formal", "An anonymous complaint goes on only if it is serious and the public interest is compelling. Say why.",
            w => w.Do(Anonymous(w), "decide-confidentiality", Actor.Mo, "agreed", i => i.With("compelling")), w => w.Do(Anonymous(w), "decide-confidentiality", Actor.Mo, "agreed")),
        Doing("conf-open", "Decide the confidentiality request before the member is told.", Route.R3, Stage.Disclosure, "disclose", Actor.Mo, null, given: (w, c) => w.Do(c, "withdraw-consent", Actor.Raiser, "use-name"), notWhenCured: true),
        Doing("neutral", "Check that the wording is neutral and complete, without what you withhold.", Route.R3, Stage.Disclosure, "disclose", Actor.Mo, null, (_, _, i) => i.With("neutral")),
        Doing("comments-wait", "The member may comment until 19 June 2025.", Route.R3, Stage.Comments, "end-comments", Actor.Mo, null, null, (_, _, i) => i.With("no_comment", "yes")),
        Doing("interest-test", "Answer every part of the public-interest test, with reasons.", Route.R3, Stage.Assessment, "assess", Actor.Mo, "investigate", (_, _, i) => i.With("interest_test.age.reason")),
        Doing("crime", "Say which alleged crime you reported, to whom and when.", Route.R3, Stage.Assessment, "assess", Actor.Mo, "police", (_, _, i) => i.With("crime")),
        Doing("information-wait", "They have until 24 June 2025 to send what you asked for.", Route.R2, Stage.Triage, "close", Actor.Mo, "insufficient-information",
            given: (w, c) => w.Do(c, "pause", Actor.Mo, "waiting-raiser"), cure: (w, _) => w.On(2025, 6, 25)),
        Doing("choice-wait", "They have until 18 June 2025 to choose.", Route.R3, Stage.RaiserChoice, "close", Actor.Mo, "not-pursued", cure: (w, _) => w.On(2025, 6, 19)),
        Doing("reply-wait", "They have until 11 June 2025 to reply.", Route.R1, Stage.Outcome, "close", Actor.Handler, "unanswered", null, (_, _, i) => i.With("agreed", "yes")),
        Doing("ip-eligible", "Clara Thackeray cannot be Independent Person: they are a relative or close friend of a member or officer here.", Route.R3, Stage.Assessment, "request-view", Actor.Mo, null, (w, _, i) => i.With("person", w.P(w.Council.Clara))),
        Doing("no-report", "There is no investigation report, so this goes back to assessment.", Route.R3, Stage.Resolution, "record-resolution", Actor.Mo, "failed-after-report", cure: (_, c) => c.Facts.Add("report")),
        Doing("report-filed", "The investigation is finished, so this goes back to your decision.", Route.R3, Stage.Resolution, "record-resolution", Actor.Mo, "failed", given: (_, c) => c.Facts.Add("report"), notWhenCured: true),
        Doing("report-view", "There is a final report. Record the Independent Person's view of it before you decide.", Route.R3, Stage.Assessment, "assess", Actor.Mo, "no-further-action", given: (_, c) => c.Facts.Add("report"), cure: (_, c) => c.Facts.Add("view")),
        Doing("early-view", "There is no final report yet. Record this as an early view.", Route.R3, Stage.Assessment, "record-view", Actor.IndependentPerson, "report", given: (w, c) => w.Do(c, "request-view", Actor.Mo), cure: (_, c) => c.Facts.Add("report")),
        Doing("needs-investigator", "Appoint an investigator first.", Route.R3, Stage.Investigation, "circulate-draft", Actor.Investigator, null, given: (w, c) => w.Do(c, "appoint-investigator", Actor.Mo), unset: "investigator"),
        Doing("needs-draft", "Send the draft to both parties before the final report.", Route.R3, Stage.Investigation, "comment-on-draft", Actor.Raiser, null, given: (w, c) => w.Do(c, "appoint-investigator", Actor.Mo), cure: (w, c) => w.Do(c, "circulate-draft", Actor.Investigator)),
        Doing("draft-wait", "The parties may comment on the draft until 1 July 2025.", Route.R3, Stage.Investigation, "file-report", Actor.Investigator, null, given: (w, c) =>
        {
            w.On(2025, 6, 16).Do(c, "appoint-investigator", Actor.Mo);
            w.On(2025, 6, 17).Do(c, "circulate-draft", Actor.Investigator);
        }, cure: (w, _) => w.On(2025, 7, 2)),
        Doing("view-asked", "Send the papers to an Independent Person first.", Route.R3, Stage.View, "record-view", Actor.IndependentPerson, "report", given: (w, c) => w.Do(c, "request-view", Actor.Mo), unset: "view-asked"),
        Doing("view-first", "Record the Independent Person's view before you decide.", Route.R3, Stage.View, "decide", Actor.Mo, "no-breach") with { CuredAt = Stage.Determination },
        Doing("view-considered", "Say how you took the Independent Person's view into account.", Route.R3, Stage.Determination, "decide", Actor.Mo, "no-breach", (_, _, i) => i.With("considered", "I did.")),
        new("investigator-decides", "The person who investigated cannot also decide.", w =>
        {
            var c = Journey.To(w, Route.R3, Stage.Determination);
            c.Give(new PlannedGrant(GrantKind.Investigator, w.Pseudonym(w.Council.Mo), "investigator", "clear"), new Move(c, new Step(Verbs.AddNote, Actor.System, null, Inputs.Empty), w.Now(c)));
            w.Do(c, "decide", Actor.Mo, "no-breach");
        }, w => w.Do(Journey.To(w, Route.R3, Stage.Determination), "decide", Actor.Mo, "no-breach")),
        Doing("mo-decides", "This council's arrangements leave this decision to the Monitoring Officer.", Route.R3, Stage.Assessment, "convene-assessment", Actor.Mo, null, cure: (w, c) => w.Rules = w.Rules with { AssessmentBy = [(c.ReceivedOn, true)] }),
        Doing("panel-decides", "This council's arrangements leave this decision to a sub-committee. Call it first.", Route.R3, Stage.Determination, "decide", Actor.Mo, "no-breach",
            given: (w, c) => w.Rules = w.Rules with { DeterminationBy = [(c.ReceivedOn, true)] }, cure: (w, c) => w.Rules = w.Rules with { DeterminationBy = [(c.ReceivedOn.AddDays(1), true)] }),
        Doing("three-members", "Choose at least three panel members.", Route.R3, Stage.Hearing, "convene", Actor.Mo, null, (_, _, i) => i.With("members", [.. i.List("members").Take(2)])),
        Doing("hearing-notice", "Choose a hearing date at least five clear working days ahead.", Route.R3, Stage.Hearing, "convene", Actor.Mo, null, (w, _, i) => i.With("hearing_on", Inputs.Iso(w.Calendar.Add(w.Today, 5))), (w, _, i) => i.With("hearing_on", Inputs.Iso(w.Calendar.Add(w.Today, 6)))),
        Doing("needs-panel", "Convene the panel first.", Route.R3, Stage.Hearing, "find", Actor.Mo, "breach", cure: (w, c) => w.Do(c, "convene", Actor.Mo)),
        Doing("every-allegation", "Give a finding and reasons for each allegation.", Route.R3, Stage.Hearing, "find", Actor.Mo, "breach", (_, _, i) => i.With("findings.1.reason"), given: (w, c) => w.Do(c, "convene", Actor.Mo)),
        Doing("needs-finding", "Record a finding of breach before any sanction.", Route.R3, Stage.Decision, "sanction", Actor.Mo, null, cure: (_, c) => c.Facts.Add("finding")),
        new("sanction-off", "“Withdraw facilities” is switched off until it has legal sign-off.", w => Sanction(w, "withdraw-facilities"), w => Sanction(w, "withdraw-facilities", on: true)),
        new("sanction-power", "The council has no power to impose “Suspension”.", w => Sanction(w, "suspension"), w => Sanction(w, "suspension", on: true)),
        new("sanction-body", "This can only be recommended. Say to whom.", w => Sanction(w, "recommend-censure"), w => Sanction(w, "recommend-censure", to: "Council")),
        Doing("both-letters", "Write a letter to each party.", Route.R3, Stage.Decision, "issue-decision", Actor.Mo, null, (_, _, i) => i.With("letters.subject")),
        Doing("publish-breach", "Publish a complaint without a breach only if the member asks.", Route.R3, Stage.Closed, "publish", Actor.Mo, null, (_, _, i) => i.With("subject_asks")),
        Doing("publish-election", "Publication waits until the poll closes on 3 July 2025.", Route.R3, Stage.Closed, "publish", Actor.Mo, null, given: (w, _) => w.Rules = w.Rules with { PreElection = [(new(2025, 6, 2), new(2025, 7, 3))] }, cure: (w, _) => w.On(2025, 7, 4)),
        new("publish-name", "Take out the name of the person who raised this.", w => Publish(w, "The finding on the complaint by Ms Pell."), w => Publish(w, "The finding on the complaint by an officer.")),
        Doing("review-off", "This council's arrangements do not allow a review.", Route.R3, Stage.Closed, "ask-for-review", Actor.Raiser, null) with { RulesWhenCured = new CouncilRules { ReviewAllowed = true } },
        Doing("review-time", "You could ask for a review until 24 June 2025.", Route.R3, Stage.Closed, "ask-for-review", Actor.Raiser, null, given: (w, _) => w.On(2025, 6, 25), notWhenCured: true) with { Rules = new CouncilRules { ReviewAllowed = true }, RulesWhenCured = new CouncilRules { ReviewAllowed = true } },
    }.ToDictionary(g => g.Code);

    public static TheoryData<string> All => [.. Guards.Keys];

    [Theory]
    [MemberData(nameof(All))]
    public void It_refuses_in_the_exact_words_of_the_table(string code)
    {
        var refused = Should.Throw<RefusedException>(() => Guards[code].Refuses(new World()));

        (refused.Code, refused.Message).ShouldBe((code, Guards[code].Words));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void It_lets_pass_what_is_as_it_should_be(string code)
    {
        var w = new World();
        Should.NotThrow(() => Guards[code].Passes(w));

        // Facts planted to bring a guard about are not the engine's doing.
        Invariants.Broken(w).Where(b => !b.StartsWith("invariant 8 ", StringComparison.Ordinal) && !b.StartsWith("invariant 9 ", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_refusal_of_the_table_is_tried_here() => Refusals.All.Select(r => r.Code).Except(Guards.Keys).Except(Elsewhere).ShouldBeEmpty();

    private static World Aged(World w)
    {
        w.Rules = new CouncilRules { AgeLimit = true };
        return w;
    }

    private static Case Anonymous(World w) => Journey.Go(w, w.Submit("formal-complaint", null, w.Council.Stannage), Stage.Confidentiality);

    private static Case Breach(World w)
    {
        var c = Journey.ToBreach(w);
        w.Do(c, "issue-decision", Actor.Mo);
        return c;
    }

    private static void Sanction(World w, string sanction, bool on = false, string? to = null)
    {
        var c = Journey.ToBreach(w);
        if (on) w.Taxonomy = Favourable.SwitchedOn(sanction, c.ReceivedOn);
        w.Do(c, "sanction", Actor.Panel, null, i => i.With("sanction", sanction).With("recommend_to", to));
    }

    private static void Publish(World w, string text)
    {
        var c = Journey.To(w, Route.R3, Stage.Decision);
        w.Do(c, "withdraw-consent", Actor.Raiser, "use-name");
        w.Do(c, "issue-decision", Actor.Mo);
        w.Do(c, "publish", Actor.Mo, with: i => i.With("letters.publication", text));
    }

    private static Action<World, Case> Agree(string kind) => (w, c) => w.Do(c, "give-consent", Actor.Raiser, kind);

    private static Guarded Sending(string code, string words, string route, Func<World, Inputs, Inputs>? refused, Func<World, Inputs, Inputs>? passes = null) =>
        new(code, words, w => Send(w, route, refused), w => Send(w, route, passes));

    private static void Send(World w, string route, Func<World, Inputs, Inputs>? with) =>
        w.Submit(route, w.Council.Planner, w.Council.Stannage, i => (with ?? ((_, x) => x))(w, route == "group-head" ? i.With("handler", w.P(w.Council.PlanningHead)) : i));

    private static Guarded Doing(string code, string words, Route route, Stage stage, string verb, Actor actor, string? choice, Func<World, Case, Inputs, Inputs>? refused = null, Func<World, Case, Inputs, Inputs>? passes = null,
        Action<World, Case>? given = null, Action<World, Case>? cure = null, bool notWhenCured = false, string? unset = null) =>
        new(code, words, _ => { }, _ => { })
        {
            Route = route,
            Stage = stage,
            Verb = verb,
            Actor = actor,
            Choice = choice,
            WithRefused = refused,
            WithPasses = passes,
            Given = given,
            Cure = cure,
            GivenWhenCured = !notWhenCured,
            Unset = unset,
        };

    /// <summary>A refusal, an attempt that meets it, and the same attempt when it is cured.</summary>
    private sealed record Guarded(string Code, string Words, Action<World> RefusesBy, Action<World> PassesBy)
    {
        public Route? Route { get; init; }
        public Stage Stage { get; init; }
        public string Verb { get; init; } = "";
        public Actor Actor { get; init; }
        public string? Choice { get; init; }
        public Func<World, Case, Inputs, Inputs>? WithRefused { get; init; }
        public Func<World, Case, Inputs, Inputs>? WithPasses { get; init; }
        public Action<World, Case>? Given { get; init; }
        public Action<World, Case>? Cure { get; init; }
        public bool GivenWhenCured { get; init; }
        public string? Unset { get; init; }
        public Actor? OnBehalfOf { get; init; }
        public Stage? CuredAt { get; init; }
        public Route? CuredOn { get; init; }
        public Func<World, Person>? About { get; init; }
        public Func<World, Person>? AboutWhenCured { get; init; }
        public Func<World, Case, Case>? In { get; init; }
        public Func<World, bool, Case>? Other { get; init; }
        public CouncilRules? Rules { get; init; }
        public CouncilRules? RulesWhenCured { get; init; }

        public void Refuses(World w)
        {
            if (Route is null) RefusesBy(w);
            else Try(w, cured: false);
        }

        public void Passes(World w)
        {
            if (Route is null) PassesBy(w);
            else Try(w, cured: true);
        }

        private void Try(World w, bool cured)
        {
            w.Rules = (cured ? RulesWhenCured : Rules) ?? w.Rules;
            var route = cured && CuredOn is { } other ? other : Route!.Value;
            var about = (cured ? AboutWhenCured ?? About : About)?.Invoke(w);
            var c = about is null ? Journey.To(w, route, Way()) : Journey.Go(w, Journey.Sent(w, route, subject: about), Way());
            if (In is not null) c = In(w, c);
            if (!cured || GivenWhenCured) Given?.Invoke(w, c);
            if (cured) Cure?.Invoke(w, c);
            if (!cured && Unset is not null) c.Facts.Remove(Unset);
            var with = Other?.Invoke(w, cured);
            var inputs = Favourable.For(w, c, Verbs.Of(Verb), Choice, Actor);
            inputs = (cured ? WithPasses : WithRefused)?.Invoke(w, c, inputs) ?? inputs;
            var before = Snapshot.Of(c, with);
            try
            {
                w.Do(c, Verb, Actor, w.Acting(c, Actor), inputs, with, OnBehalfOf);
            }
            catch (RefusedException)
            {
                Snapshot.Of(c, with).ShouldBe(before, "a refused step changed the case");
                throw;
            }
            Stage Way() => cured && CuredAt is { } at ? at : Stage;
        }
    }
}
