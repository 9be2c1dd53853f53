using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CaseTracker.Web.Tests.Features.Cases;

/// <summary>The list of one's own concerns.</summary>
public class MyConcernsTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task Somebody_who_has_raised_nothing_is_told_what_will_stand_there()
    {
        var page = await (await app.SignInAsync(Story.Email("leah.byrne"))).GetAsync("/concerns");
        page.H1.ShouldBe("My concerns");
        page.Text.ShouldContain("You have not raised a concern");
        page.Href("Raise a concern").ShouldBe("/concerns/new");
    }

    [Fact]
    public async Task Each_concern_stands_with_its_stage_what_happens_next_and_by_when()
    {
        var reference = await app.GivenConcernAsync("bethan.roper", "cllr.graham.voss", "monitoring-officer");
        var row = (await (await app.SignInAsync(Story.Email("bethan.roper"))).GetAsync("/concerns")).Rows.Single();
        row[0].ShouldBe($"Cllr Graham Voss, {reference}{reference}");
        row[1].ShouldBe("Received");
        row[2].ShouldBe("Priya Ranas, the Monitoring Officer, will reply to you");
        row[3].ShouldStartWith("Due in 5 working days");
    }

    [Fact]
    public async Task A_question_is_marked_and_so_is_what_has_changed_since_the_raiser_looked()
    {
        var reference = await app.GivenConcernAsync("terry.oakes", "cllr.graham.voss", "group-head");
        var browser = await app.SignInAsync(Story.Email("terry.oakes"));
        (await browser.GetAsync("/concerns")).Text.ShouldNotContain("Changed since you last looked");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.GivenStepAsync(reference, "nadia.kerslake", Actor.Handler, "add-note", ("note", "Only for us"), ("note_kind", "internal"));
        (await browser.GetAsync("/concerns")).Text.ShouldNotContain("Changed since you last looked");
        await app.GivenStepAsync(reference, "nadia.kerslake", Actor.Handler, "accept");
        await app.GivenStepAsync(reference, "nadia.kerslake", Actor.Handler, "ask-consent", ("consent_kind", "contact-member"), ("consent_to", "p:cllr.graham.voss"), ("message", "May I speak to him?"));
        var list = await browser.GetAsync("/concerns");
        list.Rows.Single()[0].ShouldEndWith("Changed since you last looked");
        list.Rows.Single()[2].ShouldStartWith("You have been asked a question.");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await browser.GetAsync($"/concerns/{reference}");
        (await browser.GetAsync("/concerns")).Text.ShouldNotContain("Changed since you last looked");
    }

    [Fact]
    public async Task Open_ones_come_first_and_a_long_list_is_leafed_through_and_back()
    {
        const string raiser = "dev.chaudhry";
        var sent = new List<string>();
        for (var i = 0; i < 25; i++)
        {
            sent.Add(await app.GivenConcernAsync(raiser, "cllr.graham.voss", "monitoring-officer"));
            app.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        await app.GivenStepAsync(sent[24], "priya.ranas", Actor.Mo, "acknowledge", ("message", "Thank you."));
        await app.GivenStepAsync(sent[24], "priya.ranas", Actor.Mo, "close", ("outcome", "support-only"), ("closure_reason", "resolved"));
        var browser = await app.SignInAsync(Story.Email(raiser));
        var first = await browser.GetAsync("/concerns");
        References(first).ShouldBe(sent.Take(24).Reverse().Take(20));
        var second = await browser.ClickAsync(first, "Next concerns");
        References(second).ShouldBe([.. sent.Take(4).Reverse(), sent[24]]);
        second.Links.ShouldNotContain(l => l.Text == "Next concerns");
        References(await browser.ClickAsync(second, "Previous concerns")).ShouldBe(References(first));
    }

    [Fact]
    public async Task Drafts_are_shown_to_their_owner_alone_with_the_day_on_which_they_are_deleted()
    {
        var person = await app.InputOfAsync("cllr.amina.yusuf");
        await app.WriteAsync(async db =>
        {
            await using var scope = app.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<CurrentPerson>().LoadAsync(CancellationToken.None);
            var now = await scope.ServiceProvider.GetRequiredService<CaseDesk>().NowAsync(null, CancellationToken.None);
            var draft = Draft.Start(Pseudonym.Parse(person[2..])!.Value, false, now);
            draft.Save(new Inputs([new("subject", [await app.InputOfAsync("cllr.maureen.tuckwell")])]), now);
            db.Drafts.Add(draft);
        });
        var page = await (await app.SignInAsync(Story.Email("cllr.amina.yusuf"))).GetAsync("/concerns");
        page.Texts(".ct-drafts h3").ShouldBe(["About Cllr Maureen Tuckwell"]);
        page.Text.ShouldContain($"it is deleted on {app.Clock.Today.AddDays(90).ToString("dddd d MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture)}");
        (await (await app.SignInAsync(Story.Email("obinna.eze"))).GetAsync("/concerns")).Text.ShouldNotContain("Tuckwell");
    }

    private static List<string> References(Page page) => [.. page.Texts("tbody .ct-reference")];
}
