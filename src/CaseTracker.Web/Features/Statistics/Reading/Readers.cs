using CaseTracker.Domain.People;
using CaseTracker.Domain.Statistics;
using CaseTracker.Web.Pipeline;

namespace CaseTracker.Web.Features.Statistics.Reading;

/// <summary>Who may read which release.</summary>
internal static class Readers
{
    /// <summary>Whether the current person publishes: the Monitoring Officer, and the deputy.</summary>
    public static bool Publishes(this ICurrentPerson current) => current.Person is { } p && (p.Is(Role.MonitoringOfficer) || p.Is(Role.DeputyMonitoringOfficer));

    /// <summary>Whether the current person reads every release: those who publish, and the Standards Committee.</summary>
    public static bool ReadsAll(this ICurrentPerson current) => current.Publishes() || current.Person is { } p && p.Is(Role.StandardsCommittee);

    /// <summary>The release with that name as part of an address. One that may not be read answers like one that does not exist.</summary>
    public static Release Find(this StatisticsLedger ledger, string? slug, ICurrentPerson current)
    {
        if (Period.Parse(slug) is { } period && period.Slug == slug && ledger.Find(period) is { } release && (release.IsPublic || current.ReadsAll())) return release;
        throw current.Person is null ? new SignInNeededException() : new NotFoundException();
    }
}
