using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace CaseTracker.Web.Tests.Support;

/// <summary>What the browser shows.</summary>
public sealed partial class Page
{
    private Page(Uri address, HttpResponseMessage response, string source)
    {
        Address = address;
        Status = response.StatusCode;
        Headers = response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        Source = source;
        Document = new HtmlParser().ParseDocument(source);
    }

    public HttpStatusCode Status { get; }

    /// <summary>Where the browser ended up after redirects.</summary>
    public Uri Address { get; }

    /// <summary>Path and query of <see cref="Address"/>.</summary>
    public string Path => Address.PathAndQuery;

    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The answer as it came.</summary>
    public string Source { get; }

    public IHtmlDocument Document { get; }

    public string Title => Tidy(Document.Title ?? "");

    /// <summary>The first heading.</summary>
    public string H1 => Tidy(Document.QuerySelector("h1")?.TextContent ?? "");

    /// <summary>Words of the main part.</summary>
    public string Text => Tidy((Document.QuerySelector("main") ?? Document.Body)?.TextContent ?? "");

    /// <summary>What the green banner says was done.</summary>
    public string Banner => Tidy(Document.QuerySelector(".govuk-notification-banner__heading")?.TextContent ?? "");

    /// <summary>Messages of the error summary.</summary>
    public IReadOnlyList<string> Errors => Texts(".govuk-error-summary__list li");

    /// <summary>Messages beside the fields.</summary>
    public IReadOnlyList<string> FieldErrors => [.. Texts(".govuk-error-message").Select(e => e.StartsWith("Error: ", StringComparison.Ordinal) ? e[7..] : e)];

    /// <summary>Links of the whole page: text and address.</summary>
    public IReadOnlyList<(string Text, string Href)> Links => [.. Document.QuerySelectorAll("a[href]").Select(a => (Tidy(a.TextContent), a.GetAttribute("href")!))];

    /// <summary>Texts of buttons, links that look like buttons included.</summary>
    public IReadOnlyList<string> Buttons => Texts("button, a.govuk-button");

    /// <summary>Cells of table rows, heads left out.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows => [.. Document.QuerySelectorAll("table tbody tr").Select(r => (IReadOnlyList<string>)[.. r.QuerySelectorAll("th, td").Select(c => Tidy(c.TextContent))])];

    /// <summary>Answers of summary lists by their question.</summary>
    public IReadOnlyDictionary<string, string> Facts => Document.QuerySelectorAll("dl dt").Where(t => t.NextElementSibling is { LocalName: "dd" })
        .GroupBy(t => Tidy(t.TextContent)).ToDictionary(g => g.Key, g => Tidy(g.First().NextElementSibling!.TextContent));

    /// <summary>Titles of the timeline, as they stand.</summary>
    public IReadOnlyList<string> Timeline => Texts(".moj-timeline__title");

    /// <summary>Texts of what a selector finds.</summary>
    public IReadOnlyList<string> Texts(string selector) => [.. Document.QuerySelectorAll(selector).Select(e => Tidy(e.TextContent))];

    /// <summary>Value of a field as shown, by name (with or without "Form.") or label.</summary>
    public string? Value(string field)
    {
        var id = Document.QuerySelectorAll("label").FirstOrDefault(l => Tidy(l.TextContent) == field)?.GetAttribute("for");
        return (id is null ? Document.QuerySelector($"[name='{field}'], [name='Form.{field}']") : Document.GetElementById(id)) switch
        {
            IHtmlTextAreaElement area => area.Value,
            IHtmlSelectElement select => select.Value,
            IHtmlInputElement { Type: "radio" } radio => Document.QuerySelectorAll($"[name='{radio.Name}']").OfType<IHtmlInputElement>().FirstOrDefault(r => r.IsChecked)?.Value,
            IHtmlInputElement input => input.Value,
            _ => null,
        };
    }

    /// <summary>Address of the link with that text.</summary>
    public string Href(string link) => Links.FirstOrDefault(l => l.Text == link).Href
        ?? throw new InvalidOperationException($"{Path} has no link \"{link}\"; it has: {string.Join(", ", Links.Select(l => l.Text))}");

    /// <summary>Runs of white space made one space each.</summary>
    public static string Tidy(string text) => Space().Replace(text, " ").Trim();

    internal static async Task<Page> ReadAsync(Uri address, HttpResponseMessage response) => new(address, response, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    // The form with that button; without one the first form of the main part that posts, otherwise the first at all.
    internal (IHtmlFormElement Form, IElement? Button) FindForm(string? button)
    {
        if (button is not null)
        {
            var pressed = Document.QuerySelectorAll("form button, form input[type=submit]").FirstOrDefault(b => Tidy(b.TextContent) == button || b.GetAttribute("value") == button)
                ?? throw new InvalidOperationException($"{Path} ({(int)Status} {H1}) has no button \"{button}\"; it has: {string.Join(", ", Buttons)}");
            return ((IHtmlFormElement)pressed.Closest("form")!, pressed);
        }
        var forms = Document.QuerySelectorAll("main form").OfType<IHtmlFormElement>().ToList();
        var form = forms.FirstOrDefault(f => string.Equals(f.GetAttribute("method"), "post", StringComparison.OrdinalIgnoreCase)) ?? forms.FirstOrDefault()
            ?? throw new InvalidOperationException($"{Path} ({(int)Status} {H1}) shows no form.");
        // Enter presses the first button.
        return (form, form.QuerySelector("button:not([type=button]), input[type=submit]"));
    }

    [GeneratedRegex("\\s+")]
    private static partial Regex Space();
}
