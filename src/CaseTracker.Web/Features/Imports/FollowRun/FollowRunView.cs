using CaseTracker.Data;
using CaseTracker.Data.Imports;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Web.Features.Imports.Files;
using CaseTracker.Web.Features.Imports.RunImport;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Imports.FollowRun;

/// <summary>How far a file has come that somebody brought.</summary>
[Access(Who.Role, Roles = [Role.Administrator, Role.DemocraticServices, Role.MonitoringOfficer])]
public sealed record FollowRunQuery(string? Kind, Guid Id) : IRequest<FollowRunView>;

/// <summary>The run with what was found. <see cref="Confirmer"/> is who can confirm roles: one of them is enough.</summary>
public sealed record FollowRunView(ImportKind Kind, ImportRun Run, ImportFindings Found, string Confirmer)
{
    /// <summary>Faults shown on the page; all of them can be downloaded.</summary>
    public const int MostFaults = 100;

    /// <summary>Whether something is being done, so that the page is worth looking at again.</summary>
    public bool IsBusy => Run.State is RunState.ToCheck or RunState.Checking or RunState.ToImport or RunState.Importing;

    /// <summary>Rows that would be new or different.</summary>
    public int Changes => Run.Created + Run.Updated;

    /// <summary>What the page says above all.</summary>
    public string Heading => Run.State switch
    {
        RunState.ToCheck or RunState.Checking => "Checking your file",
        RunState.Ready when Changes == 0 => "Nothing would change",
        RunState.Ready => "Check what will change",
        RunState.ToImport or RunState.Importing => $"Importing {Kind.Count(Run.Read)}",
        RunState.Done => $"{Kind.Count(Run.Read)} imported",
        RunState.Refused when Run.WasReady => "The file no longer fits",
        RunState.Refused => $"The file has {Run.Faults.Count("fault")}",
        _ => "The import was not done",
    };

    /// <summary>"Import these 77 people".</summary>
    public string Button => Run.Read == 1 ? $"Import this {Kind.One}" : $"Import these {Kind.Count(Run.Read)}";

    /// <summary>How far it has come, in words.</summary>
    public string Progress => Run switch
    {
        { State: RunState.ToCheck or RunState.ToImport } => "It waits for its turn.",
        { State: RunState.Checking, Rows: 0 } => "The file is being read.",
        { State: RunState.Checking } => $"{Run.RowsReached:N0} of {Run.Rows:N0} rows looked at.",
        { Rows: 0 } => "All of it is stored at once, at the end.",
        _ when Run.RowsReached >= Run.Rows => $"All {Run.Rows:N0} rows are read. They are being stored.",
        _ => $"{Run.RowsReached:N0} of {Run.Rows:N0} rows read. All of it is stored at once, at the end.",
    };
}

public sealed class FollowRunHandler(CaseDb db, ISeam seam, ICurrentPerson current, TimeProvider time) : IRequestHandler<FollowRunQuery, FollowRunView>
{
    public async Task<FollowRunView> Handle(FollowRunQuery request, CancellationToken cancellationToken)
    {
        var kind = ImportKind.For(request.Kind, current.Person);
        var run = await OwnRuns.FindAsync(db, current, kind, request.Id, cancellationToken);
        var today = time.LondonToday();
        var confirmers = new[] { Role.MonitoringOfficer, Role.DeputyMonitoringOfficer }.SelectMany(role => current.Organisation.Holding(role, today).Select(p => $"{p.Name} ({RoleWords.Of(role)})"));
        return new(kind, run, ImportFindings.Open(seam, run), string.Join(" or ", confirmers.Distinct().DefaultIfEmpty("a Monitoring Officer")));
    }
}
