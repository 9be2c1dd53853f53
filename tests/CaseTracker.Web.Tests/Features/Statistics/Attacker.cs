using System.Globalization;
using System.Text.Json;

namespace CaseTracker.Web.Tests.Features.Statistics;

/// <summary>
/// Somebody who has the two exported files and nothing else, and tries out every number of concerns that may have been received and decided by the end of each quarter. Shares nothing with the product.
/// </summary>
internal sealed class Attacker
{
    private readonly List<DateOnly> _ends;
    private readonly Dictionary<DateOnly, (int Received, int Decided)> _since = [];
    private readonly List<HashSet<(int N, int D)>> _possible = [];

    private Attacker(List<string[]> lines)
    {
        foreach (var line in lines.Where(l => l[5] == "5:nearest"))
        {
            var day = DateOnly.ParseExact(line[0], "yyyy-MM-dd", CultureInfo.InvariantCulture);
            var known = _since.GetValueOrDefault(day);
            _since[day] = line[1].StartsWith("Received", StringComparison.Ordinal) ? (Number(line), known.Decided) : (known.Received, Number(line));
        }
        _ends = [.. _since.Keys.Order()];
        HashSet<(int, int)> reached = [(0, 0)];
        foreach (var end in _ends) _possible.Add(reached = Next(reached, end));
        for (var i = _ends.Count - 2; i >= 0; i--) _possible[i] = [.. _possible[i].Where(s => _possible[i + 1].Any(t => t.N >= s.N && t.D >= s.D))];
    }

    /// <summary>Every count of the files that can be worked out too well; empty if none can.</summary>
    public static IReadOnlyList<string> Attack(string cells, string periods)
    {
        var lines = Lines(cells);
        var attacker = new Attacker(lines);
        List<string> found = [];
        foreach (var period in JsonDocument.Parse(periods).RootElement.EnumerateObject())
        {
            var (from, to) = (DateOnly.Parse(period.Value.GetProperty("from").GetString()!, CultureInfo.InvariantCulture), DateOnly.Parse(period.Value.GetProperty("to").GetString()!, CultureInfo.InvariantCulture));
            foreach (var table in lines.Where(l => l[0] == period.Name).GroupBy(l => l[1])) found.AddRange(attacker.Attack(period.Name, table.Key, [.. table], from, to));
        }
        foreach (var first in attacker._ends.Prepend(DateOnly.MinValue))
            foreach (var last in attacker._ends.Where(e => e > first))
                foreach (var decided in new[] { false, true }) Judge(found, $"{(decided ? "decided" : "received")} {first} to {last}", attacker.Between(first, last, decided));
        return found;
    }

    private List<string> Attack(string period, string table, List<string[]> lines, DateOnly from, DateOnly to)
    {
        List<string> found = [];
        var total = Number(lines.Single(l => l[2] == "Total"));
        var rows = lines.Where(l => l[2] != "Total").ToList();
        if (rows.Count == 0) return found;
        if (rows.Sum(Number) != total) found.Add($"{period} {table}: does not add up");
        var sums = Between(from.AddDays(-1), to, table.StartsWith("Decided: ", StringComparison.Ordinal));
        foreach (var row in rows)
        {
            var values = new HashSet<int>();
            foreach (var sum in sums)
                for (var v = Math.Max(0, Number(row) - 4); v <= Number(row) + 4; v++)
                    if (rows.Where(r => r != row).Sum(r => Math.Max(0, Number(r) - 4)) <= sum - v && rows.Where(r => r != row).Sum(r => Number(r) + 4) >= sum - v) values.Add(v);
            Judge(found, $"{period} {table} {row[2]}", values);
        }
        return found;
    }

    // Every difference between two ends that some course of numbers has.
    private HashSet<int> Between(DateOnly from, DateOnly to, bool decided)
    {
        var (first, last) = (_ends.IndexOf(from), _ends.IndexOf(to));
        HashSet<int> differences = [];
        foreach (var start in first < 0 ? [(0, 0)] : _possible[first])
        {
            HashSet<(int N, int D)> reached = [start];
            for (var i = first + 1; i <= last; i++) reached = [.. _possible[i].Where(s => reached.Any(r => s.N >= r.N && s.D >= r.D))];
            foreach (var end in reached) differences.Add(decided ? end.D - start.Item2 : end.N - start.Item1);
        }
        return differences;
    }

    private HashSet<(int N, int D)> Next(HashSet<(int N, int D)> reached, DateOnly end)
    {
        HashSet<(int, int)> next = [];
        for (var n = Math.Max(0, _since[end].Received - 2); n <= _since[end].Received + 2; n++)
            for (var d = Math.Max(0, _since[end].Decided - 2); d <= Math.Min(n, _since[end].Decided + 2); d++)
                if (reached.Any(r => r.N <= n && r.D <= d)) next.Add((n, d));
        return next;
    }

    private static void Judge(List<string> found, string what, HashSet<int> values)
    {
        var (least, most) = (values.Min(), values.Max());
        if (least == most || (least >= 1 && most <= 4) || !((least == 0 && most >= 2) || (most >= 5 && most - least >= 4))) found.Add($"{what}: {least} to {most}");
    }

    private static int Number(string[] line) => int.Parse(line[4], CultureInfo.InvariantCulture);

    private static List<string[]> Lines(string csv) => [.. csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(Split)];

    private static string[] Split(string line)
    {
        var (cells, cell, quoted) = (new List<string>(), "", false);
        foreach (var c in line)
        {
            if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted) (_, cell) = (Add(cells, cell), "");
            else cell += c;
        }
        cells.Add(cell);
        return [.. cells];
    }

    private static bool Add(List<string> cells, string cell)
    {
        cells.Add(cell);
        return true;
    }
}
