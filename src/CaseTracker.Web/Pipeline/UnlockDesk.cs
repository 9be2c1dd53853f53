using CaseTracker.Data.Protection;

namespace CaseTracker.Web.Pipeline;

/// <summary>How an attempt to unlock the site ended.</summary>
public enum UnlockOutcome
{
    /// <summary>The site is unlocked.</summary>
    Done,

    /// <summary>That is not the passphrase.</summary>
    Wrong,

    /// <summary>Somebody else is trying at this moment.</summary>
    Busy,
}

/// <summary>Takes passphrases while the site is locked: one at a time, and after a wrong one not at once again, so that guessing leads nowhere (ASVS 6.3.1).</summary>
public sealed class UnlockDesk(KeyRing ring, IKeyVault vault, TimeProvider time, ILogger<UnlockDesk> log) : IDisposable
{
    private static readonly TimeSpan AfterWrong = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _one = new(1);
    private DateTimeOffset _notBefore;

    /// <summary>Whether there is a key that a passphrase could open.</summary>
    public bool HasKey => vault.IsMade;

    /// <summary>Tries one. <paramref name="beforeOpen"/> may still object to unlocking.</summary>
    public async Task<UnlockOutcome> TryAsync(string passphrase, Func<Task> beforeOpen, CancellationToken cancellationToken)
    {
        if (ring.IsOpen) return UnlockOutcome.Done;
        if (!await _one.WaitAsync(0, cancellationToken)) return UnlockOutcome.Busy;
        try
        {
            if (time.GetUtcNow() < _notBefore) return UnlockOutcome.Busy;
            if (await vault.OpenAsync(passphrase, cancellationToken) is not { } material)
            {
                _notBefore = time.GetUtcNow() + AfterWrong;
                log.LogWarning("Somebody gave a wrong passphrase to unlock the site");
                return UnlockOutcome.Wrong;
            }
            await beforeOpen();
            ring.Give(material, () => vault.OpenAsync(passphrase, CancellationToken.None).GetAwaiter().GetResult());
            log.LogInformation("The site was unlocked");
            return UnlockOutcome.Done;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();
}
