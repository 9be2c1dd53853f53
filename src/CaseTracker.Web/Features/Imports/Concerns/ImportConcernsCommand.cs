using CaseTracker.Data;
using CaseTracker.Domain;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protocols;
using CaseTracker.Domain.Taxonomies;
using CaseTracker.Web.Features.Imports.Files;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Imports.Concerns;

/// <summary>
/// Takes over the earlier register (routes, “Import”). Route, dates and outcome stay as they were; nobody is told. A row imported before is compared with what was first
/// imported: the same is unchanged, anything else is refused, because imported concerns are never updated (invariant 47).
/// </summary>
[Access(Who.Operator)]
public sealed record ImportConcernsCommand(byte[] File, bool DryRun) : IRequest<ImportResult>, IWrites
{
    /// <inheritdoc/>
    public bool Keeps => !DryRun;
}

public sealed class ImportConcernsHandler(CaseDb db, ImportSteps steps, CaseDesk desk, ICurrentPerson current, ProtocolVersions protocol, Taxonomy taxonomy) : IRequestHandler<ImportConcernsCommand, ImportResult>
{
    public async Task<ImportResult> Handle(ImportConcernsCommand request, CancellationToken cancellationToken)
    {
        if (await steps.OutOfOrderAsync(ImportSteps.Concerns, cancellationToken) is { } refused) return refused;
        var now = await desk.NowAsync(null, cancellationToken);
        var table = CsvTable.Read(request.File, ConcernRow.Columns);
        var rows = table.Rows.Select(r => ConcernRow.Read(r, now.People, protocol, taxonomy, now.Seam, now.Today)).ToList();
        var before = await ImportedAsync(rows, cancellationToken);
        // What was deleted since is as if it were there: it never comes back.
        var deleted = (await db.Disposals.Where(d => d.DoneAt != null).Select(d => d.ImportKeys).ToListAsync(cancellationToken)).SelectMany(k => k).ToHashSet();
        Reject(rows, before, deleted);
        if (table.Faults.Count > 0) return ImportResult.Refused(table.Count, table.Faults);

        var (tally, made) = (new Tally { Read = table.Count }, new Dictionary<string, IReadOnlyList<Case>>());
        var reached = 0;
        // Whoever brings the register reads its closed cases; from the host that is the principal (routes, “Import, closed rows”).
        var importer = current.Pseudonym is { } who && current.Person!.Is(Role.MonitoringOfficer) ? Party.Of(who).ToString() : "";
        foreach (var row in InOrder(rows))
        {
            await steps.ReachedAsync(++reached, rows.Count, cancellationToken);
            if (before.ContainsKey(row.Key) || deleted.Contains(row.Key))
            {
                tally.Meet();
                continue;
            }
            try
            {
                var earlier = row.Continues.Length == 0 ? null : made.GetValueOrDefault(row.Continues)?[0] ?? before[KeyOf(rows, row.Continues)][0];
                made[row.Reference] = Case.Import(RaiserOf(row, now), row.ToInputs().With("imported_by", importer), row.Key, row.ContentDigest, earlier, now).Cases;
                db.Cases.AddRange(made[row.Reference]);
                tally.Create(row.Source.Number, row.Reference);
            }
            catch (RefusedException rule)
            {
                row.Source.Fault(ColumnOf(rule.Field), rule.Code, rule.Message);
            }
        }
        if (table.Faults.Count > 0)
        {
            db.ChangeTracker.Clear();
            return ImportResult.Refused(table.Count, table.Faults);
        }
        LinkIncidents([.. rows.Where(r => !deleted.Contains(r.Key))], made, before);
        return steps.Finish(ImportSteps.Concerns, request.File, request.DryRun, tally);
    }

    private static void Reject(List<ConcernRow> rows, Dictionary<string, List<Case>> before, HashSet<string> deleted)
    {
        var first = new Dictionary<string, ConcernRow>();
        foreach (var row in rows.Where(r => r.Reference.Length > 0))
        {
            if (!first.TryAdd(row.Reference, row)) row.Source.Fault("external_reference", "duplicate-key", "This reference stands in an earlier row too.");
            if (before.TryGetValue(row.Key, out var cases) && cases[0].ImportDigest != row.ContentDigest) row.Source.Fault(null, "changed-since-import", Domain.Routes.Refusals.Of("changed-since-import").Text);
        }
        foreach (var row in rows.Where(r => r.Continues.Length > 0))
        {
            if (!first.TryGetValue(row.Continues, out var earlier)) row.Source.Fault("continues", "unknown-reference", "continues names no row of this file.");
            else if (earlier == row) row.Source.Fault("continues", "unknown-reference", "continues names its own row.");
            else if (deleted.Contains(earlier.Key) && !deleted.Contains(row.Key)) row.Source.Fault("continues", "deleted", "The concern named in continues was deleted since.");
            else if (earlier.Raiser != row.Raiser || row.Raiser is null) row.Source.Fault("continues", "other-raiser", "The two rows were not raised by the same person.");
            else if (earlier.Source.Text("outcome") != "converted-to-formal") row.Source.Fault("continues", "not-converted", "The row named in continues was not converted to a formal complaint.");
            else if (row.Source.Text("route") != "formal-complaint") row.Source.Fault("route", "not-converted", "A concern that continues an earlier one is a formal complaint.");
            else if (row.ReceivedOn < earlier.ReceivedOn) row.Source.Fault("received_on", "before-incident", "received_on is earlier than that of the row named in continues.");
        }
    }

    /// <summary>A row comes after the one that it continues, wherever it stands in the file.</summary>
    private static IEnumerable<ConcernRow> InOrder(List<ConcernRow> rows) => rows.Where(r => r.Continues.Length == 0).Concat(rows.Where(r => r.Continues.Length > 0));

    private static RaiserIdentity RaiserOf(ConcernRow row, Circumstances now) =>
        row.Raiser is { } raiser ? new RaiserIdentity(now.People.PseudonymOf(raiser), null, HasChannel: raiser.ServesOn(now.Today)) : RaiserIdentity.Anonymous(hasReceipt: false);

    private static void LinkIncidents(List<ConcernRow> rows, Dictionary<string, IReadOnlyList<Case>> made, Dictionary<string, List<Case>> before)
    {
        foreach (var incident in rows.Where(r => r.Incident.Length > 0).GroupBy(r => r.Incident))
        {
            var cases = incident.SelectMany(r => made.GetValueOrDefault(r.Reference) ?? before[r.Key]).ToList();
            foreach (var (one, other) in cases.SelectMany((one, i) => cases.Skip(i + 1).Select(other => (one, other)))) one.Link(other);
        }
    }

    private async Task<Dictionary<string, List<Case>>> ImportedAsync(List<ConcernRow> rows, CancellationToken cancellationToken)
    {
        var imported = new Dictionary<string, List<Case>>();
        foreach (var keys in rows.Select(r => r.Key).Chunk(500))
        {
            foreach (var c in await db.Cases.Include(c => c.Links).Where(c => keys.Contains(c.ImportKey)).OrderBy(c => c.Id).ToListAsync(cancellationToken))
            {
                if (!imported.TryGetValue(c.ImportKey!, out var cases)) imported.Add(c.ImportKey!, cases = []);
                cases.Add(c);
            }
        }
        return imported;
    }

    private static string KeyOf(List<ConcernRow> rows, string reference) => rows.First(r => r.Reference == reference).Key;

    private static string? ColumnOf(string? field) => field switch
    {
        "subject" => "about",
        "handler" => "route",
        "sanction" => "sanctions",
        "done_on" => "received_on",
        _ => field,
    };
}
