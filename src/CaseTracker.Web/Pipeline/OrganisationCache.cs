using CaseTracker.Data;
using CaseTracker.Data.Settings;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Protocols;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Pipeline;

/// <summary>What changes rarely and every request needs: people, relations, open appointments, calendar, Protocol and the database's own settings, as read once and true until the version row changes.</summary>
public sealed record OrganisationSnapshot(string Version, Organisation Organisation, IReadOnlyList<Appointment> Appointments, WorkingDays Calendar, ProtocolVersions Protocol, IReadOnlyDictionary<string, string> Settings);

/// <summary>Keeps the newest snapshot. One cheap query tells whether it is still true.</summary>
public sealed class OrganisationCache(ISeam seam)
{
    private readonly Func<CaseDb, CancellationToken, Task<string>> _version = EF.CompileAsyncQuery((CaseDb db, CancellationToken _) => db.Settings.Where(s => s.Key == Setting.OrganisationVersion).Select(s => s.Value).Single());
    private OrganisationSnapshot? _newest;

    /// <summary>The council's name as it was last read, without reading anything: for the page that is shown when nothing can be read. Null before the first request.</summary>
    public string? LastCouncilName => _newest?.Settings.GetValueOrDefault(Setting.CouncilName);

    /// <summary>A snapshot no older than this call.</summary>
    public async Task<OrganisationSnapshot> GetAsync(CaseDb db, CancellationToken cancellationToken)
    {
        // The version is read before the rest: a change in between makes the copy look old, never new.
        var version = await _version(db, cancellationToken);
        if (_newest is { } kept && kept.Version == version) return kept;
        return _newest = Snapshot(version, await db.People.AsNoTracking().ToListAsync(cancellationToken), await db.Relations.AsNoTracking().ToListAsync(cancellationToken), await Open(db).ToListAsync(cancellationToken),
            await db.Set<BankHoliday>().AsNoTracking().ToListAsync(cancellationToken), await db.Set<ProtocolVersion>().AsNoTracking().ToListAsync(cancellationToken), await db.Settings.AsNoTracking().ToListAsync(cancellationToken));
    }

    /// <summary>The same, for code that cannot wait.</summary>
    public OrganisationSnapshot Get(CaseDb db)
    {
        var version = db.Settings.Where(s => s.Key == Setting.OrganisationVersion).Select(s => s.Value).Single();
        if (_newest is { } kept && kept.Version == version) return kept;
        return _newest = Snapshot(version, [.. db.People.AsNoTracking()], [.. db.Relations.AsNoTracking()], [.. Open(db)], [.. db.Set<BankHoliday>().AsNoTracking()], [.. db.Set<ProtocolVersion>().AsNoTracking()], [.. db.Settings.AsNoTracking()]);
    }

    private OrganisationSnapshot Snapshot(string version, List<Person> people, List<Relation> relations, List<Appointment> appointments, List<BankHoliday> holidays, List<ProtocolVersion> versions, List<Setting> settings) =>
        new(version, new Organisation(people, relations, seam), appointments, new WorkingDays(new BankHolidays(holidays)), new ProtocolVersions(versions), settings.ToDictionary(s => s.Key, s => s.Value));

    private static IQueryable<Appointment> Open(CaseDb db) => db.Appointments.AsNoTracking().Where(a => a.EndedAt == null).OrderBy(a => a.AskedAt);
}
