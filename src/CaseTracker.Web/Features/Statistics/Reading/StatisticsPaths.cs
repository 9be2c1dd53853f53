using CaseTracker.Domain.Statistics;

namespace CaseTracker.Web.Features.Statistics.Reading;

/// <summary>Addresses of the statistics.</summary>
public static class StatisticsPaths
{
    public const string All = "/statistics", Publish = "/statistics/publish", Answers = "/statistics/answers";

    /// <summary>A release.</summary>
    public static string Release(Period period) => $"{All}/{period.Slug}";

    /// <summary>Something of a release: a download, or what the Monitoring Officer does with it.</summary>
    public static string Of(Period period, string what) => $"{All}/{period.Slug}/{what}";
}
