using System.Diagnostics;
using System.Globalization;
using CaseTracker.Domain.Statistics;

namespace CaseTracker.Domain.Tests.Statistics;

public class CheckerTests
{
    private static readonly DateOnly Beginning = new(2020, 3, 31);

    [Fact]
    public void What_it_works_out_is_what_trying_every_history_finds()
    {
        var (possible, impossible) = (0, 0);
        for (var seed = 0; seed < 90; seed++)
        {
            var known = Invent(new Random(seed));
            var tried = BruteForce.Try(known);
            var checker = Checker.Check(known);
            if (tried.Count == 0)
            {
                impossible++;
                checker.Found.ShouldContain(d => d.Property == "contradiction", $"seed {seed}");
                continue;
            }
            possible++;
            var worked = checker.Counts.Where(c => !c.Name.EndsWith("withheld", StringComparison.Ordinal)).Select(c => (c.Least, c.Most)).Order().ToList();
            worked.ShouldBe(tried.Values.Select(t => (t.Least, t.Most)).Order().ToList(), $"seed {seed}");
        }
        possible.ShouldBeGreaterThan(50);
        impossible.ShouldBeGreaterThan(5);
    }

    [Fact]
    public void Each_count_has_the_name_of_what_was_tried()
    {
        var known = new Knowledge(Beginning,
            [new(Family.Received, Beginning, Day(1), 8, 12), new(Family.Received, Beginning, Day(2), 18, 22), new(Family.Decided, Beginning, Day(2), 3, 7)],
            [], [Table("a", Family.Received, 0, 1, KnownRow.Rounded("x", 10), KnownRow.Rounded("y", 0)), Table("a", Family.Received, 1, 2, KnownRow.Rounded("x", 5), KnownRow.Rounded("y", 5))]);
        var (tried, counts) = (BruteForce.Try(known), Checker.Check(known).Counts.ToDictionary(c => c.Name, c => (c.Least, c.Most)));
        counts[$"Concerns received, {Span(0, 1)}"].ShouldBe(tried["received 0-1"]);
        counts[$"Concerns received, {Span(1, 2)}"].ShouldBe(tried["received 1-2"]);
        counts[$"Concerns decided, {Span(0, 2)}"].ShouldBe(tried["decided 0-2"]);
        counts["Concerns open at the end of 31 March 2022"].ShouldBe(tried["open 2"]);
        counts[$"a, y, {Span(0, 1)}"].ShouldBe(tried["a.1 0-1"]);
        counts[$"a, x, {Span(1, 2)}"].ShouldBe(tried["a.0 1-2"]);
        counts[$"a, x, {Span(0, 2)}"].ShouldBe(tried["sum a.0 0-1 +1"]);
    }

    [Fact]
    public void An_exact_headline_beside_rounded_cells_is_found()
    {
        // 6 beside 10 and 0 tells 6 and 0.
        var known = new Knowledge(Beginning, [new(Family.Received, Beginning, Day(1), 6, 6)], [], [Table("a", Family.Received, 0, 1, KnownRow.Rounded("x", 10), KnownRow.Rounded("y", 0))]);
        Rows(Checker.Check(known)).ShouldBe([("P1", "a, x", 6, 6), ("P4", "a, x", 6, 6), ("P1", "a, y", 0, 0)], ignoreOrder: true);
    }

    [Fact]
    public void Independent_rounding_is_found()
    {
        // 5, 5, 5, 5 and 10 together, each rounded to the nearest, tells four threes.
        var known = new Knowledge(Beginning, [new(Family.Received, Beginning, Day(1), 8, 12)], [], [Table("a", Family.Received, 0, 1, [.. "wxyz".Select(c => KnownRow.Nearest(c.ToString(), 5))])]);
        Rows(Checker.Check(known)).ShouldBe([("P1", "a, w", 3, 3), ("P1", "a, x", 3, 3), ("P1", "a, y", 3, 3), ("P1", "a, z", 3, 3)]);
    }

