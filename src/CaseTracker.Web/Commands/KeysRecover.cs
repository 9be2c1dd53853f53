using System.CommandLine;
using CaseTracker.Data.Protection;

namespace CaseTracker.Web.Commands;

/// <summary><c>keys recover --share A --share B [--new-passphrase-file FILE]</c></summary>
public sealed class KeysRecover : KeyCommand
{
    private readonly Option<string[]> _shares = new("--share") { Description = "A recovery share; give two", Required = true };

    public KeysRecover() : base("keys recover", "Set a new passphrase with two of the three recovery shares, when the old one is lost")
    {
        Syntax.Options.Add(_shares);
        Syntax.Options.Add(NewFile);
    }

    /// <inheritdoc/>
    public override async Task<CommandOutcome> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var vault = MadeVault(run);
        if (run.Words.GetRequiredValue(_shares) is not [var one, var other]) return CommandOutcome.Refused("two-shares", "Give two recovery shares: --share A --share B.");
        return await vault.RecoverAsync(one, other, NewPassphrase(run), SealedKeyFile.Rounds, cancellationToken)
            ? CommandOutcome.Done(new { key = vault.Place }, "The new passphrase holds from the next start.")
            : CommandOutcome.Refused("wrong-shares", "Give two different shares of this key. One of these is mistyped, or belongs to another. Nothing was changed.");
    }
}
