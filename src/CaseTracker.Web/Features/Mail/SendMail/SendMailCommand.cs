using System.Net.Mail;
using CaseTracker.Data;
using CaseTracker.Data.Outbox;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Features.Mail.SendMail;

/// <summary>Sends what waits in the outbox and is due for a try. Several instances may run it at once: each mail is one's alone.</summary>
[Access(Who.Operator)]
public sealed record SendMailCommand : IRequest<MailRun>;

/// <summary>How many were sent, put off, and given up or no longer to be sent.</summary>
public sealed record MailRun(int Sent, int PutOff, int Dropped);

public sealed class SendMailHandler(CaseDb db, IMailServer server, Letters letters, ICurrentPerson current, ISiteFacts site, IOptions<CouncilOptions> council, TimeProvider time, ILogger<SendMailHandler> log)
    : IRequestHandler<SendMailCommand, MailRun>
{
    /// <summary>After this long a mail is given up: what it announces has been seen or is stale.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(5);

    private const int Most = 100;

    /// <summary>Time until the next try after so many: 2, 4, 8, 16, 32 minutes, then an hour.</summary>
    public static TimeSpan BackOff(int tries) => TimeSpan.FromMinutes(tries >= 5 ? 60 : 2 << tries);

    public async Task<MailRun> Handle(SendMailCommand request, CancellationToken cancellationToken)
    {
        var (sent, putOff, dropped) = (0, 0, 0);
        if (!server.IsThere) return new(sent, putOff, dropped);
        var now = time.GetUtcNow();
        var due = await db.Outbox.AsNoTracking().Where(m => m.TryAt <= now).OrderBy(m => m.TryAt).ThenBy(m => m.CreatedAt).Take(Most).Select(m => new { m.Id, m.TryAt, m.Tries }).ToListAsync(cancellationToken);
        foreach (var next in due)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // Compared and set in one command: of two who saw it due only one has it, and if that one dies it is due again after the pause.
            var then = now + BackOff(next.Tries);
            if (await db.Outbox.Where(m => m.Id == next.Id && m.TryAt == next.TryAt).ExecuteUpdateAsync(s => s.SetProperty(m => m.TryAt, then).SetProperty(m => m.Tries, m => m.Tries + 1), cancellationToken) != 1) continue;
            db.ChangeTracker.Clear();
            // A letter that was taken up is dealt with even while the site stops, and what the server took is written down: left here it would wait for the next try.
            var message = await db.Outbox.SingleAsync(m => m.Id == next.Id, CancellationToken.None);
            if (await WhyNotAsync(message, now, CancellationToken.None) is { } why)
            {
                Finish(message, null, why);
                dropped++;
            }
            else if (await TryAsync(message))
            {
                Finish(message, time.GetUtcNow(), null);
                sent++;
            }
            else
            {
                putOff++;
            }
            await db.SaveChangesAsync(CancellationToken.None);
        }
        return new(sent, putOff, dropped);
    }

    private async Task<bool> TryAsync(OutboxMessage message)
    {
        var letter = letters.Of(message);
        try
        {
            await server.SendAsync(new OutgoingMail(message.Id, Recipient(message)!.Email, letter.Subject, letter.Text(site.CouncilName ?? council.Value.Name)));
            return true;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The server's own words may hold the address, so only the kind of failure is logged.
            log.LogWarning("Mail {Mail} was not taken at try {Try}: {Failure} {Status}", message.Id, message.Tries, e.GetType().Name, (e as SmtpException)?.StatusCode);
            return false;
        }
    }

    // Asked when it leaves: somebody who stood aside in between hears nothing more of the case.
    private async Task<string?> WhyNotAsync(OutboxMessage message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (Recipient(message) is not { } person || !person.ServesOn(now.LondonDay())) return "left";
        if (now - message.CreatedAt > Patience) return "gave-up";
        if (message.Reference is null || message.Template is Letters.Ended or Letters.AuditAnchor or Letters.StatisticsBroken) return null;
        var reference = CaseReference.Stored(message.Reference);
        return await CaseGate.LiveGrants(db, message.Recipient, now.LondonDay()).AnyAsync(g => db.Cases.Any(c => c.Id == g.CaseId && c.Reference == reference), cancellationToken) ? null : "no-access";
    }

    private Person? Recipient(OutboxMessage message) => current.Organisation.Find(message.Recipient);

    private void Finish(OutboxMessage message, DateTimeOffset? sentAt, string? unsent)
    {
        (message.TryAt, message.SentAt, message.Unsent, message.Link) = (null, sentAt, unsent, Sealed.None);
        if (unsent == "gave-up") log.LogError("Mail {Mail} was given up after {Tries} tries", message.Id, message.Tries);
    }
}
