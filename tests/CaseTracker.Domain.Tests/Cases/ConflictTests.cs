using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Routes;

namespace CaseTracker.Domain.Tests.Cases;

/// <summary>The rules about who may hold a grant (routes, section 5): blocked, diverted or warned, with the words of the table.</summary>
public class ConflictTests
{
    private readonly World _w = new();

    private Council Council => _w.Council;

    [Fact]
    public void Who_it_is_about_gets_no_grant_to_deal_with_it()
    {
        var c = Journey.To(_w, Route.R3, Stage.Assessment);
        Hits(c, GrantKind.Panel, Council.Stannage).ShouldContain("c-subject");
        Refused(c, "convene-assessment", i => i.With("members", _w.P(Council.Stannage), _w.P(Council.Tuckwell), _w.P(Council.Voss)), bySubCommittee: true)
            .ShouldBe(("c-subject", "Cllr Derek Stannage is the person this is about."));
    }

    [Fact]
    public void Who_raised_it_gets_no_grant_to_deal_with_it()
    {
        var c = Journey.Go(_w, _w.Submit("formal-complaint", Council.Voss, Council.Stannage), Stage.Assessment);
        Refused(c, "convene-assessment", i => i.With("members", _w.P(Council.Voss), _w.P(Council.Tuckwell), _w.P(Council.Barraclough)), bySubCommittee: true).ShouldBe(("c-raiser", "Cllr Graham Voss raised this."));
    }

    [Fact]
    public void Whom_the_raiser_keeps_out_stays_out_as_handler_and_in_every_later_grant()
    {
        var refused = Should.Throw<RefusedException>(() => _w.Submit("line-manager", Council.Planner, Council.Stannage, i => i.With("keep_out", _w.P(Council.TeamLeader)).With("keep_out_reason", "They would tell.")));
        (refused.Code, refused.Message).ShouldBe(("c-kept-out", "The person who raised this asked to keep Edmund Sayle out."));

        var c = Journey.To(_w, Route.R3, Stage.Assessment);
        _w.Do(c, "exclude-person", Actor.Raiser, "not-holder", i => i.With("keep_out", _w.P(Council.Helen)));
        _w.Refused(c, "request-view", Actor.Mo).Code.ShouldBe("c-kept-out");
    }

    [Fact]
    public void A_kept_out_monitoring_officer_never_learns_of_the_case_and_the_deputy_takes_it()
    {
        var c = _w.Submit("monitoring-officer", Council.Planner, Council.Stannage, i => i.With("keep_out", _w.P(Council.Mo)));

        Holder(c).ShouldBe((Council.Deputy, "deputy-monitoring-officer"));
        c.Grants.Single(g => g.Kind == GrantKind.Mo).Check.ShouldContain("c-kept-out");
        c.Grants.ShouldNotContain(g => g.Person == _w.Pseudonym(Council.Mo));
    }

    [Fact]
    public void An_administrator_may_raise_a_concern_but_not_deal_with_one()
    {
        _w.Submit("monitoring-officer", Council.Administrator, Council.Stannage).Grants.ShouldContain(g => g.Kind == GrantKind.Raiser && g.Person == _w.Pseudonym(Council.Administrator));

        var c = Journey.To(_w, Route.R3, Stage.Investigation);
        Refused(c, "appoint-investigator", i => i.With("person", _w.P(Council.Administrator))).ShouldBe(("c-administrator", "An administrator cannot be given a case to deal with."));
    }

    [Fact]
    public void A_monitoring_officer_who_is_a_party_is_passed_over_for_another_authority_as_the_deputy_works_for_them()
    {
        var about = _w.Submit("monitoring-officer", Council.Planner, Council.Mo, i => i);
        Holder(about).ShouldBe((Council.External, "external-monitoring-officer"));
        Diverted(about).ShouldContain("c-mo-party");
        Diverted(about).ShouldContain("c-deputy");

        Holder(_w.Submit("monitoring-officer", Council.Mo, Council.Stannage)).ShouldBe((Council.External, "external-monitoring-officer"));
    }

