using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Tests.Support;

namespace CaseTracker.Web.Tests.InBrowser;

/// <summary>Sample case 1: an insult in committee, dealt with by a Group Head.</summary>
public class PlanningPutDownTests(ListeningApp app) : Journey(app)
{
    [Fact]
    public async Task An_insult_in_committee_ends_with_an_apology_through_the_Group_Head()
    {
        var reference = "";
        await SceneAsync("joanna.pell", new(2025, 2, 12), async pell =>
        {
            await pell.GoAsync("/");
            await pell.PictureAsync("1-01-start");
            reference = await new Telling { On = new(2025, 2, 12), Route = "Group Head" }.SendAsync(pell, async heading =>
            {
                if (heading.StartsWith("How would", StringComparison.Ordinal)) await pell.PictureAsync("1-02-route");
                if (heading.StartsWith("Check", StringComparison.Ordinal)) await pell.PictureAsync("1-03-check");
            });
            await pell.ReadsAsync("Colin Farraday, the Group Head, says whether they can take it on.");
            await pell.PictureAsync("1-04-sent");
        });

        await SceneAsync("colin.farraday", new(2025, 2, 13), async head =>
        {
            await head.GoAsync("/casework");
            await head.PictureAsync("1-05-queue");
            await head.OpenAsync("/casework", reference);
            await head.PictureAsync("1-06-case-offered");
            await AcceptAsync(head, reference);
            await head.PictureAsync("1-07-case-accepted");
        });

        await SceneAsync("colin.farraday", new(2025, 2, 14), async head =>
        {
            await head.OpenAsync("/casework", reference);
            await head.PressAsync("Record what you did");
            await head.ChooseAsync("Member advised");
            await head.ChooseAsync("The member");
            await head.FillAsync("Note for the file", "Spoke to Cllr Stannage.");
            await head.FillDateAsync("When did you do it?", new(2025, 2, 14));
            await head.PressAsync("Record what you did");
            (await head.ErrorsAsync()).ShouldHaveSingleItem().ShouldContain("agree");
            await head.PictureAsync("1-08-contact-refused");
            await head.GoAsync($"/casework/{reference}/ask-consent");
            await head.ChooseAsync("Speaking or writing to the other side");
            await head.ChooseAsync("Cllr Derek Stannage");
            await head.FillAsync("What do you want to say to them?", "May I speak to Cllr Stannage about what was said?");
            await head.PressAsync("Ask for agreement");
            await head.IsToldAsync("Asked for agreement");
        });

        await SceneAsync("joanna.pell", new(2025, 2, 17), async pell =>
        {
            await pell.OpenAsync("/concerns", reference);
            await pell.ReadsAsync("May I speak to Cllr Stannage about what was said?");
            await pell.PictureAsync("1-09-question");
            await pell.ChooseAsync("Yes, without my name");
            await pell.PressAsync("Send your answer");
            await pell.ReadsAsync("Speaking or writing to");
            await pell.PictureAsync("1-10-agreed");
        });

        await SceneAsync("colin.farraday", new(2025, 2, 19), async head =>
        {
            await head.OpenAsync("/casework", reference);
            await head.PressAsync("Record what you did");
            await head.ChooseAsync("Member advised");
            await head.ChooseAsync("The member");
            await head.FillAsync("Note for the file", "Spoke to Cllr Stannage. He is sorry.");
            await head.FillDateAsync("When did you do it?", new(2025, 2, 19));
            await head.PressAsync("Record what you did");
            await head.IsToldAsync("What you did is recorded");
        });

        await SceneAsync("colin.farraday", new(2025, 2, 24), async head =>
        {
            await head.OpenAsync("/casework", reference);
            await head.PressAsync("Record the outcome");
            await head.PictureAsync("1-11-outcome");
            await head.ChooseAsync("Apology");
            await head.FillAsync("Note for the file", "He will apologise at the next meeting.");
            await head.FillAsync("What do you want to tell the person who raised it?", "Cllr Stannage apologises, and will say so at the next meeting.");
            await head.PressAsync("Continue");
            await head.SeesAsync("Check before you go on");
            await head.PictureAsync("1-12-outcome-check");
            await head.PressAsync("Record the outcome");
            await head.IsToldAsync("Outcome recorded");
        });

        await SceneAsync("joanna.pell", new(2025, 2, 26), async pell =>
        {
            await pell.GoAsync("/concerns");
            await pell.PictureAsync("1-13-my-concerns");
            await pell.OpenAsync("/concerns", reference);
            await pell.PictureAsync("1-14-is-it-settled");
            await pell.GoAsync($"/concerns/{reference}/close");
            await pell.SeesAsync("Is it settled?");
            await pell.ReadsAsync("Cllr Stannage apologises, and will say so at the next meeting.");
            await pell.PictureAsync("1-15-settle");
            await pell.ChooseAsync("Yes, it is settled");
            await pell.PressAsync("Send your answer");
            await pell.ReadsAsync("Closed");
            await pell.PictureAsync("1-16-closed");
            await pell.GoAsync($"/concerns/{reference}/seen");
            await pell.ReadsAsync("Group Head");
            await pell.PictureAsync("1-17-who-has-seen");
        });

        var c = await StoredAsync(reference);
        (c.Route, c.Stage, c.Outcome, c.ClosureReason).ShouldBe((Route.R1, Stage.Closed, "apology", "resolved"));
        c.Grants.ShouldNotContain(g => g.Kind == GrantKind.Mo);
    }
}