    [Fact]
    public void Leaving_out_one_small_cell_is_found()
    {
        var known = new Knowledge(Beginning, [new(Family.Received, Beginning, Day(1), 12, 12)], [], [Table("a", Family.Received, 0, 1, KnownRow.Exact("x", 9), KnownRow.Hidden("y"))]);
        Rows(Checker.Check(known)).ShouldContain(("P1", "a, y", 3, 3));
    }

    [Fact]
    public void Leaving_out_a_second_cell_is_found_where_both_together_are_few()
    {
        var known = new Knowledge(Beginning, [new(Family.Received, Beginning, Day(1), 12, 12)], [],
            [Table("a", Family.Received, 0, 1, KnownRow.Exact("x", 9), KnownRow.Hidden("y"), KnownRow.Hidden("z"), KnownRow.Exact("w", 0))]);
        var found = Rows(Checker.Check(known));
        found.ShouldContain(("P3", "a, y", 0, 3));
        found.ShouldContain(("P1", "a", 3, 3));
    }

    [Fact]
    public void Each_broken_publisher_is_caught_by_what_its_tables_tell()
    {
        foreach (var (name, publisher, leastCaught) in BrokenPublishers)
        {
            var caught = 0;
            for (var seed = 0; seed < 150; seed++)
            {
                var history = History.Of(seed, 3).Publish();
                // An exact headline is found as such. What counts here is that a row of a table, or what is left out of one, is found to be known too well.
                if (Checker.Check(publisher(history)).Found.Any(d => Catalogue.Tables.Any(t => d.Count.Name.StartsWith(t.Name, StringComparison.Ordinal)))) caught++;
            }
            caught.ShouldBeGreaterThan(leastCaught, name);
        }
    }

    [Fact]
    public void An_answer_that_says_too_much_is_found()
    {
        var history = Enumerable.Range(0, 100).Select(s => History.Of(s, 3).Publish()).First(h => h.Ledger.Releases.Any(Large));
        var period = history.Ledger.Releases.First(Large).Figures;
        var (first, last) = (period.Period.From, period.Period.To);
        Checker.Check(Knowledge.Of(With(AnswerKind.Received, first, last, period.Received, period.Received))).Found.ShouldContain(d => d.Property == "P1");
        Checker.Check(Knowledge.Of(With(AnswerKind.Received, first, last, period.Received + 20, period.Received + 30))).Found.ShouldContain(d => d.Property == "contradiction");
        Checker.Check(Knowledge.Of(With(AnswerKind.Received, first, last, period.Received - 4, period.Received + 4))).Found.ShouldBeEmpty();
        var table = period.Tables[0];
        var row = table.Rows.First(r => r.Count == 0);
        Checker.Check(Knowledge.Of(history.Ledger.With(new Answered("FOI 1", last, AnswerKind.Row, null, null, period.Name, table.Code, row.Name, 1, 4), DateTimeOffset.UnixEpoch))).Found.ShouldContain(d => d.Property == "P2");
        Checker.Check(Knowledge.Of(history.Ledger.With(new Answered("FOI 1", last, AnswerKind.Nothing, null, null, null, null, null, 0, 0), DateTimeOffset.UnixEpoch))).Found.ShouldBeEmpty();

        static bool Large(Release r) => r.Period.Kind == PeriodKind.Year && r.Figures.Received >= 20 && r.Figures.Tables[0].Rows.Any(x => x.Count == 0);

        StatisticsLedger With(AnswerKind kind, DateOnly from, DateOnly to, int min, int max) => history.Ledger.With(new Answered("FOI 1", to, kind, from, to, null, null, null, min, max), DateTimeOffset.UnixEpoch);
    }

