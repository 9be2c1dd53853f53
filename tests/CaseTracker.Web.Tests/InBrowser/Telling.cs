using CaseTracker.Web.Tests.Support;

namespace CaseTracker.Web.Tests.InBrowser;

/// <summary>A concern as somebody tells it in a browser, page by page. What is left out is answered plausibly.</summary>
public sealed record Telling
{
    public string[] About { get; init; } = ["Cllr Derek Stannage, Castle Hill"];
    public string Narrative { get; init; } = "He stopped me in front of the public gallery and said that I was clueless. Two people laughed.";
    public string Summary { get; init; } = "Belittled in front of a public meeting";
    public DateOnly On { get; init; } = new(2026, 3, 5);
    public string Setting { get; init; } = "Committee or council meeting";
    public string Place { get; init; } = "Planning Committee, council chamber";
    public string[] Themes { get; init; } = ["Disrespect in a meeting"];
    public string Wish { get; init; } = "An apology, and that it stops.";
    public string Route { get; init; } = "Monitoring Officer advice";
    public string? Allegation { get; init; }
    public string Name { get; init; } = "Use my name";
    public (string Person, string Reason)? KeepOut { get; init; }

    /// <summary>Tells it up to the check of the answers. <paramref name="before"/> looks at each page before it is filled in.</summary>
    public async Task ToCheckAsync(Visitor visitor, Func<string, Task>? before = null)
    {
        await visitor.GoAsync("/");
        await visitor.PressAsync("Raise a concern");
        await At("Before you start");
        await visitor.ChooseAsync("No");
        await visitor.PressAsync("Start");
        await At("Who is it about?");
        for (var i = 0; i < About.Length; i++)
        {
            if (i > 0) await visitor.PressAsync("Add another person");
            await visitor.PickAsync($"Person {i + 1}", About[i]);
        }

        await visitor.PressAsync("Save and continue");
        await At("What happened?");
        await visitor.FillAsync("In your own words", Narrative);
        await visitor.FillAsync("In one line", Summary);
        await visitor.PressAsync("Save and continue");
        await At("When and where did it happen?");
        await visitor.FillDateAsync("Date it happened", On);
        await visitor.ChooseAsync(Setting);
        await visitor.FillAsync("Where it happened", Place);
        await visitor.PressAsync("Save and continue");
        await At("Who saw or heard it?");
        await visitor.PressAsync("Save and continue");
        await At("What does it touch?");
        foreach (var theme in Themes) await visitor.ChooseAsync(theme);
        await visitor.PressAsync("Save and continue");
        await At("What can you show?");
        await visitor.PressAsync("Save and continue");
        await At("What would put it right?");
        await visitor.FillAsync("What would put it right for you? (optional)", Wish);
        await visitor.PressAsync("Save and continue");
        await At("How would you like this handled?");
        await visitor.ChooseAsync(Route);
        await visitor.PressAsync("Save and continue");
        if (Allegation is not null)
        {
            await At("What do you say the councillor did?");
            await visitor.FillAsync("What the councillor did, when and where", Allegation);
            await visitor.SelectAsync("Which part of the Code of Conduct it comes under", "Respect");
            await visitor.PressAsync("Save and continue");
        }

        await At("What may we do with your name?");
        await visitor.ChooseAsync(Name);
        await visitor.PressAsync("Save and continue");
        await At("Is there anyone who must not see this?");
        if (KeepOut is { } kept)
        {
            await visitor.PickAsync("Who", kept.Person);
            await visitor.FillAsync("Why", kept.Reason);
        }

        await visitor.PressAsync("Save and continue");
        await At("Check your answers before you send your concern");

        async Task At(string heading)
        {
            await visitor.SeesAsync(heading);
            if (before is not null) await before(heading);
        }
    }

    /// <summary>Tells it and sends it; answers its reference.</summary>
    public async Task<string> SendAsync(Visitor visitor, Func<string, Task>? before = null)
    {
        await ToCheckAsync(visitor, before);
        await visitor.PressAsync("Continue to the declaration");
        await visitor.SeesAsync("Declaration");
        if (before is not null) await before("Declaration");
        await visitor.ChooseAsync("What I have written is true as far as I know");
        await visitor.PressAsync("Send your concern");
        await visitor.SeesAsync("Your concern has been sent");
        if (before is not null) await before("Your concern has been sent");
        return await visitor.Page.Locator(".ct-done .ct-reference").First.InnerTextAsync();
    }
}
