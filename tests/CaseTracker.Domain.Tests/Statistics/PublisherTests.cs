using CaseTracker.Domain.Statistics;

namespace CaseTracker.Domain.Tests.Statistics;

public class PublisherTests
{
    private const int Histories = 2000;

    [Fact]
    public void Nothing_published_of_any_history_comes_too_near_to_a_case()
    {
        var (errors, cells, headlineErrors, headlines) = (0L, 0, 0L, 0);
        for (var seed = 0; seed < Histories; seed++)
        {
            var history = History.Of(seed).Publish();
            Checker.Check(Knowledge.Of(history.Ledger)).Found.ShouldBeEmpty($"seed {seed}");
            foreach (var (_, table, exact) in history.Tables)
            {
                table.Rows.Sum(r => r.Count).ShouldBe(table.Total, $"seed {seed}");
                for (var i = 0; i < exact.Length; i++)
                {
                    var off = Math.Abs(table.Rows[i].Count!.Value - exact[i]);
                    off.ShouldBeLessThanOrEqualTo(exact[i] % 5 == 0 ? 0 : 4, $"seed {seed}");
                    (errors, cells) = (errors + off, cells + (exact[i] > 0 ? 1 : 0));
                }
            }
            foreach (var (figures, received, decided) in history.Headlines)
            {
                Math.Abs(figures.Received - received).ShouldBeLessThanOrEqualTo(4, $"seed {seed}");
                Math.Abs(figures.Decided - decided).ShouldBeLessThanOrEqualTo(4, $"seed {seed}");
                (headlineErrors, headlines) = (headlineErrors + Math.Abs(figures.Received - received), headlines + 1);
            }
        }
        ((double)errors / cells).ShouldBeLessThanOrEqualTo(2);
        ((double)headlineErrors / headlines).ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public void Terms_of_several_years_come_no_nearer()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var history = History.Of(seed).Publish(breakdownYears: 2);
            Checker.Check(Knowledge.Of(history.Ledger)).Found.ShouldBeEmpty($"seed {seed}");
            foreach (var figures in history.Headlines.Select(h => h.Figures)) figures.Tables.All(t => t.IsWithheld).ShouldBe(figures.Period.Kind != PeriodKind.Term);
        }
    }

    [Fact]
    public void Longer_periods_are_sums_of_what_was_published()
    {
        var ledger = History.Of(3).Publish().Ledger;
        foreach (var year in ledger.Releases.Where(r => r.Period.Kind == PeriodKind.Year))
        {
            var quarters = year.Period.Quarters.Select(q => ledger.Find(Period.Of(q))!.Figures).ToList();
            quarters.Count.ShouldBe(4);
            quarters.Sum(q => q.Received).ShouldBe(year.Figures.Received);
            quarters.Sum(q => q.Decided).ShouldBe(year.Figures.Decided);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 5)]
    [InlineData(7, 5)]
    [InlineData(8, 10)]
    public void A_cumulative_number_goes_to_the_nearest_multiple_of_5(int exact, int published) => Publisher.Nearest(exact).ShouldBe(published);

    [Fact]
    public void Cells_can_always_be_made_to_add_up()
    {
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var exact = Enumerable.Range(0, random.Next(1, 7)).Select(_ => random.Next(0, 13)).ToArray();
            var sum = exact.Sum();
            for (var total = Math.Max(0, (sum - 4 + 4) / 5 * 5); total <= sum + 4; total += 5)
            {
                if (Math.Abs(total - sum) > 4) continue;
                var published = Publisher.Controlled(exact, total, _ => (ulong)random.NextInt64());
                published.Sum().ShouldBe(total);
                for (var k = 0; k < exact.Length; k++) published[k].ShouldBeOneOf(exact[k] / 5 * 5, (exact[k] + 4) / 5 * 5);
            }
        }
    }

    [Fact]
    public void The_nearer_a_cell_is_to_the_upper_multiple_the_more_often_it_goes_there()
    {
        var print = History.KeyOf(7);
        var ups = new int[3];
        for (var i = 0; i < 3000; i++)
        {
            var published = Publisher.Controlled([1, 4, 5], 10, n => Convert.ToUInt64(print($"{i}|{n}")[..16], 16));
            for (var k = 0; k < 3; k++) ups[k] += published[k] > new[] { 0, 0, 5 }[k] ? 1 : 0;
        }
        ups[2].ShouldBe(0);
        ups[1].ShouldBeInRange(2250, 2550);
        ups[0].ShouldBeInRange(450, 750);
    }

    [Fact]
    public void Every_history_that_an_attacker_thinks_possible_could_have_been_published_so()
    {
        // P6: the attack is made with what the publisher really does, and with nothing else.
        var random = new Random(9);
        for (var seed = 0; seed < 60; seed++)
        {
            foreach (var (_, table, _) in History.Of(seed, 2).Publish().Tables.Where(t => t.Table.Rows.Count > 0))
            {
                var witness = table.Rows.Select(r => random.Next(Math.Max(0, r.Count!.Value - 4), r.Count!.Value + 5)).ToArray();
                if (Math.Abs(witness.Sum() - table.Total) > 4) continue;
                var published = table.Rows.Select(r => r.Count!.Value).ToArray();
                // The witness is rounded up exactly where it is published above it, whichever lots have to fall for that.
                var ups = Enumerable.Range(0, witness.Length).Where(i => published[i] > witness[i] && witness[i] % 5 != 0).ToList();
                Publisher.Controlled(witness, table.Total, Forced(witness, ups)).ShouldBe(published, $"seed {seed}");
            }
        }
    }

    [Fact]
    public void The_same_key_gives_the_same_figures_and_another_key_others()
    {
        string Csv(int key)
        {
            var ledger = new StatisticsLedger([]).With(new Begun(History.Begins, 1), DateTimeOffset.UnixEpoch);
            var rows = Catalogue.Tables.ToDictionary(t => t, t => (IReadOnlyDictionary<string, int>)t.Rows.Select((r, i) => (r.Code, Count: i == 0 ? 24 - (4 * (t.Rows.Count - 1)) : 4)).ToDictionary(r => r.Code, r => r.Count));
            foreach (var period in ledger.Due(new(2020, 3, 31)).ToList()) ledger = ledger.With(new Released(Publisher.Figures(ledger, period, new(24, 24, rows), History.KeyOf(key)), ""), DateTimeOffset.UnixEpoch);
            return StatisticsExport.Csv(ledger.Releases.Select(r => r.Figures));
        }
        Csv(1).ShouldBe(Csv(1));
        Csv(1).ShouldNotBe(Csv(2));
    }

    private static Func<int, ulong> Forced(int[] exact, List<int> ups)
    {
        var weights = exact.Select(e => e % 5).ToArray();
        return n =>
        {
            // The lot falls on the first unit of the weight of the cell that has to go up now.
            var lot = weights.Take(ups[n]).Sum();
            weights[ups[n]] = 0;
            return (ulong)lot;
        };
    }
}
