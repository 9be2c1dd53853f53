using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.Routes;

namespace CaseTracker.Domain.Tests.Cases;

public class ClockTests
{
    private readonly World _w = new();

    [Fact]
    public void Paused_days_never_count()
    {
        var c = Journey.To(_w, Route.R3, Stage.Filter);
        var due = c.Running("filter")!.DueOn;
        _w.Later(2).Do(c, "pause", Actor.Mo, "other");
        _w.Later(7).Do(c, "resume", Actor.Mo);

        var clock = c.Running("filter")!;
        clock.DueOn.ShouldBe(_w.Calendar.Add(due, 7));
        (clock.PausedDays, c.IsPaused, c.PausedUntil).ShouldBe((7, false, null));
        _w.Later(1).Do(c, "pause", Actor.Mo, "other");
        _w.Later(3).Do(c, "resume", Actor.System);
        c.Running("filter")!.DueOn.ShouldBe(_w.Calendar.Add(due, 10));
    }

    [Fact]
    public void A_clock_that_had_run_out_before_the_pause_is_not_forgiven()
    {
        var c = Journey.To(_w, Route.R3, Stage.Filter);
        var due = c.Running("filter")!.DueOn;
        _w.On(_w.Calendar.Add(due, 3)).Do(c, "pause", Actor.Mo, "other");
        _w.Later(5).Do(c, "resume", Actor.Mo);

        (c.Running("filter")!.DueOn, c.Running("filter")!.PausedDays).ShouldBe((due, 0));
    }

    [Fact]
    public void A_paused_clock_does_not_run_out()
    {
        var c = Journey.To(_w, Route.R3, Stage.Comments);
        _w.Do(c, "pause", Actor.Mo, "other");
        _w.Later(15);

        var refused = _w.Refused(c, "end-comments", Actor.Mo);
        (refused.Code, refused.Message).ShouldBe(("comments-wait", $"The member may comment until {LondonTime.Date(_w.Calendar.Add(_w.Today, 10))}."));
    }

    [Fact]
    public void A_pause_ends_when_the_case_moves_on_and_the_police_may_pause_what_was_paused()
    {
        var c = Journey.To(_w, Route.R3, Stage.Assessment);
        var due = c.Running("assess")!.DueOn;
        _w.Do(c, "pause", Actor.Mo, "other");
        _w.Later(4).Do(c, "assess", Actor.Mo, "police");
        (c.IsPaused, c.PauseReason).ShouldBe((true, "police"));
        _w.Later(6).Do(c, "resume", Actor.Mo);
        c.Running("assess")!.DueOn.ShouldBe(_w.Calendar.Add(due, 10));

        _w.Do(c, "pause", Actor.Mo, "other");
        _w.Do(c, "assess", Actor.Mo, "investigate");
        (c.IsPaused, c.Has("paused"), c.Running("appoint")!.PausedOn).ShouldBe((false, false, null));
    }

    [Fact]
    public void A_clock_that_starts_while_the_case_is_paused_stands_still_too()
    {
        var c = Journey.To(_w, Route.R3, Stage.Investigation);
        _w.Do(c, "pause", Actor.Mo, "other");
        _w.Do(c, "appoint-investigator", Actor.Mo);
        var due = c.Running("investigate")!.DueOn;
        _w.Later(5).Do(c, "resume", Actor.Mo);

        c.Running("investigate")!.DueOn.ShouldBe(_w.Calendar.Add(due, 5));
    }

    [Theory]
    [InlineData("send-message", null)]
    [InlineData("add-evidence", null)]
    [InlineData("give-consent", "contact-member")]
    public void An_answer_from_the_raiser_starts_the_clock_again(string verb, string? choice)
    {
        var c = Journey.To(_w, Route.R2, Stage.Triage);
        var due = c.Running("advise")!.DueOn;
        _w.Do(c, "pause", Actor.Mo, "waiting-raiser");
        var asked = c.Running("information")!;
        (asked.DueOn, c.PausedUntil, c.DueOn).ShouldBe((_w.Calendar.Add(_w.Today, 15), asked.DueOn, asked.DueOn));
        _w.Later(4).Do(c, verb, Actor.Raiser, choice);

        (asked.StoppedOn, c.IsPaused, c.Running("information")).ShouldBe((_w.Today, false, null));
        c.Running("advise")!.DueOn.ShouldBe(_w.Calendar.Add(due, 4));
        // They answered in time: later nobody can say that they did not.
        _w.On(asked.DueOn.AddDays(1));
        _w.Refused(c, "close", Actor.Mo, "insufficient-information").Code.ShouldBe("information-wait");
    }

