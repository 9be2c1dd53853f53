using CaseTracker.Domain.Taxonomies;

namespace CaseTracker.Domain.Tests.Taxonomies;

public class TaxonomyTests
{
    private static readonly Taxonomy Lists = Taxonomy.Load();

    [Fact]
    public void Every_code_of_a_list_is_there_once_and_has_words()
    {
        Lists.Lists.Count().ShouldBe(20);
        foreach (var list in Lists.Lists)
        {
            Lists.List(list).Select(t => t.Code).ShouldBeUnique();
            Lists.List(list).ShouldAllBe(t => t.Label.Length > 0);
        }
    }

    [Fact]
    public void Every_route_names_its_outcomes_and_only_a_formal_complaint_may_bring_sanctions()
    {
        Lists.Routes.Select(r => r.Code).ShouldBe(["line-manager", "group-head", "monitoring-officer", "formal-complaint", "report-dispute", "officer-conduct"]);
        foreach (var route in Lists.Routes) Lists.OutcomesOf(route.Code).ShouldNotBeEmpty();
        Lists.Routes.Where(r => r.SanctionsAllowed).Select(r => r.Code).ShouldBe(["formal-complaint"]);
        Lists.Routes.Where(r => r.Informal).Count().ShouldBe(3);
    }

    [Fact]
    public void Labels_are_looked_up_by_list_and_code()
    {
        Lists.Label("themes", "excluded-hierarchy").ShouldBe("Management hierarchy bypassed");
        Lists.Label("themes", "something-older").ShouldBe("something-older");
        Lists.Has("themes", "something-older").ShouldBeFalse();
        Should.Throw<KeyNotFoundException>(() => Lists.Label("no-such-list", "x"));
    }

    [Theory]
    [InlineData("suspension")]
    [InlineData("interim-suspension")]
    [InlineData("disqualification")]
    [InlineData("withdraw-allowance")]
    [InlineData("withdraw-facilities")]
    [InlineData("exclude-from-premises")]
    public void A_council_cannot_suspend_disqualify_or_withdraw(string code)
    {
        Lists.Sanction(code)!.IsEnabledOn(new(2030, 1, 1)).ShouldBeFalse();
        Lists.Sanction(code)!.Note.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_change_of_law_is_a_setting_with_dates()
    {
        var later = Lists.WithSanctionDates(new Dictionary<string, SanctionDates> { ["suspension"] = new(new(2027, 4, 1), new(2029, 4, 1)), ["recommend-censure"] = new(null, new(2027, 4, 1)) });
        later.Sanction("suspension")!.IsEnabledOn(new(2027, 3, 31)).ShouldBeFalse();
        later.Sanction("suspension")!.IsEnabledOn(new(2027, 4, 1)).ShouldBeTrue();
        later.Sanction("suspension")!.IsEnabledOn(new(2029, 4, 1)).ShouldBeFalse();
        later.Sanction("recommend-censure")!.IsEnabledOn(new(2027, 3, 31)).ShouldBeTrue();
        later.Sanction("recommend-censure")!.IsEnabledOn(new(2027, 4, 1)).ShouldBeFalse();
        Lists.Sanction("suspension")!.IsEnabledOn(new(2027, 4, 1)).ShouldBeFalse();
        Should.Throw<ArgumentException>(() => Lists.WithSanctionDates(new Dictionary<string, SanctionDates> { ["suspensoin"] = new(null, null) }));
    }
}
