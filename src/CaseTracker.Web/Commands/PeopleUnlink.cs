using System.CommandLine;
using CaseTracker.Web.Features.Account.Unlink;

namespace CaseTracker.Web.Commands;

/// <summary><c>people unlink EMAIL</c></summary>
public sealed class PeopleUnlink : HostCommand
{
    private readonly Argument<string> _email = new("EMAIL") { Description = "Who has a new account at the council's identity provider" };

    public PeopleUnlink() : base("people unlink", "Forget which account at the council's identity provider belongs to somebody, after making sure who asks; the next one that bears their address does") => Syntax.Arguments.Add(_email);

    /// <inheritdoc/>
    public override async Task<CommandOutcome> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var email = run.Words.GetValue(_email)!;
        await run.Mediator.Send(new UnlinkCommand(email), cancellationToken);
        return CommandOutcome.Done(new { unlinked = 1 }, $"{email} belongs to no account at the identity provider any more, and is signed out everywhere.");
    }
}
