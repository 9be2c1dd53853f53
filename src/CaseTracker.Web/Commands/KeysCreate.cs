using CaseTracker.Data.Protection;

namespace CaseTracker.Web.Commands;

/// <summary><c>keys create [--new-passphrase-file FILE]</c></summary>
public sealed class KeysCreate : KeyCommand
{
    public KeysCreate() : base("keys create", "Make the key, once, and print its three recovery shares") => Syntax.Options.Add(NewFile);

    /// <inheritdoc/>
    public override async Task<CommandOutcome> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var vault = Vault(run);
        if (vault.IsMade) return CommandOutcome.Refused("key-exists", $"There is a key at {vault.Place} already. Without it the database could not be read; nothing was changed.");
        var shares = await vault.MakeAsync(NewPassphrase(run), SealedKeyFile.Rounds, cancellationToken);
        var text = $"""
            The key is at {vault.Place}. Keep a copy of that file apart from the database and its backups.
            Three recovery shares. Any two of them set a new passphrase (keys recover); one alone tells nothing. Write each on paper, give them to three people, and keep none here: they are not shown again.
            {string.Join(Environment.NewLine, shares.Select((share, i) => $"  {i + 1}: {share}"))}
            """;
        return CommandOutcome.Done(new { key = vault.Place, shares }, text);
    }
}
