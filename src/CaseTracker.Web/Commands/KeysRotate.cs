using System.CommandLine;
using CaseTracker.Data.Protection;

namespace CaseTracker.Web.Commands;

/// <summary><c>keys rotate [--drop-old]</c></summary>
public sealed class KeysRotate : KeyCommand
{
    private readonly Option<bool> _dropOld = new("--drop-old") { Description = "Take the earlier keys away, once every instance of the site was started again" };

    public KeysRotate() : base("keys rotate", "Wrap the keys of all cases with a new key. It may be stopped and begun again") => Syntax.Options.Add(_dropOld);

    /// <inheritdoc/>
    public override async Task<CommandOutcome> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var (vault, ring, keys) = (MadeVault(run), run.Services.GetRequiredService<KeyRing>(), run.Services.GetRequiredService<CaseKeys>());
        var passphrase = OldPassphrase(run);
        if (await vault.OpenAsync(passphrase, cancellationToken) is not { } material) return CommandOutcome.Refused("wrong-passphrase", $"That is not the passphrase of {vault.Place}. Nothing was changed.");
        await run.Services.GetRequiredService<KeyStore>().PrepareAsync(cancellationToken);
        // With an old key still there, an earlier rotation was begun: it is ended before another one begins.
        var drop = run.Words.GetValue(_dropOld);
        if (!drop && material.Wrapping.Count == 1) material = material.WithNewWrapping();
        await vault.ReplaceAsync(passphrase, material, cancellationToken);
        ring.Give(material);
        var wrapped = await keys.RewrapAsync(cancellationToken);
        if (drop) await vault.ReplaceAsync(passphrase, material.WithoutOldWrapping(), cancellationToken);
        return CommandOutcome.Done(new { wrapped, current = material.Current, dropped = drop ? material.Wrapping.Count - 1 : 0 },
            drop ? $"{wrapped:N0} keys were wrapped again, and the earlier key is gone from {vault.Place}. Destroy old copies of that file." : $"{wrapped:N0} keys were wrapped with a new key. Start every instance of the site again, then: keys rotate --drop-old.");
    }
}
