using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Routes;

namespace CaseTracker.Domain.Tests.Cases;

/// <summary>Who is reminded of a clock, and on which days.</summary>
public class RemindersTests
{
    private readonly World _w = new();

    private Council Council => _w.Council;

    [Fact]
    public void A_long_limit_is_brought_up_two_days_before_on_the_day_and_every_five_days_after()
    {
        var c = Journey.To(_w, Route.R2, Stage.Triage);
        var due = c.Running("advise")!.DueOn;
        var days = new List<(int Day, string Template, Person? Who)>();
        for (var day = -6; day <= 12; day++)
            foreach (var (template, who) in Remind(c, "advise", day < 0 ? _w.Calendar.Add(due, day) : day == 0 ? due : _w.Calendar.Add(due, day))) days.Add((day, template, who));

        days.ShouldBe([(-2, "due", Council.Mo), (0, "due", Council.Mo), (5, "late", Council.Planner), (5, "late", Council.Mo), (10, "late", Council.Mo)]);
    }

    [Fact]
    public void A_short_limit_is_brought_up_on_the_day_and_the_raiser_may_choose_again_after_it()
    {
        var c = Journey.To(_w, Route.R1, Stage.Offered);
        var due = c.Running("accept")!.DueOn;
        var holder = _w.Person(c.HeldByHandler(_w.Today)!.Person);
        var days = Enumerable.Range(-2, 8).SelectMany(d => Remind(c, "accept", d == 0 ? due : _w.Calendar.Add(due, d)).Select(r => (Day: d, r.Template, r.Who))).ToList();

        days.ShouldBe([(0, "due", holder), (1, "choice", Council.Planner), (5, "late", Council.Planner), (5, "late", holder)]);
    }

    [Fact]
    public void Missed_days_are_made_up_once()
    {
        var c = Journey.To(_w, Route.R2, Stage.Triage);
        var due = c.Running("advise")!.DueOn;
        Remind(c, "advise", _w.Calendar.Add(due, 17)).ShouldBe([("late", Council.Mo), ("late", Council.Planner)], ignoreOrder: true);
        Remind(c, "advise", _w.Calendar.Add(due, 19)).ShouldBeEmpty();
        Remind(c, "advise", _w.Calendar.Add(due, 20)).ShouldBe([("late", Council.Mo)]);
    }

    [Fact]
    public void A_later_date_is_brought_up_again()
    {
        var c = Journey.To(_w, Route.R2, Stage.Triage);
        var due = c.Running("advise")!.DueOn;
        Remind(c, "advise", due).ShouldHaveSingleItem();
        _w.Do(c, "extend", Actor.Mo);
        var later = c.Running("advise")!.DueOn;
        later.ShouldBeGreaterThan(due);
        Remind(c, "advise", later).ShouldBe([("due", Council.Mo)]);
    }

    [Fact]
    public void Nobody_is_reminded_of_a_clock_that_stands_or_stopped_nor_after_their_access_ended()
    {
        var paused = Journey.To(_w, Route.R3, Stage.Filter);
        var due = paused.Running("filter")!.DueOn;
        _w.Do(paused, "pause", Actor.Mo, "other");
        Remind(paused, "filter", due).ShouldBeEmpty();

        var closed = Journey.To(_w, Route.R1, Stage.Closed);
        foreach (var clock in closed.Clocks) Reminders.Of(closed, clock, _w.Calendar.Add(clock.DueOn, 30), _w.Calendar).ShouldBeEmpty();

        var view = Journey.To(_w, Route.R3, Stage.View);
        _w.Do(view, "request-view", Actor.Mo);
        var ip = view.Live(GrantKind.IndependentPerson, _w.Today).Single();
        var day = view.Running("view")!.DueOn;
        Reminders.Of(view, view.Running("view")!, day, _w.Calendar).ShouldContain(n => n.To == ip.Person);
        ip.EndedAt = _w.Now(view).Now;
        Reminders.Of(view, view.Running("view")!, day, _w.Calendar).ShouldNotContain(n => n.To == ip.Person);
    }

    [Fact]
    public void Every_clock_that_a_case_can_run_knows_whom_it_reminds()
    {
        foreach (var (route, stage) in new[] { (Route.R1, Stage.Offered), (Route.R1, Stage.BeingHandled), (Route.R1, Stage.Outcome), (Route.R1, Stage.RaiserChoice), (Route.R1, Stage.Withdrawal), (Route.R1, Stage.HandedOver),
            (Route.R2, Stage.Received), (Route.R2, Stage.FollowUp), (Route.R3, Stage.Received), (Route.R3, Stage.Confidentiality), (Route.R3, Stage.Disclosure), (Route.R3, Stage.Comments), (Route.R3, Stage.Assessment),
            (Route.R3, Stage.Investigation), (Route.R3, Stage.View), (Route.R3, Stage.Determination), (Route.R3, Stage.Hearing), (Route.R3, Stage.Decision) })
        {
            var w = new World();
            var c = Journey.To(w, route, stage);
            var clock = c.Clocks.First(k => k.IsRunning);
            Reminders.Of(c, clock, clock.DueOn, w.Calendar).ShouldNotBeEmpty($"{route} {stage}: {clock.Kind}");
        }
    }

    // As the job does it: what went out is noted on the clock.
    private List<(string Template, Person? Who)> Remind(Case c, string kind, DateOnly on)
    {
        var clock = c.Running(kind)!;
        var notices = Reminders.Of(c, clock, on, _w.Calendar);
        if (notices.Count > 0) clock.RemindedOn = on;
        return [.. notices.Select(n => (n.Template, _w.Person(n.To)))];
    }
}
