using CaseTracker.Data.Outbox;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Hosting;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Pipeline;

/// <summary>A mail as it is read.</summary>
/// <param name="Link">Where its reader goes; null where there is nothing to open.</param>
/// <param name="LinkWords">What they do there.</param>
public sealed record Letter(string Subject, string Sentence, string? Link, string LinkWords)
{
    private const string Why = "This email says no more than that, because email is not confidential. Nobody reads replies to it.";

    /// <summary>The mail as plain text, signed with the council's name.</summary>
    public string Text(string council) => string.Join("\r\n\r\n", new[] { Sentence, Link is null ? null : $"{LinkWords}: {Link}", Why, council }.OfType<string>());
}

/// <summary>The fixed words of every mail: the reference, never a name and never what was said (routes, “Mail”; an inbox is not confidential).</summary>
public sealed class Letters(ISeam seam, IOptions<SiteOptions> site)
{
    /// <summary>Template of the mail with a one-time link.</summary>
    public const string StartLink = "start-link";

    /// <summary>Template of the reminder of a draft, which has no reference yet.</summary>
    public const string Draft = "draft";

    /// <summary>Template after which the reader may open nothing more.</summary>
    public const string Ended = "ended";

    /// <summary>Template of the daily mail that says where the audit stands.</summary>
    public const string AuditAnchor = "audit-anchor";

    /// <summary>Templates of a step towards an appointment: to those who may stop it, to whom it is about, and to everybody when it is the last resort.</summary>
    public const string Appointment = "appointment", OwnAppointment = "own-appointment", LastResort = "last-resort";

    /// <summary>Template to whoever may agree to a deletion.</summary>
    public const string Disposal = "disposal";

    /// <summary>Template to whoever may have something to decide about a request for personal data.</summary>
    public const string SubjectAccess = "subject-access";

    /// <summary>Template of the mail that says which entry of the ledger of statistics is not as it was written.</summary>
    public const string StatisticsBroken = "statistics-broken";

    /// <summary>Templates of the mails to somebody whose second step was taken away, and to the others who lead cases if it is one of them.</summary>
    public const string SecondStepGone = "second-step-gone", SecondStepOfLeader = "second-step-of-leader";

    /// <summary>Template of the mail to somebody whose password or second step was changed or added to.</summary>
    public const string DoorChanged = "door-changed";

    private string Address => site.Value.PublicAddress.TrimEnd('/');

    /// <summary>The mail. Throws <see cref="InvalidOperationException"/> for a template without words.</summary>
    public Letter Of(OutboxMessage message) => message switch
    {
        { Template: StartLink } => new("CaseTracker: choose your password", LinkLetters.Words, message.Link.IsEmpty ? null : seam.Open(message.Link, message.Id, OutboxMessage.LinkColumn), "Choose a password"),
        { Template: Draft } => new("CaseTracker: something you began is not sent", "You began something in CaseTracker and have not sent it. It will be deleted within a week unless you send it.", $"{Address}/concerns", "Go on with it"),
        { Template: SecondStepGone } => new("CaseTracker: your second step was taken away", "Your second step for CaseTracker was taken away, and you were signed out everywhere. You set up a new one when you next sign in. If you did not ask for this, tell the Monitoring Officer today.", $"{Address}/account/second-step", "Set up a new one"),
        { Template: DoorChanged } => new("CaseTracker: how you sign in was changed", "Something about how you sign in to CaseTracker was changed just now: your password, your second step, or the way through your council’s own sign-in. If that was not you, tell the Monitoring Officer today.", $"{Address}/account", "Look at your account"),
        { Template: SecondStepOfLeader } => new("CaseTracker: a second step was taken away", "The second step of somebody who leads cases in CaseTracker was taken away by whoever looks after the host. If nobody told you why, ask today.", null, ""),
        { Reference: { } at, Template: AuditAnchor } => new("CaseTracker: where the audit stands", $"The audit of CaseTracker stands at {at}. Keep this email: should anybody ever ask whether the audit was cut or exchanged, “audit verify” compares it with this line.", null, ""),
        { Template: Appointment } => new("CaseTracker: an appointment needs your eyes", "Somebody is to become a Monitoring Officer or deputy in CaseTracker, or one of them is to choose a new password. See who asked and who agreed, and stop it if it is not right.", $"{Address}/casework/appointments", "Sign in to see it"),
        { Template: Disposal } => new("CaseTracker: a deletion needs a second person", "Somebody proposed to delete what is kept no longer, and a second person has to agree.", $"{Address}/casework/retention", "Sign in to see it"),
        { Template: SubjectAccess } => new("CaseTracker: a request for personal data", "Somebody asked for the personal data that the council has about them. See whether there is something for you to decide, and by when.", $"{Address}/casework/subject-access", "Sign in to see it"),
        { Template: OwnAppointment } => new("CaseTracker: a role for you", "A role that looks after cases was asked for you in CaseTracker, or decided. If you did not expect it, tell the Monitoring Officer or the Chief Executive.", null, ""),
        { Template: LastResort } => new("CaseTracker: a Monitoring Officer is being recovered", "Whoever runs CaseTracker’s computer has asked that a Monitoring Officer is made, or chooses a new password, without a second person. It comes into force seven days after it was asked. If nobody told you why, speak to the Chief Executive or the Monitoring Officer now: they can stop it.", null, ""),
        { Reference: { } entry, Template: StatisticsBroken } => new("CaseTracker: the statistics were changed outside the program", $"Entry {entry} of the ledger of statistics is missing, or is not as CaseTracker wrote it. Until the database is restored from a backup in which it is whole, no figures are shown and none can be published. Ask your administrator to find out who changed it.", null, ""),
        { Reference: { } reference, Template: Ended } => new(Subject(reference, Ended), $"Your access to {reference} has ended.", null, ""),
        { Reference: { } reference } => new(Subject(reference, message.Template), Sentence(reference, message.Template), $"{Address}/open/{reference}", "Sign in to read it"),
        _ => throw new InvalidOperationException($"The template {message.Template} has no words."),
    };

    private static string Subject(string reference, string template) =>
        (RouteTable.MailSubjects.FirstOrDefault(m => m.Code == template) ?? throw new InvalidOperationException($"The template {template} has no words.")).Words.Replace("{reference}", reference, StringComparison.Ordinal);

    private static string Sentence(string reference, string template) => template switch
    {
        "new" => $"{reference} is waiting for you in CaseTracker.",
        "choice" => $"Your decision on {reference} is needed.",
        "message" => $"There is a message for you about {reference}.",
        "papers" => $"There are papers for you about {reference}.",
        "due" => $"A date for {reference} is close.",
        "late" => $"A date for {reference} has passed.",
        "closed" => $"{reference} is closed.",
        _ => $"Something has changed in {reference}.",
    };
}
