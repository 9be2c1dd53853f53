using CaseTracker.Data;
using CaseTracker.Data.Protection;
using CaseTracker.Data.Retention;
using CaseTracker.Data.Settings;
using CaseTracker.Domain.Cases;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Retention.KeepKeysClean;

/// <summary>Once a day: destroys the keys of what has been gone for days, such as drafts that were sent or discarded. Answers how many.</summary>
[Access(Who.Operator)]
public sealed record SweepKeysCommand : IRequest<int>;

public sealed class SweepKeysHandler(CaseDb db, CaseKeys keys, KeyOwners owners, TimeProvider time) : IRequestHandler<SweepKeysCommand, int>
{
    private const string Key = "keys-swept-on";

    public async Task<int> Handle(SweepKeysCommand request, CancellationToken cancellationToken)
    {
        var today = time.LondonToday();
        var day = Inputs.Iso(today);
        if (await db.Settings.AnyAsync(s => s.Key == Key && s.Value == day, cancellationToken)) return 0;
        // Of several instances one gets the day.
        if (await db.Settings.Where(s => s.Key == Key && s.Value != day).ExecuteUpdateAsync(s => s.SetProperty(x => x.Value, day), cancellationToken) == 0 && !await db.AddFirstAsync(Key, day, cancellationToken)) return 0;
        return await keys.SweepAsync(owners.LivingAsync, today, cancellationToken);
    }
}
