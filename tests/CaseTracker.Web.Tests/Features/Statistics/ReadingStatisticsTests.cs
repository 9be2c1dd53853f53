using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Routes;
using CaseTracker.Domain.Statistics;
using CaseTracker.Web.Tests.Support;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Microsoft.Extensions.DependencyInjection;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Tests.Features.Statistics;

/// <summary>The sample council with its register, of which two years are published.</summary>
public sealed class PublishedApp : App
{
    public override Filling Filling => Filling.Register;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var (code, output, error) = await RunAsync("statistics", "close-period", "--through", "2025-03-31");
        if (code != 0) throw new InvalidOperationException(output + error);
    }
}

public partial class ReadingStatisticsTests(PublishedApp app) : IClassFixture<PublishedApp>
{
    private const string Year = "/statistics/2024-25";

    [Fact]
    public async Task The_committee_reads_every_release_with_words_bars_and_tables()
    {
        var committee = await app.SignInAsAsync(Role.StandardsCommittee);
        var list = await committee.GetAsync("/statistics");
        list.H1.ShouldBe("Statistics");
        list.Links.ShouldContain(l => l.Text.StartsWith("2024-25 Q3", StringComparison.Ordinal));
        list.Text.ShouldNotContain("publish it");

        var release = await committee.GetAsync(Year);
        release.H1.ShouldBe("Concerns received and decided, April 2024 to March 2025");
        release.Text.ShouldContain("concerns were received in the year");
        release.Document.QuerySelectorAll("table.ct-figures").Length.ShouldBe(Catalogue.Tables.Count);
        release.Document.QuerySelectorAll("svg.ct-bar").ShouldAllBe(b => b.GetAttribute("aria-hidden") == "true");
        release.Document.QuerySelector("svg.ct-chart title")!.TextContent.ShouldContain("The table beside it has the same figures");
        release.Text.ShouldContain("Why the figures are rounded");
        release.Text.ShouldNotContain("What you can do");
    }

