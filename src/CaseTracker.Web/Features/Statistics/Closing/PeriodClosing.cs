using CaseTracker.Data.Statistics;
using CaseTracker.Domain;
using CaseTracker.Domain.Statistics;

namespace CaseTracker.Web.Features.Statistics.Closing;

/// <summary>
/// Closes periods one after the other, and checks what would then be published with everything published before. Nothing is stored that the check refuses.
/// </summary>
public sealed class PeriodClosing(StatisticsBook book, ConcernCounter counter)
{
    /// <summary>The most years of one table.</summary>
    public const int MostBreakdownYears = 4;

    /// <summary>The first day of the figures, where nobody says it.</summary>
    public async Task<DateOnly> BeginningAsync(DateOnly through, CancellationToken cancellationToken) => Counting.BeginningOf(await counter.ReceivedAsync(cancellationToken), through);

    /// <summary>The figures of the period that is due. A quarter is counted, and what was counted is stored unless the request keeps nothing.</summary>
    public async Task<Figures> CloseAsync(StatisticsLedger ledger, Period period, CancellationToken cancellationToken)
    {
        if (period.Kind == PeriodKind.Quarter) await counter.CountAsync(Quarter.Of(period.From), ledger.Begun!.From, cancellationToken);
        return Publisher.Figures(ledger, period, await counter.ExactAsync(period, cancellationToken), book.Rounding);
    }

    /// <summary>Refuses what would let somebody work out too much (P1 to P4). Throws <see cref="RefusedException"/> disclosure.</summary>
    public static void Check(StatisticsLedger ledger, string? field = null)
    {
        var found = Checker.Check(Knowledge.Of(ledger)).Found;
        if (found.Count == 0) return;
        var more = found.Count > 3 ? $" There are {found.Count - 3} more." : "";
        throw new RefusedException("disclosure", $"This would tell too much. {string.Join(" ", found.Take(3).Select(f => f.InWords))}{more}", field);
    }
}
