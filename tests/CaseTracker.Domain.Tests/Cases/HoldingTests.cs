using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Routes;

namespace CaseTracker.Domain.Tests.Cases;

/// <summary>Who holds a case: cover, standing aside, leaving, reassigning, and acting for somebody else.</summary>
public class HoldingTests
{
    private readonly World _w = new();

    private Council Council => _w.Council;

    [Fact]
    public void A_deputy_covers_to_the_last_day_and_no_longer()
    {
        var c = Journey.To(_w, Route.R2, Stage.Triage);
        Arrange(new(2025, 6, 10), new(2025, 6, 13)).ShouldBeTrue();

        Opens(c, Council.Deputy).ShouldBeFalse("before the first day");
        foreach (var day in new[] { 10, 13 })
        {
            _w.On(2025, 6, day);
            Opens(c, Council.Deputy).ShouldBeTrue($"on {day} June");
            c.HeldByMo(_w.Today)!.Person.ShouldBe(_w.Pseudonym(Council.Mo), "the officer who is absent keeps the case");
        }
        _w.Do(c, "triage", Actor.Mo, by: Council.Deputy);
        c.Events[^1].Hat.ShouldBe("cover");
        _w.On(2025, 6, 14);
        Opens(c, Council.Deputy).ShouldBeFalse("after the last day");
        _w.Refused(c, "advise", Actor.Mo, "no-contact", by: Council.Deputy).Code.ShouldBe("not-found");
        Invariants.Broken(_w).ShouldBeEmpty();
        bool Arrange(DateOnly from, DateOnly until) => Cover(c, from, until);
    }

    [Fact]
    public void A_deputy_with_a_conflict_covers_every_case_but_that_one()
    {
        var free = Journey.To(_w, Route.R2, Stage.Triage);
        var near = Journey.Go(_w, _w.Submit("monitoring-officer", Council.Planner, Council.Stannage, i => i.With("witnesses", _w.P(Council.Deputy))), Stage.Triage);
        var cover = Cover(new(2025, 6, 10), new(2025, 6, 20));

        (free.ApplyCover(cover, _w.Now(free)), near.ApplyCover(cover, _w.Now(near))).ShouldBe((true, false));
        near.Grants.ShouldNotContain(g => g.Person == _w.Pseudonym(Council.Deputy));
        _w.Refused(near, "arrange-cover", Actor.Mo).Code.ShouldBe("c-deputy");
    }

    [Fact]
    public void New_cases_during_cover_come_with_it()
    {
        Cover(new(2025, 6, 10), new(2025, 6, 20));
        _w.On(2025, 6, 11);
        var c = Journey.To(_w, Route.R3, Stage.Received);

        var grant = c.Grants.Single(g => g.Hat == "cover");
        (_w.Person(grant.Person), grant.Until).ShouldBe((Council.Deputy, new DateOnly(2025, 6, 20)));
        _w.Submit("monitoring-officer", Council.Planner, Council.Stannage, i => i.With("keep_out", _w.P(Council.Deputy))).Grants.ShouldNotContain(g => g.Hat == "cover");
    }

    [Fact]
    public void Setting_the_dates_again_changes_the_cover_and_ending_it_ends_the_grants()
    {
        var c = Journey.To(_w, Route.R2, Stage.Triage);
        Cover(c, new(2025, 6, 10), new(2025, 6, 13));
        var longer = Cover(new(2025, 6, 10), new(2025, 6, 27));
        c.ApplyCover(longer, _w.Now(c)).ShouldBeTrue();
        c.ApplyCover(longer, _w.Now(c)).ShouldBeTrue();

        c.Grants.Where(g => g is { Hat: "cover", EndedAt: null }).ShouldHaveSingleItem().Until.ShouldBe(new DateOnly(2025, 6, 27));
        c.Events.Count(e => e.Verb == "arrange-cover").ShouldBe(2, "the same cover twice is arranged once");
        longer.EndedAt = _w.Now().Now;
        c.ApplyCover(longer, _w.Now(c)).ShouldBeFalse();
        c.Grants.ShouldNotContain(g => g.Hat == "cover" && g.EndedAt == null);
    }

