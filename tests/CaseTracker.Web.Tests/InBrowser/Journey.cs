using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Tests.Features.Raising;
using CaseTracker.Web.Tests.Support;

namespace CaseTracker.Web.Tests.InBrowser;

/// <summary>A case played through by the people concerned, each in front of their own browser, on the days on which it happened.</summary>
[Trait("Category", "Browser")]
public abstract class Journey(ListeningApp app) : IClassFixture<ListeningApp>
{
    protected ListeningApp App => app;

    /// <summary>On that day, that person sits down and does something. The browser must have nothing to complain of.</summary>
    protected async Task SceneAsync(string person, DateOnly day, Func<Visitor, Task> play)
    {
        app.Clock.Set(day);
        await using var visitor = await app.VisitAsAsync(person);
        await play(visitor);
        visitor.TakeFaults().ShouldBeEmpty();
    }

    /// <summary>Whoever holds that grant on the case, as scenes name them.</summary>
    protected async Task<string> HolderAsync(string reference, GrantKind kind) => (await app.HolderOfAsync(reference, kind)).Split('@')[0];

    /// <summary>The case as it is stored.</summary>
    protected Task<Case> StoredAsync(string reference) => Stored.CaseAsync(app, reference);

    /// <summary>Takes on a case that was put to this person.</summary>
    protected static async Task AcceptAsync(Visitor visitor, string reference)
    {
        await visitor.OpenAsync("/casework", reference);
        await visitor.PressAsync("Accept");
        await visitor.SeesAsync("Accept this case");
        await visitor.PressAsync("Accept the case");
        await visitor.IsToldAsync("Case accepted");
    }
}
