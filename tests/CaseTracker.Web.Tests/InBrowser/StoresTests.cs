using CaseTracker.Domain.Routes;
using CaseTracker.Web.Tests.Support;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Tests.InBrowser;

/// <summary>The browser's own stores stay empty, whatever somebody reads and types.</summary>
[Trait("Category", "Browser")]
public class StoresTests(ListeningApp app) : IClassFixture<ListeningApp>
{
    private const string What = """
        async () => [
            ...Object.keys(localStorage).map(k => 'local ' + k), ...Object.keys(sessionStorage).map(k => 'session ' + k),
            ...(await indexedDB.databases()).map(d => 'database ' + d.name), ...(await caches.keys()).map(k => 'cache ' + k),
            ...(await navigator.serviceWorker.getRegistrations()).map(r => 'worker ' + r.scope)]
        """;

    [Fact]
    [Asvs("14.3.3")]
    public async Task Nothing_is_kept_in_the_browser_by_reading_typing_and_sending()
    {
        var c = await app.GivenCaseAsync(Route.R2, Stage.Advice);
        await using var officer = await app.VisitAsAsync("priya.ranas");
        foreach (var path in new[] { "/casework", $"/casework/{c.Reference}", $"/casework/{c.Reference}/add-note", "/casework/insight", "/statistics", "/account" })
        {
            await officer.GoAsync(path);
            (await officer.Page.EvaluateAsync<string[]>(What)).ShouldBeEmpty(path);
        }
        await officer.GoAsync($"/casework/{c.Reference}/add-note");
        await officer.Page.Locator("textarea").First.FillAsync("A note that is for nobody else.");
        (await officer.Page.EvaluateAsync<string[]>(What)).ShouldBeEmpty("while typing");
        await officer.PressAsync((await officer.Page.Locator("main form button[type=submit]").Last.InnerTextAsync()).Trim());
        (await officer.Page.EvaluateAsync<string[]>(What)).ShouldBeEmpty("after sending");

        await using var raiser = await app.VisitAsAsync("joanna.pell");
        await raiser.GoAsync("/concerns/new");
        (await raiser.Page.EvaluateAsync<string[]>(What)).ShouldBeEmpty("before raising");
        // It would find something if there were something.
        await raiser.Page.EvaluateAsync("() => localStorage.setItem('draft', 'words')");
        (await raiser.Page.EvaluateAsync<string[]>(What)).ShouldBe(["local draft"]);
    }
}
