using System.Text.Json;
using CaseTracker.Data.Imports;
using CaseTracker.Domain.Protection;
using CaseTracker.Web.Features.Imports.Files;

namespace CaseTracker.Web.Features.Imports.RunImport;

/// <summary>What a look at a file found, as far as it is kept to be shown.</summary>
public sealed record ImportFindings(IReadOnlyList<ImportChange> Changes, IReadOnlyList<ImportFault> Faults, int Leavers, int Proposals)
{
    /// <summary>Changes kept to be shown. The counts tell how many there are.</summary>
    public const int MostChanges = 200;

    /// <summary>Faults kept to be downloaded.</summary>
    public const int MostFaults = 10_000;

    /// <summary>Nothing found yet.</summary>
    public static readonly ImportFindings None = new([], [], 0, 0);

    /// <summary>What of a result is kept.</summary>
    public static ImportFindings Of(ImportResult result) => new(
        [.. result.Changes.Take(MostChanges)], [.. result.Errors.Take(MostFaults)],
        result.Changes.Count(c => !c.IsNew && c.Cells.Any(x => x.What == "left on" && x.Before.Length == 0)),
        result.Changes.Count(c => c.Cells.Any(x => x.What == "proposed roles" && x.After.Length > 0)));

    /// <summary>Sealed for a run. Names of people and references of the earlier register are in it.</summary>
    public Sealed Seal(ISeam seam, Guid run) => seam.Seal(KeyKind.Matter, run, ImportRun.FindingsColumn, 1, JsonSerializer.Serialize(this));

    /// <summary>As sealed.</summary>
    public static ImportFindings Open(ISeam seam, ImportRun run) =>
        run.Findings.IsEmpty ? None : JsonSerializer.Deserialize<ImportFindings>(seam.Open(run.Findings, run.Id, ImportRun.FindingsColumn))!;
}
