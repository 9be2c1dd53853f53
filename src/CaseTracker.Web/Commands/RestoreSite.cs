using System.CommandLine;
using CaseTracker.Data;
using CaseTracker.Data.Databases;
using CaseTracker.Data.Evidence;
using CaseTracker.Web.Hosting;

namespace CaseTracker.Web.Commands;

/// <summary><c>restore --from FILE</c></summary>
public sealed class RestoreSite : HostCommand
{
    private readonly Option<string> _from = new("--from") { Description = "A backup", Required = true };

    public RestoreSite() : base("restore", "Fill an empty place from a backup. Stop the site first. An existing database is never overwritten.") => Syntax.Options.Add(_from);

    /// <inheritdoc/>
    public override bool NeedsDatabase => false;

    /// <inheritdoc/>
    public override async Task<CommandOutcome> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var file = run.Folder.Existing(run.Words.GetRequiredValue(_from));
        await CaseBackup.RestoreAsync(run.Services.GetRequiredService<CaseDb>(), file, cancellationToken);
        // A backup of an earlier version is brought up to date; one of a later version is refused, and said so.
        await run.Services.MigrateAsync();
        var (to, evidence) = (run.Services.GetRequiredService<EvidenceStore>().Folder, System.IO.Path.Combine(System.IO.Path.GetDirectoryName(file)!, "evidence"));
        var files = EvidenceStore.CopyAll(evidence, to);
        return CommandOutcome.Done(new { file, files }, $"Restored from {file}, with {files:N0} files of evidence. Everybody has to sign in again.");
    }
}