    [Fact]
    public async Task Nothing_on_a_page_of_the_committee_changes_when_a_concern_arrives()
    {
        var committee = await app.SignInAsAsync(Role.StandardsCommittee);
        string[] addresses = ["/statistics", Year, $"{Year}/cells.csv", "/statistics/2024-25-q4"];
        async Task<List<string>> ReadAsync()
        {
            List<string> read = [];
            foreach (var address in addresses) read.Add((await app.Database.CountAsync(() => committee.GetAsync(address))) is var (page, commands) ? $"{commands} {page.Document.QuerySelector("main")?.InnerHtml ?? page.Source}" : "");
            return read;
        }

        _ = await ReadAsync();
        var before = await ReadAsync();
        for (var i = 0; i < 3; i++) await app.GivenCaseAsync(Route.R2, Stage.Triage);
        (await ReadAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData("/statistics/2024-25")]
    [InlineData("/statistics/2024-25/cells.csv")]
    [InlineData("/statistics/2024-25/report.docx")]
    [InlineData("/statistics/2031-32")]
    [InlineData("/statistics/nothing")]
    public async Task A_release_that_is_not_public_answers_others_like_one_that_does_not_exist(string address)
    {
        var officer = await app.SignInAsync("paul.weekes@wealdmere.example");
        (await officer.GetAsync(address)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await app.Browse().GetAsync(address)).Path.ShouldStartWith("/account/sign-in");
    }

    [Theory]
    [InlineData("/casework")]
    [InlineData("/casework/insight")]
    [InlineData("/statistics/publish")]
    [InlineData("/statistics/answers")]
    [InlineData("/statistics/2024-25/readers")]
    [InlineData("/statistics/2024-25/correct")]
    [Asvs("14.2.6", "15.3.1")]
    public async Task A_committee_member_reaches_nothing_else(string address) =>
        (await (await app.SignInAsync("cllr.lucy.haverstock@wealdmere.example")).GetAsync(address)).Status.ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task A_public_release_is_read_by_everybody_and_can_be_taken_back()
    {
        var officer = await app.SignInAsAsync(Role.MonitoringOfficer);
        var visitor = app.Browse();
        (await visitor.GetAsync("/statistics")).Links.ShouldNotContain(l => l.Text.StartsWith("2023-24", StringComparison.Ordinal));
        (await officer.SubmitAsync("/statistics/2023-24/readers", new { Readers = "everybody" })).Text.ShouldContain("Everybody may read it now");
        (await visitor.GetAsync("/statistics/2023-24")).H1.ShouldBe("Concerns received and decided, April 2023 to March 2024");
        (await visitor.GetAsync("/statistics")).Links.ShouldContain(l => l.Text.StartsWith("2023-24", StringComparison.Ordinal));
        await officer.SubmitAsync("/statistics/2023-24/readers", new { Readers = "committee" });
        (await visitor.GetAsync("/statistics/2023-24")).Path.ShouldStartWith("/account/sign-in");
    }

    [Fact]
    public async Task Page_text_spreadsheet_and_report_carry_the_same_figures()
    {
        var committee = await app.SignInAsAsync(Role.StandardsCommittee);
        var page = await committee.GetAsync(Year);
        var onPage = page.Document.QuerySelectorAll("table.ct-figures tbody tr").Select(r => (Row: Support.Page.Tidy(r.QuerySelector("th")!.TextContent), Count: Number(Support.Page.Tidy(r.QuerySelector("td")!.TextContent)))).ToList();
        onPage.Count.ShouldBe(Catalogue.Tables.Sum(t => t.Rows.Count + 1));

        var csv = await DownloadAsync(committee, $"{Year}/cells.csv");
        var cells = Encoding.UTF8.GetString(csv).Split('\n').Skip(1).Where(l => l.Length > 0 && !l.Contains(",Concerns received,", StringComparison.Ordinal) && !l.Contains("concerns decided", StringComparison.Ordinal)).Select(l => int.Parse(l.Split(',')[^2], CultureInfo.InvariantCulture)).ToList();
        cells.ShouldBe(onPage.Select(r => r.Count));

        using var spreadsheet = SpreadsheetDocument.Open(new MemoryStream(await DownloadAsync(committee, $"{Year}/tables.xlsx")), false);
        new OpenXmlValidator().Validate(spreadsheet).Select(e => $"{e.Path?.XPath}: {e.Description}").ShouldBeEmpty();
        var sheets = spreadsheet.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>().ToList();
        sheets.Count.ShouldBe(Catalogue.Tables.Count + 2);
        var inSheets = sheets.Skip(2).SelectMany(s => ((WorksheetPart)spreadsheet.WorkbookPart.GetPartById(s.Id!)).Worksheet.Descendants<Row>().Skip(1)).Select(r => int.Parse(r.Elements<Cell>().ElementAt(1).CellValue!.Text, CultureInfo.InvariantCulture));
        inSheets.ShouldBe(onPage.Select(r => r.Count));

        using var report = WordprocessingDocument.Open(new MemoryStream(await DownloadAsync(committee, $"{Year}/report.docx")), false);
        new OpenXmlValidator().Validate(report).Select(e => $"{e.Path?.XPath}: {e.Description}").ShouldBeEmpty();
        var tables = report.MainDocumentPart!.Document.Body!.Elements<DocumentFormat.OpenXml.Wordprocessing.Table>().Skip(2).ToList();
        var inReport = tables.SelectMany(t => t.Elements<DocumentFormat.OpenXml.Wordprocessing.TableRow>().Skip(1)).Select(r => r.Elements<DocumentFormat.OpenXml.Wordprocessing.TableCell>().Select(c => c.InnerText).ToList());
        inReport.Select(r => (r[0], Number(r[1]))).ShouldBe(onPage);
        foreach (var heading in new[] { "Purpose of the report", "Recommendations", "Background", "Details", "Comments of the Statutory Finance Officer", "Comments of the Monitoring Officer", "Implications", "Risk", "Equality", "Background documents" })
            report.MainDocumentPart.Document.Body.InnerText.ShouldContain(heading);
    }

    [Fact]
    public async Task Word_and_spreadsheet_open_and_print_as_they_should()
    {
        var committee = await app.SignInAsAsync(Role.StandardsCommittee);
        var page = await committee.GetAsync(Year);
        var rows = page.Document.QuerySelectorAll("table.ct-figures tbody tr").Select(r => (Row: Support.Page.Tidy(r.QuerySelector("th")!.TextContent), Count: Support.Page.Tidy(r.QuerySelector("td")!.TextContent))).ToList();

        var report = await Office.PagesAsync(await DownloadAsync(committee, $"{Year}/report.docx"), "docx");
        report.Count.ShouldBeInRange(4, 7);
        report.ShouldAllBe(p => p.Trim().Length > 100);
        var lines = Lines(report);
        string[] headings = ["Purpose of the report", "Recommendations", "Background", "Details", "Year by year", "Comments of the Statutory Finance Officer", "Comments of the Monitoring Officer", "Implications", "Risk", "Equality", "Human resources", "Property", "Information and communication technology", "Background documents"];
        lines.Where(headings.Contains).ShouldBe(headings);
        InOrder(lines, rows);

        var sheets = await Office.PagesAsync(await DownloadAsync(committee, $"{Year}/tables.xlsx"), "xlsx");
        var numbers = rows.Select(r => (r.Row == "All" ? "Total" : r.Row, $"{Number(r.Count)} {(Number(r.Count) == 0 ? "0 to 4" : $"{Number(r.Count) - 4} to {Number(r.Count) + 4}")}"));
        InOrder(Lines(sheets), numbers);

        static List<string> Lines(IReadOnlyList<string> pages) => [.. pages.SelectMany(p => p.Split('\n')).Select(Support.Page.Tidy).Where(l => l.Length > 0)];

        static void InOrder(List<string> lines, IEnumerable<(string Row, string Count)> rows)
        {
            var at = 0;
            foreach (var (row, count) in rows)
            {
                at = lines.FindIndex(at, l => l == $"{row} {count}") + 1;
                at.ShouldBeGreaterThan(0, $"{row} {count}\n{string.Join('\n', lines)}");
            }
        }
    }

    [Fact]
    public async Task Whatever_is_published_stays_the_same_byte_for_byte_when_concerns_arrive()
    {
        var officer = await app.SignInAsAsync(Role.MonitoringOfficer);
        await officer.SubmitAsync("/statistics/2024-25-q2/readers", new { Readers = "everybody" });
        string[] addresses = ["/statistics/2024-25-q2", "/statistics/2024-25-q2/cells.csv", "/statistics/2024-25-q2/tables.xlsx", "/statistics/2024-25-q2/report.docx"];
        async Task<List<string>> ReadAsync()
        {
            List<string> read = [];
            foreach (var address in addresses)
            {
                // Somebody who was never here before.
                var visitor = app.Browse();
                var response = await visitor.RawAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(visitor.Origin, address)));
                response.StatusCode.ShouldBe(HttpStatusCode.OK);
                var headers = response.Headers.Concat(response.Content.Headers).Where(h => h.Key is not ("Date" or "Set-Cookie")).OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => $"{h.Key}: {Drawn().Replace(string.Join(", ", h.Value), "*")}");
                var body = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
                read.Add($"{string.Join('\n', headers)}\n{body.Length}\n{(address.Contains('.', StringComparison.Ordinal) ? Convert.ToHexString(body) : Drawn().Replace(Encoding.UTF8.GetString(body), "*"))}");
            }
            return read;
        }

        var before = await ReadAsync();
        for (var i = 0; i < 3; i++) await app.GivenCaseAsync(Route.R3, Stage.Filter);
        app.Clock.Set(app.Clock.GetUtcNow().AddDays(2));
        (await ReadAsync()).ShouldBe(before);
    }

    // What is drawn anew for each page: the number that allows its scripts, and the token of its forms.
    [GeneratedRegex("""(?<=nonce[-=]"?|__RequestVerificationToken" type="hidden" value=")[\w+/=-]+""")]
    private static partial Regex Drawn();

    private static async Task<byte[]> DownloadAsync(Browser browser, string address)
    {
        var response = await browser.RawAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(browser.Origin, address)));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await response.Content.ReadAsByteArrayAsync();
    }

    private static int Number(string text) => text == "Fewer than 5" ? 0 : int.Parse(text, CultureInfo.InvariantCulture);
}

