using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Tests.Support;

namespace CaseTracker.Web.Tests.InBrowser;

/// <summary>Sample case 4: a chair and an author disagree about a report.</summary>
public class DisputedReportTests(ListeningApp app) : Journey(app)
{
    [Fact]
    public async Task A_disputed_figure_is_corrected_by_the_Director_and_nobody_is_accused()
    {
        var reference = "";
        await SceneAsync("cllr.elin.marsh", new(2025, 9, 3), async chair =>
        {
            reference = await new Telling
            {
                About = ["Daniel Fry, Internal Audit Manager"],
                Narrative = "Table 3 of the audit report counts the same overspend twice, and the conclusion rests on it.",
                Summary = "An audit report misleads",
                On = new(2025, 9, 2),
                Setting = "Email or letter",
                Place = "Report to the Audit Committee",
                Themes = ["Pressure on advice or a report"],
                Wish = "The figure to be corrected.",
                Route = "Disagreement about a report",
            }.SendAsync(chair);
            await chair.PictureAsync("4-01-sent");
        });
        var first = await HolderAsync(reference, GrantKind.Handler);

        await SceneAsync(first, new(2025, 9, 4), head => AcceptAsync(head, reference));
        await SceneAsync(first, new(2025, 9, 5), async head =>
        {
            await head.OpenAsync("/casework", reference);
            await head.PressAsync("Ask the other side");
            await head.FillAsync("What do you want to ask them?", "Does table 3 count the overspend twice?");
            await head.FillDateAsync("When should they answer by?", new(2025, 9, 12));
            await head.PressAsync("Ask for their side");
            await head.IsToldAsync("The other side has been asked");
        });

        await SceneAsync("daniel.fry", new(2025, 9, 9), async fry =>
        {
            await fry.OpenAsync("/casework", reference);
            await fry.ReadsAsync("Does table 3 count the overspend twice?");
            await fry.ReadsAsync("You are asked for your side by Friday 12 September 2025.");
            await fry.DoesNotReadAsync("An audit report misleads");
            await fry.PictureAsync("4-02-other-side");
            await fry.PressAsync("Give your side");
            await fry.FillAsync("What is your side?", "One line was, and I will correct it. The conclusion stands.");
            await fry.PressAsync("Send your side");
            await fry.IsToldAsync("Your side has been sent");
        });

        await SceneAsync("cllr.elin.marsh", new(2025, 9, 10), async chair =>
        {
            await chair.OpenAsync("/concerns", reference);
            await chair.PictureAsync("4-03-being-handled");
            await chair.GoAsync($"/concerns/{reference}/escalate");
            await chair.SeesAsync("Take it further");
            await chair.PictureAsync("4-04-escalate");
            await chair.Page.Locator("main input[type=radio]").First.CheckAsync();
            await chair.ChooseAsync("Yes, they see my name and my full account");
            await chair.FillAsync("Why?", "I have heard nothing about the recommendation.");
            await chair.PressAsync("Take it further");
            await chair.ReadsAsync("What happens next");
        });
        var director = await HolderAsync(reference, GrantKind.Handler);
        director.ShouldNotBe(first);

        await SceneAsync(director, new(2025, 9, 11), head => AcceptAsync(head, reference));
        await SceneAsync(director, new(2025, 9, 17), async head =>
        {
            await head.OpenAsync("/casework", reference);
            await head.PictureAsync("4-05-director");
            await head.PressAsync("Record the outcome");
            await head.ChooseAsync("Report corrected");
            await head.FillAsync("Note for the file", "One figure corrected, the recommendation unchanged.");
            await head.FillAsync("What do you want to tell the person who raised it?", "The figure in table 3 is corrected. The recommendation stands.");
            await head.PressAsync("Continue");
            await head.PressAsync("Record the outcome");
            await head.IsToldAsync("Outcome recorded");
        });

        await SceneAsync("cllr.elin.marsh", new(2025, 9, 19), async chair =>
        {
            await chair.OpenAsync("/concerns", reference);
            await chair.GoAsync($"/concerns/{reference}/close");
            await chair.ChooseAsync("Yes, it is settled");
            await chair.PressAsync("Send your answer");
            await chair.ReadsAsync("Closed");
            await chair.PictureAsync("4-06-closed");
        });

        var c = await StoredAsync(reference);
        (c.Route, c.Stage, c.Outcome, c.ClosureReason).ShouldBe((Route.R4, Stage.Closed, "report-corrected", "resolved"));
    }
}
