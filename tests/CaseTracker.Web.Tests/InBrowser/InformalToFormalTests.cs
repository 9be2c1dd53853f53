using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Tests.Support;

namespace CaseTracker.Web.Tests.InBrowser;

/// <summary>The informal half of scenario S8: advice first, then a formal complaint in words of its own.</summary>
public class InformalToFormalTests(ListeningApp app) : Journey(app)
{
    [Fact]
    public async Task Advice_comes_first_and_a_formal_complaint_begins_afresh()
    {
        var reference = "";
        await SceneAsync("ruth.okafor", new(2024, 7, 11), async okafor => reference = await new Telling
        {
            About = ["Cllr Graham Voss, Tannery"],
            Narrative = "He rang me late at night about a licence.",
            Summary = "Late call about a licence",
            On = new(2024, 7, 10),
            Setting = "Telephone",
            Place = "At home",
            Themes = ["Pressure on advice or a report"],
        }.SendAsync(okafor));

        await SceneAsync("priya.ranas", new(2024, 7, 12), async officer =>
        {
            await officer.OpenAsync("/casework", reference);
            await officer.PressAsync("Acknowledge");
            await officer.FillAsync("Your message", "Thank you. I have this.");
            await officer.PressAsync("Acknowledge");
            await officer.IsToldAsync("Acknowledged");
            await officer.PressAsync("Consider it");
            await officer.ChooseAsync("No");
            await officer.ChooseAsync("Suggest a formal complaint");
            await officer.FillAsync("Note for the file", "If it goes on, it is a matter for the Code.");
            await officer.PressAsync("Save the plan and go on to advice");
            await officer.IsToldAsync("Plan recorded");
            await officer.PressAsync("Give advice");
            await officer.ChooseAsync("Formal complaint suggested");
            await officer.ChooseAsync("Nobody else");
            await officer.FillAsync("Your advice", "Note each call. A formal complaint is open to you.");
            await officer.PressAsync("Send the advice");
            await officer.IsToldAsync("Advice given");
        });

        await SceneAsync("ruth.okafor", new(2024, 7, 24), async okafor =>
        {
            await okafor.OpenAsync("/concerns", reference);
            await okafor.PictureAsync("8-01-advice");
            await okafor.GoAsync($"/concerns/{reference}/convert");
            await okafor.SeesAsync("Make a formal complaint");
            await okafor.PressAsync("Send your formal complaint");
            (await okafor.ErrorsAsync()).Count.ShouldBeGreaterThan(1);
            await okafor.PictureAsync("8-02-convert-refused");
            await okafor.FillAsync("What did they do, when and where?", "On 10 July he telephoned me at home at eleven and demanded that I change my recommendation.");
            await okafor.SelectAsync("Which part of the Code does it touch?", "Impartiality of officers");
            await okafor.FillDateAsync("When did it happen?", new(2024, 7, 10));
            await okafor.ChooseAsync("Yes");
            await okafor.ChooseAsync("What I have written is true as far as I know");
            await okafor.PressAsync("Send your formal complaint");
            await okafor.IsToldAsync("Your formal complaint was sent as");
            await okafor.PictureAsync("8-03-formal");
            await okafor.GoAsync("/concerns");
            await okafor.PictureAsync("8-04-my-concerns");
            await okafor.OpenAsync("/concerns", reference);
            await okafor.ReadsAsync("Closed");
            await okafor.PictureAsync("8-05-informal-closed");
        });

        var c = await StoredAsync(reference);
        (c.Route, c.Stage, c.Outcome).ShouldBe((Route.R2, Stage.Closed, "converted-to-formal"));
    }
}