    [Fact]
    public void Cover_is_refused_for_wrong_days_and_by_somebody_who_may_not()
    {
        var (mo, today) = (Council.Mo, _w.Today);
        Should.Throw<RefusedException>(() => Covers.Arrange(mo, Council.Deputy, today.AddDays(-1), today, mo, _w.Now())).Code.ShouldBe("cover-dates");
        Should.Throw<RefusedException>(() => Covers.Arrange(mo, Council.Deputy, today, today.AddDays(-1), mo, _w.Now())).Code.ShouldBe("cover-dates");
        Should.Throw<RefusedException>(() => Covers.Arrange(mo, Council.PlanningHead, today, today, mo, _w.Now())).Code.ShouldBe("cover-deputy");
        Should.Throw<RefusedException>(() => Covers.Arrange(Council.Deputy, Council.Deputy, today, today, mo, _w.Now())).Code.ShouldBe("cover-deputy");
        Council.Deputy.LeftOn = today.AddDays(3);
        Should.Throw<RefusedException>(() => Covers.Arrange(mo, Council.Deputy, today, today.AddDays(3), mo, _w.Now())).Code.ShouldBe("cover-deputy");
        Covers.Arrange(mo, Council.Deputy, today, today.AddDays(2), Council.Chief, _w.Now()).By.ShouldBe(_w.Pseudonym(Council.Deputy));
    }

    [Fact]
    public void When_the_officer_who_is_covered_hands_the_case_on_the_cover_goes_with_them()
    {
        var c = Journey.To(_w, Route.R2, Stage.Triage);
        Cover(c, _w.Today, _w.Today.AddDays(14));
        _w.Do(c, "recuse", Actor.Mo);

        _w.Person(c.HeldByMo(_w.Today)!.Person).ShouldBe(Council.Deputy);
        c.Grants.ShouldNotContain(g => g.Hat == "cover" && g.EndedAt == null);
        Invariants.Broken(_w).ShouldBeEmpty();
    }

    [Fact]
    public void A_deputy_who_covers_may_stand_aside_without_taking_the_case_from_its_holder()
    {
        var c = Journey.To(_w, Route.R2, Stage.Triage);
        Cover(c, _w.Today, _w.Today.AddDays(14));
        _w.Do(c, "recuse", Actor.Mo, by: Council.Deputy);

        _w.Person(c.HeldByMo(_w.Today)!.Person).ShouldBe(Council.Mo);
        Opens(c, Council.Deputy).ShouldBeFalse();
        Invariants.Broken(_w).ShouldBeEmpty();
    }

    [Fact]
    public void A_case_that_is_moved_has_one_holder_and_tells_both()
    {
        var c = Journey.To(_w, Route.R3, Stage.Filter);
        var done = _w.Do(c, "reassign", Actor.Mo);

        c.Live(GrantKind.Mo, _w.Today).ShouldHaveSingleItem().Person.ShouldBe(_w.Pseudonym(Council.Deputy));
        done.Notices.Select(n => (n.To, n.Template)).ShouldContain((_w.Pseudonym(Council.Deputy), "new"));
        _w.Refused(c, "apply-filter", Actor.Mo, "pass", by: Council.Mo).Code.ShouldBe("not-found");
    }

    [Fact]
    public void Who_stands_aside_on_a_closed_case_is_gone_too()
    {
        var c = Journey.To(_w, Route.R2, Stage.Closed);
        _w.Do(c, "recuse", Actor.Mo);

        Opens(c, Council.Mo).ShouldBeFalse();
        _w.Person(c.HeldByMo(_w.Today)!.Person).ShouldBe(Council.Deputy);
    }

