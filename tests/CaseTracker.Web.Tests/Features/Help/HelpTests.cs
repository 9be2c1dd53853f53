using CaseTracker.Web.Tests.Support;

namespace CaseTracker.Web.Tests.Features.Help;

public class HelpTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task Help_says_what_each_role_does_and_sees()
    {
        var page = await app.Browse().GetAsync("/help");
        page.Texts(".ct-roles tbody th").ShouldContain("Independent Person");
        page.Texts(".ct-roles tbody th").Count.ShouldBe(12);
        page.Text.ShouldContain("An administrator may raise a concern like any officer.");
    }

    [Fact]
    public async Task Help_says_what_the_council_can_and_cannot_do()
    {
        var page = await app.Browse().GetAsync("/help");
        page.Texts("#sanctions li").ShouldContain("arrange training");
        page.Texts("#sanctions li").ShouldContain("formal censure (decided by: Council)");
        page.Texts("#cannot li").ShouldContain("suspend a member");
        page.Texts("#sanctions li").ShouldNotContain("suspension");
    }

    [Theory]
    [InlineData("Selflessness")]
    [InlineData("Integrity")]
    [InlineData("Objectivity")]
    [InlineData("Accountability")]
    [InlineData("Openness")]
    [InlineData("Honesty")]
    [InlineData("Leadership")]
    public async Task Help_explains_each_of_the_seven_principles(string principle) =>
        (await app.Browse().GetAsync("/help")).Texts("#principles dt").ShouldContain(principle);

    [Fact]
    public async Task Every_other_procedure_that_can_be_chosen_is_explained()
    {
        var page = await app.Browse().GetAsync("/help/something-else");
        foreach (var procedure in CaseTracker.Domain.Taxonomies.Taxonomy.Load().List("off_ramps").Where(t => t.Code != "other"))
            page.Document.GetElementById(procedure.Code).ShouldNotBeNull(procedure.Code);
    }

    [Theory]
    [InlineData("/privacy", "Privacy notice", "Article 6(1)(c)")]
    [InlineData("/accessibility", "Accessibility statement", "version 2.2, level AA")]
    [InlineData("/help/words", "What the words mean", "Monday to Friday, but not bank holidays in England and Wales.")]
    public async Task Anybody_may_read_how_the_site_treats_them(string path, string heading, string says)
    {
        var page = await app.Browse().GetAsync(path);
        page.H1.ShouldBe(heading);
        page.Text.ShouldContain(says);
    }
}

/// <summary>A council with its own words, colour, times and procedures.</summary>
public sealed class OtherCouncilApp : App
{
    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["CaseTracker:Council:LocalMemberTerm"] = "divisional Member",
        ["CaseTracker:Council:BrandColour"] = "#4a1a5c",
        ["CaseTracker:Rules:Retention:R3"] = "96",
        ["CaseTracker:Council:Elsewhere:whistleblowing:Link"] = "https://intranet.example/speak-up",
        ["CaseTracker:Rules:ClockLimits:accept"] = "3",
        ["CaseTracker:Rules:Sanctions:suspension:EnabledFrom"] = "2026-01-01",
    };
}

public class OtherCouncilTests(OtherCouncilApp app) : IClassFixture<OtherCouncilApp>
{
    [Fact]
    public async Task The_councils_own_word_for_a_member_of_an_area_is_used()
    {
        (await app.Browse().GetAsync("/help")).Text.ShouldContain("A divisional Member is told");
        (await app.Browse().GetAsync("/help/words")).Texts("dt").ShouldContain("Divisional Member");
    }

    [Fact]
    public async Task The_councils_own_colour_is_used()
    {
        var page = await app.Browse().GetAsync("/");
        page.Document.QuerySelector("meta[name=theme-color]")!.GetAttribute("content").ShouldBe("#4a1a5c");
        (await app.Browse().GetAsync("/brand.css")).Source.ShouldContain("--ct-brand:#4a1a5c");
    }

    [Fact]
    public async Task Times_and_years_are_those_of_the_settings()
    {
        (await app.Browse().GetAsync("/help")).Text.ShouldContain("yes or no within 3 working days");
        (await app.Browse().GetAsync("/privacy")).Text.ShouldContain("8 years after they are closed");
    }

    [Fact]
    public async Task A_change_of_law_changes_what_help_says()
    {
        var page = await app.Browse().GetAsync("/help");
        page.Texts("#cannot li").ShouldNotContain("suspend a member");
        page.Texts("#sanctions li").ShouldContain("suspension");
    }

    [Fact]
    public async Task Another_procedure_is_linked_where_the_council_keeps_it() =>
        (await app.Browse().GetAsync("/help/something-else")).Document.QuerySelector("#whistleblowing a[href='https://intranet.example/speak-up']").ShouldNotBeNull();
}
