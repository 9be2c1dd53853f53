using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Tests.Support;

namespace CaseTracker.Web.Tests.InBrowser;

/// <summary>Sample case 2 as an informal one: a mocking post, and the Monitoring Officer's advice.</summary>
public class PersonalFacebookTests(ListeningApp app) : Journey(app)
{
    [Fact]
    public async Task A_mocking_post_ends_with_the_Monitoring_Officers_advice()
    {
        var reference = "";
        await SceneAsync("samir.haddad", new(2025, 3, 10), async haddad => reference = await new Telling
        {
            About = ["Cllr Maureen Tuckwell, Saltmarsh"],
            Narrative = "On her own page she wrote about a “bin boss” who cannot count. Everybody at the depot knew that it was me.",
            Summary = "Mocked in a post",
            On = new(2025, 3, 8),
            Setting = "Social media",
            Place = "Facebook",
            Themes = ["Social media"],
        }.SendAsync(haddad));

        await SceneAsync("priya.ranas", new(2025, 3, 12), async officer =>
        {
            await officer.OpenAsync("/casework", reference);
            await officer.PictureAsync("2-01-case-received");
            await officer.PressAsync("Acknowledge");
            await officer.FillAsync("Your message", "Thank you, I have this and will look at it this week.");
            await officer.PictureAsync("2-02-acknowledge");
            await officer.PressAsync("Acknowledge");
            await officer.IsToldAsync("Acknowledged");
        });

        await SceneAsync("priya.ranas", new(2025, 3, 13), async officer =>
        {
            await officer.OpenAsync("/casework", reference);
            await officer.PressAsync("Consider it");
            await officer.ChooseAsync("No");
            await officer.ChooseAsync("Speak to the member");
            await officer.FillAsync("Note for the file", "A private account, so the Code may not reach it. The Protocol does.");
            await officer.PictureAsync("2-03-triage");
            await officer.PressAsync("Save the plan and go on to advice");
            await officer.IsToldAsync("Plan recorded");
            await officer.GoAsync($"/casework/{reference}/ask-consent");
            await officer.ChooseAsync("Speaking or writing to the other side");
            await officer.ChooseAsync("Cllr Maureen Tuckwell");
            await officer.FillAsync("What do you want to say to them?", "May I remind Cllr Tuckwell of the Protocol?");
            await officer.PressAsync("Ask for agreement");
            await officer.IsToldAsync("Asked for agreement");
        });

        await SceneAsync("samir.haddad", new(2025, 3, 20), async haddad =>
        {
            await haddad.OpenAsync("/concerns", reference);
            await haddad.PictureAsync("2-04-question");
            await haddad.ChooseAsync("Yes, without my name");
            await haddad.PressAsync("Send your answer");
            await haddad.ReadsAsync("Agreed");
        });

        await SceneAsync("priya.ranas", new(2025, 3, 21), async officer =>
        {
            await officer.OpenAsync("/casework", reference);
            await officer.PressAsync("Give advice");
            await officer.PictureAsync("2-05-advise");
            await officer.ChooseAsync("Member advised");
            await officer.ChooseAsync("The member");
            await officer.FillAsync("Your advice", "I have spoken to Cllr Tuckwell, who has taken the post down.");
            await officer.PressAsync("Send the advice");
            await officer.IsToldAsync("Advice given");
            await officer.PictureAsync("2-06-case-follow-up");
        });

        await SceneAsync("priya.ranas", new(2025, 3, 24), async officer =>
        {
            await officer.OpenAsync("/casework", reference);
            await officer.PressAsync("Close");
            await officer.PictureAsync("2-07-close");
            await officer.ChooseAsync("Member advised");
            await officer.ChooseAsync("Resolved");
            await officer.PressAsync("Continue");
            await officer.SeesAsync("Check before you go on");
            await officer.PressAsync("Close the case");
            await officer.IsToldAsync("Case closed");
            await officer.PictureAsync("2-08-case-closed");
        });

        await SceneAsync("samir.haddad", new(2025, 3, 25), async haddad =>
        {
            await haddad.OpenAsync("/concerns", reference);
            await haddad.ReadsAsync("I have spoken to Cllr Tuckwell, who has taken the post down.");
            await haddad.ReadsAsync("Closed");
            await haddad.PictureAsync("2-09-closed");
        });

        var c = await StoredAsync(reference);
        (c.Route, c.Stage, c.Outcome, c.ClosureReason).ShouldBe((Route.R2, Stage.Closed, "advised-member", "resolved"));
    }
}