    [Fact]
    public void An_investigator_who_stands_aside_leaves_the_investigation_without_one()
    {
        var c = Journey.To(_w, Route.R3, Stage.Investigation);
        _w.Do(c, "appoint-investigator", Actor.Mo);
        _w.Do(c, "recuse", Actor.Investigator);

        c.Has("investigator").ShouldBeFalse();
        c.Running("appoint").ShouldNotBeNull();
        Opens(c, Council.Investigator).ShouldBeFalse();
        _w.Refused(c, "appoint-investigator", Actor.Mo).Code.ShouldBe("recused");
    }

    [Theory]
    [InlineData("exclude-person")]
    [InlineData("end-access")]
    public void An_investigator_whose_access_ends_has_to_be_replaced(string verb)
    {
        var c = Journey.To(_w, Route.R3, Stage.Investigation);
        _w.Do(c, "appoint-investigator", Actor.Mo);
        if (verb == "exclude-person") _w.Do(c, verb, Actor.Raiser, "not-holder", i => i.With("keep_out", _w.P(Council.Investigator)));
        else _w.Do(c, verb, Actor.Mo, with: i => i.With("person", _w.P(Council.Investigator)));

        c.Has("investigator").ShouldBeFalse();
        c.Running("appoint").ShouldNotBeNull();
    }

    [Fact]
    public void A_panel_of_fewer_than_three_finds_nothing()
    {
        var c = Journey.ToConvened(_w);
        _w.Do(c, "recuse", Actor.Panel);

        _w.Refused(c, "find", Actor.Panel, "breach").Code.ShouldBe("needs-panel");
        _w.Do(c, "convene", Actor.Mo);
        _w.Later(8).Do(c, "find", Actor.Panel, "breach");
        Invariants.Broken(_w).ShouldBeEmpty();
    }

    [Fact]
    public void When_the_monitoring_officer_leaves_the_next_one_takes_over()
    {
        var c = Journey.To(_w, Route.R3, Stage.Filter);
        Council.Mo.LeftOn = _w.Today;
        var done = _w.Do(c, "record-leaving", Actor.System, "mo");

        _w.Person(c.HeldByMo(_w.Today)!.Person).ShouldBe(Council.Deputy);
        Opens(c, Council.Mo).ShouldBeFalse();
        done.Notices.ShouldContain(n => n.To == _w.Pseudonym(Council.Deputy));
    }

    [Fact]
    public void When_a_handler_leaves_the_raiser_chooses_again()
    {
        var c = Journey.To(_w, Route.R1, Stage.BeingHandled);
        var done = _w.Do(c, "record-leaving", Actor.System, "handler");

        (c.Stage, c.HeldByHandler(_w.Today)).ShouldBe((Stage.RaiserChoice, null));
        done.Notices.ShouldHaveSingleItem().To.ShouldBe(_w.Pseudonym(Council.Planner));
    }

    [Fact]
    public void A_raiser_who_leaves_keeps_the_case_and_it_does_not_close_by_itself()
    {
        var c = Journey.To(_w, Route.R1, Stage.BeingHandled);
        _w.Do(c, "record-leaving", Actor.System, "raiser");
        c.Live(GrantKind.Raiser, _w.Today).ShouldHaveSingleItem();

        _w.Do(c, "decline", Actor.Handler);
        _w.On(c.Running("choose")!.DueOn.AddDays(1));
        _w.Refused(c, "close", Actor.System, "not-pursued").Code.ShouldBe("not-now");
    }

