using CaseTracker.Domain.Statistics;

namespace CaseTracker.Domain.Tests.Statistics;

/// <summary>
/// An attacker who tries every history: all numbers of concerns up to each day, all fillings of each table. Written without a look at how the product does it, to be slow and plainly right.
/// </summary>
internal sealed class BruteForce
{
    private readonly Knowledge _known;
    private readonly List<DateOnly> _days;
    private readonly List<(KnownTable Table, Dictionary<int, List<int[]>> Fillings)> _tables;
    private readonly SortedDictionary<string, (int Least, int Most)> _seen = new(StringComparer.Ordinal);

    private BruteForce(Knowledge known)
    {
        _known = known;
        _days = [.. known.Counts.SelectMany(c => new[] { c.After, c.Until }).Concat(known.Open.Select(o => o.At)).Concat(known.Tables.SelectMany(t => new[] { t.After, t.Until })).Append(known.Beginning).Distinct().Order()];
        _tables = [.. known.Tables.Select(t => (t, Fill(t)))];
    }

    /// <summary>The least and most of each count over all histories that are possible; empty if none is. Names are made of the days' places and the table's and row's.</summary>
    public static IReadOnlyDictionary<string, (int Least, int Most)> Try(Knowledge known)
    {
        var attacker = new BruteForce(known);
        attacker.Go(1, new int[attacker._days.Count], new int[attacker._days.Count]);
        return attacker._seen;
    }

    private void Go(int day, int[] received, int[] decided)
    {
        if (day == _days.Count)
        {
            See(received, decided);
            return;
        }
        foreach (var n in Between(received, Family.Received, day))
        {
            received[day] = n;
            foreach (var d in Between(decided, Family.Decided, day))
            {
                decided[day] = d;
                if (d <= n && _known.Open.All(o => o.At != _days[day] || (n - d >= o.Min && n - d <= o.Max))) Go(day + 1, received, decided);
            }
        }
    }

    private IEnumerable<int> Between(int[] numbers, Family family, int day)
    {
        var counts = _known.Counts.Where(c => c.Family == family && c.Until == _days[day]).ToList();
        for (var n = numbers[day - 1]; n <= 40; n++)
            if (counts.All(c => n - numbers[_days.IndexOf(c.After)] >= c.Min && n - numbers[_days.IndexOf(c.After)] <= c.Max)) yield return n;
    }

    private void See(int[] received, int[] decided)
    {
        int Total(KnownTable t)
        {
            var numbers = t.Family == Family.Received ? received : decided;
            return numbers[_days.IndexOf(t.Until)] - numbers[_days.IndexOf(t.After)];
        }
        if (_tables.Any(t => !t.Fillings.ContainsKey(Total(t.Table)))) return;
        for (var i = 0; i < _days.Count; i++)
        {
            for (var j = i + 1; j < _days.Count; j++)
            {
                Keep($"received {i}-{j}", received[j] - received[i]);
                Keep($"decided {i}-{j}", decided[j] - decided[i]);
            }
            if (i > 0) Keep($"open {i}", received[i] - decided[i]);
        }
        var told = _tables.Where(t => !t.Table.Rows.All(r => r.IsHidden)).ToList();
        foreach (var (table, fillings) in told)
        {
            for (var row = 0; row < table.Rows.Count; row++)
            {
                foreach (var filling in fillings[Total(table)]) Keep(Name(table, row), filling[row]);
                // Given the numbers of all days, tables are free of each other: the least of a sum is the sum of the leasts.
                var same = told.Where(t => t.Table.Code == table.Code && t.Table.After >= table.After).OrderBy(t => t.Table.After).ToList();
                var (least, most) = (0, 0);
                for (var k = 0; k < same.Count; k++)
                {
                    least += same[k].Fillings[Total(same[k].Table)].Min(f => f[row]);
                    most += same[k].Fillings[Total(same[k].Table)].Max(f => f[row]);
                    if (k == 0) continue;
                    Keep($"sum {Name(table, row)} +{k}", least);
                    Keep($"sum {Name(table, row)} +{k}", most);
                }
            }
        }
        foreach (var (table, fillings) in _tables.Where(t => t.Table.Rows.All(r => r.IsHidden)))
        {
            var around = told.FirstOrDefault(t => t.Table.Code == table.Code && t.Table.After <= table.After && t.Table.Until >= table.Until);
            if (around.Table is null) continue;
            foreach (var outer in around.Fillings[Total(around.Table)])
                foreach (var inner in fillings[Total(table)].Where(f => f.Zip(outer).All(x => x.First <= x.Second)))
                    for (var row = 0; row < table.Rows.Count; row++) Keep(Name(table, row), inner[row]);
        }
    }

    private string Name(KnownTable table, int row) => $"{table.Code}.{row} {_days.IndexOf(table.After)}-{_days.IndexOf(table.Until)}";

    private void Keep(string name, int value) =>
        _seen[name] = _seen.TryGetValue(name, out var seen) ? (Math.Min(seen.Least, value), Math.Max(seen.Most, value)) : (value, value);

    private static Dictionary<int, List<int[]>> Fill(KnownTable table)
    {
        var fillings = new Dictionary<int, List<int[]>>();
        void Next(int row, int[] filling)
        {
            if (row == filling.Length)
            {
                var sum = filling.Sum();
                if (!fillings.TryGetValue(sum, out var list)) fillings[sum] = list = [];
                list.Add([.. filling]);
                return;
            }
            for (var v = table.Rows[row].Min; v <= Math.Min(table.Rows[row].Max, 24); v++)
            {
                filling[row] = v;
                Next(row + 1, filling);
            }
        }
        Next(0, new int[table.Rows.Count]);
        return fillings;
    }
}
