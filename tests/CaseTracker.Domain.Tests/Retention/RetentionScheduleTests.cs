using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Retention;
using CaseTracker.Domain.Routes;
using CaseTracker.Domain.Tests.Cases;

namespace CaseTracker.Domain.Tests.Retention;

public class RetentionScheduleTests
{
    [Theory]
    [InlineData(Route.R1, "apology", "2024-05-31", "2027-05-31")]
    [InlineData(Route.R2, null, "2024-02-29", "2027-02-28")]
    [InlineData(Route.R3, "no-further-action", "2024-02-29", "2027-02-28")]
    [InlineData(Route.R3, "breach", "2024-01-15", "2030-01-15")]
    [InlineData(Route.R3, "no-breach", "2024-01-15", "2030-01-15")]
    public void A_case_is_kept_for_the_time_of_its_route_and_outcome(Route route, string? outcome, string closed, string due) =>
        new RetentionSchedule(new Dictionary<string, int>()).DueOn(route, outcome, DateOnly.Parse(closed, null)).ShouldBe(DateOnly.Parse(due, null));

    [Fact]
    public void The_council_has_its_own_times_and_the_rest_stays()
    {
        var schedule = new RetentionSchedule(new Dictionary<string, int> { ["R1"] = 12, ["R3:withdrawn"] = 60 });
        (schedule.MonthsFor(Route.R1, "apology"), schedule.MonthsFor(Route.R2, null), schedule.MonthsFor(Route.R3, "withdrawn"), schedule.MonthsFor(Route.R3, "breach")).ShouldBe((12, 36, 60, 72));
    }

    [Fact]
    public void What_the_database_is_asked_says_the_same_as_the_rule_on_every_day()
    {
        var schedule = new RetentionSchedule(new Dictionary<string, int> { ["R2"] = 15, ["R1:apology"] = 50 });
        var random = new Random(20_260_310);
        var met = new HashSet<bool>();
        foreach (var (c, closed) in ClosedCases())
        {
            for (var i = 0; i < 400; i++)
            {
                // Around the day itself, where ends of months and leap days make the difference.
                var day = schedule.DueOn(c.Route, c.Outcome, closed).AddDays(random.Next(-4, 4));
                var isDue = schedule.IsDueOn(day).Compile()(c);
                isDue.ShouldBe(schedule.DueOn(c.Route, c.Outcome, closed) <= day, $"{c.Route} {c.Outcome} closed on {closed}, on {day}");
                met.Add(isDue);
            }
        }
        met.ShouldBe([true, false], ignoreOrder: true);
    }

    [Fact]
    public void An_open_case_is_never_due()
    {
        var world = new World();
        new RetentionSchedule(new Dictionary<string, int>()).IsDueOn(new DateOnly(2099, 1, 1)).Compile()(Journey.Sent(world, Route.R2)).ShouldBeFalse();
    }

    // One of each route, closed on days that make months hard to count.
    private static IEnumerable<(Case Case, DateOnly Closed)> ClosedCases()
    {
        var closed = typeof(Case).GetProperty(nameof(Case.ClosedOn))!;
        foreach (var route in new[] { Route.R1, Route.R2, Route.R3, Route.R4, Route.R5 })
        {
            var c = Journey.To(new World(), route, Stage.Closed);
            foreach (var day in new DateOnly[] { new(2024, 2, 29), new(2023, 2, 28), new(2024, 11, 30), new(2025, 8, 31), new(2025, 1, 1) })
            {
                closed.SetValue(c, (DateOnly?)day);
                yield return (c, day);
            }
        }
    }
}
