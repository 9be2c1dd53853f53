namespace CaseTracker.Domain.Statistics;

/// <summary>In which period something counts.</summary>
public static class Counting
{
    /// <summary>A register that begins in a year with fewer concerns than this would tell, by its beginning, that there were any.</summary>
    public const int LeastToBegin = Publisher.NearestError + 1;

    /// <summary>
    /// The quarter of the day on which it happened. If that is closed it counts when it was recorded, and if that is closed too, because somebody else was closing it at that moment, in the first that is open.
    /// </summary>
    public static Quarter QuarterOf(DateOnly happened, DateOnly recorded, Quarter firstOpen)
    {
        var (then, later) = (Quarter.Of(happened), Quarter.Of(recorded));
        return then >= firstOpen ? then : later >= firstOpen ? later : firstOpen;
    }

    /// <summary>
    /// The first day of the figures, where nobody says it: of the first financial year in which at least three concerns were received, of which the published number is therefore not 0. So where the figures begin
    /// tells no more than they do. What was received before is not counted.
    /// </summary>
    public static DateOnly BeginningOf(IEnumerable<(DateOnly Day, int Concerns)> received, DateOnly through) =>
        received.Where(r => r.Day <= through).GroupBy(r => Period.StartOfYear(r.Day)).Where(y => y.Sum(r => r.Concerns) >= LeastToBegin).Select(y => (DateOnly?)y.Key).Min() ?? Period.StartOfYear(through);
}
