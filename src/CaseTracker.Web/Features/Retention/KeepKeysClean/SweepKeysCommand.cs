using CaseTracker.Data;
using CaseTracker.Data.Protection;
using CaseTracker.Data.Retention;
using CaseTracker.Data.Settings;
using CaseTracker.Domain.Cases;
using CaseTracker.Web.Pipeline;
using MediatR;

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
        if (!await db.TakeDayAsync(Key, Inputs.Iso(today), cancellationToken)) return 0;
        return await keys.SweepAsync(owners.LivingAsync, today, cancellationToken);
    }
}
