using CaseTracker.Data;
using CaseTracker.Data.Audit;
using CaseTracker.Data.Outbox;
using CaseTracker.Data.Protection;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using Microsoft.AspNetCore.Diagnostics;

namespace CaseTracker.Web.Pipeline;

/// <summary>What happens at the door, for the audit and for whom it concerns.</summary>
public sealed class DoorDesk(CaseDb db, DoorLog log, ISeam seam, TimeProvider time)
{
    /// <summary>Takes note of something. Nobody's is known of an address that nobody has: that it was tried is, and not which.</summary>
    public void Note(string kind, Person? person, string about = "") => log.Take(kind, person is null ? null : seam.PseudonymOf(person.Id), about);

    /// <summary>How somebody signs in was changed: written down with the change, and they are told by mail, in words that say no more (ASVS 6.3.7). Somebody else who did it in their name cannot keep it from them.</summary>
    public void Changed(string what, Person person)
    {
        var (who, now) = (seam.PseudonymOf(person.Id), time.GetUtcNow());
        db.AuditEntries.Add(new AuditEntry { At = now, Kind = AuditEntry.Door, What = what, Person = who });
        db.Outbox.Add(new OutboxMessage { Recipient = who, Template = Letters.DoorChanged, CreatedAt = now });
    }

    /// <summary>Takes note of a refusal to somebody who is signed in: a page of this site, or a case, that is not theirs. The same is done for a reference that nobody has, so that the two stay alike.</summary>
    public static void NoteRefusal(HttpContext http)
    {
        // The page that says so is asked for in the same request.
        if (http.Features.Get<IStatusCodeReExecuteFeature>() is not null || http.RequestServices.GetRequiredService<ICurrentPerson>() is not { Person: not null, Pseudonym: { } who } || http.Template() is not { } page) return;
        http.RequestServices.GetRequiredService<DoorLog>().Take(AtDoor.Refused, who, page, http.Reference());
    }
}

/// <summary>How long what happens at the door may wait until it is stored.</summary>
public sealed record DoorPace(TimeSpan Every);

/// <summary>Stores it, again and again, and once more when the site stops.</summary>
public sealed class DoorWriter(DoorLog doors, DoorPace pace, IServiceScopeFactory scopes, KeyRing ring, TimeProvider time, ILogger<DoorWriter> log) : RegularWork(scopes, ring, time, log)
{
    private readonly KeyRing _ring = ring;

    /// <inheritdoc/>
    protected override TimeSpan Every => pace.Every;

    /// <inheritdoc/>
    protected override Task RunAsync(IServiceProvider services, CancellationToken cancellationToken) => doors.WriteAsync(all: false, cancellationToken);

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_ring.IsOpen && pace.Every > TimeSpan.Zero) await doors.WriteAsync(all: true, cancellationToken);
    }
}
