using CaseTracker.Data;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Pipeline;

/// <summary>Lets in whoever holds a live grant. Without one a case answers like an unknown reference (invariant 18).</summary>
public sealed class CaseGate(CaseDb db, ICurrentPerson current, TimeProvider time) : ICaseGate
{
    /// <inheritdoc/>
    public async Task EnterAsync(CaseReference reference, IReadOnlyCollection<string> grants, CancellationToken cancellationToken)
    {
        var today = time.LondonToday();
        var kinds = Enum.GetValues<GrantKind>().Where(k => grants.Count == 0 || grants.Contains(k.Code())).ToList();
        // From the case to its few grants: a Monitoring Officer may hold tens of thousands.
        var live = await db.Cases.Where(c => c.Reference == reference).Join(LiveGrants(db, current, today).Where(g => kinds.Contains(g.Kind)), c => c.Id, g => g.CaseId, (_, g) => g.Id).AnyAsync(cancellationToken);
        if (!live) throw new NotFoundException();
    }

    /// <summary>The current person's live grants: the one condition for every list, count and search.</summary>
    public static IQueryable<Grant> LiveGrants(CaseDb db, ICurrentPerson current, DateOnly today) => LiveGrants(db, current.Pseudonym, today);

    /// <summary>Somebody's live grants; nobody has none.</summary>
    public static IQueryable<Grant> LiveGrants(CaseDb db, Pseudonym? who, DateOnly today) => db.Grants.Where(g => who != null && g.Person == who).Where(Grant.LiveOn(today));
}
