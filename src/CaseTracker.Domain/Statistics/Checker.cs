using CaseTracker.Domain.Deadlines;

namespace CaseTracker.Domain.Statistics;

/// <summary>What can be worked out about a count that was not told, named in words: it lies between these two, and each of them is possible.</summary>
public sealed record WorkedOut(string Name, int Least, int Most);

/// <summary>That something can be worked out which must not be: against P1, P2, P3 or P4 of the design, or a contradiction.</summary>
public sealed record Disclosure(string Property, WorkedOut Count)
{
    /// <summary>What is wrong, for the Monitoring Officer.</summary>
    public string InWords => Property switch
    {
        "contradiction" => "The figures contradict each other or something published before.",
        "P1" => $"{Count.Name}: it could be worked out that this is exactly {Count.Least}.",
        "P2" => $"{Count.Name}: it could be worked out that this is from {Count.Least} to {Count.Most}, a few people.",
        "P3" => $"{Count.Name}: it could be worked out that this is from {Count.Least} to {Count.Most}, which is too near.",
        _ => $"{Count.Name}: it could be worked out that nothing else is in the table.",
    };
}

/// <summary>
/// Works out, from everything ever published, how near somebody who kept all of it can come to each count that was not told, and says where that is too near (statistics, P1 to P4).
/// The numbers of concerns received and decided up to each day, and up to each day in one row of a table, are bound to each other by differences alone. <see cref="Differences"/> answers such questions exactly,
/// so that neither a danger is missed nor one invented. Rows of a table are free of each other but for their sum.
/// </summary>
public sealed class Checker
{
    private readonly Knowledge _known;
    private readonly List<DateOnly> _days;
    private readonly Dictionary<DateOnly, int> _places;
    private readonly Differences _bounds;
    private readonly bool _possible;
    private readonly List<(Func<string> Name, int Least, int Most)> _counts = [];
    private readonly List<Disclosure> _found = [];

    private Checker(Knowledge known)
    {
        _known = known;
        _days =
        [
            .. known.Counts.SelectMany(c => new[] { c.After, c.Until }).Concat(known.Open.Select(o => o.At)).Concat(known.Tables.SelectMany(t => new[] { t.After, t.Until })).Append(known.Beginning)
                .Where(d => d >= known.Beginning).Distinct().Order(),
        ];
        _places = _days.Select((d, i) => (d, i)).ToDictionary(x => x.d, x => x.i);
        _bounds = new Differences(_days.Count * 2);
        Relate();
        _possible = _bounds.Close();
        if (_possible) Look();
        else _found.Add(new("contradiction", new("", 0, 0)));
    }

    /// <summary>How near one can come to each count.</summary>
    public IReadOnlyList<WorkedOut> Counts => [.. _counts.Select(c => new WorkedOut(c.Name(), c.Least, c.Most))];

    /// <summary>Where that is too near; empty if nowhere.</summary>
    public IReadOnlyList<Disclosure> Found => _found;

    /// <summary>Checks everything that is known.</summary>
    public static Checker Check(Knowledge known) => new(known);

    private int At(Family family, DateOnly day) => (_places[day] * 2) + (int)family;

    private void Relate()
    {
        // Nothing at the beginning; afterwards the numbers only grow, and nothing is decided that was not received.
        _bounds.Bound(At(Family.Received, _known.Beginning), At(Family.Decided, _known.Beginning), 0, 0);
        for (var i = 0; i < _days.Count; i++)
        {
            _bounds.Bound(At(Family.Decided, _days[i]), At(Family.Received, _days[i]), 0, Differences.None);
            if (i == 0) continue;
            foreach (var family in Enum.GetValues<Family>()) _bounds.Bound(At(family, _days[i - 1]), At(family, _days[i]), 0, Differences.None);
        }
        foreach (var count in _known.Counts) _bounds.Bound(At(count.Family, count.After), At(count.Family, count.Until), count.Min, count.Max);
        foreach (var open in _known.Open) _bounds.Bound(At(Family.Decided, open.At), At(Family.Received, open.At), open.Min, open.Max);
        foreach (var table in _known.Tables) _bounds.Bound(Start(table), End(table), table.Least, table.Most);
    }

    private int Start(KnownTable table) => At(table.Family, table.After);

    private int End(KnownTable table) => At(table.Family, table.Until);

    private void Look()
    {
        // A row that was told to hold at least more than at most.
        if (_known.Tables.SelectMany(t => t.Rows).Any(r => r.Min > r.Max)) _found.Add(new("contradiction", new("", 0, 0)));
        foreach (var family in Enum.GetValues<Family>())
        {
            for (var i = 0; i < _days.Count; i++)
            {
                for (var j = i + 1; j < _days.Count; j++)
                {
                    var (after, until) = (_days[i], _days[j]);
                    Judge(() => Words(family, after, until), _bounds.Least(At(family, after), At(family, until)), _bounds.Most(At(family, after), At(family, until)));
                }
            }
        }
        foreach (var day in _days.Skip(1))
            Judge(() => $"Concerns open at the end of {LondonTime.Date(day)}", _bounds.Least(At(Family.Decided, day), At(Family.Received, day)), _bounds.Most(At(Family.Decided, day), At(Family.Received, day)));
        foreach (var table in _known.Tables)
        {
            // What is withheld as a whole may still be bounded by what is told of a longer time.
            if (table.Rows.All(r => r.IsHidden) && _known.Tables.FirstOrDefault(t => t.Code == table.Code && t != table && t.After <= table.After && t.Until >= table.Until) is { } around) LookInside(table, around);
            else Look(table);
        }
        foreach (var same in _known.Tables.Where(t => t.Rows.Any(r => !r.IsHidden)).GroupBy(t => t.Code)) LookAtSums([.. same.OrderBy(t => t.Until)]);
    }

