using System.CommandLine;
using CaseTracker.Web.Features.Account.Invite;

namespace CaseTracker.Web.Commands;

/// <summary><c>people invite --all</c>, <c>people invite EMAIL...</c></summary>
public sealed class PeopleInvite : HostCommand
{
    private readonly Argument<string[]> _emails = new("EMAIL") { Description = "Whom to invite", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<bool> _all = new("--all") { Description = "Everybody who has not left and has no password yet" };

    public PeopleInvite() : base("people invite", "Write one-time links with which people choose a password, and print them")
    {
        Syntax.Arguments.Add(_emails);
        Syntax.Options.Add(_all);
    }

    /// <inheritdoc/>
    public override async Task<CommandOutcome> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var invited = await run.Mediator.Send(new InviteCommand(run.Words.GetValue(_all), run.Words.GetValue(_emails) ?? []), cancellationToken);
        return CommandOutcome.Done(new { invited = invited.Count },
            string.Join(Environment.NewLine, invited.Select(i => $"{i.Email}: {i.Link}").Append($"{invited.Count} invited. Each link works once, within seven days.")));
    }
}
