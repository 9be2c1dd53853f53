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

    private string Address => site.Value.PublicAddress.TrimEnd('/');

    /// <summary>The mail. Throws <see cref="InvalidOperationException"/> for a template without words.</summary>
    public Letter Of(OutboxMessage message) => message switch
    {
        { Template: StartLink } => new("CaseTracker: choose your password", LinkLetters.Words, message.Link.IsEmpty ? null : seam.Open(message.Link, message.Id, OutboxMessage.LinkColumn), "Choose a password"),
        { Template: Draft } => new("CaseTracker: something you began is not sent", "You began something in CaseTracker and have not sent it. It will be deleted within a week unless you send it.", $"{Address}/concerns", "Go on with it"),
        { Reference: { } at, Template: AuditAnchor } => new("CaseTracker: where the audit stands", $"The audit of CaseTracker stands at {at}. Keep this email: should anybody ever ask whether the audit was cut or exchanged, “audit verify” compares it with this line.", null, ""),
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
