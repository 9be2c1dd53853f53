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

    private const int Height = 900, Moment = 20;

    private readonly IBrowserContext _context;
    private readonly bool _script;
    private readonly List<string> _faults = [];

    private Visitor(IBrowserContext context, IPage page, bool script)
    {
        _context = context;
        _script = script;
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

    /// <summary>What the browser complained of since it was last asked: script errors, breaches of the content policy, files that are missing.</summary>
    public IReadOnlyList<string> TakeFaults()
    {
        string[] faults = [.. _faults];
        _faults.Clear();
        return faults;
    }

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
        context.SetDefaultTimeout(Chromium.Patience);
        return new Visitor(context, await context.NewPageAsync(), script);
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

    /// <summary>Opens a case, or one's own concern, from the list in which it stands.</summary>
    public async Task OpenAsync(string list, string reference)
    {
        await GoAsync(list);
        await ClickAsync(Page.GetByRole(AriaRole.Row).Filter(new() { HasText = reference }).GetByRole(AriaRole.Link).First);
        await Expect(Page.Locator("main")).ToContainTextAsync(reference);
    }

    /// <summary>Waits until the page says that something was done.</summary>
    public Task IsToldAsync(string banner) => Expect(Page.Locator(".govuk-notification-banner__heading")).ToContainTextAsync(banner);

    /// <summary>Waits until the page with that heading is open.</summary>
    public Task SeesAsync(string heading) => Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);

    /// <summary>Waits until the page says that.</summary>
    public Task ReadsAsync(string words) => Expect(Page.Locator("main")).ToContainTextAsync(words);

    /// <summary>Makes sure that the page does not say that.</summary>
    public Task DoesNotReadAsync(string words) => Expect(Page.Locator("body")).Not.ToContainTextAsync(words);

    /// <summary>Follows the link with that text.</summary>
    public Task FollowAsync(string link) => ClickAsync(Page.Locator("main, nav, header, footer").GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).First);

    /// <summary>Presses the button of the main part with that text; a link that looks like a button is one to whoever looks at it.</summary>
    public Task PressAsync(string button) => ClickAsync(Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).Or(Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = button, Exact = true })).First);

    /// <summary>Clicks, and waits for the page to which it leads, if it leads to one.</summary>
    public async Task ClickAsync(ILocator what)
    {
        // The page is marked; the next one is not.
        var leads = await what.EvaluateAsync<bool>("""
            e => {
              const leads = e.matches('a[href]:not([href^="#"]), button[type=submit], button:not([type])')
              if (leads) document.documentElement.dataset.left = ''
              return leads
            }
            """);
        await what.ClickAsync();
        if (leads) await Expect(Page.Locator(":root:not([data-left])")).ToBeAttachedAsync();
        // Asked of the page itself: the driver now and then misses that it has loaded.
        for (var patience = Chromium.Patience; patience > 0 && await Page.EvaluateAsync<string>("document.readyState") != "complete"; patience -= Moment) await Task.Delay(Moment);
    }

    /// <summary>Types into the field with that label.</summary>
    public Task FillAsync(string label, string text) => Field(label).FillAsync(text);

    /// <summary>Types a date into the boxes of the question.</summary>
    public async Task FillDateAsync(string question, DateOnly date)
    {
        var boxes = Page.Locator("main").GetByRole(AriaRole.Group, new() { Name = question, Exact = true });
        foreach (var (box, value) in new[] { ("Day", date.Day), ("Month", date.Month), ("Year", date.Year) }) await boxes.GetByLabel(box, new() { Exact = true }).FillAsync(value.ToString());
    }

    /// <summary>Chooses from a list.</summary>
    public Task SelectAsync(string label, string option) => Field(label).SelectOptionAsync(new SelectOptionValue { Label = option });

    /// <summary>Types the beginning of a name and takes the suggestion; without script it is a list to choose from.</summary>
    public async Task PickAsync(string label, string person)
    {
        var box = Field(label);
        if (!_script)
        {
            await SelectAsync(label, person);
            return;
        }

        await box.FillAsync(person.Split(',')[0]);
        await Page.GetByRole(AriaRole.Option, new() { Name = person, Exact = true }).ClickAsync();
        await Expect(box).ToHaveValueAsync(person);
    }

    /// <summary>Picks that radio or ticks that box.</summary>
    public Task ChooseAsync(string label) => Field(label).CheckAsync();

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
            await Page.ScreenshotAsync(new() { Path = System.IO.Path.Combine(folder, $"{name.Replace('/', ' ')}-{device}.png"), FullPage = true });
        }
        await WidenAsync(before);
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    // The first to be seen with that label, as somebody reads from the top.
    private ILocator Field(string label) => Page.Locator("main").GetByLabel(label, new() { Exact = true }).Filter(new() { Visible = true }).First;
}
