using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Tests.Support;

namespace CaseTracker.Web.Tests.InBrowser;

/// <summary>Sample case 5: a member insulted publicly by an officer, which ends with Human Resources.</summary>
public class OfficersPostTests(ListeningApp app) : Journey(app)
{
    [Fact]
    public async Task An_officers_post_goes_to_Human_Resources_and_what_they_decide_is_kept_nowhere()
    {
        var reference = "";
        await SceneAsync("cllr.asif.rahman", new(2025, 11, 6), async member => reference = await new Telling
        {
            About = ["Leah Byrne, Tenancy Officer"],
            Narrative = "Under a public post about the budget she wrote that I was a waste of an allowance.",
            Summary = "Called a waste of an allowance",
            On = new(2025, 11, 5),
            Setting = "Social media",
            Place = "A public post",
            Themes = ["Discourtesy by an officer"],
            Route = "Concern about an officer",
        }.SendAsync(member));
        var head = await HolderAsync(reference, GrantKind.Handler);
        await SceneAsync(head, new(2025, 11, 6), visitor => AcceptAsync(visitor, reference));

        await SceneAsync("cllr.asif.rahman", new(2025, 11, 7), async member =>
        {
            await member.GoAsync($"/concerns/{reference}/escalate");
            await member.Page.Locator("main input[type=radio]").First.CheckAsync();
            await member.ChooseAsync("Yes, they see my name and my full account");
            await member.FillAsync("Why?", "It was public, and this needs more weight.");
            await member.PressAsync("Take it further");
            await member.ReadsAsync("What happens next");
        });
        var director = await HolderAsync(reference, GrantKind.Handler);
        director.ShouldNotBe(head);
        await SceneAsync(director, new(2025, 11, 7), visitor => AcceptAsync(visitor, reference));

        await SceneAsync(director, new(2025, 11, 10), async visitor =>
        {
            await visitor.GoAsync($"/casework/{reference}/hand-over");
            await HandOverAsync(visitor);
            (await visitor.ErrorsAsync()).ShouldHaveSingleItem().ShouldContain("agree");
            await visitor.ReadsAsync("Nothing you typed has been lost.");
            await visitor.PictureAsync("5-01-hand-over-refused");
        });

        await SceneAsync("cllr.asif.rahman", new(2025, 11, 10), async member =>
        {
            await member.GoAsync($"/concerns/{reference}/give-consent");
            await member.PictureAsync("5-02-agree");
            await member.ChooseAsync("Passing this to another procedure that fits better");
            await member.PressAsync("Record your agreement");
            await member.ReadsAsync("Agreed");
        });

        await SceneAsync(director, new(2025, 11, 10), async visitor =>
        {
            await visitor.GoAsync($"/casework/{reference}/hand-over");
            await HandOverAsync(visitor);
            await visitor.SeesAsync("Check before you go on");
            await visitor.PressAsync("Hand over");
            await visitor.IsToldAsync("Handed over");
        });

        var hr = await HolderAsync(reference, GrantKind.Hr);
        await SceneAsync(hr, new(2025, 11, 13), async visitor =>
        {
            await visitor.OpenAsync("/casework", reference);
            await visitor.PictureAsync("5-03-human-resources");
            await visitor.PressAsync("Confirm that they have it");
            await visitor.PictureAsync("5-04-confirm");
            await visitor.ChooseAsync("Referred under the Employee Code (HR outcome withheld)");
            await visitor.ChooseAsync("Dealt with under another procedure");
            await visitor.PressAsync("Continue");
            await visitor.SeesAsync("Check before you go on");
            await visitor.PressAsync("Confirm and close");
        });

        await SceneAsync("cllr.asif.rahman", new(2025, 11, 14), async member =>
        {
            await member.OpenAsync("/concerns", reference);
            await member.ReadsAsync("Closed");
            await member.PictureAsync("5-05-closed");
        });

        var c = await StoredAsync(reference);
        (c.Route, c.Stage, c.Outcome, c.ClosureReason).ShouldBe((Route.R5, Stage.Closed, "referred", "other-procedure"));
    }

    private static async Task HandOverAsync(Visitor visitor)
    {
        await visitor.ChooseAsync("Human Resources (Employee Code)");
        await visitor.FillAsync("Why does that procedure fit better?", "It may be a matter for the Employee Code.");
        await visitor.PressAsync("Continue");
    }
}