    [Fact]
    public void Ten_years_are_checked_in_seconds()
    {
        var random = new Random(5);
        var ledger = new StatisticsLedger([]).With(new Begun(History.Begins, 1), DateTimeOffset.UnixEpoch);
        var (received, decided) = (0, 0);
        for (var quarter = Quarter.Of(History.Begins); quarter.Year < History.Begins.Year + 10; quarter = quarter.Next)
        {
            (received, decided) = (received + random.Next(0, 15), Math.Min(decided + random.Next(0, 15), received));
            foreach (var period in ledger.Due(quarter.To).ToList()) ledger = ledger.With(new Released(Invented(ledger, period, received, decided, random), ""), DateTimeOffset.UnixEpoch);
        }
        var watch = Stopwatch.StartNew();
        var checker = Checker.Check(Knowledge.Of(ledger));
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        checker.Counts.Count.ShouldBeGreaterThan(2000);
        checker.Found.ShouldBeEmpty();
    }

    private static Figures Invented(StatisticsLedger ledger, Period period, int received, int decided, Random random)
    {
        var since = period.Kind == PeriodKind.Quarter ? new Since(Publisher.Nearest(received), Publisher.Nearest(decided)) : ledger.SinceTheBeginning(period.To)!;
        var before = ledger.SinceTheBeginning(period.From.AddDays(-1))!;
        if (period.Kind == PeriodKind.Quarter) return new(period.Name, since, since.Received - before.Received, since.Decided - before.Decided, []);
        return new(period.Name, since, since.Received - before.Received, since.Decided - before.Decided, [.. Catalogue.Tables.Select(t =>
        {
            var total = t.Family == Family.Received ? since.Received - before.Received : since.Decided - before.Decided;
            var cells = new int[t.Rows.Count];
            for (var i = 0; i < total / Publisher.Unit; i++) cells[random.Next(cells.Length)] += Publisher.Unit;
            return new PublishedTable(t.Code, t.Name, t.Family, total, [.. t.Rows.Zip(cells, (r, c) => new PublishedRow(r.Label, c))]);
        })]);
    }

    private static readonly (string Name, Func<History, Knowledge> Publisher, int LeastCaught)[] BrokenPublishers =
    [
        ("primary suppression only", h => Broken(h, exact: true, (_, cells) => Suppressed(cells, 0)), 140),
        ("one secondary suppression", h => Broken(h, exact: true, (_, cells) => Suppressed(cells, 1)), 140),
        ("independent rounding", h => Broken(h, exact: false, (_, cells) => [.. cells.Select((c, i) => KnownRow.Nearest($"{i}", Publisher.Nearest(c)))]), 40),
        ("an exact headline", h => Broken(h, exact: true, (table, _) => [.. table.Rows.Select(r => KnownRow.Rounded(r.Name, r.Count!.Value))]), 40),
    ];

    private static Knowledge Broken(History history, bool exact, Func<PublishedTable, int[], IReadOnlyList<KnownRow>> rows)
    {
        var known = Knowledge.Of(history.Ledger);
        var years = history.Headlines.Where(h => h.Figures.Period.Kind == PeriodKind.Year).ToList();
        List<KnownCount> counts = exact
            ? [.. years.SelectMany(y => new[] { Count(Family.Received, y.Figures.Period, y.Received), Count(Family.Decided, y.Figures.Period, y.Decided) })]
            : [.. years.SelectMany(y => new[] { Nearest(Family.Received, y.Figures.Period, y.Received), Nearest(Family.Decided, y.Figures.Period, y.Decided) })];
        var tables = history.Tables.Select(t => new KnownTable(t.Table.Code, t.Table.Family, Period.Parse(t.Period)!.From.AddDays(-1), Period.Parse(t.Period)!.To, rows(t.Table, t.Exact))).ToList();
        return new(known.Beginning, counts, [], tables);
    }

    private static KnownCount Count(Family family, Period period, int count) => new(family, period.From.AddDays(-1), period.To, count, count);

    private static KnownCount Nearest(Family family, Period period, int count) => new(family, period.From.AddDays(-1), period.To, Math.Max(0, Publisher.Nearest(count) - 2), Publisher.Nearest(count) + 2);

