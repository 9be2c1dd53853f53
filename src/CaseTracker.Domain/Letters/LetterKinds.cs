using CaseTracker.Domain.Routes;

namespace CaseTracker.Domain.Letters;

/// <summary>To whom a letter goes; it decides what may stand in it.</summary>
public enum Addressee
{
    /// <summary>Whoever made the allegation.</summary>
    Raiser,

    /// <summary>The member whom it is about.</summary>
    Subject,

    /// <summary>Anybody: the decision as it is published.</summary>
    Public,
}

/// <summary>A letter or notice of a formal complaint: to whom it can go, at which stages it is usual, and the product's own text.</summary>
/// <param name="Code">Of the kind.</param>
/// <param name="Name">As the Monitoring Officer reads it.</param>
/// <param name="To">To whom it can go.</param>
/// <param name="At">Stages at which it is usual.</param>
/// <param name="Text">In the notation of <see cref="LetterText"/>, with fields in braces.</param>
public sealed record LetterKind(string Code, string Name, IReadOnlyList<Addressee> To, IReadOnlyList<Stage> At, string Text);

/// <summary>
/// Letters that a council sends about a formal complaint (Localism Act 2011 s.28; domain, R3). The texts are the product's; a council has its own versions of them. They say “alleged” until something is found, and what the reader may do next.
/// </summary>
public static class LetterKinds
{
    private const string Close = """

        If you need this letter in another form, or support, tell me.

        {sender}
        {sender-role}
        """;

    /// <summary>Every kind, in the order in which they are sent.</summary>
    public static readonly IReadOnlyList<LetterKind> All =
    [
        new("acknowledgement", "Acknowledgement", [Addressee.Raiser], [Stage.Confidentiality, Stage.Filter], $$"""
            # Your complaint has been received

            Thank you for your complaint of {received} about {member}. It is now with me.

            What you alleged:

            {allegations}

            I first ask four questions: whether it is about a named member, who was in office then and acting in that capacity, and whether, if it were shown, it would break the Code of Conduct. Where there is doubt, it goes forward.

            You will hear from me by {due}.

            The member is normally told who complained, though never how to reach you. If that worries you, tell me before I write to them.
            {{Close}}
            """),
        new("confidentiality-decision", "Decision on a request for confidentiality", [Addressee.Raiser], [Stage.Filter, Stage.RaiserChoice, Stage.OutsideCode, Stage.Disclosure], $$"""
            # Your request to keep your name private

            You asked that your name is not given to the member. I have decided: {confidentiality}.

            My reasons: {confidentiality-reasons}

            Nothing has been told to the member. If I could not agree, you can go on with your name, choose to have it dealt with informally, or withdraw. Please let me know by {due}.
            {{Close}}
            """),
        new("filter-outcome", "Outcome of the first checks", [Addressee.Raiser], [Stage.Disclosure, Stage.OutsideCode, Stage.Comments], $$"""
            # The first checks on your complaint

            I have asked the four questions about your complaint about {member}. The outcome: {filter}.

            My reasons: {filter-reasons}

            {filter-next}
            {{Close}}
            """),
        new("notification", "Notification to the member", [Addressee.Subject], [Stage.Comments], $$"""
            # A complaint about you

            I have received a complaint in which it is alleged that you broke the council's Code of Conduct for members. {complainant}

            What is alleged:

            {allegations}

            Nothing has been found, and no view has been taken. You may comment by {comments-due}. You need not.

            You may consult an Independent Person, whom the Council appointed for this. What you say to them is not passed on to me.

            Please do not speak to whoever may have complained, or to anybody who may know of it, about the complaint.
            {{Close}}
            """),
        new("request-comments", "Request for comments", [Addressee.Subject], [Stage.Comments], $$"""
            # Your comments on the complaint

            I wrote to you about a complaint. What is alleged:

            {allegations}

            I would like to have your side before I decide what happens next. Please send it by {comments-due}, with anything that supports it and the names of people who saw what happened.

            If I have not heard from you by then, I decide on what I have.
            {{Close}}
            """),
        new("assessment-outcome", "Outcome of the assessment, with reasons", [Addressee.Raiser, Addressee.Subject], [Stage.Investigation, Stage.Resolution, Stage.Decision, Stage.Closed], $$"""
            # The assessment of the complaint

            The complaint about {member} was assessed on {assessed-on}. What was alleged:

            {allegations}

            The outcome: {assessment}.

            The reasons: {assessment-reasons}

            {assessment-independent-person}

            No breach of the Code has been found at this stage: the assessment decides only what happens next.
            {{Close}}
            """),
        new("appointment", "Appointment of an investigator", [Addressee.Raiser, Addressee.Subject], [Stage.Investigation], $$"""
            # An investigator was appointed

            {investigator} was appointed to investigate what is alleged about {member}, and is bound to be fair to both sides. They will write to you, and may ask to speak to you.

            The investigation is meant to end by {due}. You will see the draft of the report and can comment before it is final.
            {{Close}}
            """),
        new("draft-report", "Covering letter of the draft report", [Addressee.Raiser, Addressee.Subject], [Stage.Investigation], $$"""
            # The draft report

            The investigator's draft report is ready for you to read in CaseTracker. It is confidential, and not final: nothing has been decided.

            Please say by {draft-due} what is wrong or missing in it.
            {{Close}}
            """),
        new("hearing-notice", "Notice of the hearing", [Addressee.Raiser, Addressee.Subject], [Stage.Hearing], $$"""
            # Hearing on {hearing-on}

            A panel will hear the complaint about {member} on {hearing-on}. It decides what happened, and whether that broke the Code of Conduct. The papers are in CaseTracker.

            What is alleged:

            {allegations}

            The panel hears the Independent Person's view first. You may bring somebody with you, and ask for what you need to take part.
            {{Close}}
            """),
        new("decision-notice", "Decision notice", [Addressee.Raiser, Addressee.Subject, Addressee.Public], [Stage.Decision, Stage.Closed], $$"""
            # Decision on a complaint under the Code of Conduct

            Complaint {reference} about {member}, received on {received}.

            What was alleged:

            {allegations}

            # What was found

            {findings}

            {outcome}

            # What follows

            {sanctions}

            The Independent Person's view was sought, and taken into account: {considered}

            {review}
            {{Close}}
            """),
        new("closure", "Closure", [Addressee.Raiser, Addressee.Subject], [Stage.Closed], $$"""
            # The complaint is closed

            The complaint about {member}, reference {reference}, was closed on {closed-on}. {outcome}

            {review}

            How the council dealt with it can be put to the Local Government and Social Care Ombudsman; whether the decision was right cannot.
            {{Close}}
            """),
    ];

    /// <summary>The kind with that code, or null.</summary>
    public static LetterKind? Find(string? code) => All.FirstOrDefault(k => k.Code == code);
}
