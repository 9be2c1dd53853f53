using System.CommandLine;
using CaseTracker.Web.Features.Account.ResetSecondStep;

namespace CaseTracker.Web.Commands;

/// <summary><c>people reset-second-step EMAIL</c></summary>
public sealed class PeopleResetSecondStep : HostCommand
{
    private readonly Argument<string> _email = new("EMAIL") { Description = "Whose second step is lost" };

    public PeopleResetSecondStep() : base("people reset-second-step", "Take away the second step that somebody has lost, after making sure who asks; they set up a new one when they next sign in") => Syntax.Arguments.Add(_email);

    /// <inheritdoc/>
    public override async Task<CommandOutcome> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var email = run.Words.GetValue(_email)!;
        await run.Mediator.Send(new ResetSecondStepCommand(email), cancellationToken);
        return CommandOutcome.Done(new { reset = 1 }, $"{email} has no second step any more, and sets up a new one at the next sign-in. They were told by mail.");
    }
}
