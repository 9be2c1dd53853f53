using System.CommandLine;
using CaseTracker.Data.Protection;

namespace CaseTracker.Web.Commands;

/// <summary><c>keys restore --from FILE</c></summary>
public sealed class KeysRestore : KeyCommand
{
    private readonly Option<string> _from = new("--from") { Description = "A backup of the keys", Required = true };

    public KeysRestore() : base("keys restore", "Fill an empty place with the keys of a backup. Keys are never overwritten") => Syntax.Options.Add(_from);

    /// <inheritdoc/>
    public override async Task<CommandOutcome> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var file = run.Folder.Existing(run.Words.GetRequiredValue(_from));
        var store = run.Services.GetRequiredService<KeyStore>();
        await store.PrepareAsync(cancellationToken);
        var count = await store.RestoreAsync(file, cancellationToken);
        return CommandOutcome.Done(new { file, keys = count }, $"Restored {count:N0} keys from {file}. They open with the key file with which they were made.");
    }
}
