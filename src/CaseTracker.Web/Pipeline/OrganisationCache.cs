using CaseTracker.Data;
using CaseTracker.Data.Settings;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Pipeline;

/// <summary>People, relations and the database's own settings, as read once and true until the version row changes.</summary>
public sealed record OrganisationSnapshot(string Version, Organisation Organisation, IReadOnlyDictionary<string, string> Settings);

/// <summary>Keeps the newest snapshot. One cheap query tells whether it is still true.</summary>
public sealed class OrganisationCache(ISeam seam)
{
    private OrganisationSnapshot? _newest;

    /// <summary>A snapshot no older than this call.</summary>
    public async Task<OrganisationSnapshot> GetAsync(CaseDb db, CancellationToken cancellationToken)
    {
        // The version is read before the rest: a change in between makes the copy look old, never new.
        var version = await db.Settings.Where(s => s.Key == Setting.OrganisationVersion).Select(s => s.Value).SingleAsync(cancellationToken);
        if (_newest is { } kept && kept.Version == version) return kept;
        var people = await db.People.AsNoTracking().ToListAsync(cancellationToken);
        var relations = await db.Relations.AsNoTracking().ToListAsync(cancellationToken);
        var settings = await db.Settings.AsNoTracking().ToDictionaryAsync(s => s.Key, s => s.Value, cancellationToken);
        return _newest = new OrganisationSnapshot(version, new Organisation(people, relations, seam), settings);
    }
}
