using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Routes;
using CaseTracker.Domain.Taxonomies;

namespace CaseTracker.Domain.Tests.Cases;

/// <summary>A case runs under the arrangements that were in force when it was received.</summary>
public class ArrangementTests
{
    private static readonly CouncilRules Entered = new()
    {
        ClockLimits = new Dictionary<string, int> { ["filter"] = 8 },
        Changes =
        [
            new(new(2027, 4, 1)) { ReviewAllowed = true, AgeLimit = true, ClockLimits = new Dictionary<string, int> { ["acknowledge"] = 3 } },
            new(new(2026, 4, 1)) { SameGroupWarns = true, ClockLimits = new Dictionary<string, int> { ["acknowledge"] = 4 } },
        ],
    };

    private readonly World _w = new();

    [Fact]
    public void Changes_add_up_in_the_order_of_their_dates()
    {
        (int Acknowledge, int Filter, bool Warns, bool Review) On(DateOnly day) => Entered.On(day) is var on ? (on.Limit("acknowledge"), on.Limit("filter"), on.SameGroupWarns, on.ReviewAllowed) : default;
        On(new(2026, 3, 31)).ShouldBe((5, 8, false, false));
        On(new(2026, 4, 1)).ShouldBe((4, 8, true, false));
        On(new(2027, 4, 1)).ShouldBe((3, 8, true, true));
        Entered.On(new(2027, 4, 1)).On(new(2026, 3, 31)).Limit("acknowledge").ShouldBe(5);
    }

    [Fact]
    public void A_change_touches_no_case_that_was_received_before_it()
    {
        var before = Journey.To(_w, Route.R3, Stage.Decision);
        _w.Rules = new CouncilRules { Changes = [new(_w.Later().Today) { ReviewAllowed = true, ClockLimits = new Dictionary<string, int> { ["acknowledge"] = 2, ["notice"] = 1 } }] };
        var after = Journey.To(_w, Route.R3, Stage.Filter);

        after.Clocks.Single(k => k.Kind == "acknowledge").Limit.ShouldBe(2);
        _w.Do(before, "issue-decision", Actor.Mo);
        before.Clocks.ShouldNotContain(k => k.Kind == "review-window");
        _w.Refused(before, "ask-for-review", Actor.Raiser).Code.ShouldBe("review-off");
        Journey.Go(_w, after, Stage.Filter, Stage.Closed);
        after.Clocks.ShouldContain(k => k.Kind == "review-window");
        after.Clocks.Single(k => k.Kind == "notice").Limit.ShouldBe(1);
    }

    [Fact]
    public void Who_decides_is_as_it_was_when_the_case_was_received()
    {
        var before = Journey.To(_w, Route.R3, Stage.Assessment);
        _w.Rules = new CouncilRules { AssessmentBy = [(_w.Later().Today, true)] };
        _w.Do(before, "assess", Actor.Mo, "investigate").Event.To.ShouldBe(Stage.Investigation);
        var after = Journey.To(_w, Route.R3, Stage.Comments);
        _w.Do(after, "comment", Actor.Subject);
        _w.Refused(after, "assess", Actor.Mo, "investigate").Code.ShouldBe("panel-decides");
    }

    [Fact]
    public void A_power_that_came_later_does_not_reach_back_and_one_that_is_gone_is_gone()
    {
        var c = Journey.ToBreach(_w);
        _w.Taxonomy = Taxonomy.Load().WithSanctionDates(new Dictionary<string, SanctionDates> { ["suspension"] = new(c.ReceivedOn.AddDays(1)), ["arrange-training"] = new(null, _w.Today) });
        _w.Taxonomy.Sanction("suspension")!.IsEnabledOn(_w.Today).ShouldBeTrue();
        _w.Refused(c, "sanction", Actor.Panel, null, i => i.With("sanction", "suspension")).Code.ShouldBe("sanction-power");
        _w.Refused(c, "sanction", Actor.Panel, null, i => i.With("sanction", "arrange-training")).Code.ShouldBe("sanction-off");
    }

