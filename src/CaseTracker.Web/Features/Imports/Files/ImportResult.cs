namespace CaseTracker.Web.Features.Imports.Files;

/// <summary>What is wrong with a file, and where: row 1 is the first after the header; a fault of the file as a whole has no row.</summary>
public sealed record ImportFault(int? Row, string? Column, string Code, string Message);

/// <summary>What an import did, or every reason why it did nothing.</summary>
public sealed record ImportResult(int Read, int Created, int Updated, int Unchanged, IReadOnlyList<ImportFault> Errors)
{
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

    /// <summary>One row that was not there before.</summary>
    public void Create() => Created++;

    /// <summary>One row that was there: different, or the same.</summary>
    public void Meet(bool changed)
    {
        if (changed) Updated++;
        else Unchanged++;
    }
}