    [Fact]
    public void A_monitoring_officer_who_is_near_gives_way_to_the_deputy()
    {
        var witnessed = _w.Submit("monitoring-officer", Council.Planner, Council.Stannage, i => i.With("witnesses", _w.P(Council.Mo)));
        Holder(witnessed).ShouldBe((Council.Deputy, "deputy-monitoring-officer"));
        Diverted(witnessed).ShouldBe("c-mo-near");

        // Manages the officer it is about.
        Holder(_w.Submit("monitoring-officer", Council.Planner, Council.Democratic)).ShouldBe((Council.Deputy, "deputy-monitoring-officer"));
    }

    [Fact]
    public void A_deputy_with_a_conflict_gives_way_to_another_authority()
    {
        // Both manage the raiser: the one as Group Head, the other as line manager.
        var c = _w.Submit("monitoring-officer", Council.Solicitor, Council.Stannage);

        Holder(c).ShouldBe((Council.External, "external-monitoring-officer"));
        Diverted(c).ShouldBe("c-mo-near,c-deputy");
    }

    [Fact]
    public void When_nobody_is_left_the_chief_executive_names_a_substitute_and_sees_no_case()
    {
        Council.External.LeftOn = _w.Today;
        var c = _w.Submit("monitoring-officer", Council.Planner, Council.Mo);

        c.HeldByMo(_w.Today).ShouldBeNull();
        Diverted(c).ShouldEndWith("c-no-mo");
        MonitoringOfficers.Substitutor(c, _w.Now(c)).ShouldBe(Council.Chief);
        _w.Refused(c, "name-substitute", Actor.ChiefExecutiveRole, by: Council.Finance).Code.ShouldBe("not-found");

        var other = Council.Add(new Person { Id = Guid.NewGuid(), Name = "Nora Peel", Email = "nora@elsewhere.example", Kind = PersonKind.External, JoinedOn = new(2020, 1, 1), Roles = [Role.ExternalMonitoringOfficer] });
        _w.Do(c, "name-substitute", Actor.ChiefExecutiveRole, with: i => i.With("person", _w.P(other)));

        Holder(c).ShouldBe((other, "external-monitoring-officer"));
        c.Grants.ShouldNotContain(g => g.Person == _w.Pseudonym(Council.Chief));
        _w.Refused(c, "name-substitute", Actor.ChiefExecutiveRole, with: i => i.With("person", _w.P(other))).Code.ShouldBe("not-found");
    }

    [Fact]
    public void If_the_chief_executive_is_a_party_the_chief_finance_officer_names_the_substitute()
    {
        (Council.External.LeftOn, Council.Deputy.LeftOn, Council.Mo.LeftOn) = (_w.Today, _w.Today, _w.Today);
        var c = _w.Submit("monitoring-officer", Council.Planner, Council.Chief);

        MonitoringOfficers.Substitutor(c, _w.Now(c)).ShouldBe(Council.Finance);
        _w.Refused(c, "name-substitute", Actor.ChiefExecutiveRole).Code.ShouldBe("not-found");
        Council.Deputy.LeftOn = null;
        _w.Do(c, "name-substitute", Actor.ChiefExecutiveRole, with: i => i.With("person", _w.P(Council.Deputy)), by: Council.Finance);
        Holder(c).Person.ShouldBe(Council.Deputy);
    }

    [Fact]
    public void Who_dealt_with_it_as_group_head_does_not_hold_it_as_monitoring_officer()
    {
        var c = _w.Submit("group-head", Council.Solicitor, Council.Stannage, i => i.With("handler", _w.P(Council.Mo)));
        _w.Do(c, "accept", Actor.Handler);
        _w.Do(c, "choose-route", Actor.Raiser, "to-mo");

        Diverted(c).ShouldContain("c-two-hats");
        Holder(c).Person.ShouldBe(Council.External);
    }

