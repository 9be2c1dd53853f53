using System.IO.Compression;
using System.Text;
using CaseTracker.Web.Tests.Support;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Microsoft.Playwright;

namespace CaseTracker.Web.Tests.InBrowser;

/// <summary>
/// A formal complaint played through by the people concerned. Pages are filled in without script, as every one of them can be; forms are long, so their boxes are found by what they ask for.
/// </summary>
public abstract class FormalStory(ListeningApp app) : Journey(app)
{
    protected const string Alleged = "It is alleged that you telephoned a licensing officer fourteen times after ten in the evening and demanded that a recommendation be changed.";

    /// <summary>On that day, that person sits down at their own browser and does something.</summary>
    protected Task PlayAsync(string person, DateOnly day, Func<Visitor, Task> play)
    {
        App.Clock.Set(day);
        return SitAsync(person, play);
    }

    private async Task SitAsync(string person, Func<Visitor, Task> play)
    {
        await App.GivenAccountAsync(person.Contains('@') ? person : Story.Email(person));
        await using var visitor = await App.VisitAsync(script: false);
        await visitor.SignInAsync(person.Contains('@') ? person : Story.Email(person));
        await play(visitor);
        visitor.TakeFaults().ShouldBeEmpty();
    }

    /// <summary>Does an act: fills in its page, reads it back where it asks for that, and waits for the banner.</summary>
    protected static async Task DoAsync(Visitor visitor, string reference, string verb, params (string Name, object Value)[] answers)
    {
        await FillInAsync(visitor, reference, verb, answers);
        if (await Step(visitor, "check").CountAsync() > 0)
        {
            await visitor.ClickAsync(Step(visitor, "check"));
            (await visitor.Page.Locator(".govuk-error-summary__list li").AllInnerTextsAsync()).ShouldBeEmpty($"{verb} of {reference}");
        }
        await visitor.ClickAsync(Step(visitor, "do"));
        (await visitor.Page.Locator(".govuk-error-summary__list li").AllInnerTextsAsync()).ShouldBeEmpty($"{verb} of {reference}");
        await Assertions.Expect(visitor.Page.Locator(".govuk-notification-banner__heading")).ToBeVisibleAsync();
    }

    /// <summary>Tries an act that is refused; answers what is said.</summary>
    protected static async Task<string> IsRefusedAsync(Visitor visitor, string reference, string verb, params (string Name, object Value)[] answers)
    {
        await FillInAsync(visitor, reference, verb, answers);
        await visitor.ClickAsync(Step(visitor, "check").Or(Step(visitor, "do")).First);
        return (await visitor.ErrorsAsync())[0];
    }

    private static ILocator Step(Visitor visitor, string step) => visitor.Page.Locator($"main button[name=step][value={step}]");

    private static async Task FillInAsync(Visitor visitor, string reference, string verb, (string Name, object Value)[] answers)
    {
        await visitor.GoAsync($"/casework/{reference}/{verb}");
        foreach (var (name, value) in answers)
        {
            if (value is DateOnly day)
            {
                foreach (var (part, number) in new[] { ("Day", day.Day), ("Month", day.Month), ("Year", day.Year) }) await Box(visitor, $"{name}.{part}").FillAsync(number.ToString());
                continue;
            }
            var boxes = Box(visitor, name);
            if (await boxes.CountAsync() == 0) throw new InvalidOperationException($"{verb} of {reference} does not ask for {name}: {await visitor.Page.Locator("main").InnerTextAsync()}");
            var kind = await boxes.First.EvaluateAsync<string>("e => e.type");
            string[] values = value as string[] ?? [(string)value];
            for (var i = 0; i < values.Length; i++)
            {
                if (kind is "radio" or "checkbox") await (values[i] == "*" ? boxes.First : visitor.Page.Locator($"main form[method=post] [name='{name}'][value='{values[i]}']").Or(Labelled(visitor, name, values[i])).First).CheckAsync();
                else if (kind == "select-one") await boxes.Nth(i).SelectOptionAsync(await OptionAsync(boxes.Nth(i), values[i]));
                else await boxes.FillAsync(values[i]);
            }
        }
    }

