using CaseTracker.Domain.Statistics;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Features.Statistics.Reading;
using CaseTracker.Web.Pipeline;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace CaseTracker.Web.Features.Statistics.DownloadRelease;

/// <summary>A report to the committee with the headings that councils use. Figures and commentary are filled in; what others have to write is left to them.</summary>
internal static class CommitteeReport
{
    private const string Mine = "To be completed by the Monitoring Officer.";

    private static readonly string[] Implications = ["Risk", "Equality", "Human resources", "Property", "Information and communication technology"];

    /// <summary>Writes the file.</summary>
    public static byte[] Write(ReleaseSheet sheet, Release release, string council) =>
        WordFile.Write($"Report to the Standards Committee: {sheet.Title}", $"Monitoring Officer, {council}", release.PublishedAt, Content(sheet, release, council));

    private static IEnumerable<OpenXmlElement> Content(ReleaseSheet sheet, Release release, string council)
    {
        yield return WordFile.Said(council, "Subtitle");
        yield return WordFile.Said("Report to the Standards Committee", "Title");
        yield return Table(["Subject", sheet.Title], [["Report of", "Monitoring Officer"], ["Figures published", release.PublishedAt.LondonDay().Brief()], ["Meeting", "Date to be completed"]], hasHead: false);
        yield return WordFile.Said("Purpose of the report", "Heading1");
        yield return WordFile.Said($"To tell the committee what concerns were raised under the Member/Officer Protocol from {sheet.Period.InWords}, and how they were dealt with, so that it can review the operation and efficacy of the Protocol.");
        yield return WordFile.Said("Recommendations", "Heading1");
        yield return WordFile.Said("That the committee notes the figures in this report.");
        yield return WordFile.Said(Mine);
        yield return WordFile.Said("Background", "Heading1");
        yield return WordFile.Said("Officers and members may raise a concern informally, with a line manager, a Group Head or the Monitoring Officer, or as a formal complaint under the Localism Act 2011. Which way is taken is the choice of whoever raises it.");
        yield return WordFile.Said(StatisticsWords.Rounding);
        yield return WordFile.Said(StatisticsWords.Counting);
        yield return WordFile.Said("Details", "Heading1");
        yield return WordFile.Said(string.Join(" ", sheet.Summary));
        if (release.Latest.Corrects is { } corrects) yield return WordFile.Said($"Corrected on {release.Latest.At.LondonDay().Brief()}: {corrects}");
        foreach (var paragraph in release.Latest.Commentary.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries)) yield return WordFile.Said(paragraph);
        yield return WordFile.Said(sheet.Period.Kind == PeriodKind.Quarter ? "Quarter by quarter" : "Year by year", "Heading2");
        yield return Table(["Period", "Received", "Decided"], sheet.Trend.Select(s => new[] { s.Name, StatisticsWords.Cell(s.Received), StatisticsWords.Cell(s.Decided) }));
        foreach (var table in sheet.Figures.Tables)
        {
            yield return WordFile.Said(table.Name, "Heading2");
            yield return Table([Catalogue.Tables.FirstOrDefault(t => t.Code == table.Code)?.Heading ?? "Row", "Concerns"], [.. table.Rows.Select(r => new[] { r.Name, StatisticsWords.Cell(r.Count) }), ["All", StatisticsWords.Cell(table.Total)]]);
        }
        if (sheet.HasWithheld) yield return WordFile.Said(StatisticsWords.Withheld);
        if (sheet.Changes.Count > 0)
        {
            yield return WordFile.Said("What changed", "Heading2");
            foreach (var change in sheet.Changes) yield return WordFile.Said(change);
        }
        yield return WordFile.Said("Comments of the Statutory Finance Officer", "Heading1");
        yield return WordFile.Said("To be completed by the Statutory Finance Officer.");
        yield return WordFile.Said("Comments of the Monitoring Officer", "Heading1");
        yield return WordFile.Said(Mine);
        yield return WordFile.Said("Implications", "Heading1");
        foreach (var implication in Implications)
        {
            yield return WordFile.Said(implication, "Heading2");
            yield return WordFile.Said("To be completed.");
        }
        yield return WordFile.Said("Background documents", "Heading1");
        yield return WordFile.Said($"Member/Officer Protocol. Statistics {release.Figures.Name}, published on {release.PublishedAt.LondonDay().Brief()}.");
    }

    private static Table Table(string[] head, IEnumerable<string[]> rows, bool hasHead = true)
    {
        int[] widths = head.Length == 2 ? hasHead ? [6600, 2600] : [2800, 6400] : [4600, 2300, 2300];
        var table = new Table(new TableProperties(new TableStyle { Val = "Figures" }, new TableWidth { Width = "9200", Type = TableWidthUnitValues.Dxa }, new TableLook { Val = hasHead ? "00A0" : "0080" }),
            new TableGrid(widths.Select(w => new GridColumn { Width = w.ToString(System.Globalization.CultureInfo.InvariantCulture) })));
        var first = true;
        foreach (var row in rows.Prepend(head))
        {
            var line = new TableRow();
            var properties = new TableRowProperties(new CantSplit());
            if (first && hasHead) properties.Append(new TableHeader());
            line.Append(properties);
            for (var i = 0; i < row.Length; i++)
            {
                var run = new Run();
                if ((first && hasHead) || (!hasHead && i == 0)) run.Append(new RunProperties(new Bold()));
                run.Append(new Text(row[i]));
                line.Append(new TableCell(new TableCellProperties(new TableCellWidth { Width = widths[i].ToString(System.Globalization.CultureInfo.InvariantCulture), Type = TableWidthUnitValues.Dxa }), new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = "Cell" }), run)));
            }
            table.Append(line);
            first = false;
        }
        return table;
    }
}
