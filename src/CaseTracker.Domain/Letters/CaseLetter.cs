using CaseTracker.Domain.Protection;

namespace CaseTracker.Domain.Letters;

/// <summary>A letter as it was sent. It never changes.</summary>
public sealed class CaseLetter
{
    /// <summary>Column of <see cref="Body"/> for the seam.</summary>
    public const string BodyColumn = "letter.body";

    public Guid Id { get; init; } = DayOnly.NewId();
    public Guid CaseId { get; init; }

    /// <summary>Code of its kind.</summary>
    public required string Kind { get; init; }
    public Addressee To { get; init; }

    /// <summary>The version of the council's own text from which it was made; 0 for the product's.</summary>
    public int TemplateVersion { get; init; }
    public Sealed Body { get; private set; } = Sealed.None;
    public DateTimeOffset SentAt { get; init; }
    public Pseudonym SentBy { get; init; }

    /// <summary>Keeps a letter.</summary>
    public static CaseLetter Keep(Guid of, string kind, Addressee to, int templateVersion, string body, Pseudonym by, DateTimeOffset at, ISeam seam)
    {
        var letter = new CaseLetter { CaseId = of, Kind = kind, To = to, TemplateVersion = templateVersion, SentAt = at, SentBy = by };
        letter.Body = seam.Seal(KeyKind.Matter, of, BodyColumn, 1, body, letter.Id);
        return letter;
    }

    /// <summary>The text.</summary>
    public string Read(ISeam seam) => seam.Open(Body, CaseId, BodyColumn, Id);
}

/// <summary>A version of a council's own text for a kind of letter; the newest is in force.</summary>
public sealed class LetterTemplate
{
    public Guid Id { get; init; } = DayOnly.NewId();
    public required string Kind { get; init; }

    /// <summary>Counts up from 1 for each kind.</summary>
    public int Version { get; init; }

    /// <summary>Empty goes back to the product's own text.</summary>
    public required string Text { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid PersonId { get; init; }
}
