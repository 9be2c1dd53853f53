using CaseTracker.Web.Tests.Support;

namespace CaseTracker.Web.Tests.Features.Start;

public class StartTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task The_promises_stand_on_the_first_page()
    {
        var page = await app.Browse().GetAsync("/");
        page.Texts(".ct-promises strong").ShouldBe(
        [
            "You choose.", "Only those who need to know. And you can see who has looked.", "Nothing is lost.",
            "You always know what happens next, and by when.", "The committee sees patterns, not people.",
        ]);
    }

    [Fact]
    public async Task The_first_page_leads_to_raising_returning_and_other_procedures_and_to_reports_without_a_name()
    {
        var page = await app.Browse().GetAsync("/");
        page.Href("Raise a concern").ShouldBe("/concerns/new");
        page.Href("Return to a concern").ShouldBe("/concerns");
        page.Href("Report wrongdoing (whistleblowing)").ShouldBe("/help/something-else#whistleblowing");
        page.Href("report a concern anonymously").ShouldBe("/report");
        page.Href("return to a report with your code").ShouldBe("/report/return");
    }

    [Fact]
    public async Task A_telephone_number_stands_there_only_with_its_owners_consent()
    {
        const string officer = "priya.ranas@wealdmere.example";
        var phone = (await app.ReadAsync(db => Task.FromResult(db.People.Single(p => p.Email == officer)))).Phone;

        await app.GivenPersonAsync(officer, p => p.PublishContact = true);
        (await app.Browse().GetAsync("/")).Text.ShouldContain($"call Priya Ranas, the Monitoring Officer, on {phone}");

        await app.GivenPersonAsync(officer, p => p.PublishContact = false);
        (await app.Browse().GetAsync("/")).Text.ShouldNotContain(phone);
    }

    [Fact]
    public async Task The_frame_shows_the_council_and_where_one_is()
    {
        var page = await app.Browse().GetAsync("/help");
        page.Title.ShouldBe("Help – CaseTracker – Wealdmere District Council");
        (await app.Browse().GetAsync("/")).Texts("nav [aria-current=page]").ShouldBe(["Start"]);
    }
}