    [Fact]
    public void A_date_can_be_moved_by_its_own_limit_at_a_time_to_a_working_day()
    {
        var c = Journey.To(_w, Route.R2, Stage.Triage);
        var due = c.MainClock!.DueOn;
        _w.Refused(c, "extend", Actor.Mo, with: i => i.With("due_on", Inputs.Iso(_w.Calendar.Add(due, 11)))).Message.ShouldBe("Choose a date not after 30 June 2025: a limit can be extended by its own length at a time.");
        _w.Refused(c, "extend", Actor.Mo, with: i => i.With("due_on", "2025-06-21")).Message.ShouldBe("Choose a working day: 21 June 2025 is not one.");
        _w.Do(c, "extend", Actor.Mo, with: i => i.With("due_on", Inputs.Iso(_w.Calendar.Add(due, 10))));

        (c.MainClock!.DueOn, c.MainClock.Extended).ShouldBe((new DateOnly(2025, 6, 30), true));
    }

    [Fact]
    public void A_paused_clock_keeps_an_extension()
    {
        var c = Journey.To(_w, Route.R2, Stage.Triage);
        _w.Do(c, "pause", Actor.Mo, "other");
        _w.Later(3);
        var due = _w.Calendar.Add(c.MainClock!.DueIf(_w.Today, _w.Calendar), 2);
        _w.Do(c, "extend", Actor.Mo);
        _w.Later(4).Do(c, "resume", Actor.Mo);

        c.MainClock!.DueOn.ShouldBe(_w.Calendar.Add(due, 4));
    }

    [Fact]
    public void Correcting_a_bank_holiday_moves_open_clocks_with_an_event_and_leaves_extended_ones()
    {
        var moved = Journey.To(_w, Route.R3, Stage.Filter);
        var extended = Journey.To(_w, Route.R3, Stage.Filter);
        _w.Do(extended, "extend", Actor.Mo);
        var closed = Journey.To(_w, Route.R2, Stage.Closed);
        var (due, byHand) = (moved.Running("filter")!.DueOn, extended.Running("filter")!.DueOn);
        _w.Calendar = new WorkingDays(new BankHolidays([new(_w.Calendar.Add(_w.Today, 1), "A day of thanks")]));

        var happened = moved.Recalculate(_w.Now(moved)).ShouldNotBeNull();
        moved.Running("filter")!.DueOn.ShouldBe(_w.Calendar.Add(due, 1));
        (happened.Verb, happened.As).ShouldBe(("bank-holidays-corrected", Actor.System));
        new Timeline(moved, _w.Now(moved), true).For(TimelineVariant.Raiser)[0].Sentence.ShouldBe($"Bank holidays were corrected. Due {LondonTime.Date(_w.Calendar.Add(due, 1))}.");
        extended.Recalculate(_w.Now(extended)).ShouldBeNull();
        extended.Running("filter")!.DueOn.ShouldBe(byHand);
        closed.Recalculate(_w.Now(closed)).ShouldBeNull();
        moved.Recalculate(_w.Now(moved)).ShouldBeNull("nothing moves twice");
        Invariants.Broken(_w).ShouldBeEmpty();
    }

    [Fact]
    public void A_correction_reaches_a_paused_clock_when_it_goes_on()
    {
        var c = Journey.To(_w, Route.R3, Stage.Filter);
        _w.Later(2).Do(c, "pause", Actor.Mo, "other");
        var holiday = _w.Calendar.Add(_w.Today, -1);
        _w.Later(3);
        _w.Calendar = new WorkingDays(new BankHolidays([new(holiday, "A day of thanks, before the pause")]));
        c.Recalculate(_w.Now(c)).ShouldNotBeNull();
        _w.Do(c, "resume", Actor.Mo);

        // One of the two days before the pause did not count after all: nine were left, not eight.
        c.Running("filter")!.DueOn.ShouldBe(_w.Calendar.Add(_w.Today, 9));
    }

    [Fact]
    public void An_investigation_has_two_months_and_a_last_day_that_is_a_working_day()
    {
        var c = Journey.To(_w, Route.R3, Stage.Investigation);
        _w.On(2025, 6, 30).Do(c, "appoint-investigator", Actor.Mo);
        c.Running("appoint").ShouldBeNull();
        // 30 August 2025 is a Saturday.
        c.Running("investigate")!.DueOn.ShouldBe(new DateOnly(2025, 9, 1));

        var winter = Journey.To(_w.On(2025, 12, 1), Route.R3, Stage.Investigation);
        _w.On(2025, 12, 31).Do(winter, "appoint-investigator", Actor.Mo);
        // February has no 31st; the 28th is a Saturday.
        winter.Running("investigate")!.DueOn.ShouldBe(new DateOnly(2026, 3, 2));
    }

