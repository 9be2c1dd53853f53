using System.CommandLine;
using CaseTracker.Web.Features.Imports.BankHolidays;
using CaseTracker.Web.Features.Imports.Concerns;
using CaseTracker.Web.Features.Imports.Directory;
using CaseTracker.Web.Features.Imports.Files;
using CaseTracker.Web.Features.Imports.People;
using CaseTracker.Web.Features.Imports.Protocol;
using MediatR;

namespace CaseTracker.Web.Commands;

/// <summary>A command that takes one file.</summary>
public abstract class ImportCommand : HostCommand
{
    private const int FaultsShown = 50;
    private readonly Argument<string> _file = new("FILE") { Description = "The file" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Check the file and count, but keep nothing" };

    protected ImportCommand(string kind, string description) : base($"import {kind}", description)
    {
        Syntax.Arguments.Add(_file);
        Syntax.Options.Add(_dryRun);
    }

    /// <inheritdoc/>
    public override async Task<CommandOutcome> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var (path, dryRun) = (run.Folder.Existing(run.Words.GetRequiredValue(_file)), run.Words.GetValue(_dryRun));
        var result = await ReadAsync(path, cancellationToken) is var (file, fault) && fault is not null
            ? ImportResult.Refused(0, [fault])
            : await run.Mediator.Send(Request(file, dryRun), cancellationToken);
        return result.Errors.Count > 0
            ? CommandOutcome.Refused(result, $"Refused: nothing was imported.{Environment.NewLine}{Faults(result)}")
            : CommandOutcome.Done(result, $"{result.Read} read: {result.Created} created, {result.Updated} updated, {result.Unchanged} unchanged.{(dryRun ? " Nothing was kept: this was a dry run." : "")}");
    }

    /// <summary>The request that takes the file.</summary>
    protected abstract IRequest<ImportResult> Request(byte[] file, bool dryRun);

    private static async Task<(byte[] File, ImportFault? Fault)> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return (await File.ReadAllBytesAsync(path, cancellationToken), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ([], new(null, null, "no-file", $"{path} cannot be read. Check the path, or give it in full."));
        }
    }

    private static string Faults(ImportResult result)
    {
        var lines = result.Errors.Take(FaultsShown).Select(f => $"{(f.Row is { } row ? $"Row {row}" : "File")}{(f.Column is null ? "" : $", {f.Column}")}: {f.Message} ({f.Code})");
        var more = result.Errors.Count - FaultsShown;
        return string.Join(Environment.NewLine, more > 0 ? lines.Append($"and {more} more. All of them are listed with --json.") : lines);
    }
}

/// <summary><c>import bank-holidays FILE</c></summary>
public sealed class ImportBankHolidays() : ImportCommand("bank-holidays", "Bank holidays: date, name. Six or more rows of a year replace that year")
{
    /// <inheritdoc/>
    protected override IRequest<ImportResult> Request(byte[] file, bool dryRun) => new ImportBankHolidaysCommand(file, dryRun);
}

/// <summary><c>import protocol FILE</c></summary>
public sealed class ImportProtocol() : ImportCommand("protocol", "One version of the Protocol, in Markdown with front matter")
{
    /// <inheritdoc/>
    protected override IRequest<ImportResult> Request(byte[] file, bool dryRun) => new ImportProtocolCommand(file, dryRun);
}

/// <summary><c>import people FILE</c></summary>
public sealed class ImportPeople() : ImportCommand("people", "People and how they report to each other. Creates no account and removes nobody; casework roles wait to be confirmed")
{
    /// <inheritdoc/>
    protected override IRequest<ImportResult> Request(byte[] file, bool dryRun) => new ImportPeopleCommand(file, dryRun);
}

/// <summary><c>import directory FILE</c></summary>
public sealed class ImportDirectory() : ImportCommand("directory", "Matters, and whom to ask about each")
{
    /// <inheritdoc/>
    protected override IRequest<ImportResult> Request(byte[] file, bool dryRun) => new ImportDirectoryCommand(file, dryRun);
}

/// <summary><c>import concerns FILE</c></summary>
public sealed class ImportConcerns() : ImportCommand("concerns", "The earlier register of concerns. A row imported before stays as it was")
{
    /// <inheritdoc/>
    protected override IRequest<ImportResult> Request(byte[] file, bool dryRun) => new ImportConcernsCommand(file, dryRun);
}
