namespace CaseTracker.Data.Imports;

/// <summary>That a file was brought in, when, by whom and with what result. Holds neither the file's name nor anything of its content.</summary>
public sealed class ImportRecord
{
    public Guid Id { get; init; }

    /// <summary>people, directory, protocol, bank-holidays or concerns.</summary>
    public required string Kind { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>Who did it; null for the operator on the host.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>SHA-256 of the file's bytes, in hexadecimal.</summary>
    public required string FileHash { get; init; }
    public int Read { get; init; }
    public int Created { get; init; }
    public int Updated { get; init; }
    public int Unchanged { get; init; }
}
