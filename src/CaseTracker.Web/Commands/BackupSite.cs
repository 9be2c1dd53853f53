using System.CommandLine;
using CaseTracker.Data;
using CaseTracker.Data.Databases;
using CaseTracker.Data.Evidence;

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
        // After the database: whatever that names is there. Files never change, so that one folder serves all backups beside it.
        var (from, evidence) = (run.Services.GetRequiredService<EvidenceStore>().Folder, System.IO.Path.Combine(System.IO.Path.GetDirectoryName(file)!, "evidence"));
        var files = EvidenceStore.CopyAll(from, evidence);
        return CommandOutcome.Done(new { file, bytes = size, evidence, files }, $"Backed up to {file} ({size / 1024:N0} KiB), and {files:N0} files of evidence to {evidence}. Both are encrypted; back up the keys apart from it, and for a shorter time (keys backup).");
    }
}
