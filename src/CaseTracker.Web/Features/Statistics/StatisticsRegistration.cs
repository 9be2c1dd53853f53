using CaseTracker.Data.Statistics;
using CaseTracker.Web.Features.Statistics.Closing;

namespace CaseTracker.Web.Features.Statistics;

/// <summary>What statistics need beside their handlers.</summary>
public static class StatisticsRegistration
{
    /// <summary>Adds the ledger, and the counting of what goes into it.</summary>
    public static IServiceCollection AddStatistics(this IServiceCollection services) => services.AddScoped<StatisticsBook>().AddScoped<ConcernCounter>().AddScoped<PeriodClosing>();
}
