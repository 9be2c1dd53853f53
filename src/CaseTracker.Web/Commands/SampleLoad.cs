using System.CommandLine;
using CaseTracker.Web.Hosting;

namespace CaseTracker.Web.Commands;

/// <summary><c>sample load --concerns 100000</c></summary>
public sealed class SampleLoad : HostCommand
{
    private const int Most = 1_000_000;

    private readonly Option<int> _concerns = new("--concerns") { Description = "How many concerns", Required = true };

    public SampleLoad() : base("sample load", "Fill an empty database with a big invented council, for measuring. It is a demonstration for ever.") => Syntax.Options.Add(_concerns);

    /// <inheritdoc/>
    public override async Task<CommandOutcome> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var concerns = run.Words.GetRequiredValue(_concerns);
        if (concerns is < 1 or > Most) return CommandOutcome.Refused("invalid", $"Give a number of concerns from 1 to {Most:N0}.");
        return await BigCouncil.FillAsync(run.Services, concerns, cancellationToken) is { } made
            ? CommandOutcome.Done(new { concerns = made }, $"{made} concerns loaded.")
            : CommandOutcome.Refused("not-empty", "This database is not empty. Choose a new folder (--CaseTracker:DataDirectory=...) or an empty database.");
    }
}
