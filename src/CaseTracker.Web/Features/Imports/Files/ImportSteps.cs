using System.Security.Cryptography;
using CaseTracker.Data;
using CaseTracker.Data.Imports;
using CaseTracker.Web.Pipeline;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Imports.Files;

/// <summary>What every import has in common: its place in the order, and the record that it happened.</summary>
public sealed class ImportSteps(CaseDb db, SetUpFirst setUp, ICurrentPerson current, TimeProvider time)
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
        return new(tally.Read, tally.Created, tally.Updated, tally.Unchanged, []);
    }
}
