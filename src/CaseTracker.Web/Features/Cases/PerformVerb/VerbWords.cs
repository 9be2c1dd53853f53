using System.Collections.Frozen;
using System.Text.RegularExpressions;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.Routes;
using static CaseTracker.Web.Features.Cases.PerformVerb.VerbPanel;

namespace CaseTracker.Web.Features.Cases.PerformVerb;

/// <summary>The words of every act that has a page. A test asks that none is missing.</summary>
public static partial class VerbWords
{
    private const string RaiserReads = "The person who raised it will see what you write.";
    private const string RaiserDoesNotRead = "The person who raised it does not see what you write here.";
    private const string BothRead = "Both sides will be given these reasons. Write “alleged” until something is found. Leave out anything from other cases.";

    private static readonly FrozenDictionary<string, VerbText> Texts = new Dictionary<string, VerbText>
    {
        // The raiser's choices
        ["choose-route"] = new("Choose another route", "Choose this route", "Route changed")
        {
            Lead = "Whoever deals with it now loses access. Whoever you choose is told that there is something waiting.",
            Fields = Words(("route", new("How would you like this handled?")), ("reason", new("Why are you changing it? (optional)", "Whoever takes it on can read this."))),
            Then = ["Whoever deals with it now can no longer open it.", "Whoever you chose is told that something is waiting."],
        },
        ["convert"] = new("Make a formal complaint", "Send the formal complaint", "Formal complaint sent")
        {
            Lead = "A formal complaint is a new case about the same matter. The Monitoring Officer considers it against the Members’ Code. Nothing of the informal case goes with it unless you choose it below.",
            Readers = "The Monitoring Officer reads what you write. If the complaint goes forward, the member is told what it says.",
            Fields = Words(
                ("subject", new("Which member is it about?")), ("occurred_on", new("When did it happen?", "If it went on for a time, give the first day.")),
                ("name_consent", new("May the member be told your name?")), ("carry", new("Papers of yours to carry over", "Only what you sent yourself. Nothing else of the informal case is passed on.")),
                ("declaration", new("What I have written is true as far as I know"))),
            Then = ["The informal case closes as converted.", "The Monitoring Officer is told that a formal complaint has come."],
        },
        ["make-informal"] = new("Go back to an informal route", "Go back to an informal route", "Now on an informal route")
        {
            Lead = "The formal complaint closes and a new informal case begins. The member has not been told of the complaint.",
            Fields = Words(("route", new("How would you like this handled instead?")), ("reason", new("Why are you changing it? (optional)"))),
            Then = ["The formal complaint is closed as withdrawn.", "Whoever you chose is told that something is waiting."],
        },
        ["escalate:raiser"] = new("Escalate your concern", "Escalate", "Escalated")
        {
            Link = "Escalate",
            Lead = "It goes to somebody more senior. Whoever deals with it now loses access.",
            Readers = "Whoever takes it on reads your reason.",
            Panels = [Ladder],
            Fields = Words(("reason", new("Why should somebody more senior deal with it?")), ("handler", new("Who should deal with it?"))),
            Then = ["Whoever deals with it now can no longer open it.", "Whoever you chose is asked to accept it."],
        },
        ["escalate"] = new("Pass this up", "Pass it up", "Passed up")
        {
            Link = "Pass it up",
            Lead = "It goes to somebody more senior, who has {clock:accept} to accept it. The person who raised it is told that you passed it up, and to whom.",
            Readers = "Whoever takes it on reads your reason. " + RaiserDoesNotRead,
            Panels = [Ladder],
            Fields = Words(("reason", new("Why should somebody more senior deal with it?")), ("handler", new("Who is it passed to?"))),
            Then = ["You can no longer open this case.", "Whoever you chose is asked to accept it.", "The person who raised it is told that you passed it up."],
        },
        ["refer"] = new("Refer to the Monitoring Officer", "Refer to the Monitoring Officer", "Referred to the Monitoring Officer")
        {
            Lead = "The Monitoring Officer takes over and gives informal advice. The person who raised it is told that you referred it.",
            Readers = "The Monitoring Officer reads your reason. " + RaiserDoesNotRead,
            Panels = [Consents],
            Fields = Words(("reason", new("Why should the Monitoring Officer deal with this?"))),
            Then = ["The Monitoring Officer takes the case over.", "If you deal with it as a manager, you can no longer open it.", "The person who raised it is told."],
        },
        ["withdraw"] = new("Withdraw", "Withdraw", "Withdrawal asked for")
        {
            Lead = "It does not close at once. Somebody checks first that nobody pressed you.",
            Fields = Words(
                ("pressure", new("Has anyone pressed you to withdraw?", "If anyone has, or you would rather not say here, only the Monitoring Officer can close it.")),
                ("reason", new("Why do you want to withdraw? (optional)", "Whoever deals with it can read this."))),
        },
        ["cancel-withdrawal"] = new("Carry on after all", "Carry on", "It goes on") { Lead = "It goes back to where it was before you asked to withdraw." },
        ["confirm-withdrawal"] = new("Confirm the withdrawal", "Confirm the withdrawal and close", "Withdrawal confirmed and case closed")
        {
            Link = "Confirm the withdrawal",
            Lead = "Ask the person who raised it whether anyone pressed them, and record what they said. If anyone may have, only the Monitoring Officer can close the case.",
            Readers = "The person who raised it does not see your note.",
            Fields = Words(
                ("pressure", new("Did anyone press them to withdraw?")), ("outcome", new("What came of it before it was withdrawn?")),
                ("note", new("Note for the file (optional)", "How and when you asked, and anything to remember."))),
            Then = ["The case is closed as withdrawn.", "The person who raised it is told."],
        },
        ["continue-in-public-interest"] = new("Continue in the public interest", "Continue in the public interest", "The complaint goes on")
        {
            Lead = "The complaint goes back to where it was. The person who raised it is told that you decided to go on without them, and why.",
            Readers = RaiserReads,
            Fields = Words(("reason", new("Why does the public interest ask for it?"))),
        },
        ["ask-consent"] = new("Ask for agreement", "Ask for agreement", "Asked for agreement")
        {
            Lead = "Before you speak to anybody about this, the person who raised it decides.",
            Readers = RaiserReads,
            Panels = [Consents],
            Fields = Words(
                ("consent_kind", new("What do you want them to agree to?")), ("consent_to", new("Who would be told?", "Choose up to 5.")),
                ("message", new("What do you want to say to them?", "Say why you ask, and what you would and would not pass on."))),
        },
        ["give-consent"] = new("Agree", "Agree", "Agreement recorded")
        {
            Lead = "This can be withdrawn at any time. That stops future steps, not those already taken.",
            Fields = Words(("consent_kind", new("What is agreed to?")), ("consent_to", new("Who may be told?")), ("until", new("Until when? (optional)", "Leave it blank for as long as the case is open."))),
        },
        ["withdraw-consent"] = new("Withdraw agreement", "Withdraw agreement", "Agreement withdrawn")
        {
            Lead = "Nothing more is done on the strength of it. Steps already taken stand.",
            Fields = Words(("consent_kind", new("Which agreement?"))),
        },
        ["exclude-person"] = new("Keep somebody out", "Keep them out", "Kept out from now on")
        {
            Lead = "They lose access if they have any, and are not given it. They are not told that you asked.",
            Fields = Words(("keep_out", new("Who should not see this?")), ("reason", new("Why? (optional)", "The Monitoring Officer can read this if they deal with the case. Nobody else can."))),
        },

        // Handling by a manager
        ["accept"] = new("Accept this case", "Accept the case", "Case accepted")
        {
            Link = "Accept",
            Lead = "You take it on. The person who raised it is told that you accepted, and that you will answer within {clock:handle}.",
        },
        ["decline"] = new("Decline or hand back", "Decline and say why", "Case declined")
        {
            Link = "Decline",
            Lead = "It goes back to the person who raised it, who chooses somebody else.",
            Readers = RaiserReads,
            Fields = Words(("reason", new("Why can you not take this?"))),
            Then = ["The person who raised it sees your reason and chooses who should deal with it.", "You can no longer open this case."],
        },
        ["act"] = new("Record what you did", "Record what you did", "What you did is recorded")
        {
            Lead = "Record each thing you do while you deal with this. The person who raised it sees what kind of thing it was, not your note.",
            Panels = [Consents],
            Fields = Words(
                ("action", new("What did you do?", "Choose up to 5.")), ("contact", new("Whom did you speak or write to about it?")), ("note", new("Note for the file", RaiserDoesNotRead)),
                ("done_on", new("When did you do it?", "For example, 27 3 2026"))),
        },
        ["ask-other-side"] = new("Ask the other side", "Ask for their side", "The other side has been asked")
        {
            Lead = "They can then open what you write here and answer it. They see nothing else of the case.",
            Readers = "The other side will see what you write.",
            Panels = [Consents],
            Fields = Words(("message", new("What do you want to ask them?", "Write “alleged” until something is settled. Leave out names that have not been agreed to.")), ("due_on", new("When should they answer by?", "For example, 27 3 2026"))),
        },
        ["answer"] = new("Give your side", "Send your side", "Your side has been sent")
        {
            Readers = "The manager who asked you reads this. The person who raised it is told only that you answered.",
            Fields = Words(("message", new("What is your side?"))),
        },
        ["record-outcome"] = new("Record the outcome", "Record the outcome", "Outcome recorded")
        {
            Lead = "The person who raised it then has {clock:reply} to say whether it is settled.",
            Fields = Words(("outcome", new("What came of it?")), ("note", new("Note for the file", RaiserDoesNotRead)), ("message", new("What do you want to tell the person who raised it?", RaiserReads))),
            Then = ["The person who raised it is told the outcome and your message.", "They have {clock:reply} to say that it is settled, to ask somebody more senior, or to choose another route. If they say nothing, it closes by itself."],
        },

        // The Monitoring Officer's informal advice
        ["acknowledge"] = new("Acknowledge this", "Acknowledge", "Acknowledged")
        {
            Link = "Acknowledge",
            Lead = "Say that you have it and what happens next.",
            Readers = RaiserReads,
            Panels = [Checks],
            Fields = Words(
                ("message", new("Your message")),
                ("conflict_declaration", new("What was your earlier part in this?", "You dealt with the same matter informally. Declare it here, or stand aside and let the deputy take over."))),
        },
        ["triage"] = new("Consider this and plan what to do", "Save the plan and go on to advice", "Plan recorded")
        {
            Link = "Consider it",
            Lead = "Nobody is contacted yet. The person who raised it is told only that you are preparing advice.",
            Panels = [Checks, History],
            Fields = Words(
                ("protected", new("Could this be whistleblowing?", "A crime, a broken legal duty, a danger to health, safety or the environment, a miscarriage of justice, or any of these covered up. Whistleblowing has protection that this procedure cannot give.", "2. Whistleblowing")),
                ("action", new("What do you plan to do?", "Choose up to 5. Speaking to the member or the Group Leader needs the agreement of the person who raised it, or a recorded risk.", "3. Your plan")),
                ("note", new("Note for the file", "Why you plan this. " + RaiserDoesNotRead))),
        },
        ["advise"] = new("Give advice", "Send the advice", "Advice given")
        {
            Link = "Give advice",
            Lead = "Your message goes to the person who raised it. Record here too whether you contacted anybody else; for that you need their agreement, or a recorded risk.",
            Panels = [Consents],
            Fields = Words(
                ("action", new("What did you advise or do?", "Choose up to 5.")), ("contact", new("Whom did you speak or write to about it?")), ("message", new("Your advice", RaiserReads)),
                ("due_on", new("When will you check that it helped? (optional)", "Leave it blank for {clock:follow-up} from today."))),
        },
        ["record-risk"] = new("Record an overriding risk", "Record the risk", "Risk recorded")
        {
            Lead = "This lets you contact the other side without agreement. It is for danger to somebody, not for convenience.",
            Readers = "The person who raised it is told that you may act without their agreement because of a risk. They do not see what you write.",
            Panels = [Consents],
            Fields = Words(("risk", new("Who is at risk, of what, and why can it not wait?"))),
        },

        // The formal complaint
        ["decide-confidentiality"] = new("Decide the confidentiality request", "Decide the request", "Confidentiality decided")
        {
            Lead = "If you refuse, the complaint waits for the person who raised it: they go on with their name, go back to an informal route, or withdraw.",
            Readers = RaiserReads,
            Fields = Words(("conf_decision", new("What have you decided?")), ("reason", new("Why?"))),
        },
        ["accept-disclosure"] = new("Go on with the name", "Go on", "The complaint goes on")
        {
            Lead = "The request to keep the name private was refused. The complaint goes on only if the member may be told who made it.",
            Fields = Words(("name_consent", new("May the member be told the name?"))),
        },
        ["apply-filter"] = new("Decide how this complaint goes forward", "Record the answers and tell the raiser", "First checks recorded")
        {
            Link = "Apply the four questions",
            Lead = "If you are in doubt, answer “Not clear”. Doubt goes forward. A “No” does not close the complaint: you offer your advice instead.",
            Readers = "The person who raised it is given your reasons.",
            Panels = [Checks, History],
            Fields = Words(("filter_answers", new(null, null, "2. The four questions"))),
        },
        ["disclose"] = new("Tell the member", "Send this to the member", "The member has been told")
        {
            Lead = "The member sees exactly what stands below, and the papers you choose. They have {clock:comments} to comment.",
            Readers = "The member will see what you write. So will the person who raised it.",
            Fields = Words(
                ("allegations", new(null, "Start from what was alleged. Write “alleged”; leave out what you withhold.")), ("papers", new("Papers to send with it (optional)")),
                ("neutral", new("I have checked that the wording is neutral and complete, and holds nothing that I withhold"))),
            Then = ["The member is told that an allegation was made, and sees it as you wrote it.", "From now on the complaint cannot be made informal.", "The member has {clock:comments} to comment."],
        },
        ["comment"] = new("Comment on the allegation", "Send your comments", "Your comments have been sent")
        {
            Readers = "The Monitoring Officer reads this, and whoever investigates or decides.",
            Fields = Words(("message", new("Your comments"))),
            Then = ["Your comments go to the Monitoring Officer, who then assesses the complaint.", "You can add evidence later, but not change these comments."],
        },
        ["end-comments"] = new("End the wait for comments", "End the wait", "The wait for comments has ended")
        {
            Lead = "The complaint is then assessed without comments from the member.",
            Fields = Words(("reason", new("Why?"))),
        },
        ["request-view"] = new("Ask the Independent Person", "Send the papers", "Papers sent to the Independent Person")
        {
            Lead = "They see the papers you choose and nothing else. Their access ends five working days after their view.",
            Panels = [Checks, Eligibility],
            Fields = Words(("person", new("Which Independent Person?")), ("papers", new("Which papers do they need?")), ("due_on", new("When do you need the view by?"))),
        },
        ["record-view"] = new("Record the Independent Person’s view", "Record the view", "View recorded")
        {
            Readers = "The Monitoring Officer reads this, and whoever decides. Both sides are told that a view was given, not what it says.",
            Fields = Words(("view_text", new("The view"))),
        },
        ["consult-own"] = new("Consult an Independent Person", "Ask to consult them", "The Independent Person has been asked")
        {
            Lead = "You may talk to an Independent Person about the allegation. Nobody else can read what you write to each other.",
            Panels = [Eligibility],
            Fields = Words(("person", new("Whom would you like to consult?"))),
        },
        ["convene-assessment"] = new("Call the sub-committee", "Call the sub-committee", "Sub-committee called")
        {
            Lead = "Its members see the papers you choose until they have decided.",
            Panels = [Checks],
            Fields = Words(("members", new("Who sits on it?", "Choose 3 to 7.")), ("papers", new("Which papers do they need?")), ("due_on", new("When does it meet?"))),
        },
        ["assess"] = new("Assess the complaint", "Record the assessment", "Assessment recorded")
        {
            Link = "Assess",
            Lead = "Answer every part of the public-interest test, then say what should happen.",
            Panels = [Checks, History],
            Fields = Words(("interest_test", new(null, null, "2. The public-interest test")), ("decision", new("What should happen now?", null, "3. Your decision")), ("reason", new("Why have you decided this?", BothRead))),
            Then = ["Both sides are told the decision and your reasons."],
        },
        ["record-resolution"] = new("Record how resolution went", "Record how it went", "Resolution recorded")
        {
            Fields = Words(("decision", new("How did it go?")), ("action", new("What was done?", "Choose up to 5.")), ("reason", new("What happened?", RaiserDoesNotRead))),
        },
        ["appoint-investigator"] = new("Appoint an investigator", "Appoint the investigator", "Investigator appointed")
        {
            Lead = "Both sides are told the name. The investigation has {clock:investigate} from today.",
            Panels = [Checks],
            Fields = Words(("person", new("Who investigates?")), ("reason", new("Why this person?", "What makes them independent of everybody named."))),
        },
        ["circulate-draft"] = new("Send the draft report", "Send the draft to both sides", "Draft sent to both sides")
        {
            Lead = "Both sides can read it and have {clock:draft-comments} to comment.",
            Readers = "Both sides will see what you write.",
            Fields = Words(("files", new("The draft report", "Write “alleged” until something is found.")), ("due_on", new("When should they comment by?"))),
            Then = ["Both sides can read the draft.", "They have {clock:draft-comments} to comment before you file the final report."],
        },
        ["comment-on-draft"] = new("Comment on the draft", "Send the comments", "Comments on the draft sent")
        {
            Readers = "The investigator and the Monitoring Officer read this. The other side does not.",
            Fields = Words(("message", new("Comments on the draft"))),
        },
        ["file-report"] = new("File the final report", "File the final report", "Final report filed")
        {
            Lead = "It goes to the Monitoring Officer, who asks the Independent Person for a view of it.",
            Fields = Words(("files", new("The final report")), ("note", new("Note to the Monitoring Officer", "The two sides do not see this.", "For the Monitoring Officer alone"))),
            Then = ["The report is final and goes to the Monitoring Officer.", "Both sides are told that the investigation is finished."],
        },
        ["decide"] = new("Decide after the investigation", "Record the decision", "Decision recorded")
        {
            Link = "Record the decision",
            Lead = "The law asks that the Independent Person’s view is taken into account before you decide (Localism Act 2011, section 28(7)).",
            Panels = [Checks],
            Fields = Words(
                ("considered", new("How did you take the Independent Person’s view into account?", null, "2. The view")), ("decision", new("What have you decided?", null, "3. Your decision")), ("reason", new("Why have you decided this?", BothRead))),
            Then = ["Both sides are told the decision and your reasons."],
        },
        ["convene"] = new("Convene the panel", "Convene the panel", "Panel convened")
        {
            Lead = "Members of the panel see the papers you choose. Both sides are told the date.",
            Panels = [Checks],
            Fields = Words(("members", new("Who sits on the panel?", "Choose 3 to 7.")), ("hearing_on", new("When is the hearing?", "At least five clear working days ahead: the agenda must be public in time.")), ("papers", new("Which papers do they need?"))),
        },
        ["find"] = new("Record the finding", "Record the finding", "Finding recorded")
        {
            Lead = "Give a finding and reasons for each allegation.",
            Readers = "Both sides are told what was found.",
            Fields = Words(("considered", new("How was the Independent Person’s view taken into account?"))),
            Then = ["Both sides are told what was found.", "A finding can be changed only by a review or a court."],
        },
        ["sanction"] = new("Record a sanction", "Record the sanction", "Sanction recorded")
        {
            Lead = "Record one at a time. What the council cannot impose can only be recommended to the body that may decide it.",
            Readers = "Both sides are told the sanction. The member is told your reasons.",
            Fields = Words(("sanction", new("Which sanction?")), ("reason", new("Why?"))),
        },
        ["issue-decision"] = new("Send the decision and close", "Send the decision and close", "Decision sent and case closed")
        {
            Lead = "Each side gets a letter of its own and cannot read the other’s.",
            Fields = Words(("outcome", new("How did it end?")), ("closure_reason", new("Why does it close?"))),
            Then = ["Each side gets its letter and is told the outcome.", "The case is closed."],
        },
        ["publish"] = new("Publish the decision", "Publish the decision", "Decision published")
        {
            Lead = "Choose what goes in, then work on the words. Nobody but the member may be named, unless they agreed; the notice is checked for that before it leaves.",
            Fields = Words(("letters", new("What is published"))),
            Then = ["The decision is public.", "Both sides are told."],
        },
        ["hold-publication"] = new("Hold publication", "Hold publication", "Publication held")
        {
            Lead = "Nothing is published before that day. The member is told the date.",
            Fields = Words(("reason", new("Why?", "The two sides do not see this.")), ("until", new("Hold it until"))),
        },
        ["record-action-done"] = new("Record that something was done", "Record that it was done", "Recorded as done")
        {
            Lead = "What was advised or decided, and has now been carried out.",
            Fields = Words(("sanction", new("Which sanction was carried out?")), ("action", new("What was done?")), ("done_on", new("When was it done?")), ("note", new("Note for the file (optional)", RaiserDoesNotRead))),
        },
        ["ask-for-review"] = new("Ask for a review", "Ask for a review", "Review asked for")
        {
            Lead = "Somebody who had no part in the decision looks at it again.",
            Readers = "The reviewer reads this. So does the Monitoring Officer.",
            Fields = Words(("reason", new("What should be looked at again, and why?"))),
        },
        ["decide-review"] = new("Decide the review", "Decide the review", "Review decided")
        {
            Fields = Words(("decision", new("What have you decided?")), ("reason", new("Why?", BothRead))),
            Then = ["Both sides are told the decision and your reasons.", "You can no longer open this case."],
        },

        // Handing over
        ["hand-over"] = new("Hand over to another procedure", "Hand over", "Handed over")
        {
            Lead = "Use this where another procedure fits better. The person who raised it is told where it went. They have to agree, unless a legal duty makes you pass it on.",
            Panels = [Consents],
            Fields = Words(
                ("destination", new("Which procedure?")), ("papers", new("Papers to pass on (optional)", "Whoever receives it sees the summary, your reason and what you choose here.")),
                ("legal_duty", new("Which legal duty makes you pass this on? (only without their agreement)")), ("reason", new("Why does that procedure fit better?", "Whoever receives it reads this. " + RaiserDoesNotRead))),
            Then = ["It waits until they confirm that they have it, or send it back. That should take no more than {clock:handover}.", "The person who raised it is told where it went."],
        },
        ["confirm-handover"] = new("Confirm that they have it", "Confirm and close", "Hand-over confirmed and case closed")
        {
            Link = "Confirm that they have it",
            Lead = "The other procedure has it now. What comes of it there is not kept here.",
            Fields = Words(("outcome", new("How does it end here?")), ("closure_reason", new("Why does it close?")), ("note", new("Note for the file (optional)", "Leave out what was decided there."))),
            Then = ["The case is closed here.", "The person who raised it is told."],
        },
        ["return-handover"] = new("Send it back", "Send it back", "Sent back")
        {
            Lead = "It goes back to where it was before it was handed over.",
            Readers = "Whoever handed it over reads your reason.",
            Fields = Words(("reason", new("Why can it not be dealt with there?"))),
        },

        // Any case
        ["close:raiser"] = new("Say that it is settled", "It is settled: close it", "Closed as settled")
        {
            Link = "It is settled",
            Lead = "The case closes with the outcome you were told.",
            Then = ["The case is closed.", "You can still ask somebody more senior to look at it within {clock:escalation-window}, or make a formal complaint."],
        },
        ["close"] = new("Close this case", "Close the case", "Case closed")
        {
            Link = "Close",
            Lead = "Say what came of it.",
            Fields = Words(("outcome", new("What came of it?")), ("closure_reason", new("Why does it close?")), ("message", new("Message to the person who raised it (optional)", RaiserReads))),
            Then = ["The case is closed and its clocks stop.", "The person who raised it is told the outcome, and so is the member if they were told of the complaint."],
        },
        ["link"] = new("Link to the same incident", "Link the cases", "Cases linked")
        {
            Link = "Link to another case",
            Lead = "Linked cases count as one incident. Neither raiser is told of the other’s concern, and the link opens nothing of either case.",
            Readers = "Whoever deals with this case reads your reason. The two sides do not.",
            Fields = Words(("case", new("Reference of the other case", "Only a case that you can open yourself. For example, WD-7KQ4-M2XP")), ("reason", new("Why do they belong together?"))),
        },
        ["split"] = new("Split for two people", "Split the case", "Case split")
        {
            Lead = "A case is about one person. This opens a second one about the other person, at the same stage. The person who raised it is told; neither of the two people learns of the other’s case.",
            Fields = Words(("subject", new("Who else is it about?")), ("reason", new("Why?", "Whoever deals with these cases reads your reason."))),
            Then = ["A new case opens about the other person, with the same account.", "The person who raised it is told its reference."],
        },
        ["merge"] = new("Merge a duplicate", "Merge and close this one", "Cases merged")
        {
            Lead = "Use this only where the same person sent the same concern twice. This case closes and the other one goes on.",
            Fields = Words(("case", new("Reference of the case that goes on", "Only a case that you can open yourself. For example, WD-7KQ4-M2XP")), ("reason", new("Why are they the same?"))),
            Then = ["This case is closed as a duplicate.", "The person who raised it is told under which reference it goes on."],
        },
        ["reopen"] = new("Reopen this case", "Reopen the case", "Case reopened")
        {
            Link = "Reopen",
            Lead = "It opens again, and its clock starts afresh.",
            Readers = RaiserReads,
            Fields = Words(("reason", new("Why does it open again?"))),
        },
        ["recuse"] = new("Stand aside", "Stand aside", "You stood aside")
        {
            Lead = "If something could make it look as if you were not impartial, somebody else takes over. The two sides are told that you stood aside, not why.",
            Readers = "Whoever takes over reads your reason.",
            Fields = Words(("reason", new("Why do you stand aside?"))),
            Then = ["You can no longer open this case, and will not be given it again.", "Somebody without a conflict takes over. If you deal with it as a manager, the person who raised it chooses who."],
        },
        ["reassign"] = new("Give this case to another Monitoring Officer", "Give them the case", "Case reassigned")
        {
            Link = "Reassign",
            Lead = "They hold it from now on. The two sides are told that it is with somebody else.",
            Panels = [Checks],
            Fields = Words(("person", new("Who takes it over?")), ("reason", new("Why?"))),
            Then = ["Whoever you chose holds the case from now on.", "If you held it, you can no longer open it."],
        },
        ["end-access"] = new("End somebody’s access", "End their access", "Access ended")
        {
            Lead = "They cannot open the case from their next click on.",
            Fields = Words(("person", new("Whose access ends?")), ("reason", new("Why?"))),
        },
        ["record-leaving"] = new("Record that somebody left", "Record that they left", "Recorded that they left")
        {
            Lead = "If the person who raised it has left, you record what they say on their behalf from now on. If the person it is about has left, the case goes on and the assessment weighs it.",
            Fields = Words(("person", new("Who has left?")), ("done_on", new("When did they leave?"))),
        },
        ["pause"] = new("Pause the clock", "Pause the clock", "Clock paused")
        {
            Lead = "Paused days do not count.",
            Readers = "Both sides see the kind of reason and the date. What you write is for the file.",
            Panels = [Clock],
            Fields = Words(
                ("pause_reason", new("Why does it stand still?")),
                ("until", new("Until when?", "Leave it blank if you wait for the person who raised it: they have {clock:information}.")), ("reason", new("What are you waiting for?"))),
        },
        ["resume"] = new("Restart the clock", "Restart the clock", "Clock restarted") { Lead = "The days that were left when it was paused count from today.", Panels = [Clock] },
        ["extend"] = new("Extend the limit", "Move the date", "Date moved")
        {
            Link = "Extend the limit",
            Lead = "A limit can be extended by its own length at a time.",
            Readers = "Both sides see the new date and your reason. Do not name anybody in it.",
            Panels = [Clock],
            Fields = Words(("due_on", new("What is the new date?", "For example, 27 3 2026")), ("reason", new("Why is more time needed?"))),
        },
        ["correct"] = new("Correct a recording error", "Correct it", "Corrected")
        {
            Lead = "For facts that were recorded wrongly. What the raiser wrote never changes, and a stage is changed only by the step that moves the case.",
            Readers = "The person who raised it is told what was corrected, not why.",
            Fields = Words(("fact", new("What was recorded wrongly?")), ("reason", new("How do you know?"))),
        },
        ["send-message"] = new("Send a message", "Send the message", "Message sent")
        {
            Fields = Words(("thread", new("To whom?", "Nobody outside a thread can see it, or tell that it exists.")), ("message", new("Message"))),
        },
        ["add-evidence"] = new("Add evidence", "Add the evidence", "Evidence added")
        {
            Lead = "Describe what there is, or copy in what it says.",
            Fields = Words(("note", new("What is it, and what does it say?"))),
        },
        ["add-note"] = new("Add a note", "Add the note", "Note added")
        {
            Readers = "Neither side sees notes.",
            Fields = Words(("note", new("Note")), ("note_kind", new("What kind of note?"))),
        },
        ["take-oversight"] = new("Open a case put to a manager", "Open the case", "Case opened")
        {
            Lead = "A concern put to a manager is not yours to see. You may open it for a reason, and the person who raised it is told at once that you did, and why.",
            Readers = "The person who raised it will see your reason.",
            Fields = Words(("reason", new("Why do you need to open it?"))),
        },
        ["name-substitute"] = new("Name a substitute Monitoring Officer", "Name them", "Substitute named")
        {
            Lead = "No Monitoring Officer can take this case: each has a conflict. You see its reference only. Whoever you name sees the case.",
            Fields = Words(("person", new("Who takes it on?")), ("reason", new("Why this person?", "Whoever takes it on reads this."))),
        },
        ["open-identity"] = new("Open the raiser’s name", "Open the name", "Name opened")
        {
            Lead = "The person who raised it asked that their name be kept private. Open it only if you cannot do without it.",
            Readers = "They are told at once that you opened it, and see your reason.",
            Fields = Words(("reason", new("Why do you need their name?"))),
            Then = ["You see the name in this case from now on. Nobody else does.", "The person who raised it is told, and sees your reason."],
        },
    }.ToFrozenDictionary();

    /// <summary>The words for that act by whoever takes it.</summary>
    public static VerbText Of(Verb verb, Actor actor) => Texts.GetValueOrDefault($"{verb.Code}:{actor.Code()}") ?? Texts.GetValueOrDefault(verb.Code) ?? new VerbText(verb.Label, verb.Label, verb.Label);

    /// <summary>Whether an act has words of its own.</summary>
    public static bool Has(string verb) => Texts.ContainsKey(verb);

    /// <summary>Puts limits into words: {clock:handle} becomes "15 working days".</summary>
    public static string Fill(string text, Circumstances now) => Placeholder().Replace(text, m =>
    {
        var clock = RouteTable.Clock(m.Groups[1].Value);
        return DueWords.Count(now.Rules.Limit(clock.Code), clock.Unit switch { LimitUnit.Months => "month", LimitUnit.Days => "day", _ => "working day" });
    });

    private static Dictionary<string, FieldText> Words(params (string Input, FieldText Text)[] fields) => fields.ToDictionary(f => f.Input, f => f.Text);

    [GeneratedRegex(@"\{clock:([a-z-]+)\}")]
    private static partial Regex Placeholder();
}
