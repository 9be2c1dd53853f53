using System.Globalization;
using CaseTracker.Domain.Statistics;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Features.Statistics.Reading;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CaseTracker.Web.Features.Statistics.DownloadRelease;

/// <summary>The tables of a release as a spreadsheet: notes first, then one table a sheet, beginning in its first cell, with nothing merged and nothing said by colour.</summary>
internal static class ReleaseSpreadsheet
{
    /// <summary>What such a file is called.</summary>
    public const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const uint Plain = 0, Bold = 1, Wrapped = 2, A4 = 9;
    private const int LongestName = 31;

    /// <summary>Writes the file.</summary>
    public static byte[] Write(ReleaseSheet sheet, DateTimeOffset publishedAt, string council)
    {
        using var stream = new MemoryStream();
        using (var file = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = file.AddNewPart<WorkbookPart>(Type + ".main+xml", "book");
            book.Workbook = new Workbook(new Sheets());
            book.AddNewPart<WorkbookStylesPart>("styles").Stylesheet = Styles();
            OfficeFile.Describe(file, sheet.Title, $"Monitoring Officer, {council}");
            Add(book, "Notes", [100], [.. Notes(sheet, council)]);
            Add(book, "Concerns", [30, 16, 16], [["Period", "Received", "Decided"], .. sheet.Trend.Select(s => new object[] { s.Name, s.Received, s.Decided })]);
            foreach (var table in sheet.Figures.Tables)
            {
                var known = Catalogue.Tables.FirstOrDefault(t => t.Code == table.Code);
                Add(book, table.Name.Replace("Decided: ", "Decided, ", StringComparison.Ordinal), [48, 14, 20],
                    [[known?.Heading ?? "Row", "Concerns", "What it means"], .. table.Rows.Select(r => Line(r.Name, r.Count)), Line("Total", table.Total)]);
            }
            book.Workbook.Save();
        }
        return OfficeFile.Bytes(stream, publishedAt);
    }

    /// <summary>Between which numbers the true one lies.</summary>
    internal static string Range(int? count) => count switch
    {
        null => "withheld",
        0 => "0 to 4",
        _ => string.Create(CultureInfo.InvariantCulture, $"{count - Publisher.CellError} to {count + Publisher.CellError}"),
    };

    private static IEnumerable<object[]> Notes(ReleaseSheet sheet, string council)
    {
        yield return [sheet.Title];
        yield return [council];
        yield return [string.Join(" ", sheet.Summary)];
        yield return [StatisticsWords.Rounding];
        yield return [StatisticsWords.Counting];
        yield return [StatisticsWords.Withheld];
        yield return [$"Sheets: Concerns, {string.Join(", ", sheet.Figures.Tables.Select(t => t.Name))}"];
    }

    private static object[] Line(string name, int? count) => [name, count is { } c ? c : "[c]", Range(count)];

    private static void Add(WorkbookPart book, string name, int[] widths, IReadOnlyList<object[]> rows)
    {
        var number = book.Workbook.Sheets!.ChildElements.Count + 1;
        var part = book.AddNewPart<WorksheetPart>($"sheet{number}");
        var data = new SheetData();
        var isNotes = widths.Length == 1;
        for (var r = 0; r < rows.Count; r++)
        {
            var row = new Row { RowIndex = (uint)(r + 1) };
            for (var c = 0; c < rows[r].Length; c++) row.Append(Written(rows[r][c], $"{(char)('A' + c)}{r + 1}", r == 0 || (!isNotes && c == 0 && rows[r][0] is "Total") ? Bold : isNotes ? Wrapped : Plain));
            data.Append(row);
        }
        // Printed, a sheet is as wide as a page.
        part.Worksheet = new Worksheet(new SheetProperties(new PageSetupProperties { FitToPage = true }), new Columns(widths.Select((w, i) => new Column { Min = (uint)(i + 1), Max = (uint)(i + 1), Width = w, CustomWidth = true })), data, new PageSetup { PaperSize = A4, FitToWidth = 1, FitToHeight = 0 });
        book.Workbook.Sheets.Append(new Sheet { Id = book.GetIdOfPart(part), SheetId = (uint)number, Name = name.Length > LongestName ? name[..name.LastIndexOf(' ', LongestName)] : name });
    }

    private static Cell Written(object value, string at, uint style) => value is int number
        ? new Cell { CellReference = at, StyleIndex = style, CellValue = new CellValue(number) }
        : new Cell { CellReference = at, StyleIndex = style, DataType = CellValues.InlineString, InlineString = new InlineString(new Text((string)value)) };

    private static Stylesheet Styles() => new(
        new Fonts(new Font(new FontSize { Val = 12 }, new FontName { Val = "Arial" }), new Font(new Bold(), new FontSize { Val = 12 }, new FontName { Val = "Arial" })),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder())),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            new CellFormat { FontId = 0 },
            new CellFormat { FontId = 1, ApplyFont = true },
            new CellFormat(new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Top }) { FontId = 0, ApplyAlignment = true }));
}