    [Fact]
    public void Under_a_new_code_an_allegation_cites_its_headings_from_that_day_and_an_older_one_keeps_its_own()
    {
        var day = _w.Today.AddDays(30);
        _w.Taxonomy = Taxonomy.Load().WithCodeHeadings(new Dictionary<string, HeadingDates> { ["national-courtesy"] = new("Courtesy (national code)", day), ["respect"] = new(null, null, day) });
        var before = Journey.To(_w, Route.R3, Stage.Disclosure);
        before.Allegations.ShouldContain(a => a.Heading == "respect");
        _w.On(day.Year, day.Month, day.Day);
        _w.Refused(before, "disclose", Actor.Mo, null, i => i.With("allegations.1.heading", "national-courtesy")).Code.ShouldBe("heading");
        _w.Do(before, "disclose", Actor.Mo, null, i => i.With("allegations.1.heading", "respect"));
        _w.Taxonomy.Label("code_headings", "respect").ShouldBe("Respect");

        Should.Throw<RefusedException>(() => Journey.Sent(_w, Route.R3, i => i.With("allegations.1.heading", "respect"))).Code.ShouldBe("heading");
        Journey.Sent(_w, Route.R3, i => i.With("allegations.1.heading", "national-courtesy")).Allegations[0].Heading.ShouldBe("national-courtesy");
        Should.Throw<ArgumentException>(() => Taxonomy.Load().WithCodeHeadings(new Dictionary<string, HeadingDates> { ["nameless"] = new() }));
    }

    [Fact]
    public void A_decision_without_a_breach_is_never_published_where_the_arrangements_say_so()
    {
        _w.Rules = new CouncilRules { NoBreachPublished = false };
        var c = Journey.To(_w, Route.R3, Stage.Determination);
        _w.Do(c, "decide", Actor.Mo, "no-breach");
        _w.Do(c, "issue-decision", Actor.Mo);
        _w.Refused(c, "publish", Actor.Mo, null, i => i.With("subject_asks", "yes")).Code.ShouldBe("publish-breach");
    }

    [Theory]
    [InlineData("disclose", "allegations.1.text", "It is alleged that you shouted at Ms Pell in front of the whole committee, for some minutes.")]
    [InlineData("disclose", "allegations.1.text", "It is alleged that you shouted at joanna PELL’s team in front of the committee, for some minutes.")]
    public void A_name_that_was_withheld_does_not_reach_the_member_by_a_slip(string verb, string field, string text)
    {
        var c = Confidential(Stage.Disclosure);
        var refused = _w.Refused(c, verb, Actor.Mo, null, i => i.With(field, text));
        (refused.Code, refused.Field).ShouldBe(("publish-name", field));
        _w.Do(c, verb, Actor.Mo, null, i => i.With(field, "It is alleged that you shouted at an officer in front of the whole committee, for some minutes."));
    }

    [Fact]
    public void No_message_reason_draft_or_letter_to_the_member_holds_a_name_that_was_withheld()
    {
        var c = Confidential(Stage.Investigation);
        _w.Refused(c, "send-message", Actor.Mo, null, i => i.With("thread", "subject").With("message", "Please do not speak to Mrs. Pell.")).Code.ShouldBe("publish-name");
        _w.Do(c, "send-message", Actor.Mo, null, i => i.With("thread", "raiser").With("message", "Dear Ms Pell, I have written to the member."));
        _w.Refused(c, "extend", Actor.Mo, null, i => i.With("reason", "Joanna Pell is on leave until then.")).Code.ShouldBe("publish-name");
        _w.Do(c, "appoint-investigator", Actor.Mo);
        _w.Refused(c, "circulate-draft", Actor.Investigator, null, i => i.With("files", "I spoke to Joanna Pell on Monday.")).Code.ShouldBe("publish-name");
        Journey.Go(_w, c, Stage.Investigation, Stage.Determination);
        _w.Refused(c, "decide", Actor.Mo, "hearing", i => i.With("reason", "What Pell says is supported.")).Code.ShouldBe("publish-name");
        _w.Do(c, "decide", Actor.Mo, "no-breach");
        _w.Refused(c, "issue-decision", Actor.Mo, null, i => i.With("letters.subject", "Ms Pell has been told as well.")).Code.ShouldBe("publish-name");
        _w.Do(c, "issue-decision", Actor.Mo, null, i => i.With("letters.raiser", "Dear Ms Pell"));
    }

