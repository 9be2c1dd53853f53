using CaseTracker.Web.Features.Account.SignIn;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CaseTracker.Web.Tests.Support;

/// <summary>Somebody in front of a real browser, who sees and presses what a person sees and presses: headings, links, buttons and labels.</summary>
public sealed class Visitor : IAsyncDisposable
{
    /// <summary>Width of a desktop's window.</summary>
    public const int Desktop = 1280;

    /// <summary>Width of a telephone.</summary>
    public const int Phone = 375;

    /// <summary>The narrowest window that WCAG asks for, which is also a desktop's at 400 %.</summary>
    public const int Narrowest = 320;

    /// <summary>Names a folder in which pictures of the pages are kept; without it none are made.</summary>
    public const string PicturesVariable = "CASETRACKER_PICTURES";

    private const int Height = 900;

    private readonly IBrowserContext _context;
    private readonly List<string> _faults = [];

    private Visitor(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            // That an address answers 404 is said by the test that opens it.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)) _faults.Add($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => _faults.Add($"{page.Url}: {error}");
        page.Response += (_, response) =>
        {
            if (response.Status >= 400 && response.Request.ResourceType is not ("document" or "fetch")) _faults.Add($"{page.Url}: {response.Url} answers {response.Status}");
        };
    }

    /// <summary>The open page.</summary>
    public IPage Page { get; }

    /// <summary>What the browser complained of: script errors, breaches of the content policy, files that are missing.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Path of the open page.</summary>
    public string Path => new Uri(Page.Url).AbsolutePath;

    internal static async Task<Visitor> OpenAsync(Chromium chromium, App app, int width, bool script)
    {
        var context = await chromium.OpenAsync(new()
        {
            BaseURL = app.Address.ToString(),
            ViewportSize = new() { Width = width, Height = Height },
            JavaScriptEnabled = script,
            Locale = "en-GB",
            TimezoneId = "Europe/London",
            ReducedMotion = ReducedMotion.Reduce,
        });
        return new Visitor(context, await context.NewPageAsync());
    }

    /// <summary>Opens an address of the site.</summary>
    public async Task<IResponse> GoAsync(string path) => (await Page.GotoAsync(path))!;

    /// <summary>Signs in with the demonstration password.</summary>
    public async Task SignInAsync(string email)
    {
        await GoAsync("/account/sign-in");
        await FillAsync("Email address", email);
        await FillAsync("Password", DemonstrationAccounts.Password);
        await PressAsync("Sign in");
        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" })).ToBeVisibleAsync();
    }

    /// <summary>Waits until the page with that heading is open.</summary>
    public Task SeesAsync(string heading) => Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);

    /// <summary>Waits until the page says that.</summary>
    public Task ReadsAsync(string words) => Expect(Page.Locator("main")).ToContainTextAsync(words);

    /// <summary>Makes sure that the page does not say that.</summary>
    public Task DoesNotReadAsync(string words) => Expect(Page.Locator("body")).Not.ToContainTextAsync(words);

    /// <summary>Follows the link with that text.</summary>
    public Task FollowAsync(string link) => Page.Locator("main, nav, header, footer").GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).First.ClickAsync();

    /// <summary>Presses the button of the main part with that text; a link that looks like a button is one to whoever looks at it.</summary>
    public Task PressAsync(string button) =>
        Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).Or(Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = button, Exact = true })).First.ClickAsync();

    /// <summary>Types into the field with that label.</summary>
    public Task FillAsync(string label, string text) => Page.Locator("main").GetByLabel(label, new() { Exact = true }).FillAsync(text);

    /// <summary>Picks that radio or ticks that box.</summary>
    public Task ChooseAsync(string label) => Page.Locator("main").GetByLabel(label, new() { Exact = true }).CheckAsync();

    /// <summary>Messages of the error summary, once it is there.</summary>
    public async Task<IReadOnlyList<string>> ErrorsAsync()
    {
        await Expect(Page.Locator(".govuk-error-summary")).ToBeVisibleAsync();
        return [.. (await Page.Locator(".govuk-error-summary__list li").AllInnerTextsAsync()).Select(Support.Page.Tidy)];
    }

    /// <summary>Makes the window that wide.</summary>
    public Task WidenAsync(int width) => Page.SetViewportSizeAsync(width, Height);

    /// <summary>Keeps a picture of the page on a desktop and on a telephone, if somebody wants to look at them.</summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable(PicturesVariable) is not { Length: > 0 } folder) return;
        var before = Page.ViewportSize!.Width;
        foreach (var (width, device) in new[] { (Desktop, "desktop"), (Phone, "phone") })
        {
            await WidenAsync(width);
            await Page.ScreenshotAsync(new() { Path = System.IO.Path.Combine(folder, $"{name}-{device}.png"), FullPage = true });
        }
        await WidenAsync(before);
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
