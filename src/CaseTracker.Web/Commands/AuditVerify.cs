using System.CommandLine;
using CaseTracker.Data;
using CaseTracker.Data.Audit;
using CaseTracker.Data.Protection;

namespace CaseTracker.Web.Commands;

/// <summary><c>audit verify [--anchors FILE]</c></summary>
public sealed class AuditVerify : HostCommand
{
    private readonly Option<string?> _anchors = new("--anchors") { Description = "A file of anchors, or of lines copied from the daily mails; without it the site's own is taken" };

    public AuditVerify() : base("audit verify", "Check that nothing in the audit, and nothing that it watches, was changed behind the program's back") => Syntax.Options.Add(_anchors);

    /// <inheritdoc/>
    public override async Task<CommandOutcome> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var file = run.Words.GetValue(_anchors) is { } named ? run.Folder.Existing(named) : run.Services.GetRequiredService<AnchorFile>().Place;
        if (run.Words.GetValue(_anchors) is not null && !File.Exists(file)) return CommandOutcome.Refused("no-file", $"There is no file {file}.");
        var anchors = File.Exists(file) ? await AnchorFile.ReadAsync(file, cancellationToken) : [];
        var found = await AuditCheck.RunAsync(run.Services.GetRequiredService<CaseDb>(), run.Services.GetRequiredService<KeyRing>(), anchors, cancellationToken);
        var json = new { sound = found.IsSound, entries = found.Entries, head = found.Head?.ToString(), firstBad = found.FirstBad, anchors = anchors.Count, faults = found.Faults };
        return found.IsSound
            ? CommandOutcome.Done(json, $"The audit is sound: {found.Entries:N0} entries, {anchors.Count:N0} anchors{(found.Head is { } head ? $". It stands at {head}" : "")}.{(anchors.Count == 0 ? " Without an anchor nobody can tell whether the end was cut off." : "")}")
            : CommandOutcome.Refused(json, string.Join(Environment.NewLine, found.Faults));
    }
}
