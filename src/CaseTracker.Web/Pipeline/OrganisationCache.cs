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

    /// <summary>The council's name as it was last read, without reading anything: for the page that is shown when nothing can be read. Null before the first request.</summary>
    public string? LastCouncilName => _newest?.Settings.GetValueOrDefault(Setting.CouncilName);

    /// <summary>A snapshot no older than this call.</summary>
    public async Task<OrganisationSnapshot> GetAsync(CaseDb db, CancellationToken cancellationToken)
    {
        // The version is read before the rest: a change in between makes the copy look old, never new.
        var version = await Version(db).SingleAsync(cancellationToken);
        if (_newest is { } kept && kept.Version == version) return kept;
        return _newest = Snapshot(version, await db.People.AsNoTracking().ToListAsync(cancellationToken), await db.Relations.AsNoTracking().ToListAsync(cancellationToken),
            await db.Settings.AsNoTracking().ToListAsync(cancellationToken));
    }

    /// <summary>The same, for code that cannot wait.</summary>
    public OrganisationSnapshot Get(CaseDb db)
    {
        var version = Version(db).Single();
        if (_newest is { } kept && kept.Version == version) return kept;
        return _newest = Snapshot(version, [.. db.People.AsNoTracking()], [.. db.Relations.AsNoTracking()], [.. db.Settings.AsNoTracking()]);
    }

    private static IQueryable<string> Version(CaseDb db) => db.Settings.Where(s => s.Key == Setting.OrganisationVersion).Select(s => s.Value);

    private OrganisationSnapshot Snapshot(string version, List<Person> people, List<Relation> relations, List<Setting> settings) =>
        new(version, new Organisation(people, relations, seam), settings.ToDictionary(s => s.Key, s => s.Value));
}
