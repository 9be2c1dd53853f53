using CaseTracker.Data;
using CaseTracker.Data.Protection;
using CaseTracker.Data.Retention;
using CaseTracker.Data.Settings;
using CaseTracker.Domain.Cases;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Retention.KeepKeysClean;

/// <summary>
/// Once a day: destroys the keys of what has been gone for days, such as drafts that were sent or discarded. Only with the database that these keys were last used with: to one that was restored from a backup, or stands
/// beside the site to be looked at, every newer case would seem gone. Answers how many.
/// </summary>
[Access(Who.Operator)]
public sealed record SweepKeysCommand : IRequest<int>;

public sealed class SweepKeysHandler(CaseDb db, CaseKeys keys, KeyStore store, KeyOwners owners, TimeProvider time, ILogger<SweepKeysHandler> log) : IRequestHandler<SweepKeysCommand, int>
{
    private const string Key = "keys-swept-on";

    public async Task<int> Handle(SweepKeysCommand request, CancellationToken cancellationToken)
    {
        var (today, goesOn) = (time.LondonToday(), await GoesOnAsync(cancellationToken));
        if (!await db.TakeDayAsync(Key, Inputs.Iso(today), cancellationToken)) return 0;
        if (goesOn) return await keys.SweepAsync(owners.LivingAsync, today, cancellationToken);
        log.LogWarning("Keys of what is gone are kept: this database was restored, or is not the one that they were last used with");
        return 0;
    }

    // The audit says which history it is: whoever has the entry that was last seen has everything before it too.
    private async Task<bool> GoesOnAsync(CancellationToken cancellationToken)
    {
        if (await db.AuditEntries.AsNoTracking().OrderByDescending(e => e.Number).Select(e => new { e.Number, e.Mac }).FirstOrDefaultAsync(cancellationToken) is not { } head) return false;
        if (await store.SeenAuditAsync(cancellationToken) is { } seen
            && !(await db.AuditEntries.AsNoTracking().Where(e => e.Number == seen.Number).Select(e => e.Mac).FirstOrDefaultAsync(cancellationToken) is { } mac && mac.AsSpan().SequenceEqual(seen.Mac))) return false;
        await store.SeeAuditAsync(head.Number, head.Mac, cancellationToken);
        return true;
    }
}
