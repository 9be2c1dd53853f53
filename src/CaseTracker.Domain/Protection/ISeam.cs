namespace CaseTracker.Domain.Protection;

/// <summary>
/// The one place through which protected text and the link between a person and a case pass. Today's seam is the identity; encryption replaces
/// it without touching a feature.
/// </summary>
public interface ISeam
{
    /// <summary>Seals a text for one column of one case or draft.</summary>
    Sealed Seal(KeyKind key, Guid keyOwner, string column, int rowVersion, string? text);

    /// <summary>Opens a text. Throws <see cref="InvalidOperationException"/> if it was written for another column or owner.</summary>
    string Open(Sealed text, Guid keyOwner, string column);

    /// <summary>
    /// A short print of a text, by which it is found or compared again without being stored: the same text for the same purpose has the same print, always 64 characters of 0 to f.
    /// Whoever has the database but not the key must not be able to try texts out, once there is a key.
    /// </summary>
    string Fingerprint(string purpose, string text);

    /// <summary>The pseudonym under which a person is linked to cases.</summary>
    Pseudonym PseudonymOf(Guid person);

    /// <summary>The person behind a pseudonym.</summary>
    Guid PersonOf(Pseudonym pseudonym);
}
