using CaseTracker.Web.Tests.Support;

namespace CaseTracker.Web.Tests.Features.Raising;

/// <summary>A concern as somebody tells it, page by page. What is left out is answered plausibly.</summary>
internal sealed record Told
{
    public const string Stannage = "Cllr Derek Stannage, Castle Hill";
    public const string Account = "He stopped me in front of the public gallery and said that a child could have written my report. Two people laughed.";

    public string[] About { get; init; } = [Stannage];
    public string Narrative { get; init; } = Account;
    public string Summary { get; init; } = "Belittled in front of a public meeting";
    public DateOnly On { get; init; } = new(2026, 3, 5);
    public string Setting { get; init; } = "Committee or council meeting";
    public string Place { get; init; } = "Planning Committee, council chamber";
    public string[] Witnesses { get; init; } = [];
    public string[] Themes { get; init; } = ["Disrespect in a meeting"];
    public string MainTheme { get; init; } = "";
    public string[] Paragraphs { get; init; } = [];
    public string Evidence { get; init; } = "";
    public string Wish { get; init; } = "For it to stop.";
    public string Route { get; init; } = "Monitoring Officer advice";
    public string? Handler { get; init; }
    public string? Allegation { get; init; }
    public string Name { get; init; } = "named";
    public string NameReason { get; init; } = "I work alone with him on two evenings a week.";
    public (string Person, string Reason)? KeepOut { get; init; }

    /// <summary>Walks to the check of the answers; every page before it has to accept what is told.</summary>
    public async Task<Page> ToCheckAsync(Browser browser)
    {
        var page = await browser.SubmitAsync("/concerns/new", new { Protected = "no" });
        page.Path.ShouldEndWith("/about");
        page = await browser.SubmitAsync(page, new { People = About });
        page.Path.ShouldEndWith("/happened", customMessage: string.Join(" ", page.Errors));
        page = await browser.SubmitAsync(page, new { Narrative, Summary });
        page.Path.ShouldEndWith("/when", customMessage: string.Join(" ", page.Errors));
        page = await browser.SubmitAsync(page, new { Occurred = On, Setting, Place });
        page.Path.ShouldEndWith("/witnesses", customMessage: string.Join(" ", page.Errors));
        page = await browser.SubmitAsync(page, Witnesses.Length == 0 ? null : new { People = Witnesses });
        page.Path.ShouldEndWith("/touches", customMessage: string.Join(" ", page.Errors));
        page = await browser.SubmitAsync(page, new { Themes, MainTheme, Paragraphs });
        page.Path.ShouldEndWith("/evidence", customMessage: string.Join(" ", page.Errors));
        page = await browser.SubmitAsync(page, Evidence.Length == 0 ? null : new Dictionary<string, object> { ["What there is"] = Evidence }, "Save and continue");
        page.Path.ShouldEndWith("/put-right", customMessage: string.Join(" ", page.Errors));
        page = await browser.SubmitAsync(page, new { Wish });
        page.Path.ShouldEndWith("/route", customMessage: string.Join(" ", page.Errors));
        var chosen = new Dictionary<string, object> { ["Route"] = Route };
        if (Handler is not null) chosen[page.Document.QuerySelectorAll("select").First(s => s.TextContent.Contains(Handler, StringComparison.Ordinal)).GetAttribute("name")!] = Handler;
        page = await browser.SubmitAsync(page, chosen);
        if (Allegation is not null)
        {
            page.Path.ShouldEndWith("/allegations", customMessage: string.Join(" ", page.Errors));
            page = await browser.SubmitAsync(page, new Dictionary<string, object> { ["Items[0].Text"] = Allegation, ["Items[0].Heading"] = "Respect" }, "Save and continue");
        }
        page.Path.ShouldEndWith("/name", customMessage: string.Join(" ", page.Errors));
        page = await browser.SubmitAsync(page, Name == "confidential" && Allegation is not null ? (object)new { Confidentiality = Name, NameReason } : new { Confidentiality = Name });
        page.Path.ShouldEndWith("/keep-out", customMessage: string.Join(" ", page.Errors));
        page = await browser.SubmitAsync(page, KeepOut is { } kept ? new Dictionary<string, object> { ["Items[0].Person"] = kept.Person, ["Items[0].Reason"] = kept.Reason } : null, "Save and continue");
        page.Path.ShouldEndWith("/check", customMessage: string.Join(" ", page.Errors));
        return page;
    }

    /// <summary>The same, and sends it.</summary>
    public async Task<Page> SendAsync(Browser browser)
    {
        var check = await ToCheckAsync(browser);
        check.Texts(".govuk-error-summary__list li").ShouldBeEmpty();
        var declaration = await browser.ClickAsync(check, "Continue to the declaration");
        var sent = await browser.SubmitAsync(declaration, new { Confirmed = true }, "Send your concern");
        sent.Path.ShouldEndWith("/sent", customMessage: string.Join(" ", sent.Errors));
        return sent;
    }
}
