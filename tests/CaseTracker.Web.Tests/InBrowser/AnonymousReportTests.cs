using CaseTracker.Web.Tests.Support;
using Microsoft.Playwright;

namespace CaseTracker.Web.Tests.InBrowser;

/// <summary>Somebody afraid reports without a name, talks to the Monitoring Officer by code, and leaves quickly; with script and without.</summary>
[Trait("Category", "Browser")]
public class AnonymousReportTests(ListeningApp app) : IClassFixture<ListeningApp>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task From_start_to_a_conversation_by_code(bool script)
    {
        string code, said = script ? "With script: she was in tears." : "Without script: she was in tears.";
        await using (var visitor = await app.VisitAsync(Visitor.Phone, script))
        {
            code = await new TellingAnonymously { Narrative = said }.SendAsync(visitor);
            await visitor.PressAsync("I have written it down: end this visit");
            await visitor.SeesAsync("You have left");
            visitor.TakeFaults().ShouldBeEmpty();
        }

        string path;
        await using (var back = await app.VisitAsync(script: script))
        {
            await back.GoAsync("/report/return");
            await back.FillAsync("Your code", code.ToLowerInvariant());
            await back.PressAsync("Open your report");
            await back.SeesAsync("Your concern about Cllr Derek Stannage");
            path = back.Path;

            await using var officer = await app.VisitAsAsync("priya.ranas");
            var reference = path.Split('/')[^1];
            await officer.OpenAsync("/casework", reference);
            await officer.ReadsAsync(said);
            await officer.ReadsAsync("Sent anonymously");
            await officer.GoAsync($"/casework/{reference}/send-message");
            await officer.FillAsync("Message", "Was anybody else there who could tell us?");
            await officer.PressAsync("Send the message");

            await back.GoAsync(path);
            await back.ReadsAsync("Was anybody else there who could tell us?");
            await back.FillAsync("Write a message", "The caretaker, by the door.");
            await back.PressAsync("Send your message");
            await back.ReadsAsync("The caretaker, by the door.");
            await officer.GoAsync($"/casework/{reference}");
            await officer.ReadsAsync("The caretaker, by the door.");

            // Elsewhere is not to be had from here: that it is asked for is what can be seen.
            await back.Page.RunAndWaitForRequestAsync(() => back.Page.GetByRole(AriaRole.Button, new() { Name = "Leave this page quickly" }).ClickAsync(), "https://www.bbc.co.uk/weather");
            (await back.Page.Context.CookiesAsync()).ShouldNotContain(c => c.Name == "ct-report");
            await back.GoAsync($"{app.Address.GetLeftPart(UriPartial.Authority)}{path}");
            await back.SeesAsync("Return to your report");
        }
    }
}
