using CaseTracker.Web.Tests.Support;

namespace CaseTracker.Web.Tests.Features.Raising;

/// <summary>A concern as somebody tells it without an account, page by page.</summary>
internal sealed record Anonymously
{
    public string About { get; init; } = "Derek Stannage";
    public string Kind { get; init; } = "councillor";
    public string Narrative { get; init; } = Told.Account;
    public string Route { get; init; } = "Monitoring Officer advice";
    public string? Allegation { get; init; }
    public string? KeepOut { get; init; }

    public static DateOnly On => new(2026, 3, 5);

    /// <summary>Walks to the check of the answers.</summary>
    public async Task<Page> ToCheckAsync(Browser browser)
    {
        var page = await browser.SubmitAsync("/report", new { Protected = "no" });
        page.Path.ShouldEndWith("/about", customMessage: string.Join(" ", page.Errors));
        page = await browser.SubmitAsync(page, new { OtherNames = About, Kind });
        page.Path.ShouldEndWith("/happened", customMessage: string.Join(" ", page.Errors));
        page = await browser.SubmitAsync(page, new { Narrative, Summary = "Belittled in front of a public meeting" });
        page = await browser.SubmitAsync(page, new { Occurred = On, Setting = "Committee or council meeting", Place = "Council chamber" });
        page = await browser.SubmitAsync(page, new { Others = "Members of the public gallery" });
        page.Path.ShouldEndWith("/touches", customMessage: string.Join(" ", page.Errors));
        page = await browser.SubmitAsync(page, new { Themes = new[] { "Disrespect in a meeting" } });
        page = await browser.SubmitAsync(page, null, "Save and continue");
        page = await browser.SubmitAsync(page, new { Wish = "For it to stop." });
        page.Path.ShouldEndWith("/route", customMessage: string.Join(" ", page.Errors));
        page = await browser.SubmitAsync(page, new { Route });
        if (Allegation is not null) page = await browser.SubmitAsync(page, new Dictionary<string, object> { ["Items[0].Text"] = Allegation, ["Items[0].Heading"] = "Respect" }, "Save and continue");
        page.Path.ShouldEndWith("/keep-out", customMessage: string.Join(" ", page.Errors));
        page = await browser.SubmitAsync(page, KeepOut is null ? null : new Dictionary<string, object> { ["Items[0].Person"] = KeepOut, ["Items[0].Reason"] = "A friend of the councillor" }, "Save and continue");
        page.Path.ShouldEndWith("/check", customMessage: string.Join(" ", page.Errors));
        return page;
    }

    /// <summary>The same, and sends it: the page with the code.</summary>
    public async Task<Page> SendAsync(Browser browser)
    {
        var check = await ToCheckAsync(browser);
        check.Texts(".govuk-error-summary__list li").ShouldBeEmpty();
        var sent = await browser.SubmitAsync(await browser.ClickAsync(check, "Continue to the declaration"), new { Confirmed = true }, "Send your concern");
        sent.H1.ShouldBe("Your report has been sent", customMessage: string.Join(" ", sent.Errors));
        return sent;
    }
}
