namespace CaseTracker.Domain.Statistics;

/// <summary>In which period something counts.</summary>
public static class Counting
{
    /// <summary>A register that begins with fewer concerns than this would tell, by its beginning, that there were any.</summary>
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
    /// The first day of the figures, where nobody says it: the financial year in which the published number of concerns first is not 0, so that where the figures begin tells no more than the figures do. A few
    /// concerns from before count in its first quarter.
    /// </summary>
    public static DateOnly BeginningOf(IEnumerable<DateOnly> receivedInOrder, DateOnly through) =>
        Period.StartOfYear(receivedInOrder.Skip(LeastToBegin - 1).Select(d => (DateOnly?)d).FirstOrDefault(d => d <= through) ?? through);
}
