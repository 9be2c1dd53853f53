using System.Text.RegularExpressions;
using CsvHelper;

namespace CaseTracker.Web.Features.Imports.Files;

/// <summary>A column that a file has.</summary>
/// <param name="Name">As in the header.</param>
/// <param name="Longest">Characters that a cell may hold.</param>
/// <param name="Optional">Whether a file may leave the column out; its cells are then empty.</param>
public sealed record CsvColumn(string Name, int Longest, bool Optional = false);

/// <summary>
/// A CSV file, read strictly (RFC 4180, UTF-8): whatever cannot be understood for certain is a fault, named with its row and column and never with a
/// cell's content. Cells are trimmed; their line breaks become LF, so that the same file saved with CRLF is the same file.
/// </summary>
public sealed partial class CsvTable
{
    private readonly List<ImportFault> _faults = [];
    private readonly List<CsvRow> _rows = [];

    private CsvTable()
    {
    }

    /// <summary>Rows that can be understood, in order.</summary>
    public IReadOnlyList<CsvRow> Rows => _rows;

    /// <summary>Rows after the header, those with faults too, without blank ones.</summary>
    public int Count { get; private set; }

    /// <summary>Everything found wrong so far. Cells read through <see cref="CsvRow"/> add to it.</summary>
    public IReadOnlyList<ImportFault> Faults => _faults;

    /// <summary>Reads a file that should have these columns, in any order.</summary>
    public static CsvTable Read(byte[] file, IReadOnlyList<CsvColumn> columns)
    {
        var table = new CsvTable();
        var (text, fault) = ImportText.Decode(file);
        if (fault is null) table.Fill(text, columns);
        else table._faults.Add(fault);
        return table;
    }

    /// <summary>Adds a fault of the file as a whole.</summary>
    public void Fault(string? column, string code, string message) => _faults.Add(new(null, column, code, message));

    /// <summary>Adds a fault of a row.</summary>
    public void Fault(int row, string? column, string code, string message) => _faults.Add(new(row, column, code, message));

    private void Fill(string text, IReadOnlyList<CsvColumn> columns)
    {
        var malformed = new Dictionary<long, CsvMalformedReason>();
        using var reader = CsvReader.FromText(text, new CsvReaderOptions
        {
            Separator = ',',
            HasHeader = false,
            SkipEmptyLines = false,
            DetectSeparatorHint = false,
            TrimWhitespace = false,
            MalformedData = CsvMalformedDataHandling.Recover,
            OnMalformedRecord = record => malformed.TryAdd(record.RecordNumber, record.Reason),
        });

        if (!reader.Read()) return;
        var header = Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetString(i).Trim()).ToList();
        if (malformed.TryGetValue(1, out var headerFault))
        {
            Fault(null, "bad-quoting", $"In the header, {Words(headerFault)}.");
            return;
        }
        if (Places(header, columns) is not { } places) return;

        for (var row = 1; reader.Read(); row++)
        {
            var cells = Enumerable.Range(0, reader.FieldCount).Select(i => Clean(reader.GetString(i))).ToArray();
            if (cells.All(c => c.Length == 0)) continue;
            Count++;
            if (malformed.TryGetValue(row + 1, out var reason)) Fault(row, null, "bad-quoting", $"In this row {Words(reason)}.");
            else if (cells.Length != header.Count) Fault(row, null, "wrong-field-count", $"The row has {cells.Length} fields and the header {header.Count}. Put quotes round a field that holds a comma or a line break.");
            else Add(row, cells, places, columns);
        }
        if (Count == 0 && _faults.Count == 0) Fault(null, "empty-file", "The file has a header and no rows.");
    }

    private void Add(int row, string[] cells, Dictionary<string, int> places, IReadOnlyList<CsvColumn> columns)
    {
        foreach (var column in columns.Where(c => places.ContainsKey(c.Name)))
        {
            var cell = cells[places[column.Name]];
            if (cell.Length > column.Longest) Fault(row, column.Name, "too-long", $"{column.Name} has {cell.Length} characters. It may have {column.Longest}.");
            if (cell.Any(c => char.IsControl(c) && c is not ('\n' or '\t'))) Fault(row, column.Name, "bad-character", $"{column.Name} holds a control character.");
        }
        _rows.Add(new CsvRow(this, row, column => places.TryGetValue(column, out var place) ? cells[place] : ""));
    }

    private Dictionary<string, int>? Places(List<string> header, IReadOnlyList<CsvColumn> columns)
    {
        var known = columns.ToDictionary(c => c.Name, StringComparer.OrdinalIgnoreCase);
        if (!header.Any(known.ContainsKey))
        {
            // Whatever stands in the first line may be somebody's words: it is not repeated.
            var separated = header.SelectMany(h => h.Split(';', '\t', '|')).Any(h => known.ContainsKey(h.Trim('"', ' ')));
            if (separated) Fault(null, "wrong-separator", "The columns are not separated by commas.");
            else Fault(null, "missing-header", $"The first line must name the columns: {string.Join(',', columns.Select(c => c.Name))}.");
            return null;
        }
        var places = new Dictionary<string, int>();
        for (var i = 0; i < header.Count; i++)
        {
            var name = PlainName().IsMatch(header[i]) ? $"Column {header[i]}" : $"Column number {i + 1}";
            if (!known.TryGetValue(header[i], out var column)) Fault(PlainName().IsMatch(header[i]) ? header[i] : null, "unknown-column", $"{name} is not one of this file's columns.");
            else if (!places.TryAdd(column.Name, i)) Fault(column.Name, "duplicate-column", $"{name} stands there twice.");
        }
        foreach (var missing in columns.Where(c => !c.Optional && !places.ContainsKey(c.Name))) Fault(missing.Name, "missing-column", $"Column {missing.Name} is missing.");
        return _faults.Count == 0 ? places : null;
    }

    private static string Clean(string cell) => cell.ReplaceLineEndings("\n").Trim();

    private static string Words(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.StrayQuote => "a quotation mark stands inside a field that is not quoted. Quote the field and double the marks in it",
        CsvMalformedReason.TextAfterClosingQuote => "something follows a closing quotation mark. Double the quotation marks inside a quoted field",
        CsvMalformedReason.UnterminatedQuote => "a quoted field is opened and never closed",
        _ => "the quoting cannot be understood",
    };

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_ -]{0,39}\z")]
    private static partial Regex PlainName();
}