    private static ILocator Box(Visitor visitor, string name) => visitor.Page.Locator($"main form[method=post] [name='{name}']");

    private static ILocator Labelled(Visitor visitor, string name, string words) =>
        visitor.Page.Locator($"main form[method=post] :is(.govuk-radios__item, .govuk-checkboxes__item):has([name='{name}'])").Filter(new() { HasText = words }).Locator("input");

    private static async Task<string> OptionAsync(ILocator select, string words) =>
        await select.EvaluateAsync<string?>("(e, words) => [...e.options].find(o => o.value === words || o.text.includes(words))?.value ?? null", words) ?? throw new InvalidOperationException($"{words} cannot be chosen.");

    /// <summary>The four questions, all answered yes but those named.</summary>
    protected static (string, object)[] Questions(params (int Question, string Answer, string Reason)[] but) =>
        [.. Enumerable.Range(1, 4).SelectMany(n => but.FirstOrDefault(b => b.Question == n) is { Answer: { } answer } other
            ? new (string, object)[] { ($"filter_answers.{n}", answer), ($"filter_answers.{n}.reason", other.Reason) } : [($"filter_answers.{n}", "yes"), ($"filter_answers.{n}.reason", "The register of members and the minutes say so.")])];

    /// <summary>The public-interest test with that decision.</summary>
    protected static (string, object)[] Assessed(string decision, string reason) =>
        [.. Domain.Taxonomies.Taxonomy.Load().List("public_interest_questions").SelectMany(q => new (string, object)[] { ($"interest_test.{q.Code}", "yes"), ($"interest_test.{q.Code}.reason", "Considered, with the evidence so far.") }), ("decision", decision), ("reason", reason)];

    /// <summary>Writes a letter from the council's text and sends it.</summary>
    protected static async Task WriteAsync(Visitor visitor, string reference, string kind, string to)
    {
        await visitor.GoAsync($"/casework/{reference}/letters/write?kind={kind}&to={to}");
        await visitor.PressAsync("Send the letter");
        (await visitor.Page.Locator(".govuk-error-summary__list li").AllInnerTextsAsync()).ShouldBeEmpty($"{kind} to {to} of {reference}");
    }

    /// <summary>
    /// Opens everything of a case that this person can reach by links from its page: pages, letters and their Word files, which must be valid. Answers all of it as text: what is shown, what stands in the source, addresses, file names and document properties.
    /// </summary>
    protected static async Task<string> EverythingAsync(Visitor visitor, string start)
    {
        var all = new StringBuilder();
        var (seen, open) = (new HashSet<string>(), new Queue<string>([start]));
        while (open.TryDequeue(out var address))
        {
            if (!seen.Add(address)) continue;
            var answer = await visitor.Page.Context.APIRequest.GetAsync(address);
            answer.Status.ShouldBe(200, address);
            all.AppendLine(address).AppendJoin('\n', answer.Headers.Select(h => h.Value));
            var bytes = await answer.BodyAsync();
            if (address.EndsWith(".docx", StringComparison.Ordinal))
            {
                using (var word = WordprocessingDocument.Open(new MemoryStream(bytes), false)) new OpenXmlValidator().Validate(word, TestContext.Current.CancellationToken).Select(e => e.Description).ShouldBeEmpty(address);
                using var zip = new ZipArchive(new MemoryStream(bytes));
                foreach (var entry in zip.Entries)
                {
                    using var reader = new StreamReader(entry.Open());
                    all.AppendLine(entry.FullName).AppendLine(await reader.ReadToEndAsync());
                }
                continue;
            }
            var text = Encoding.UTF8.GetString(bytes);
            all.AppendLine(text);
            var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(text);
            foreach (var link in page.QuerySelectorAll("main a[href]").Select(a => a.GetAttribute("href")!.Split('#')[0]).Where(h => h.StartsWith($"{start}/", StringComparison.Ordinal) || h.StartsWith($"{start}?", StringComparison.Ordinal))) open.Enqueue(link);
        }
        return all.ToString();
    }
}
