using System.CommandLine;
using System.Globalization;
using System.Text;
using CaseTracker.Web.Features.Statistics.ClosePeriod;
using CaseTracker.Web.Features.Statistics.ExportStatistics;
using CaseTracker.Web.Features.Statistics.ListPublished;

namespace CaseTracker.Web.Commands;

/// <summary><c>statistics close-period --through 2025-03-31</c></summary>
public sealed class StatisticsClosePeriod : HostCommand
{
    private readonly Option<string> _through = new("--through") { Description = "Last day, as 2025-03-31", Required = true };
    private readonly Option<string?> _from = new("--from") { Description = "The first time: first day of the financial year with which the figures begin. Otherwise the first year in which at least three concerns were received" };
    private readonly Option<int?> _tableYears = new("--table-years") { Description = "The first time: over how many years tables are added up, for a small council. Otherwise 1" };

    public StatisticsClosePeriod() : base("statistics close-period", "Close and publish every quarter and financial year that ended by a day and is not closed yet. What is published never changes")
    {
        foreach (var option in new Option[] { _through, _from, _tableYears }) Syntax.Options.Add(option);
    }

    /// <inheritdoc/>
    public override async Task<CommandOutcome> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var given = run.Words.GetValue(_from);
        if (Read(run.Words.GetRequiredValue(_through)) is not { } through) return CommandOutcome.Refused("invalid", "Give a day as 2025-03-31 with --through.");
        var from = Read(given);
        if (given is not null && from is null) return CommandOutcome.Refused("invalid", "Give a day as 2024-04-01 with --from.");
        var published = await run.Mediator.Send(new ClosePeriodCommand(through, from, run.Words.GetValue(_tableYears)), cancellationToken);
        return CommandOutcome.Done(new { published }, published.Count == 0 ? "Nothing to close: every period that ended by then is published." : $"Published: {string.Join(", ", published)}.");
    }

    private static DateOnly? Read(string? day) => DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : null;
}

/// <summary><c>statistics list</c></summary>
public sealed class StatisticsList() : HostCommand("statistics list", "What was published, and which periods are over and not published")
{
    /// <inheritdoc/>
    public override async Task<CommandOutcome> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var view = await run.Mediator.Send(new ListPublishedQuery(), cancellationToken);
        var lines = view.Published.Select(r => $"{r.Release}: published {r.At:yyyy-MM-dd}, {(r.Public ? "for everybody" : "for the Standards Committee")}{(r.Editions > 1 ? $", corrected {r.Editions - 1} times" : "")}")
            .Append(view.Due.Count == 0 ? "Nothing is due." : $"Due: {string.Join(", ", view.Due)}.");
        return CommandOutcome.Done(new { published = view.Published.Select(r => new { release = r.Release, at = r.At, @public = r.Public, editions = r.Editions }), due = view.Due }, string.Join(Environment.NewLine, lines));
    }
}

/// <summary><c>statistics export --to DIR</c></summary>
public sealed class StatisticsExportFiles : HostCommand
{
    private static readonly UTF8Encoding Plain = new(false);
    private readonly Option<string> _to = new("--to") { Description = "A folder; made if there is none", Required = true };

    public StatisticsExportFiles() : base("statistics export", "Write everything ever published to cells.csv and periods.json, the same bytes each time") => Syntax.Options.Add(_to);

    /// <inheritdoc/>
    public override async Task<CommandOutcome> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var folder = run.Folder.New(run.Words.GetRequiredValue(_to));
        var view = await run.Mediator.Send(new ExportStatisticsQuery(), cancellationToken);
        Directory.CreateDirectory(folder);
        string[] files = [System.IO.Path.Combine(folder, "cells.csv"), System.IO.Path.Combine(folder, "periods.json")];
        await File.WriteAllTextAsync(files[0], view.Cells, Plain, cancellationToken);
        await File.WriteAllTextAsync(files[1], view.Periods, Plain, cancellationToken);
        return CommandOutcome.Done(new { releases = view.Releases, files }, $"{view.Releases} releases written to {string.Join(" and ", files)}.");
    }
}
