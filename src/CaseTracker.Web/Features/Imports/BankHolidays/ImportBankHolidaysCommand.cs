using CaseTracker.Data;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Web.Features.Imports.Files;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Imports.BankHolidays;

/// <summary>Takes over a file of bank holidays. Six or more rows of a year replace what was imported for that year; fewer are added to it.</summary>
[Access(Who.Operator)]
public sealed record ImportBankHolidaysCommand(byte[] File, bool DryRun) : IRequest<ImportResult>, IWrites
{
    /// <inheritdoc/>
    public bool Keeps => !DryRun;
}

public sealed class ImportBankHolidaysHandler(CaseDb db, ImportSteps steps, IMediator mediator) : IRequestHandler<ImportBankHolidaysCommand, ImportResult>
{
    private const int RowsThatMakeAYear = 6, FirstYear = 1980, LastYear = 2099;

    /// <summary>The file's columns.</summary>
    public static readonly IReadOnlyList<CsvColumn> Columns = [new("date", 10), new("name", 100)];

    public async Task<ImportResult> Handle(ImportBankHolidaysCommand request, CancellationToken cancellationToken)
    {
        if (await steps.OutOfOrderAsync(ImportSteps.BankHolidays, cancellationToken) is { } refused) return refused;
        var table = CsvTable.Read(request.File, Columns);
        var rows = Read(table);
        if (table.Faults.Count > 0) return ImportResult.Refused(table.Count, table.Faults);

        var tally = new Tally { Read = table.Count };
        var stored = await db.Set<BankHoliday>().ToDictionaryAsync(h => h.Date, cancellationToken);
        foreach (var (number, row) in rows)
        {
            if (!stored.TryGetValue(row.Date, out var found))
            {
                db.Add(row);
                tally.Create(number, row.Date.InFull(), row.Name);
            }
            else if (found.Name != row.Name)
            {
                tally.Update(number, row.Date.InFull(), row.Name, new ImportCell("name", found.Name, row.Name));
                db.Entry(found).CurrentValues.SetValues(row);
            }
            else tally.Meet();
        }
        foreach (var year in rows.Select(r => r.Holiday).GroupBy(r => r.Date.Year).Where(y => y.Count() >= RowsThatMakeAYear))
        {
            var days = year.Select(r => r.Date).ToHashSet();
            foreach (var gone in stored.Values.Where(h => h.Date.Year == year.Key && !days.Contains(h.Date)))
            {
                db.Remove(gone);
                tally.Update(null, gone.Date.InFull(), gone.Name, new ImportCell("name", gone.Name, "no bank holiday"));
            }
        }

        var changed = tally.Created + tally.Updated > 0;
        var result = steps.Finish(ImportSteps.BankHolidays, request.File, request.DryRun, tally);
        if (changed && !request.DryRun)
        {
            await db.SaveChangesAsync(cancellationToken);
            await mediator.Publish(new CalendarChanged(new WorkingDays(new(await db.Set<BankHoliday>().AsNoTracking().ToListAsync(cancellationToken)))), cancellationToken);
        }
        return result;
    }

    private static List<(int Row, BankHoliday Holiday)> Read(CsvTable table)
    {
        var (rows, seen) = (new List<(int, BankHoliday)>(), new HashSet<DateOnly>());
        foreach (var row in table.Rows)
        {
            var (date, name) = (row.RequiredDate("date"), row.Required("name"));
            if (date is { } day && day.Year is < FirstYear or > LastYear) row.Fault("date", "bad-date", $"date lies outside {FirstYear} to {LastYear}.");
            if (date is { } again && !seen.Add(again)) row.Fault("date", "duplicate-key", "This date stands in an earlier row too.");
            if (date is { } holiday) rows.Add((row.Number, new(holiday, name)));
        }
        return rows;
    }
}
