using System.CommandLine;
using CaseTracker.Data.Protection;

namespace CaseTracker.Web.Commands;

/// <summary><c>keys backup --to FILE</c></summary>
public sealed class KeysBackup : KeyCommand
{
    private readonly Option<string> _to = new("--to") { Description = "A new file", Required = true };

    public KeysBackup() : base("keys backup", "Write the keys of all cases, encrypted, to a new file while the site goes on") => Syntax.Options.Add(_to);

    /// <inheritdoc/>
    public override async Task<CommandOutcome> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var file = run.Folder.New(run.Words.GetRequiredValue(_to));
        if (Directory.GetParent(file) is { Exists: false }) return CommandOutcome.Refused("no-folder", $"There is no folder {Directory.GetParent(file)}.");
        var store = run.Services.GetRequiredService<KeyStore>();
        await store.PrepareAsync(cancellationToken);
        var count = await store.BackUpAsync(file, cancellationToken);
        return CommandOutcome.Done(new { file, keys = count }, $"Backed up {count:N0} keys to {file}. The newest such file opens every earlier backup of the database, so keep none for long: what was shredded is gone for good only when the last of them is.");
    }
}