    [Fact]
    public void Nor_the_formal_complaint_that_comes_of_it()
    {
        var c = _w.Submit("group-head", Council.Planner, Council.Stannage, i => i.With("handler", _w.P(Council.Mo)));
        _w.Do(c, "accept", Actor.Handler);

        var formal = _w.Do(c, "convert", Actor.Raiser).Opened.Single();

        Holder(formal).Person.ShouldBe(Council.Deputy);
        formal.Grants.Single(g => g.Kind == GrantKind.Mo).Check.ShouldBe("c-two-hats");
    }

    [Fact]
    public void Who_advised_informally_is_warned_and_declares_it_or_stands_aside()
    {
        var c = Journey.To(_w, Route.R2, Stage.FollowUp);
        var formal = _w.Do(c, "convert", Actor.Raiser).Opened.Single();

        formal.Grants.Single(g => g.Kind == GrantKind.Mo).Check.ShouldBe("c-advised");
        _w.Refused(formal, "acknowledge", Actor.Mo, "named").Code.ShouldBe("advised-before");
        _w.Do(formal, "recuse", Actor.Mo);
        Holder(formal).Person.ShouldBe(Council.Deputy);
    }

    [Theory]
    [InlineData(RelationKind.Relative)]
    [InlineData(RelationKind.Partner)]
    [InlineData(RelationKind.Interest)]
    public void A_handler_with_a_close_connection_is_refused_and_the_raiser_chooses_again(RelationKind kind)
    {
        Council.Relate(Council.PlanningHead, Council.Stannage, kind);
        var refused = Should.Throw<RefusedException>(() => _w.Submit("group-head", Council.Planner, Council.Stannage, i => i.With("handler", _w.P(Council.PlanningHead))));

        (refused.Code, refused.Message, refused.Field).ShouldBe(("c-handler-close", "Colin Farraday has a close connection with someone named here.", "handler"));
        _w.Submit("group-head", Council.Planner, Council.Stannage, i => i.With("handler", _w.P(Council.HousingHead))).Stage.ShouldBe(Stage.Offered);
    }

    [Fact]
    public void A_handler_who_was_a_witness_is_chosen_only_when_the_raiser_confirms()
    {
        Inputs With(Inputs i) => i.With("handler", _w.P(Council.PlanningHead)).With("witnesses", _w.P(Council.PlanningHead));
        var refused = Should.Throw<RefusedException>(() => _w.Submit("group-head", Council.Planner, Council.Stannage, With));

        (refused.Code, refused.Message).ShouldBe(("c-handler-witness", "You named Colin Farraday as a witness. Do you still want to choose them?"));
        var c = _w.Submit("group-head", Council.Planner, Council.Stannage, i => With(i).With("handler_confirmed", "yes"));
        c.Grants.Single(g => g.Kind == GrantKind.Handler).Check.ShouldBe("c-handler-witness,c-handler-line");
    }

    [Fact]
    public void The_raisers_own_line_manager_is_the_route_not_a_conflict()
    {
        var c = _w.Submit("line-manager", Council.Planner, Council.Stannage);

        var grant = c.Grants.Single(g => g.Kind == GrantKind.Handler);
        (_w.Person(grant.Person), grant.Hat, grant.Check).ShouldBe((Council.TeamLeader, "line-manager", "c-handler-line"));
    }

    [Fact]
    public void A_concern_about_the_monitoring_or_finance_officer_goes_to_the_chief_executive_whoever_was_chosen()
    {
        foreach (var subject in new[] { Council.Mo, Council.Finance })
        {
            var raised = Case.Submit(new RaiserIdentity(_w.Pseudonym(Council.Rahman), null, true), Favourable.Concern(_w, "officer-conduct", Council.Rahman).With("subject", _w.P(subject)).With("handler", _w.P(Council.PlanningHead)), _w.Now());

            _w.Person(raised.Cases[0].HeldByHandler(_w.Today)!.Person).ShouldBe(Council.Chief);
            raised.Warnings.ShouldBe(["This is about a statutory officer, so it goes to Marcus Elvey."]);
        }
    }

