using System.CommandLine;
using CaseTracker.Web.Features.Account.Recover;

namespace CaseTracker.Web.Commands;

/// <summary><c>recover-monitoring-officer EMAIL</c></summary>
public sealed class RecoverMonitoringOfficer : HostCommand
{
    private readonly Argument<string> _email = new("EMAIL") { Description = "Who is to be Monitoring Officer, or is one and cannot sign in" };

    public RecoverMonitoringOfficer() : base("recover-monitoring-officer", "Last resort: make somebody Monitoring Officer, with a new password, after seven days. Everybody who deals with cases is told") => Syntax.Arguments.Add(_email);

    /// <inheritdoc/>
    public override async Task<CommandOutcome> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var recovery = await run.Mediator.Send(new RecoverCommand(run.Words.GetRequiredValue(_email)), cancellationToken);
        return recovery.Link is { } link
            ? CommandOutcome.Done(new { inForce = true, links = new[] { link } }, $"It is in force. Give this link to its person alone; it works once, within seven days:{Environment.NewLine}  {link}")
            : CommandOutcome.Done(new { inForce = false, inForceAt = recovery.InForceAt }, $"It is asked for, and comes into force on {recovery.InForceAt:yyyy-MM-dd} at {recovery.InForceAt:HH:mm} UTC, unless the Chief Executive, a Monitoring Officer or a deputy stops it. Everybody who deals with cases was told by mail. The link with which to choose a password goes out by mail then; this command, run again, prints one.");
    }
}