    [Fact]
    public void Without_a_channel_who_declines_stays_to_record_what_the_raiser_chooses()
    {
        var c = Told();
        _w.Do(c, "decline", Actor.Handler);

        (c.Stage, c.WithAs).ShouldBe((Stage.RaiserChoice, "handler"));
        _w.Person(c.HeldByHandler(_w.Today)!.Person).ShouldBe(Council.PlanningHead);
        For(c, "choose-route", Actor.Handler, Actor.Raiser, "to-mo");
        (c.Route, c.Stage, c.HeldByHandler(_w.Today)).ShouldBe((Route.R2, Stage.Received, null));
        Invariants.Broken(_w).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("recuse")]
    [InlineData("record-leaving")]
    [InlineData("exclude-person")]
    public void Without_a_channel_the_next_on_the_ladder_holds_it_when_the_handler_is_gone(string verb)
    {
        var c = Told();
        if (verb == "recuse") _w.Do(c, verb, Actor.Handler);
        else if (verb == "record-leaving") _w.Do(c, verb, Actor.System, "handler");
        else For(c, verb, Actor.Handler, Actor.Raiser, "holder");

        c.Stage.ShouldBe(Stage.RaiserChoice);
        _w.Person(c.HeldByHandler(_w.Today)!.Person).ShouldNotBe(Council.PlanningHead);
        c.HeldByHandler(_w.Today).ShouldNotBeNull();
        Invariants.Broken(_w).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_recorded_for_the_raiser_keeps_who_recorded_it_how_and_when()
    {
        var c = Told();
        _w.Do(c, "accept", Actor.Handler);
        For(c, "give-consent", Actor.Handler, Actor.Raiser, "contact-member");

        var e = c.Events[^1];
        (e.As, e.OnBehalfOf, e.By, e.Hat).ShouldBe((Actor.Handler, Actor.Raiser, _w.Pseudonym(Council.PlanningHead), "group-head"));
        c.Agreed("contact-member", _w.Today).ShouldBeTrue();
        new Timeline(c, _w.Now(c), true).For(TimelineVariant.Raiser)[0].RecordedFor.ShouldBe("Recorded for the raiser by the Group Head, by phone");
    }

    [Fact]
    public void Only_the_holder_records_for_somebody_else_and_only_for_raiser_subject_and_independent_person()
    {
        var c = Told();
        _w.Do(c, "take-oversight", Actor.MoRole);
        Should.Throw<RefusedException>(() => For(c, "withdraw", Actor.Mo, Actor.Raiser, "not-pressed")).Code.ShouldBe("not-found");

        var formal = Journey.To(_w, Route.R3, Stage.Investigation);
        _w.Do(formal, "appoint-investigator", Actor.Mo);
        Should.Throw<RefusedException>(() => For(formal, "circulate-draft", Actor.Mo, Actor.Investigator, null)).Code.ShouldBe("not-found");
    }

    [Fact]
    public void What_an_independent_person_wrote_is_recorded_as_theirs()
    {
        var c = Journey.To(_w, Route.R3, Stage.View);
        _w.Do(c, "request-view", Actor.Mo);
        For(c, "record-view", Actor.Mo, Actor.IndependentPerson, "report");

        c.Stage.ShouldBe(Stage.Determination);
        new Timeline(c, _w.Now(c), true).For(TimelineVariant.Mo)[0].ShouldSatisfyAllConditions(e => e.Sentence.ShouldBe("The Independent Person gave a view."), e => e.RecordedFor.ShouldStartWith("Recorded for the Independent Person by Priya Ranas"));
        c.Live(GrantKind.IndependentPerson, _w.Today).Single().Until.ShouldBe(_w.Calendar.Add(_w.Today, 5));
    }

    [Fact]
    public void Each_independent_person_keeps_access_until_they_gave_their_own_view()
    {
        var c = Journey.To(_w, Route.R3, Stage.Assessment);
        _w.Do(c, "request-view", Actor.Mo);
        _w.Do(c, "request-view", Actor.Mo, with: i => i.With("person", _w.P(Council.Ravi)));
        _w.Do(c, "record-view", Actor.IndependentPerson, by: Council.Helen);

        c.Live(GrantKind.IndependentPerson, _w.Today).Single(g => g.Person == _w.Pseudonym(Council.Ravi)).Until.ShouldBeNull();
        c.Live(GrantKind.IndependentPerson, _w.Today).Single(g => g.Person == _w.Pseudonym(Council.Helen)).Until.ShouldBe(_w.Calendar.Add(_w.Today, 5));
    }

    [Fact]
    public void A_subject_without_an_account_is_recorded_for()
    {
        var c = Case.Submit(new RaiserIdentity(_w.Pseudonym(Council.Planner), null, true), Favourable.Concern(_w, "formal-complaint", Council.Planner).With("subject", "Cllr Pat Grey").With("subject_type", "parish"), _w.Now()).Cases[0];
        _w.Cases.Add(c);
        Journey.Go(_w, c, Stage.Comments);
        For(c, "comment", Actor.Mo, Actor.Subject, null);

        c.Stage.ShouldBe(Stage.Assessment);
        c.Live(GrantKind.Subject, _w.Today).ShouldHaveSingleItem().Person.ShouldBeNull();
        new Timeline(c, _w.Now(c), true).For(TimelineVariant.Mo)[0].Sentence.ShouldBe("Cllr Pat Grey commented.");
        Invariants.Broken(_w).ShouldBeEmpty();
    }

    [Fact]
    public void Nobody_records_a_concern_about_themself()
    {
        Should.Throw<RefusedException>(() => _w.Record("monitoring-officer", Council.Planner, Council.Mo, Actor.MoRole, Council.Mo)).Code.ShouldBe("c-subject");
        Should.Throw<RefusedException>(() => _w.Record("officer-conduct", Council.Planner, Council.HousingHead, Actor.ManagerRole, Council.HousingHead)).Code.ShouldBe("c-subject");
    }

    [Fact]
    public void A_manager_records_what_somebody_told_and_it_carries_their_hat()
    {
        var c = _w.Record("group-head", Council.Loader, Council.Stannage, Actor.ManagerRole, Council.HousingManager, i => i.With("handler", _w.P(Council.HousingHead)).With("files", "A note in pencil."));

        c.Events.Select(e => (e.Verb, e.Hat)).ShouldBe([("record-concern", "line-manager"), ("add-evidence", "line-manager")]);
        c.Grants.Select(g => (g.Kind, g.Reason)).ShouldBe([(GrantKind.Raiser, "record-concern"), (GrantKind.Handler, "record-concern")]);
        c.HasChannel.ShouldBeFalse();
        Invariants.Broken(_w).ShouldBeEmpty();
    }

    [Fact]
    public void Another_authoritys_monitoring_officer_looks_into_no_case_of_a_manager()
    {
        var c = Journey.To(_w, Route.R1, Stage.Offered);
        _w.Refused(c, "take-oversight", Actor.MoRole, by: Council.External).Code.ShouldBe("not-found");
        _w.Do(c, "take-oversight", Actor.MoRole, by: Council.Deputy);
        c.Events[^1].Hat.ShouldBe("deputy-monitoring-officer");
    }

    [Fact]
    public void The_monitoring_officer_who_looks_into_a_managers_case_does_not_hold_it()
    {
        var c = Journey.To(_w, Route.R1, Stage.RaiserChoice);
        _w.Do(c, "take-oversight", Actor.MoRole);
        _w.Do(c, "exclude-person", Actor.Raiser, "not-holder", i => i.With("keep_out", _w.P(Council.Mo)));

        Opens(c, Council.Mo).ShouldBeFalse();
        c.Stage.ShouldBe(Stage.RaiserChoice);
    }

    private Case Told() => _w.Record("group-head", Council.Loader, Council.Stannage, Actor.ManagerRole, Council.PlanningHead, i => i.With("handler", _w.P(Council.PlanningHead)));

    private Done For(Case c, string verb, Actor by, Actor whom, string? choice) => _w.Do(c, verb, by, _w.Acting(c, by),
        Favourable.For(_w, c, Verbs.Of(verb), choice, whom).With("channel", "phone").With("done_on", Inputs.Iso(_w.Today)).With("read_back", "yes"), onBehalfOf: whom);

    private Cover Cover(DateOnly from, DateOnly until)
    {
        var cover = Covers.Arrange(Council.Mo, Council.Deputy, from, until, Council.Mo, _w.Now());
        _w.Covers.Add(cover);
        return cover;
    }

    private bool Cover(Case c, DateOnly from, DateOnly until) => c.ApplyCover(Cover(from, until), _w.Now(c));

    private bool Opens(Case c, Person person) => c.GrantsOf(_w.Pseudonym(person), _w.Today).Any();
}
