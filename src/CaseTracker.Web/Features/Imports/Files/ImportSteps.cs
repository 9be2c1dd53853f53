using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using CaseTracker.Data;
using CaseTracker.Data.Imports;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Imports.Files;

/// <summary>What every import has in common: its place in the order, and the record that it happened.</summary>
public sealed partial class ImportSteps(CaseDb db, SetUpFirst setUp, ICurrentPerson current, ImportProgress progress, TimeProvider time)
{
    public const string BankHolidays = "bank-holidays", Protocol = "protocol", People = "people", Directory = "directory", Concerns = "concerns";

    /// <summary>Each file rests on those before it: dates on the calendar, paragraphs on the Protocol, everything else on people.</summary>
    public static readonly IReadOnlyList<string> Order = [BankHolidays, Protocol, People, Directory, Concerns];

    /// <summary>The refusal of a file whose turn has not come; null if it has.</summary>
    public async Task<ImportResult?> OutOfOrderAsync(string kind, CancellationToken cancellationToken)
    {
        if (await setUp.IsMissingAsync(cancellationToken)) return ImportResult.Refused(SetUpFirst.Code, SetUpFirst.Words);
        var done = await db.Set<ImportRecord>().Select(i => i.Kind).Distinct().ToListAsync(cancellationToken);
        var missing = Order.TakeWhile(k => k != kind).FirstOrDefault(k => !done.Contains(k));
        return missing is null ? null : ImportResult.Refused("wrong-order", $"Import {missing} first. The order is {string.Join(", ", Order)}.");
    }

    /// <summary>Keeps the changes and a record of the import; after a dry run, neither.</summary>
    public ImportResult Finish(string kind, byte[] file, bool dryRun, Tally tally)
    {
        if (dryRun) db.ChangeTracker.Clear();
        else db.Add(new ImportRecord
        {
            Id = Guid.NewGuid(),
            Kind = kind,
            At = time.GetUtcNow(),
            PersonId = current.Person?.Id,
            FileHash = Convert.ToHexStringLower(SHA256.HashData(file)),
            Read = tally.Read,
            Created = tally.Created,
            Updated = tally.Updated,
            Unchanged = tally.Unchanged,
        });
        return new(tally.Read, tally.Created, tally.Updated, tally.Unchanged, []) { Changes = tally.Changes };
    }

    /// <summary>Says how far a long file has come.</summary>
    public Task ReachedAsync(int row, int of, CancellationToken cancellationToken) => progress.ReachedAsync(row, of, cancellationToken);

    /// <summary>What became different about something stored, in words.</summary>
    public List<ImportCell> Different(object stored, Func<object, string?>? say = null) =>
        [.. db.Entry(stored).Properties.Where(p => p.IsModified).Select(p => new ImportCell(NameOf(p.Metadata.Name), Say(p.OriginalValue, say), Say(p.CurrentValue, say)))];

    // "JobTitle" is "job title", "LineManagerId" the line manager.
    private static string NameOf(string property) => WordStart().Replace(property.EndsWith("Id", StringComparison.Ordinal) ? property[..^2] : property, " $0").Trim().ToLowerInvariant();

    private static string Say(object? value, Func<object, string?>? say) => value is null ? "" : say?.Invoke(value) ?? value switch
    {
        bool yes => yes ? "yes" : "no",
        DateOnly day => day.Brief(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    [GeneratedRegex("(?<=[a-z])[A-Z]")]
    private static partial Regex WordStart();
}