    [Fact]
    public void A_concern_about_the_chief_executive_goes_to_the_monitoring_officer_then_to_another_authority()
    {
        var c = _w.Submit("officer-conduct", Council.Rahman, Council.Chief);
        (_w.Person(c.HeldByHandler(_w.Today)!.Person), c.HeldByHandler(_w.Today)!.Hat).ShouldBe((Council.Mo, "monitoring-officer"));
        _w.Refused(c, "escalate", Actor.Handler).Code.ShouldBe("top-level");

        var near = _w.Submit("officer-conduct", Council.Rahman, Council.Chief, i => i.With("keep_out", _w.P(Council.Mo)));
        _w.Person(near.HeldByHandler(_w.Today)!.Person).ShouldBe(Council.External);
    }

    [Fact]
    public void A_chief_executive_who_raised_it_does_not_handle_it()
    {
        Should.Throw<RefusedException>(() => _w.Submit("officer-conduct", Council.Chief, Council.Mo)).Code.ShouldBe("c-raiser");
        Should.Throw<RefusedException>(() => _w.Submit("officer-conduct", Council.Rahman, Council.Mo, i => i.With("keep_out", _w.P(Council.Chief)))).Code.ShouldBe("c-kept-out");
    }

    [Fact]
    public void A_group_leader_who_is_a_party_a_witness_kept_out_or_absent_is_left_out()
    {
        var leaderRaised = Journey.Go(_w, _w.Submit("monitoring-officer", Council.RedLeader, Council.Stannage), Stage.Advice);
        var witnessed = Journey.Go(_w, Journey.Sent(_w, Route.R2, i => i.With("witnesses", _w.P(Council.RedLeader))), Stage.Advice);
        var keptOut = Journey.Go(_w, Journey.Sent(_w, Route.R2, i => i.With("keep_out", _w.P(Council.RedLeader))), Stage.Advice);
        foreach (var c in new[] { leaderRaised, witnessed, keptOut })
        {
            _w.Do(c, "give-consent", Actor.Raiser, "contact-group-leader");
            var refused = _w.Refused(c, "advise", Actor.Mo, "contact-leader");
            (refused.Code, refused.Message).ShouldBe(("c-group-leader", "The Group Leader cannot be contacted about this."));
        }

        Council.RedLeader.LeftOn = _w.Today;
        var absent = Journey.Go(_w, Journey.Sent(_w, Route.R2), Stage.Advice);
        _w.Do(absent, "give-consent", Actor.Raiser, "contact-group-leader");
        _w.Refused(absent, "advise", Actor.Mo, "contact-leader").Code.ShouldBe("c-group-leader");
    }

    [Fact]
    public void The_law_bars_recent_members_and_officers_and_their_near_ones_as_independent_person()
    {
        var c = Journey.To(_w, Route.R3, Stage.Assessment);
        foreach (var kind in new[] { GrantKind.IndependentPerson, GrantKind.SubjectIp }) Hits(c, kind, Council.Clara).ShouldContain("c-ip-law");

        var former = Council.Add(new Person { Id = Guid.NewGuid(), Name = "Former Officer", Email = "f@wealdmere.example", Kind = PersonKind.Officer, JoinedOn = new(2010, 1, 1), LeftOn = _w.Today.AddYears(-5).AddDays(1), Roles = [Role.IndependentPerson] });
        Conflicts.Ineligible(former, _w.Now()).ShouldBe("they were a member or officer here within five years");
        former.LeftOn = _w.Today.AddYears(-5);
        Conflicts.Ineligible(former, _w.Now()).ShouldBeNull();
        Conflicts.Ineligible(Council.Planner, _w.Now()).ShouldBe("they were not appointed by the Council");
        Conflicts.Ineligible(Council.Helen, _w.Now()).ShouldBeNull();
    }

