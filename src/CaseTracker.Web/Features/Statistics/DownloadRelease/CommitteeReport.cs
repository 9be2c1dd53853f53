using CaseTracker.Domain.Statistics;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Features.Statistics.Reading;
using CaseTracker.Web.Pipeline;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace CaseTracker.Web.Features.Statistics.DownloadRelease;

/// <summary>A report to the committee with the headings that councils use. Figures and commentary are filled in; what others have to write is left to them.</summary>
internal static class CommitteeReport
{
    /// <summary>What such a file is called.</summary>
    public const string Type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private const string Mine = "To be completed by the Monitoring Officer.";

    private static readonly string[] Implications = ["Risk", "Equality", "Human resources", "Property", "Information and communication technology"];

    /// <summary>Writes the file.</summary>
    public static byte[] Write(ReleaseSheet sheet, Release release, string council)
    {
        using var stream = new MemoryStream();
        using (var file = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = file.AddNewPart<MainDocumentPart>(Type + ".main+xml", "main");
            main.AddNewPart<StyleDefinitionsPart>("styles").Styles = Styles();
            OfficeFile.Describe(file, $"Report to the Standards Committee: {sheet.Title}", $"Monitoring Officer, {council}");
            var body = new Body();
            main.Document = new Document(body);
            foreach (var element in Content(sheet, release, council)) body.Append(element);
            body.Append(new SectionProperties(new PageSize { Width = 11906, Height = 16838 }, new PageMargin { Top = 1304, Bottom = 1304, Left = 1304, Right = 1304, Header = 709, Footer = 709, Gutter = 0 }));
        }
        return OfficeFile.Bytes(stream, release.PublishedAt);
    }

    private static IEnumerable<OpenXmlElement> Content(ReleaseSheet sheet, Release release, string council)
    {
        yield return Said(council, "Subtitle");
        yield return Said("Report to the Standards Committee", "Title");
        yield return Table(["Subject", sheet.Title], [["Report of", "Monitoring Officer"], ["Figures published", release.PublishedAt.LondonDay().Brief()], ["Meeting", "Date to be completed"]], hasHead: false);
        yield return Said("Purpose of the report", "Heading1");
        yield return Said($"To tell the committee what concerns were raised under the Member/Officer Protocol from {sheet.Period.InWords}, and how they were dealt with, so that it can review the operation and efficacy of the Protocol.");
        yield return Said("Recommendations", "Heading1");
        yield return Said("That the committee notes the figures in this report.");
        yield return Said(Mine);
        yield return Said("Background", "Heading1");
        yield return Said("Officers and members may raise a concern informally, with a line manager, a Group Head or the Monitoring Officer, or as a formal complaint under the Localism Act 2011. Which way is taken is the choice of whoever raises it.");
        yield return Said(StatisticsWords.Rounding);
        yield return Said(StatisticsWords.Counting);
        yield return Said("Details", "Heading1");
        yield return Said(string.Join(" ", sheet.Summary));
        if (release.Latest.Corrects is { } corrects) yield return Said($"Corrected on {release.Latest.At.LondonDay().Brief()}: {corrects}");
        foreach (var paragraph in release.Latest.Commentary.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries)) yield return Said(paragraph);
        yield return Said(sheet.Period.Kind == PeriodKind.Quarter ? "Quarter by quarter" : "Year by year", "Heading2");
        yield return Table(["Period", "Received", "Decided"], sheet.Trend.Select(s => new[] { s.Name, StatisticsWords.Cell(s.Received), StatisticsWords.Cell(s.Decided) }));
        foreach (var table in sheet.Figures.Tables)
        {
            yield return Said(table.Name, "Heading2");
            yield return Table([Catalogue.Tables.FirstOrDefault(t => t.Code == table.Code)?.Heading ?? "Row", "Concerns"], [.. table.Rows.Select(r => new[] { r.Name, StatisticsWords.Cell(r.Count) }), ["All", StatisticsWords.Cell(table.Total)]]);
        }
        if (sheet.HasWithheld) yield return Said(StatisticsWords.Withheld);
        if (sheet.Changes.Count > 0)
        {
            yield return Said("What changed", "Heading2");
            foreach (var change in sheet.Changes) yield return Said(change);
        }
        yield return Said("Comments of the Statutory Finance Officer", "Heading1");
        yield return Said("To be completed by the Statutory Finance Officer.");
        yield return Said("Comments of the Monitoring Officer", "Heading1");
        yield return Said(Mine);
        yield return Said("Implications", "Heading1");
        foreach (var implication in Implications)
        {
            yield return Said(implication, "Heading2");
            yield return Said("To be completed.");
        }
        yield return Said("Background documents", "Heading1");
        yield return Said($"Member/Officer Protocol. Statistics {release.Figures.Name}, published on {release.PublishedAt.LondonDay().Brief()}.");
    }

    private static Paragraph Said(string text, string? style = null)
    {
        var paragraph = new Paragraph();
        if (style is not null) paragraph.Append(new ParagraphProperties(new ParagraphStyleId { Val = style }));
        paragraph.Append(new Run(new Text(text) { Space = SpaceProcessingModeValues.Preserve }));
        return paragraph;
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

    private static Styles Styles() => new(
        new DocDefaults(new RunPropertiesDefault(new RunPropertiesBaseStyle(new RunFonts { Ascii = "Arial", HighAnsi = "Arial", ComplexScript = "Arial" }, new FontSize { Val = "24" }, new Languages { Val = "en-GB" })), new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(new SpacingBetweenLines { After = "160", Line = "276", LineRule = LineSpacingRuleValues.Auto }))),
        new Style(new StyleName { Val = "Normal" }, new PrimaryStyle()) { Type = StyleValues.Paragraph, StyleId = "Normal", Default = true },
        Named("Title", "Title", "40", before: "0"),
        Named("Subtitle", "Subtitle", "26", before: "0"),
        Named("Heading1", "heading 1", "30", before: "360", level: 0),
        Named("Heading2", "heading 2", "25", before: "280", level: 1),
        new Style(new StyleName { Val = "Cell" }, new BasedOn { Val = "Normal" }, new StyleParagraphProperties(new SpacingBetweenLines { Before = "50", After = "50", Line = "240", LineRule = LineSpacingRuleValues.Auto })) { Type = StyleValues.Paragraph, StyleId = "Cell", CustomStyle = true },
        new Style(new StyleName { Val = "Figures" }, new StyleTableProperties(new TableBorders(Rule<TopBorder>(), Rule<BottomBorder>(), Rule<InsideHorizontalBorder>()))) { Type = StyleValues.Table, StyleId = "Figures", CustomStyle = true });

    private static T Rule<T>() where T : BorderType, new() => new() { Val = BorderValues.Single, Size = 6, Color = "8A9A9F" };

    private static Style Named(string id, string name, string size, string before, int? level = null)
    {
        var paragraph = new StyleParagraphProperties(new KeepNext(), new SpacingBetweenLines { Before = before, After = "120" });
        if (level is { } outline) paragraph.Append(new OutlineLevel { Val = outline });
        return new Style(new StyleName { Val = name }, new BasedOn { Val = "Normal" }, new NextParagraphStyle { Val = "Normal" }, new PrimaryStyle(), paragraph, new StyleRunProperties(new Bold(), new FontSize { Val = size })) { Type = StyleValues.Paragraph, StyleId = id };
    }
}