    private void Look(KnownTable table)
    {
        var (least, most) = (_bounds.Least(Start(table), End(table)), _bounds.Most(Start(table), End(table)));
        var someTold = table.Rows.Any(r => !r.IsHidden);
        for (var i = 0; i < table.Rows.Count; i++)
        {
            var row = table.Rows[i];
            var (othersLeast, othersMost) = (table.Least - row.Min, table.Most - row.Max);
            Judge(() => Words(table, row), Math.Max(row.Min, least - othersMost), Math.Min(row.Max, most - othersLeast), row.IsHidden && someTold);
            if (least >= 1 && Math.Min(othersMost, most - row.Min) == 0) _found.Add(new("P4", new(Words(table, row), (int)least, (int)most)));
        }
        var hidden = table.Rows.Where(r => r.IsHidden).ToList();
        if (hidden.Count < 2 || hidden.Count == table.Rows.Count) return;
        var shown = table.Rows.Where(r => !r.IsHidden).ToList();
        Judge(() => $"{Words(table)}, all that is withheld", Math.Max(0, least - shown.Sum(r => (long)r.Max)), most - shown.Sum(r => (long)r.Min), suppressed: true);
    }

    /// <summary>The same row in several tables that follow each other.</summary>
    private void LookAtSums(List<KnownTable> tables)
    {
        for (var row = 0; row < tables[0].Rows.Count; row++)
        {
            for (var first = 0; first < tables.Count; first++)
            {
                for (var last = first + 1; last < tables.Count; last++)
                {
                    var span = tables.GetRange(first, last - first + 1);
                    var most = Differences.MostOfSum(span.Count, (i, j) => Most(Point.Of(this, span[j], null), Point.Of(this, span[i], row)));
                    var least = -Differences.MostOfSum(span.Count, (i, j) => Most(Point.Of(this, span[j], row), Point.Of(this, span[i], null)));
                    var name = span[0].Rows[row].Name;
                    Judge(() => $"{Words(span[0].Code)}, {name}, {Days(span[0].After, span[^1].Until)}", least, most);
                }
            }
        }
    }

    /// <summary>A withheld table whose days lie within those of a table that is told.</summary>
    private void LookInside(KnownTable inner, KnownTable outer)
    {
        for (var row = 0; row < inner.Rows.Count; row++)
        {
            // What is in the row here is at most what is here and what is in the row there, and at least what is here less all that is in the other rows there.
            var (start, end, cut) = (Point.Of(this, inner, null), new Point(End(inner), null, 0), Point.Of(this, outer, row));
            var (outerStart, outerEnd) = (Point.Of(this, outer, null), new Point(End(outer), null, 0));
            var most = Math.Min(Math.Min(Most(start, end), Most(outerStart, cut)), (Most(start, cut) + Most(outerStart, end)) / 2);
            Point[] plus = [start, outerEnd], minus = [end, cut];
            var least = Math.Max(0, -Differences.MostOfSum(2, (i, j) => Most(minus[j], plus[i])));
            var at = inner.Rows[row];
            Judge(() => Words(inner, at), least, most);
        }
    }

    // How much larger the number at one point can be than at another; a point is a day, or what was counted up to the start of a table and in one row of it.
    private long Most(Point from, Point to)
    {
        if (from == to) return 0;
        if (from.Table is { } f) return Math.Min(Most(new(Start(f), null, 0), to) - f.Rows[from.Row].Min, Most(new(End(f), null, 0), to) + f.Most - f.Rows[from.Row].Max);
        if (to.Table is { } t) return Math.Min(Most(from, new(Start(t), null, 0)) + t.Rows[to.Row].Max, Most(from, new(End(t), null, 0)) - (t.Least - t.Rows[to.Row].Min));
        return _bounds.Most(from.Day, to.Day);
    }

    // Names are put together only where somebody reads them.
    private void Judge(Func<string> name, long from, long to, bool suppressed = false)
    {
        var (least, most) = ((int)from, (int)Math.Min(to, KnownRow.Unbounded));
        _counts.Add((name, least, most));
        var wide = most >= Publisher.Unit && most - least >= Publisher.CellError;
        if (least >= most) _found.Add(new("P1", new(name(), least, most)));
        else if (least >= 1 && most < Publisher.Unit) _found.Add(new("P2", new(name(), least, most)));
        else if (!wide && (suppressed || least > 0 || most < 2)) _found.Add(new("P3", new(name(), least, most)));
    }

    private string Words(Family family, DateOnly after, DateOnly until) => $"Concerns {(family == Family.Received ? "received" : "decided")}, {Days(after, until)}";

    private string Words(KnownTable table) => $"{Words(table.Code)}, {Days(table.After, table.Until)}";

    private string Words(KnownTable table, KnownRow row) => $"{Words(table.Code)}, {row.Name}, {Days(table.After, table.Until)}";

    private static string Words(string code) => Catalogue.Tables.FirstOrDefault(t => t.Code == code)?.Name ?? code;

    private string Days(DateOnly after, DateOnly until) =>
        after == _known.Beginning ? $"since the beginning until {LondonTime.Date(until)}" : $"{LondonTime.Date(after.AddDays(1))} to {LondonTime.Date(until)}";

    private readonly record struct Point(int Day, KnownTable? Table, int Row)
    {
        public static Point Of(Checker checker, KnownTable table, int? row) => row is { } r ? new(checker.Start(table), table, r) : new(checker.Start(table), null, 0);
    }
}