    [Fact]
    public void Back_in_an_investigation_it_is_the_investigators_time_that_runs()
    {
        var c = Journey.To(_w, Route.R3, Stage.Investigation);
        _w.Do(c, "appoint-investigator", Actor.Mo);
        _w.Do(c, "circulate-draft", Actor.Investigator);
        _w.Do(c, "withdraw", Actor.Raiser, "not-pressed");
        _w.Later(2).Do(c, "cancel-withdrawal", Actor.Raiser);

        c.Clocks.Where(k => k.IsRunning).Select(k => k.Kind).ShouldBe(["investigate", "draft-comments"], ignoreOrder: true);
        c.Running("draft-comments")!.DueOn.ShouldBe(_w.Calendar.Add(_w.Today, 10));
    }

    [Fact]
    public void A_draft_gives_both_parties_at_least_the_limit()
    {
        var c = Journey.To(_w, Route.R3, Stage.Investigation);
        _w.Do(c, "appoint-investigator", Actor.Mo);
        _w.Refused(c, "circulate-draft", Actor.Investigator, with: i => i.With("due_on", Inputs.Iso(_w.Calendar.Add(_w.Today, 9)))).Message.ShouldEndWith("both parties have that long to comment.");
        _w.Do(c, "circulate-draft", Actor.Investigator, with: i => i.With("due_on", Inputs.Iso(_w.Calendar.Add(_w.Today, 15))));

        c.Running("draft-comments")!.DueOn.ShouldBe(_w.Calendar.Add(_w.Today, 15));
        _w.On(_w.Calendar.Add(_w.Today, 12));
        _w.Refused(c, "file-report", Actor.Investigator).Code.ShouldBe("draft-wait");
    }

    [Fact]
    public void The_settings_may_give_another_limit()
    {
        _w.Rules = new CouncilRules { ClockLimits = new Dictionary<string, int> { ["acknowledge"] = 3 } };
        var c = Journey.To(_w, Route.R2, Stage.Received);

        c.Running("acknowledge")!.DueOn.ShouldBe(_w.Calendar.Add(_w.Today, 3));
        c.Running("advise")!.DueOn.ShouldBe(_w.Calendar.Add(_w.Today, 10));
    }

    [Fact]
    public void A_closed_case_has_windows_and_no_working_clock()
    {
        var c = Journey.To(_w, Route.R1, Stage.Closed);
        c.Clocks.Where(k => k.IsRunning).ShouldHaveSingleItem().Kind.ShouldBe("escalation-window");
        (c.MainClock, c.DueOn).ShouldBe((null, null));

        Journey.To(_w, Route.R3, Stage.Closed).Clocks.ShouldNotContain(k => k.IsRunning);
    }

    [Fact]
    public void Access_that_was_running_out_goes_on_when_the_case_does()
    {
        _w.Rules = new CouncilRules { ReviewAllowed = true };
        var c = Journey.To(_w, Route.R3, Stage.Closed);
        c.Live(GrantKind.Subject, _w.Today).Single().Until.ShouldBe(_w.Calendar.Add(_w.Today, 20));
        _w.Later(9).Do(c, "ask-for-review", Actor.Subject);
        _w.Later(18).Do(c, "decide-review", Actor.Reviewer, "reconsider");

        _w.On(_w.Today.AddDays(60));
        c.Live(GrantKind.Subject, _w.Today).ShouldHaveSingleItem();
        (c.Stage, c.Outcome, c.ClosedOn).ShouldBe((Stage.Assessment, null, null));
    }

    [Fact]
    public void A_confirmed_decision_keeps_its_outcome_and_a_reconsidered_one_loses_its_sanctions()
    {
        _w.Rules = new CouncilRules { ReviewAllowed = true };
        var c = Journey.ToBreach(_w);
        _w.Do(c, "sanction", Actor.Panel);
        _w.Do(c, "issue-decision", Actor.Mo);
        _w.Do(c, "ask-for-review", Actor.Subject);
        _w.Do(c, "decide-review", Actor.Reviewer, "confirm");
        (c.Stage, c.Outcome, c.ClosureReason, c.Sanctions.Count).ShouldBe((Stage.Closed, "breach", "breach", 1));

        _w.Do(c, "ask-for-review", Actor.Subject);
        _w.Do(c, "decide-review", Actor.Reviewer, "reconsider");
        (c.Has("finding"), c.Sanctions.Count, c.Allegations.Count(a => a.Finding is not null)).ShouldBe((false, 0, 0));
        Invariants.Broken(_w).ShouldBeEmpty();
    }
}
