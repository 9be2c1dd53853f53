namespace CaseTracker.Data.Protection;

/// <summary>
/// Where the secrets of the site are kept while it is not running: a sealed file by default. A key vault or a hardware module takes its place by implementing this; nothing else knows where they come from.
/// </summary>
public interface IKeyVault
{
    /// <summary>Where it is, in words for an operator.</summary>
    string Place { get; }

    /// <summary>Whether there are secrets in it.</summary>
    bool IsMade { get; }

    /// <summary>Opens it; null if that is not the passphrase. Throws <see cref="InvalidDataException"/> if what is kept there is damaged.</summary>
    Task<KeyMaterial?> OpenAsync(string passphrase, CancellationToken cancellationToken);
}
