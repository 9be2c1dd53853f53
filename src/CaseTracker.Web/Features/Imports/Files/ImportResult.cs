using System.Text.Json.Serialization;

namespace CaseTracker.Web.Features.Imports.Files;

/// <summary>What is wrong with a file, and where: row 1 is the first after the header; a fault of the file as a whole has no row.</summary>
public sealed record ImportFault(int? Row, string? Column, string Code, string Message);

/// <summary>A row that would be, or was, new or different.</summary>
/// <param name="Key">Under which another import finds it: an address, a matter, a version, a date, a reference.</param>
/// <param name="Name">What people call it, where that is something else.</param>
/// <param name="Cells">What becomes different; for something new, only what needs to be said beside that it is new.</param>
public sealed record ImportChange(int? Row, string Key, string Name, bool IsNew, IReadOnlyList<ImportCell> Cells);

/// <summary>Something about a row that becomes different.</summary>
/// <param name="What">In words: "job title".</param>
public sealed record ImportCell(string What, string Before, string After);

/// <summary>What an import did, or every reason why it did nothing.</summary>
public sealed record ImportResult(int Read, int Created, int Updated, int Unchanged, IReadOnlyList<ImportFault> Errors)
{
    /// <summary>What is new or different. Pages show it; commands give the counts.</summary>
    [JsonIgnore]
    public IReadOnlyList<ImportChange> Changes { get; init; } = [];

    /// <summary>A file that was refused whole.</summary>
    public static ImportResult Refused(int read, IEnumerable<ImportFault> faults) => new(read, 0, 0, 0, [.. faults.OrderBy(f => f.Row ?? 0)]);

    /// <summary>A file that was refused for one reason.</summary>
    public static ImportResult Refused(string code, string message, string? column = null) => Refused(0, [new(null, column, code, message)]);
}

/// <summary>Counts while a file is taken over.</summary>
public sealed class Tally
{
    public int Read { get; set; }
    public int Created { get; private set; }
    public int Updated { get; private set; }
    public int Unchanged { get; private set; }

    /// <summary>What was new or different, in order.</summary>
    public List<ImportChange> Changes { get; } = [];

    /// <summary>One row that was not there before.</summary>
    public void Create(int? row, string key, string name = "", params IReadOnlyList<ImportCell> cells)
    {
        Created++;
        Changes.Add(new(row, key, name, IsNew: true, cells));
    }

    /// <summary>One row that was there, and is the same.</summary>
    public void Meet() => Unchanged++;

    /// <summary>One row that was there, and becomes different in these.</summary>
    public void Update(int? row, string key, string name, params IReadOnlyList<ImportCell> cells)
    {
        Updated++;
        Changes.Add(new(row, key, name, IsNew: false, cells));
    }
}
