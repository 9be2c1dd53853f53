using System.CommandLine;
using CaseTracker.Data;
using CaseTracker.Data.Databases;

namespace CaseTracker.Web.Commands;

/// <summary><c>backup --to FILE</c></summary>
public sealed class BackupSite : HostCommand
{
    private readonly Option<string> _to = new("--to") { Description = "A new file", Required = true };

    public BackupSite() : base("backup", "Write the whole database, as it is at one moment, to a new file while the site goes on") => Syntax.Options.Add(_to);

    /// <inheritdoc/>
    public override bool NeedsKey => false;

    /// <inheritdoc/>
    public override async Task<CommandOutcome> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var file = run.Folder.New(run.Words.GetRequiredValue(_to));
        if (Directory.GetParent(file) is { Exists: false }) return CommandOutcome.Refused("no-folder", $"There is no folder {Directory.GetParent(file)}.");
        await CaseBackup.WriteAsync(run.Services.GetRequiredService<CaseDb>(), file, cancellationToken);
        var size = new FileInfo(file).Length;
        return CommandOutcome.Done(new { file, bytes = size }, $"Backed up to {file} ({size / 1024:N0} KiB). Its texts are encrypted; back up the keys apart from it, and for a shorter time (keys backup).");
    }
}