public class PublishingTests(PublishedApp app) : IClassFixture<PublishedApp>
{
    [Fact]
    public async Task The_Monitoring_Officer_looks_at_what_is_due_is_warned_of_telling_words_publishes_and_corrects()
    {
        var officer = await app.SignInAsAsync(Role.MonitoringOfficer);
        var preview = await officer.GetAsync("/statistics/publish");
        preview.H1.ShouldBe("Concerns received and decided, April to June 2025");
        // Looking leaves nothing behind.
        (await officer.GetAsync("/statistics/publish")).Source.Length.ShouldBe(preview.Source.Length);

        var warned = await officer.SubmitAsync(preview, new { Commentary = "Cllr Stannage was spoken to in Saltmarsh on 12 May 2025, after 7 concerns. Joanna Pell was thanked, and Derek came too. March was quiet." });
        warned.Errors.ShouldHaveSingleItem().ShouldBe("Read these words once more: “Stannage”, “Saltmarsh”, “7”, “Joanna Pell” and “Derek”. They may be the name of a person, a ward or a group, or a number that is not published. Take them out, or tick that they may stay.");
        var published = await officer.SubmitAsync(warned, new { Commentary = "The committee asked for a session on respect. It will be held in autumn." }, "Publish 2025-26 Q1");
        published.Path.ShouldBe("/statistics/2025-26-q1");
        published.Text.ShouldContain("2025-26 Q1 is published");
        published.Text.ShouldContain("It will be held in autumn.");
        (await officer.GetAsync("/statistics/publish")).H1.ShouldBe("Concerns received and decided, July to September 2025");

        // Sent once more from an older window.
        (await officer.SubmitAsync(preview, new { Commentary = "Again." }, "Publish 2025-26 Q1")).Errors.ShouldNotBeEmpty();

        // Words are looked for in both, before either may stay.
        (await officer.SubmitAsync("/statistics/2025-26-q1/correct", new { What = "Derek was there.", Commentary = "It was held in Saltmarsh." })).Errors.ShouldHaveSingleItem().ShouldContain("“Derek” and “Saltmarsh”");
        (await officer.SubmitAsync("/statistics/2025-26-q1/correct", new { What = "", Commentary = "It was held in June." })).Errors.ShouldBe(["Enter what was wrong"]);
        var corrected = await officer.SubmitAsync("/statistics/2025-26-q1/correct", new { What = "The session has been held already.", Commentary = "It was held in June." });
        corrected.Text.ShouldContain("The session has been held already.");
        corrected.Text.ShouldContain("It was held in June.");
        corrected.Document.QuerySelector("details.govuk-details")!.TextContent.ShouldContain("It will be held in autumn.");
    }

