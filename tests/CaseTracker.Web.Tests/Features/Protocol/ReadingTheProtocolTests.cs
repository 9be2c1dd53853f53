using System.Net;
using CaseTracker.Web.Tests.Support;

namespace CaseTracker.Web.Tests.Features.Protocol;

public class ReadingTheProtocolTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task Anybody_reads_the_version_in_force_with_a_place_for_every_paragraph()
    {
        var page = await app.Browse().GetAsync("/protocol");
        page.H1.ShouldBe("Member/Officer Protocol");
        page.Text.ShouldContain("In force since 1 April 2025.");
        page.Document.GetElementById("p-13-10")!.TextContent.ShouldContain("no power to suspend");
        page.Document.GetElementById("p-13-1")!.TextContent.ShouldContain("The choice between an informal concern");
        page.Document.QuerySelectorAll("#p-9-1 li").Select(l => Page.Tidy(l.TextContent)).ShouldBe(["(a) the Group Head responsible;", "(b) the Director responsible; and", "(c) the Chief Executive."]);
        page.Document.QuerySelectorAll("#p-5-1 strong").Select(s => s.TextContent).ShouldBe(["shall", "shall not"]);
        page.Document.QuerySelectorAll("#s-2 dfn").Select(s => s.TextContent).ShouldContain("\"Local Member\"");
        page.Document.QuerySelector("#p-9-5 a[href='#p-9-3']").ShouldNotBeNull("a paragraph named in the text is linked");
        foreach (var link in page.Links.Where(l => l.Href.StartsWith('#'))) page.Document.GetElementById(link.Href[1..]).ShouldNotBeNull(link.Href);
    }

    [Fact]
    public async Task Every_version_can_be_read_and_says_when_it_governed()
    {
        var page = await app.Browse().GetAsync("/protocol");
        page.Rows.Select(r => (r[0], r[1])).ShouldBe([("2025", "In force since 1 April 2025"), ("2019", "In force from 7 May 2019 to 31 March 2025")]);
        var old = await app.Browse().GetAsync(page.Href("2019"));
        old.H1.ShouldBe("Protocol on Member and Officer Relations");
        old.Text.ShouldContain("This version is no longer in force.");
        old.Title.ShouldStartWith("Protocol on Member and Officer Relations, 2019 version");
    }

    [Fact]
    public async Task A_version_that_does_not_exist_is_not_found() => (await app.Browse().GetAsync("/protocol/2018")).Status.ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task Two_versions_are_compared_in_words_lines_and_numbers()
    {
        var page = await app.Browse().GetAsync((await app.Browse().GetAsync("/protocol")).Href("Compare with 2019 version: what changed in 2025"));
        page.Text.ShouldContain("“Should” became “shall” in 36 paragraphs");
        page.Text.ShouldContain("9.1 was 10.1 Changed A Member who needs help from Officers [removed: should] [added: shall] approach");
        page.Text.ShouldNotContain("Unchanged");
        (page.Value("from"), page.Value("to")).ShouldBe(("2019", "2025"));
        var all = await app.Browse().ClickAsync(page, "Show paragraphs that did not change as well");
        all.Texts(".ct-clause__no").Count.ShouldBeGreaterThan(page.Texts(".ct-clause__no").Count);
    }

    [Fact]
    public async Task A_version_compared_with_itself_did_not_change() =>
        (await app.Browse().GetAsync("/protocol/compare?from=2025&to=2025")).Text.ShouldContain("Nothing changed.");

    [Fact]
    public async Task An_unknown_version_cannot_be_compared() => (await app.Browse().GetAsync("/protocol/compare?from=2018&to=2025")).Status.ShouldBe(HttpStatusCode.NotFound);
}

public class ProtocolOnTheDayBeforeTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task A_version_comes_into_force_on_its_day()
    {
        app.Clock.Set(new DateOnly(2025, 3, 31));
        var before = await app.Browse().GetAsync("/protocol");
        before.H1.ShouldBe("Protocol on Member and Officer Relations");
        before.Rows[0][1].ShouldBe("Comes into force on 1 April 2025");
        (await app.Browse().GetAsync("/protocol/2025")).Text.ShouldContain("This version is not in force yet.");
        app.Clock.Set(new DateOnly(2025, 4, 1));
        (await app.Browse().GetAsync("/protocol")).H1.ShouldBe("Member/Officer Protocol");
    }
}

public class CouncilWithoutProtocol : Imports.ImportApp;

public class NoProtocolYetTests(CouncilWithoutProtocol app) : IClassFixture<CouncilWithoutProtocol>
{
    [Fact]
    public async Task Before_the_first_version_the_pages_say_so()
    {
        (await app.Browse().GetAsync("/protocol")).Text.ShouldContain("No Protocol is in force yet");
        (await app.Browse().GetAsync("/protocol/compare")).Text.ShouldContain("There is nothing to compare yet");
    }
}