    [Fact]
    public void No_paper_that_is_sent_to_the_member_holds_it_wherever_it_stands_in_it()
    {
        var c = Confidential(Stage.Investigation);
        foreach (var (verb, actor) in new[] { ("appoint-investigator", Actor.Mo), ("circulate-draft", Actor.Investigator), ("comment-on-draft", Actor.Raiser), ("comment-on-draft", Actor.Subject) }) _w.Do(c, verb, actor);
        _w.Do(c, "file-report", Actor.Investigator, null, i => i.With("proposed.1.reason", "What Joanna Pell says is supported by the minutes.").With("note", "Pell was a good witness."));
        foreach (var (verb, choice, actor) in new[] { ("request-view", null, Actor.Mo), ("record-view", "report", Actor.IndependentPerson), ("decide", "hearing", Actor.Mo) }) _w.Do(c, verb, actor, choice);
        var report = c.Events.Single(e => e.Verb == "file-report").Number;
        _w.Refused(c, "convene", Actor.Mo, null, i => i.With("papers", $"{report}")).ShouldSatisfyAllConditions(r => r.Code.ShouldBe("publish-name"), r => r.Field.ShouldBe("papers"));
        _w.Do(c, "convene", Actor.Mo, null, i => i.With("papers", $"{c.Events.First(e => e.Verb == "comment").Number}"));
    }

    [Fact]
    public void A_notice_names_nobody_but_the_member()
    {
        var c = Journey.Sent(_w, Route.R3, i => i.With("witnesses", _w.P(_w.Council.Tenancy)));
        Journey.Go(_w, c, Stage.Received, Stage.Hearing);
        _w.Do(c, "convene", Actor.Mo);
        _w.Later(8).Do(c, "find", Actor.Panel, "breach");
        _w.Do(c, "issue-decision", Actor.Mo);
        _w.Refused(c, "publish", Actor.Mo, null, i => i.With("letters.notice", "The panel believed Leah Byrne, who saw it.")).Message.ShouldStartWith("Take out the names of witnesses");
    }

    [Fact]
    public void A_report_proposes_a_finding_with_reasons_on_every_allegation()
    {
        var c = Journey.To(_w, Route.R3, Stage.Investigation);
        foreach (var step in new[] { ("appoint-investigator", Actor.Mo), ("circulate-draft", Actor.Investigator), ("comment-on-draft", Actor.Raiser), ("comment-on-draft", Actor.Subject) }) _w.Do(c, step.Item1, step.Item2);
        _w.Refused(c, "file-report", Actor.Investigator, null, i => i.With("proposed.1")).Field.ShouldBe("proposed.1");
        _w.Refused(c, "file-report", Actor.Investigator, null, i => i.With("proposed.1", "guilty")).Field.ShouldBe("proposed.1");
        _w.Refused(c, "file-report", Actor.Investigator, null, i => i.With("proposed.1.reason")).Field.ShouldBe("proposed.1.reason");
    }

    [Fact]
    public void The_plan_is_the_investigators()
    {
        var c = Journey.To(_w, Route.R3, Stage.Investigation);
        _w.Do(c, "appoint-investigator", Actor.Mo);
        _w.Refused(c, "add-note", Actor.Mo, null, i => i.With("note_kind", "plan")).Field.ShouldBe("note_kind");
        _w.Do(c, "add-note", Actor.Investigator, null, i => i.With("note_kind", "plan"));
    }

    private Case Confidential(Stage stage)
    {
        var c = Journey.Sent(_w, Route.R3, i => i.With("name_consent", "confidential").With("confidentiality", "confidential"));
        _w.Do(c, "acknowledge", Actor.Mo);
        _w.Do(c, "decide-confidentiality", Actor.Mo, "agreed");
        return Journey.Go(_w, c, Stage.Filter, stage);
    }
}