    [Fact]
    public void The_person_whom_the_subject_consulted_can_be_asked_but_the_monitoring_officer_is_warned()
    {
        var c = Journey.To(_w, Route.R3, Stage.Assessment);
        _w.Do(c, "consult-own", Actor.Subject, with: i => i.With("person", _w.P(Council.Helen)));

        _w.Do(c, "request-view", Actor.Mo).Warnings.ShouldBe(["The subject has consulted Helen Maddock."]);
        c.Grants.Last(g => g.Kind == GrantKind.IndependentPerson).Check.ShouldBe("c-ip-both");
    }

    [Fact]
    public void Nobody_investigates_what_they_had_a_part_in()
    {
        Council.Investigator.LineManagerId = Council.TeamLeader.Id;
        var c = Journey.To(_w, Route.R3, Stage.Investigation);
        Refused(c, "appoint-investigator", i => i).ShouldBe(("c-investigator", "Roland Mather has had a part in this."));
        Refused(c, "appoint-investigator", i => i.With("person", _w.P(Council.TeamLeader))).Code.ShouldBe("c-investigator");
        Refused(c, "appoint-investigator", i => i.With("person", _w.P(Council.Mo))).Code.ShouldBe("c-investigator");
        _w.Do(c, "appoint-investigator", Actor.Mo, with: i => i.With("person", _w.P(Council.SecondInvestigator)));

        var informal = Journey.To(_w, Route.R1, Stage.Outcome);
        var formal = Journey.Go(_w, _w.Do(informal, "convert", Actor.Raiser).Opened.Single(), Stage.Investigation);
        Refused(formal, "appoint-investigator", i => i.With("person", _w.P(Council.PlanningHead))).Code.ShouldBe("c-investigator");
    }

    [Fact]
    public void Who_investigated_a_linked_case_does_not_decide_this_one()
    {
        var one = Journey.To(_w, Route.R3, Stage.View);
        var other = Journey.Go(_w, _w.Submit("formal-complaint", Council.Enforcement, Council.Stannage), Stage.Hearing);
        _w.Do(other, "link", Actor.Mo, other: one);
        Council.Investigator.Roles.Add(Role.ExternalMonitoringOfficer);

        Refused(other, "reassign", i => i.With("person", _w.P(Council.Investigator))).ShouldBe(("c-decider", "Roland Mather investigated this."));
    }

    [Fact]
    public void A_panel_member_of_the_subjects_group_is_barred_or_by_a_setting_only_warned_of()
    {
        var c = Journey.To(_w, Route.R3, Stage.Hearing);
        Inputs With(Inputs i) => i.With("members", _w.P(Council.Marsh), _w.P(Council.Voss), _w.P(Council.Tuckwell));
        Refused(c, "convene", With).ShouldBe(("c-same-group", "Cllr Elin Marsh is in the subject's political group."));

        _w.Rules = new CouncilRules { SameGroupWarns = true };
        _w.Do(c, "convene", Actor.Mo, with: With).Warnings.ShouldBe(["Cllr Elin Marsh is in the subject's political group."]);
        c.Grants.Count(g => g.Kind == GrantKind.Panel).ShouldBe(3);
    }

    [Fact]
    public void A_panel_member_who_is_too_near_is_barred()
    {
        Council.Relate(Council.Voss, Council.Stannage, RelationKind.Relative);
        var c = Journey.Go(_w, Journey.Sent(_w, Route.R3, i => i.With("witnesses", _w.P(Council.Tuckwell))), Stage.Hearing);

        Hits(c, GrantKind.Panel, Council.Voss).ShouldBe(["c-panel-near"]);
        Refused(c, "convene", i => i.With("members", _w.P(Council.Tuckwell), _w.P(Council.Rahman), _w.P(Council.Lorne))).ShouldBe(("c-panel-near", "Cllr Maureen Tuckwell is too close to this to decide it."));
    }

