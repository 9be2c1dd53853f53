using CaseTracker.Data.Protection;

namespace CaseTracker.Web.Commands;

/// <summary><c>keys passphrase [--new-passphrase-file FILE]</c></summary>
public sealed class KeysPassphrase : KeyCommand
{
    public KeysPassphrase() : base("keys passphrase", "Exchange the passphrase for another. The recovery shares stay good") => Syntax.Options.Add(NewFile);

    /// <inheritdoc/>
    public override async Task<CommandOutcome> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var vault = MadeVault(run);
        return await vault.ChangePassphraseAsync(OldPassphrase(run), NewPassphrase(run), SealedKeyFile.Rounds, cancellationToken)
            ? CommandOutcome.Done(new { key = vault.Place }, "The new passphrase holds from the next start. Exchange copies of the key file too: an old copy still opens with the old passphrase.")
            : CommandOutcome.Refused("wrong-passphrase", $"That is not the passphrase of {vault.Place}. Nothing was changed.");
    }
}
