using System.CommandLine;
using CaseTracker.Web.Features.Retention.RunRetention;

namespace CaseTracker.Web.Commands;

/// <summary><c>retention run [--dry-run]</c></summary>
public sealed class RetentionRunNow : HostCommand
{
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only say what there is" };

    public RetentionRunNow() : base("retention run", "Delete the concerns whose deletion two people agreed to a day ago, and say what else is due. The site does it by itself every few minutes") => Syntax.Options.Add(_dryRun);

    /// <inheritdoc/>
    public override async Task<CommandOutcome> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var done = await run.Mediator.Send(new RunRetentionCommand(run.Words.GetValue(_dryRun)), cancellationToken);
        return CommandOutcome.Done(done, $"{done.Deleted:N0} deleted. {done.Due:N0} due and waiting for a proposal, {done.Proposed:N0} proposed, {done.Agreed:N0} agreed, {done.Held:N0} on hold.");
    }
}