    [Fact]
    public async Task An_answer_is_checked_with_everything_published_before_it_is_recorded()
    {
        var officer = await app.SignInAsAsync(Role.MonitoringOfficer);
        var empty = await officer.SubmitAsync("/statistics/answers", new { Request = "" });
        empty.Errors.ShouldBe(["Enter the council’s number of the request", "Select what the answer tells"]);

        object Answer(string kind, int min, int max) => new Dictionary<string, string>
        {
            ["Form.Request"] = "FOI-2026-7",
            ["Form.Kind"] = kind,
            ["Form.From.Day"] = "1",
            ["Form.From.Month"] = "4",
            ["Form.From.Year"] = "2024",
            ["Form.To.Day"] = "31",
            ["Form.To.Month"] = "3",
            ["Form.To.Year"] = "2025",
            ["Form.Min"] = min.ToString(CultureInfo.InvariantCulture),
            ["Form.Max"] = max.ToString(CultureInfo.InvariantCulture),
        };
        var figures = await app.ReadAsync(db => new CaseTracker.Data.Statistics.StatisticsBook(db, app.Services.GetRequiredService<CaseTracker.Domain.Protection.ISeam>(), app.Clock).ReadAsync(CancellationToken.None));
        var published = figures.Find(Period.Year(2024))!.Figures.Received;
        var exact = await officer.SubmitAsync("/statistics/answers", Answer("Received", published, published));
        exact.Errors.ShouldHaveSingleItem().ShouldStartWith("This would tell too much.");
        var contradiction = await officer.SubmitAsync("/statistics/answers", Answer("Received", published + 10, published + 20));
        contradiction.Errors.ShouldHaveSingleItem().ShouldContain("contradict");
        var recorded = await officer.SubmitAsync("/statistics/answers", Answer("Received", published - 4, published + 4));
        recorded.Text.ShouldContain("It can be sent");
        recorded.Text.ShouldContain($"Concerns received, 1 April 2024 to 31 March 2025: from {published - 4} to {published + 4}");
    }

    [Fact]
    public async Task Where_nothing_is_published_the_beginning_is_chosen_first()
    {
        var fresh = new App();
        await fresh.InitializeAsync();
        var officer = await fresh.SignInAsAsync(Role.MonitoringOfficer);
        var begin = await officer.GetAsync("/statistics/publish");
        begin.H1.ShouldBe("Begin the figures");
        (await officer.SubmitAsync(begin, new { Year = "" }, "Begin the figures")).Errors.ShouldBe(["Select the financial year with which the figures begin", "Select how many years a table covers"]);
        (await officer.SubmitAsync(begin, new { Year = "2025", TableYears = "1" }, "Begin the figures")).H1.ShouldBe("Concerns received and decided, April to June 2025");
        await fresh.DisposeAsync();
    }
}
