using CaseTracker.Domain.Taxonomies;
using CaseTracker.Web.Pipeline;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Tests.Pipeline;

public class RulesOptionsTests
{
    private static ServiceProvider Site(params (string Setting, string Value)[] settings) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => $"CaseTracker:Rules:{s.Setting}", s => (string?)s.Value)).Build())
        .AddContent().BuildServiceProvider();

    [Fact]
    public void A_change_of_law_about_sanctions_is_a_setting()
    {
        using var site = Site(("Sanctions:suspension:EnabledFrom", "2027-04-01"), ("Sanctions:recommend-censure:EnabledTo", "2027-04-01"));
        var sanctions = site.GetRequiredService<Taxonomy>();
        (sanctions.Sanction("suspension")!.IsEnabledOn(new(2027, 3, 31)), sanctions.Sanction("suspension")!.IsEnabledOn(new(2027, 4, 1))).ShouldBe((false, true));
        (sanctions.Sanction("recommend-censure")!.IsEnabledOn(new(2027, 3, 31)), sanctions.Sanction("recommend-censure")!.IsEnabledOn(new(2027, 4, 1))).ShouldBe((true, false));
    }

    [Theory]
    [InlineData("Sanctions:suspensoin:EnabledFrom", "2027-04-01", "CaseTracker:Rules:Sanctions:suspensoin is no sanction.")]
    [InlineData("ClockLimits:advice", "10", "CaseTracker:Rules:ClockLimits:advice is no clock.")]
    [InlineData("ClockLimits:advise", "0", "CaseTracker:Rules:ClockLimits:advise must be 1 or more.")]
    [InlineData("AssessmentBy:0:By", "panel", "CaseTracker:Rules:AssessmentBy must say By mo or assessment-panel.")]
    [InlineData("Changes:0:ClockLimits:acknowledge", "3", "CaseTracker:Rules:Changes:0 has no date From which it holds.")]
    [InlineData("CodeHeadings:courtesy:From", "2027-04-01", "CaseTracker:Rules:CodeHeadings:courtesy has no Label.")]
    [InlineData("DeterminationBy:0:By", "", "CaseTracker:Rules:DeterminationBy must say By mo or assessment-panel.")]
    public void A_misspelt_rule_stops_the_start_with_what_to_change(string setting, string value, string message)
    {
        using var site = Site((setting, value));
        Should.Throw<OptionsValidationException>(() => site.GetRequiredService<IOptions<RulesOptions>>().Value).Message.ShouldStartWith(message);
    }

    [Fact]
    public void A_period_that_ends_before_it_begins_is_no_period()
    {
        using var site = Site(("PreElection:0:From", "2027-03-20"), ("PreElection:0:Poll", "2027-03-01"), ("Sanctions:suspension:EnabledFrom", "2027-04-01"), ("Sanctions:suspension:EnabledTo", "2026-04-01"));
        Should.Throw<OptionsValidationException>(() => site.GetRequiredService<IOptions<RulesOptions>>().Value).Failures.Count().ShouldBe(2);
    }
}
