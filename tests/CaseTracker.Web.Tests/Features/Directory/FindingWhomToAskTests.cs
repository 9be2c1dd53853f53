using CaseTracker.Domain.People;
using CaseTracker.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Tests.Features.Directory;

public class FindingWhomToAskTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task Whoever_has_not_signed_in_is_asked_to() => (await app.Browse().GetAsync("/directory")).Path.ShouldStartWith("/account/sign-in");

    [Fact]
    public async Task A_member_finds_the_group_head_first_and_then_the_director()
    {
        var browser = await app.SignInAsAsync(Role.Member);
        var page = await browser.SubmitAsync("/directory", new { Words = "licensing" }, "Search");
        page.Path.ShouldBe("/directory", "what is sought never stands in an address");
        page.Texts("h2")[0].ShouldBe("3 subjects match “licensing”");
        page.Texts("article h3").ShouldBe(["Alcohol and entertainment licensing", "Private rented housing", "Taxi licensing"]);
        page.Texts("article")[0].ShouldBe("Alcohol and entertainment licensing Premises, personal and temporary licences Ask first Martin Quill Group Head of Regulatory Services "
            + "Telephone 01632 960140 If that does not help Obinna Eze, Director of Communities");
        page.Text.ShouldContain("The Chief Executive, Marcus Elvey");
        page.Href("Protocol, paragraph 9.1").ShouldBe("/protocol#p-9-1");
        page.Href("Paragraph 9.3").ShouldBe("/protocol#p-9-3");
        page.Href("paragraph 7.5").ShouldBe("/protocol#p-7-5");
    }

    [Fact]
    public async Task All_subjects_are_listed_from_A_to_Z()
    {
        var page = await (await app.SignInAsAsync(Role.Officer)).GetAsync("/directory");
        var subjects = page.Texts("article h3");
        subjects.Count.ShouldBe(await app.ReadAsync(db => db.Set<Matter>().CountAsync()));
        subjects.ShouldBe(subjects.Order(StringComparer.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("PLANNING  application", "Planning applications")]
    [InlineData("louise pembury rented", "Private rented housing")]
    public async Task Every_word_must_be_found_somewhere(string words, string subject) =>
        (await (await app.SignInAsAsync(Role.Member)).SubmitAsync("/directory", new { Words = words }, "Search")).Texts("article h3").ShouldContain(subject);

    [Fact]
    public async Task Nothing_found_leads_back_to_the_whole_list()
    {
        var browser = await app.SignInAsAsync(Role.Member);
        var page = await browser.SubmitAsync("/directory", new { Words = "<b>unicorns</b>" }, "Search");
        page.Text.ShouldContain("0 subjects match “<b>unicorns</b>”");
        (await browser.ClickAsync(page, "look through all 40 subjects")).Texts("article").Count.ShouldBe(40);
    }
}

public class DirectoryAfterChangesTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task A_number_is_shown_only_with_its_owners_consent_and_a_leaver_not_at_all()
    {
        const string consenting = "martin.quill@wealdmere.example";
        var browser = await app.SignInAsAsync(Role.Member);
        await app.GivenPersonAsync(consenting, p => p.PublishContact = false);
        var page = await browser.SubmitAsync("/directory", new { Words = "taxi" }, "Search");
        page.Source.ShouldNotContain("960140");
        page.Text.ShouldContain("Telephone Not published");

        await app.GivenPersonAsync(consenting, p => (p.PublishContact, p.LeftOn) = (true, app.Clock.Today));
        page = await browser.SubmitAsync("/directory", new { Words = "taxi" }, "Search");
        page.Text.ShouldContain("The post is vacant at present");
        page.Source.ShouldNotContain("Martin Quill");
        page.Source.ShouldNotContain("960140");
    }

    [Fact]
    public async Task Words_that_look_like_markup_are_shown_as_words()
    {
        await app.WriteAsync(async db => (await db.Set<Matter>().FirstAsync(m => m.Name == "Fly-tipping")).Description = "=1+1 <script>x</script> \u05D0\u05D1 🙂");
        (await (await app.SignInAsAsync(Role.Officer)).GetAsync("/directory")).Text.ShouldContain("=1+1 <script>x</script> \u05D0\u05D1 🙂");
    }
}
