using System.Security.Cryptography;
using System.Text;
using CaseTracker.Domain.Statistics;

namespace CaseTracker.Domain.Tests.Statistics;

/// <summary>A concern as the figures see it: when it was received, recorded and first closed, and in which row of each table it counts.</summary>
internal sealed record Told(int Id, DateOnly Received, DateOnly Recorded, DateOnly? Decided, DateOnly? MergedOn, Dictionary<string, string> Rows);

/// <summary>
/// What happened in an invented council, year after year, and what is published of it: few concerns or many, years with none, most in one row; recorded late, merged, withdrawn, reopened and erased afterwards.
/// </summary>
internal sealed class History
{
    public static readonly DateOnly Begins = new(2019, 4, 1);

    private readonly List<(Told Told, Quarter Received, Quarter? Decided)> _counted = [];
    private readonly HashSet<int> _seen = [];
    private readonly Random _random;

    private History(Random random, int years)
    {
        Years = years;
        for (var year = 0; year < years; year++)
        {
            var size = random.Next(6) switch { 0 => random.Next(3), 1 => random.Next(4, 7), 2 => random.Next(0, 15), _ => random.Next(0, 61) };
            var skew = random.Next(4);
            for (var i = 0; i < size; i++) Concerns.Add(Draw(Concerns.Count, random, year, skew));
        }
        _random = random;
        Print = KeyOf(random.Next());
    }

    public int Years { get; }
    public List<Told> Concerns { get; } = [];
    public KeyedPrint Print { get; }
    public StatisticsLedger Ledger { get; private set; } = new([]);

    /// <summary>For each table of each year, what is exactly true and what was published.</summary>
    public List<(string Period, PublishedTable Table, int[] Exact)> Tables { get; } = [];

    /// <summary>For each period, what is exactly true.</summary>
    public List<(Figures Figures, int Received, int Decided)> Headlines { get; } = [];

    public static History Of(int seed, int mostYears = 4)
    {
        var random = new Random(seed);
        return new History(random, random.Next(1, mostYears + 1));
    }

    /// <summary>A key of its own: nothing may rest on the function being the same everywhere.</summary>
    public static KeyedPrint KeyOf(int seed) => text => Convert.ToHexStringLower(HMACSHA256.HashData(BitConverter.GetBytes(seed), Encoding.UTF8.GetBytes(text)));

    /// <summary>Closes and publishes every quarter and year, one after the other, as they become due.</summary>
    public History Publish(int breakdownYears = 1)
    {
        Ledger = Ledger.With(new Begun(Begins, breakdownYears), DateTimeOffset.UnixEpoch);
        for (var quarter = Quarter.Of(Begins); quarter.Year < Begins.Year + Years; quarter = quarter.Next)
        {
            Count(quarter);
            foreach (var period in Ledger.Due(quarter.To).ToList()) Publish(period, quarter);
            GoOn(quarter);
        }
        return this;
    }

    // After a quarter is closed some concerns are erased, whether they were counted or not, and some that were decided are open again: they are decided later, another way, or never.
    private void GoOn(Quarter quarter)
    {
        Concerns.RemoveAll(_ => _random.Next(40) == 0);
        for (var i = 0; i < Concerns.Count; i++)
        {
            if (Concerns[i].Decided > quarter.To || Concerns[i].Decided is null || _random.Next(15) > 0) continue;
            var again = Drawn(_random, 3);
            Concerns[i] = Concerns[i] with { Decided = _random.Next(3) == 0 ? null : quarter.To.AddDays(_random.Next(1, 300)), Rows = Catalogue.Tables.ToDictionary(t => t.Code, t => t.Family == Family.Decided ? again[t.Code] : Concerns[i].Rows[t.Code]) };
        }
    }

    private void Publish(Period period, Quarter last)
    {
        bool Within(Quarter? q) => q is { } x && x.From >= period.From && x.To <= period.To;
        var received = _counted.Where(c => Within(c.Received)).ToList();
        var decided = _counted.Where(c => Within(c.Decided)).ToList();
        var rows = Catalogue.Tables.ToDictionary(t => t, t => (IReadOnlyDictionary<string, int>)(t.Family == Family.Received ? received : decided).GroupBy(c => c.Told.Rows[t.Code]).ToDictionary(g => g.Key, g => g.Count()));
        var figures = Publisher.Figures(Ledger, period, new(_counted.Count(c => c.Received <= last), _counted.Count(c => c.Decided <= last), rows), Print);
        Ledger = Ledger.With(new Released(figures, ""), DateTimeOffset.UnixEpoch);
        Headlines.Add((figures, received.Count, decided.Count));
        foreach (var table in figures.Tables)
            Tables.Add((period.Name, table, [.. Catalogue.Tables.Single(t => t.Code == table.Code).Rows.Select(r => rows[Catalogue.Tables.Single(t => t.Code == table.Code)].GetValueOrDefault(r.Code))]));
    }

    // As the ledger counts: once, when first seen, whatever happens to the concern afterwards.
    private void Count(Quarter quarter)
    {
        foreach (var told in Concerns.Where(c => c.Recorded <= quarter.To))
        {
            if (_seen.Contains(told.Id)) continue;
            if (told.MergedOn <= quarter.To || Counting.QuarterOf(told.Received, told.Recorded, quarter) != quarter) continue;
            _seen.Add(told.Id);
            _counted.Add((told, quarter, null));
        }
        var now = Concerns.ToDictionary(c => c.Id);
        for (var i = 0; i < _counted.Count; i++)
            if (_counted[i] is { Decided: null } c && now.TryGetValue(c.Told.Id, out var told) && told.Decided <= quarter.To) _counted[i] = (told, c.Received, quarter);
    }

    private static Told Draw(int id, Random random, int year, int skew)
    {
        var received = Begins.AddYears(year).AddDays(random.Next(365));
        var recorded = random.Next(12) == 0 ? received.AddDays(random.Next(400)) : received;
        var decided = random.Next(5) == 0 ? (DateOnly?)null : recorded.AddDays(random.Next(300));
        var merged = random.Next(20) == 0 ? (DateOnly?)recorded.AddDays(random.Next(120)) : null;
        return new(id, received, recorded, decided, merged, Drawn(random, skew));
    }

    private static Dictionary<string, string> Drawn(Random random, int skew) => Catalogue.Tables.ToDictionary(t => t.Code, t => t.Rows[skew switch
    {
        0 => 0,
        1 => random.Next(8) == 0 ? random.Next(t.Rows.Count) : 0,
        2 => Math.Min(random.Next(t.Rows.Count), random.Next(t.Rows.Count)),
        _ => random.Next(t.Rows.Count),
    }].Code);
}
