using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace CaseTracker.Web.Features.Shared;

/// <summary>Word files of the council's: A4, one set of styles, headings that a screen reader finds.</summary>
internal static class WordFile
{
    /// <summary>What such a file is called.</summary>
    public const string Type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>Writes a file, the same bytes each time.</summary>
    public static byte[] Write(string title, string author, DateTimeOffset at, IEnumerable<OpenXmlElement> content)
    {
        using var stream = new MemoryStream();
        using (var file = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = file.AddNewPart<MainDocumentPart>(Type + ".main+xml", "main");
            main.AddNewPart<StyleDefinitionsPart>("styles").Styles = Styles();
            OfficeFile.Describe(file, title, author);
            var body = new Body();
            main.Document = new Document(body);
            foreach (var element in content) body.Append(element);
            body.Append(new SectionProperties(new PageSize { Width = 11906, Height = 16838 }, new PageMargin { Top = 1304, Bottom = 1304, Left = 1304, Right = 1304, Header = 709, Footer = 709, Gutter = 0 }));
        }
        return OfficeFile.Bytes(stream, at);
    }

    /// <summary>A paragraph; a line break in the text is one on paper.</summary>
    public static Paragraph Said(string text, string? style = null)
    {
        var paragraph = new Paragraph();
        if (style is not null) paragraph.Append(new ParagraphProperties(new ParagraphStyleId { Val = style }));
        var run = new Run();
        foreach (var (line, i) in text.Split('\n').Select((l, i) => (l, i)))
        {
            if (i > 0) run.Append(new Break());
            run.Append(new Text(line) { Space = SpaceProcessingModeValues.Preserve });
        }
        paragraph.Append(run);
        return paragraph;
    }

    private static Styles Styles() => new(
        new DocDefaults(new RunPropertiesDefault(new RunPropertiesBaseStyle(new RunFonts { Ascii = "Arial", HighAnsi = "Arial", ComplexScript = "Arial" }, new FontSize { Val = "24" }, new Languages { Val = "en-GB" })), new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(new SpacingBetweenLines { After = "160", Line = "276", LineRule = LineSpacingRuleValues.Auto }))),
        new Style(new StyleName { Val = "Normal" }, new PrimaryStyle()) { Type = StyleValues.Paragraph, StyleId = "Normal", Default = true },
        Named("Title", "Title", "40", before: "0"),
        Named("Subtitle", "Subtitle", "26", before: "0"),
        Named("Heading1", "heading 1", "30", before: "360", level: 0),
        Named("Heading2", "heading 2", "25", before: "280", level: 1),
        // A rule beside it in the place of a bullet, so that a list needs no numbering part.
        new Style(new StyleName { Val = "Item" }, new BasedOn { Val = "Normal" }, new StyleParagraphProperties(new ParagraphBorders(new LeftBorder { Val = BorderValues.Single, Size = 12, Space = 8, Color = "8A9A9F" }), new Indentation { Left = "340" })) { Type = StyleValues.Paragraph, StyleId = "Item", CustomStyle = true },
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
