using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Domain.Tests.Cases;

namespace CaseTracker.Domain.Tests.Routes;

/// <summary>Where the code departs from the design's model: each by name, each in decision 0007, and nothing else.</summary>
public class DepartureTests
{
    private readonly World _w = new();

    [Fact]
    public void Every_row_that_departs_is_named_here() =>
        Verbs.All.SelectMany(v => v.Rows.Where(r => r.Departs is not null).Select(r => $"{v.Code}[{r.When}] by decision {r.Departs}")).ShouldBe(["reopen[untold] by decision 0007"]);

    [Fact]
    public void Every_verb_whose_sentences_or_mails_depart_is_named_here() =>
        Verbs.All.Where(v => v.Departs is not null).Select(v => $"{v.Code} by decision {v.Departs}").ShouldBe(["pause by decision 0017", "extend by decision 0017"]);

    [Theory]
    [InlineData("pause", "Paused until ")]
    [InlineData("extend", "The date moved to ")]
    public void The_member_is_told_too_that_a_date_moved_and_why(string verb, string begins)
    {
        var c = Journey.To(_w, Route.R3, Stage.Assessment);
        _w.Later().Do(c, verb, Actor.Mo).Notices.Select(n => n.To).ShouldContain(c.Subject!.Value);
        var told = _w.SubjectReads(c)[0].Sentence;
        told.ShouldStartWith(begins);
        told[(told.IndexOf(": ", StringComparison.Ordinal) + 2)..].Length.ShouldBeGreaterThan(3);
    }

    [Theory]
    [InlineData(Stage.OutsideCode)]
    [InlineData(Stage.Filter)]
    public void A_complaint_that_ended_before_the_member_was_told_reopens_at_the_first_checks(Stage ended)
    {
        var c = Journey.To(_w, Route.R3, ended);
        if (ended == Stage.OutsideCode) _w.Later().Do(c, "close", Actor.Mo);
        else
        {
            _w.Later().Do(c, "withdraw", Actor.Raiser, "not-pressed");
            _w.Later().Do(c, "confirm-withdrawal", Actor.Mo);
        }
        c.Stage.ShouldBe(Stage.Closed);

        _w.Later().Do(c, "reopen", Actor.Mo);

        c.Stage.ShouldBe(Stage.Filter);
        c.MainClock!.Kind.ShouldBe("filter");
        Journey.Go(_w, c, Stage.Filter, Stage.Comments);
        c.Live(GrantKind.Subject, _w.Today).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_complaint_of_which_the_member_was_told_reopens_at_assessment_as_the_model_says()
    {
        var c = Journey.To(_w, Route.R3, Stage.Closed);
        _w.Later().Do(c, "reopen", Actor.Mo);
        c.Stage.ShouldBe(Stage.Assessment);
    }

    [Fact]
    public void A_part_split_off_after_the_member_was_told_begins_by_telling_the_other()
    {
        var c = Journey.To(_w, Route.R3, Stage.Assessment);
        var part = _w.Later().Do(c, "split", Actor.Mo, with: i => i.With("subject", _w.P(_w.Council.Rahman))).Opened.ShouldHaveSingleItem();
        (c.Stage, part.Stage).ShouldBe((Stage.Assessment, Stage.Disclosure));
        part.Grants.ShouldNotContain(g => g.Kind == GrantKind.Subject);
    }

    [Theory]
    [InlineData(Route.R2, Stage.Triage)]
    [InlineData(Route.R3, Stage.Filter)]
    public void Nobody_loses_a_concern_for_want_of_something_they_were_never_asked_for(Route route, Stage stage)
    {
        var c = Journey.To(_w, route, stage);
        var refused = _w.Later(60).Refused(c, "close", Actor.Mo, "insufficient-information");
        (refused.Code, refused.Message).ShouldBe(("information-wait", "Ask the person who raised this for what is missing first. Pause the clock while you wait for them."));
        _w.Do(c, "pause", Actor.Mo, "waiting-raiser");
        _w.Refused(c, "close", Actor.Mo, "insufficient-information").Message.ShouldStartWith("They have until ");
    }

    [Fact]
    public void A_dispute_about_a_report_that_became_a_complaint_is_marked_as_converted_whatever_its_outcome_says()
    {
        var c = Journey.To(_w, Route.R4, Stage.BeingHandled);
        _w.Later().Do(c, "convert", Actor.Raiser);
        (c.Stage, c.Outcome, c.ClosureReason, c.Has("converted")).ShouldBe((Stage.Closed, "report-unchanged", "other-procedure", true));
    }
}
