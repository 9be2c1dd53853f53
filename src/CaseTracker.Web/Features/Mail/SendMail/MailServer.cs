using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using CaseTracker.Web.Pipeline;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Features.Mail.SendMail;

/// <summary>A mail on its way out.</summary>
public sealed record OutgoingMail(Guid Id, string To, string Subject, string Text);

/// <summary>What carries mail.</summary>
public interface IMailServer
{
    /// <summary>Whether there is one.</summary>
    bool IsThere { get; }

    /// <summary>Hands a mail over. Throws if the server did not take it.</summary>
    Task SendAsync(OutgoingMail mail);
}

/// <summary>A server spoken to by SMTP, with STARTTLS and a sign-in where the settings say so.</summary>
public sealed class SmtpServer(IOptions<MailOptions> options, IOptions<Hosting.SiteOptions> site) : IMailServer
{
    // Longer than a patient server greets, shorter than a stopping site waits.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public bool IsThere => options.Value.Host.Length > 0;

    /// <inheritdoc/>
    public async Task SendAsync(OutgoingMail mail)
    {
        var settings = options.Value;
        using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.StartTls, UseDefaultCredentials = false };
        if (settings.User.Length > 0) client.Credentials = new NetworkCredential(settings.User, settings.Password);
        using var message = new MailMessage { From = new MailAddress(settings.From, "CaseTracker"), Subject = mail.Subject };
        message.To.Add(new MailAddress(mail.To));
        message.Headers.Add("Message-ID", $"<{mail.Id:N}@{new Uri(site.Value.PublicAddress).Host}>");
        // Out-of-office answers would tell a mailbox that nobody reads who is away.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        message.AlternateViews.Add(new AlternateView(new MemoryStream(Encoding.UTF8.GetBytes(mail.Text)), new ContentType("text/plain; charset=utf-8")) { TransferEncoding = TransferEncoding.QuotedPrintable });
        using var patience = new CancellationTokenSource(Patience);
        await client.SendMailAsync(message, patience.Token);
    }
}
