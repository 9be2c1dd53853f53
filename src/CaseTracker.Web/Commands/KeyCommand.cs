using System.CommandLine;
using CaseTracker.Data.Protection;
using CaseTracker.Domain;

namespace CaseTracker.Web.Commands;

/// <summary>A command that looks after the key itself.</summary>
public abstract class KeyCommand(string path, string description) : HostCommand(path, description)
{
    /// <summary>Where a new passphrase stands, for those who do not type it.</summary>
    protected Option<string?> NewFile { get; } = new("--new-passphrase-file") { Description = "A file that holds the new passphrase; without it you are asked for it" };

    /// <inheritdoc/>
    public override bool NeedsDatabase => false;

    /// <summary>The file.</summary>
    protected static SealedKeyFile Vault(CommandRun run) => run.Services.GetRequiredService<SealedKeyFile>();

    /// <summary>The file, if there is one. Throws <see cref="RefusedException"/> otherwise.</summary>
    protected static SealedKeyFile MadeVault(CommandRun run) => Vault(run) is { IsMade: true } vault ? vault : throw new RefusedException("no-key", $"There is no key at {Vault(run).Place}. Make it with keys create, or put a copy of it back.");

    /// <summary>The passphrase as it is: from the file of the settings, or typed.</summary>
    protected static string OldPassphrase(CommandRun run)
    {
        var file = run.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<Hosting.KeyOptions>>().Value.PassphraseFile;
        return (string.IsNullOrEmpty(file) ? Passphrase.Ask(Console.Error, "Passphrase of the key") : File.ReadAllText(run.Folder.Existing(file)))
            ?? throw new RefusedException("locked", "Give the passphrase of the key: type it here, or name a file that holds it in CaseTracker:Keys:PassphraseFile.");
    }

    /// <summary>A new passphrase, typed twice or from the file. Throws <see cref="RefusedException"/> if it is too short or was not typed the same twice.</summary>
    protected string NewPassphrase(CommandRun run)
    {
        var file = run.Words.GetValue(NewFile);
        var typed = file is null ? Passphrase.Ask(Console.Error, "New passphrase, a sentence that you will remember") : File.ReadAllText(run.Folder.Existing(file));
        if (typed is null) throw new RefusedException("no-passphrase", "Give the new passphrase: type it here, or name a file that holds it with --new-passphrase-file.");
        if (typed.Trim().Length < SealedKeyFile.ShortestPassphrase) throw new RefusedException("short-passphrase", $"Choose a passphrase of at least {SealedKeyFile.ShortestPassphrase} characters: several words are easier to remember than signs.");
        if (file is null && Passphrase.Ask(Console.Error, "The same again") != typed) throw new RefusedException("two-passphrases", "Type the same passphrase twice. Nothing was changed.");
        return typed;
    }
}
