using System.CommandLine;
using CaseTracker.Web.Features.Account.SetUp;
using CaseTracker.Web.Pipeline;

namespace CaseTracker.Web.Commands;

/// <summary><c>setup --council NAME --administrator EMAIL --monitoring-officer EMAIL [--deputy EMAIL]</c></summary>
public sealed class SetUpSite : HostCommand
{
    private readonly Option<string> _council = new("--council") { Description = "The council's name", Required = true };
    private readonly Option<string> _administrator = new("--administrator") { Description = "Email address of who looks after accounts and settings, and sees no case", Required = true };
    private readonly Option<string> _monitoringOfficer = new("--monitoring-officer") { Description = "Email address of the Monitoring Officer", Required = true };
    private readonly Option<string?> _deputy = new("--deputy") { Description = "Email address of the Deputy Monitoring Officer" };

    public SetUpSite() : base("setup", "Make an empty database ready for a council, and print a one-time link for each of its first people")
    {
        foreach (var option in new Option[] { _council, _administrator, _monitoringOfficer, _deputy }) Syntax.Options.Add(option);
    }

    /// <inheritdoc/>
    public override async Task<CommandOutcome> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var links = await run.Mediator.Send(new SetUpCommand(run.Words.GetRequiredValue(_council), run.Words.GetRequiredValue(_administrator), run.Words.GetRequiredValue(_monitoringOfficer), run.Words.GetValue(_deputy)), cancellationToken);
        var lines = links.Select(l => $"{RoleWords.Of(l.Role)}, {l.Email}:{Environment.NewLine}  {l.Link}")
            .Append("Give each link to its person alone. It works once, within seven days. Next: import bank-holidays, protocol, people, directory, concerns; then people invite.");
        return CommandOutcome.Done(new { links = links.Select(l => l.Link) }, string.Join(Environment.NewLine, lines));
    }
}
