using CaseTracker.Web.Tests.Support;

namespace CaseTracker.Web.Tests.InBrowser;

/// <summary>A concern as somebody tells it in a browser without an account, page by page.</summary>
public sealed record TellingAnonymously
{
    public string Narrative { get; init; } = "He stopped the clerk in front of the public gallery and said that she was clueless. Two people laughed.";

    /// <summary>Tells it up to the check of the answers. <paramref name="before"/> looks at each page before it is filled in.</summary>
    public async Task ToCheckAsync(Visitor visitor, Func<string, Task>? before = null)
    {
        await visitor.GoAsync("/report");
        await visitor.ChooseAsync("No");
        await visitor.PressAsync("Start");
        await At("Who is it about?");
        await visitor.FillAsync("Their name", "Derek Stannage");
        await visitor.ChooseAsync("Councillor");
        await visitor.PressAsync("Save and continue");
        await At("What happened?");
        await visitor.FillAsync("In your own words", Narrative);
        await visitor.FillAsync("In one line", "Belittled in front of a public meeting");
        await visitor.PressAsync("Save and continue");
        await At("When and where did it happen?");
        await visitor.FillDateAsync("Date it happened", new DateOnly(2026, 3, 5));
        await visitor.ChooseAsync("Committee or council meeting");
        await visitor.FillAsync("Where it happened", "Council chamber");
        await visitor.PressAsync("Save and continue");
        await At("Who saw or heard it?");
        await visitor.PressAsync("Save and continue");
        await At("What does it touch?");
        await visitor.ChooseAsync("Disrespect in a meeting");
        await visitor.PressAsync("Save and continue");
        await At("What can you show?");
        await visitor.PressAsync("Save and continue");
        await At("What would put it right?");
        await visitor.PressAsync("Save and continue");
        await At("How would you like this handled?");
        await visitor.ChooseAsync("Monitoring Officer advice");
        await visitor.PressAsync("Save and continue");
        await At("Is there anyone who must not see this?");
        await visitor.PressAsync("Save and continue");
        await At("Check your answers before you send your concern");

        async Task At(string heading)
        {
            await visitor.SeesAsync(heading);
            if (before is not null) await before(heading);
        }
    }

    /// <summary>Tells it and sends it; answers its code.</summary>
    public async Task<string> SendAsync(Visitor visitor)
    {
        await ToCheckAsync(visitor);
        await visitor.PressAsync("Continue to the declaration");
        await visitor.ChooseAsync("What I have written is true as far as I know");
        await visitor.PressAsync("Send your concern");
        await visitor.SeesAsync("Your report has been sent");
        return await visitor.Page.Locator("#code").InnerTextAsync();
    }
}