    [Fact]
    public void A_review_is_decided_by_somebody_who_had_no_part_in_the_decision()
    {
        _w.Rules = new CouncilRules { ReviewAllowed = true };
        var c = Journey.To(_w, Route.R3, Stage.Review);
        _w.Person(c.Grants.Single(g => g.Kind == GrantKind.Reviewer).Person).ShouldBe(Council.Deputy);

        var decidedByDeputy = Journey.Go(_w, Journey.Sent(_w, Route.R3, i => i.With("keep_out", _w.P(Council.Mo))), Stage.Review);
        var reviewer = decidedByDeputy.Grants.Single(g => g.Kind == GrantKind.Reviewer);
        _w.Person(reviewer.Person).ShouldBe(Council.External);
        reviewer.Check.ShouldContain("c-reviewer");
    }

    [Fact]
    public void Human_resources_with_a_conflict_receives_nothing()
    {
        var c = Journey.Go(_w, _w.Submit("officer-conduct", Council.Rahman, Council.Hr), Stage.BeingHandled);
        _w.Do(c, "give-consent", Actor.Raiser, "pass-on");
        _w.Refused(c, "hand-over", Actor.Handler).ShouldSatisfyAllConditions(r => r.Code.ShouldBe("c-hr"), r => r.Message.ShouldBe("Yvonne Castell in Human Resources has a conflict."));

        Council.Tenancy.LineManagerId = Council.Hr.Id;
        var managed = Journey.To(_w, Route.R5, Stage.BeingHandled);
        (_w.Refused(managed, "hand-over", Actor.Handler).Code, _w.Refused(managed, "hand-over", Actor.Handler).Message).ShouldBe(("c-hr", "Yvonne Castell in Human Resources has a conflict."));
    }

    [Fact]
    public void Who_stood_aside_is_never_given_the_case_again()
    {
        var c = Journey.To(_w, Route.R2, Stage.Triage);
        _w.Do(c, "recuse", Actor.Mo);
        Refused(c, "reassign", i => i.With("person", _w.P(Council.Mo))).ShouldBe(("recused", "Priya Ranas stood aside from this case. Choose somebody else."));
        _w.Do(c, "recuse", Actor.Mo);
        _w.Do(c, "recuse", Actor.Mo);
        c.HeldByMo(_w.Today).ShouldBeNull();
        MonitoringOfficers.Choose(c, _w.Now(c)).Diverted.ShouldContain("recused");

        var handled = Journey.To(_w, Route.R1, Stage.BeingHandled);
        _w.Do(handled, "recuse", Actor.Handler);
        _w.Refused(handled, "choose-route", Actor.Raiser, "to-manager", i => i.With("handler", _w.P(Council.PlanningHead))).Code.ShouldBe("recused");
    }

    [Fact]
    public void Every_rule_of_the_table_has_its_words()
    {
        // Those that the check reports; the rest of the table is tried above by name.
        foreach (var rule in Refusals.Conflicts)
        {
            Refusals.Exception(rule.Code, null, ("name", "Ann"), ("person", "Ann")).Message.ShouldNotContain("{");
            Refusals.IsConflict(rule.Code).ShouldBeTrue();
        }
    }

    private (Person? Person, string Hat) Holder(Case c) => c.HeldByMo(_w.Today) is { } held ? (_w.Person(held.Person), held.Hat) : (null, "");

    private string Diverted(Case c) => c.Read(c.Events.Last(e => !c.Read(e, _w.Seam).Text("w.diverted").Equals("", StringComparison.Ordinal)), _w.Seam).Text("w.diverted");

    private List<string> Hits(Case c, GrantKind kind, Person person) => [.. Conflicts.Of(c, kind, "", person, _w.Now(c)).Where(h => h.Stops).Select(h => h.Code)];

    private (string Code, string Message) Refused(Case c, string verb, Func<Inputs, Inputs> with, bool bySubCommittee = false)
    {
        if (bySubCommittee) _w.Rules = _w.Rules with { AssessmentBy = [(new(2020, 1, 1), true)] };
        var refused = _w.Refused(c, verb, Actor.Mo, with: with);
        return (refused.Code, refused.Message);
    }
}