    private static KnownRow[] Suppressed(int[] cells, int more)
    {
        var hidden = cells.Select(c => c is >= 1 and <= 4).ToArray();
        if (hidden.Any(x => x))
            foreach (var i in Enumerable.Range(0, cells.Length).Where(i => !hidden[i] && cells[i] > 0).OrderBy(i => cells[i]).Take(more)) hidden[i] = true;
        return [.. cells.Select((c, i) => hidden[i] ? KnownRow.Hidden($"{i}") : KnownRow.Exact($"{i}", c))];
    }

    // A few releases and answers over three days at most, some of which no history fits.
    private static Knowledge Invent(Random random)
    {
        var days = random.Next(1, 4);
        var (counts, open, tables) = (new List<KnownCount>(), new List<KnownOpen>(), new List<KnownTable>());
        var (received, decided) = (0, 0);
        for (var day = 1; day <= days; day++)
        {
            received += random.Next(0, 8);
            decided = Math.Min(received, decided + random.Next(0, 8));
            counts.Add(Around(Family.Received, 0, day, received, random));
            counts.Add(Around(Family.Decided, 0, day, decided, random));
        }
        if (days > 1 && random.Next(3) == 0) counts.Add(new(Family.Received, Day(1), Day(days), random.Next(0, 6), random.Next(4, 16)));
        if (random.Next(4) == 0) open.Add(new(Day(random.Next(1, days + 1)), random.Next(0, 3), random.Next(2, 8)));
        var (inside, width) = (days > 1 && random.Next(4) == 0, random.Next(2, 4));
        for (var day = inside ? days : 1; day <= days; day++)
        {
            var after = inside ? 0 : day - 1;
            foreach (var family in Enum.GetValues<Family>())
            {
                if (random.Next(3) == 0) continue;
                var total = counts.Where(c => c.Family == family && c.After == Beginning && c.Until == Day(day)).Sum(c => (c.Min + c.Max) / 2) - counts.Where(c => c.Family == family && c.After == Beginning && c.Until == Day(after)).Sum(c => (c.Min + c.Max) / 2);
                tables.Add(Table($"t{family}", family, after, day, Rows(Math.Max(0, total), width, random)));
                if (inside) tables.Add(Table($"t{family}", family, 0, 1, [.. tables[^1].Rows.Select(r => KnownRow.Hidden(r.Name))]));
            }
        }
        return new(Beginning, counts, open, tables);
    }

    private static KnownCount Around(Family family, int after, int day, int count, Random random)
    {
        var published = Publisher.Nearest(count);
        return random.Next(5) == 0 ? new(family, Day(after), Day(day), count, count) : new(family, Day(after), Day(day), Math.Max(0, published - 2), published + 2);
    }

    private static KnownRow[] Rows(int total, int width, Random random)
    {
        var cells = new int[width];
        for (var i = 0; i < total; i++) cells[random.Next(cells.Length)]++;
        return [.. cells.Select((c, i) => random.Next(6) switch
        {
            0 => KnownRow.Exact($"{i}", c),
            1 => KnownRow.Nearest($"{i}", Publisher.Nearest(c)),
            _ => KnownRow.Rounded($"{i}", random.Next(2) == 0 ? c / 5 * 5 : (c + 4) / 5 * 5),
        })];
    }

    private static KnownTable Table(string code, Family family, int after, int until, params KnownRow[] rows) => new(code, family, Day(after), Day(until), rows);

    private static DateOnly Day(int number) => Beginning.AddYears(number);

    private static string Span(int after, int until) => after == 0 ? $"since the beginning until 31 March {2020 + until}" : string.Create(CultureInfo.InvariantCulture, $"1 April {2020 + after} to 31 March {2020 + until}");

    private static List<(string Property, string Name, int Least, int Most)> Rows(Checker checker) =>
        [.. checker.Found.Where(d => d.Count.Name.StartsWith("a,", StringComparison.Ordinal)).Select(d => (d.Property, d.Count.Name.Split(", since")[0], d.Count.Least, d.Count.Most))];
}
