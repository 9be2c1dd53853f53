namespace CaseTracker.Domain.Protection;

/// <summary>
/// The one place through which protected text and the link between a person and a case pass. What is behind it cannot be read from a copy of the database.
/// </summary>
public interface ISeam
{
    /// <summary>
    /// Seals a text for one column of one row. <paramref name="keyOwner"/> is the case or draft whose key it is; <paramref name="row"/> tells apart the rows that one case has in a table, and is the owner itself if it
    /// is not given. The text opens nowhere else.
    /// </summary>
    Sealed Seal(KeyKind key, Guid keyOwner, string column, int rowVersion, string? text, Guid? row = null);

    /// <summary>
    /// Opens a text. Throws <see cref="SealBrokenException"/> if it was written for another column, row or owner, if it was changed, or if its key was destroyed.
    /// </summary>
    string Open(Sealed text, Guid keyOwner, string column, Guid? row = null);

    /// <summary>Fetches the keys of several owners in one go, for what will open texts of all of them.</summary>
    Task FetchAsync(IReadOnlyCollection<Guid> keyOwners, CancellationToken cancellationToken);

    /// <summary>
    /// A short print of a text, by which it is found or compared again without being stored: the same text for the same purpose has the same print, always 64 characters of 0 to f.
    /// Whoever has the database but not the key cannot try texts out.
    /// </summary>
    string Fingerprint(string purpose, string text);

    /// <summary>The pseudonym under which a person is linked to cases. It leads back to them only for who knows everybody and the key.</summary>
    Pseudonym PseudonymOf(Guid person);
}

/// <summary>A protected text is not what it was when it was stored, or not where. Nothing of it is shown. The message names the column, never a case.</summary>
public sealed class SealBrokenException(string column, string why) : Exception($"A protected text of column {column} does not open: {why}.");
