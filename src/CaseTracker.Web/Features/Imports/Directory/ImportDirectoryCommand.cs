using CaseTracker.Data;
using CaseTracker.Domain.People;
using CaseTracker.Web.Features.Imports.Files;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Imports.Directory;

/// <summary>Takes over a file of matters: whom to ask about what. Matters that it does not name stay.</summary>
[Access(Who.Operator)]
public sealed record ImportDirectoryCommand(byte[] File, bool DryRun) : IRequest<ImportResult>, IWrites
{
    /// <inheritdoc/>
    public bool Keeps => !DryRun;
}

public sealed class ImportDirectoryHandler(CaseDb db, ImportSteps steps, TimeProvider time) : IRequestHandler<ImportDirectoryCommand, ImportResult>
{
    /// <summary>The file's columns.</summary>
    public static readonly IReadOnlyList<CsvColumn> Columns = [new("matter", 200), new("description", 500), new("group_head", 254), new("escalate_to", 254), new("phone", 50)];

    public async Task<ImportResult> Handle(ImportDirectoryCommand request, CancellationToken cancellationToken)
    {
        if (await steps.OutOfOrderAsync(ImportSteps.Directory, cancellationToken) is { } refused) return refused;
        var people = (await db.People.AsNoTracking().ToListAsync(cancellationToken)).ToDictionary(p => p.Email);
        var byId = people.Values.ToDictionary(p => p.Id);
        var stored = (await db.Set<Matter>().ToListAsync(cancellationToken)).ToDictionary(m => m.Name, StringComparer.OrdinalIgnoreCase);
        var table = CsvTable.Read(request.File, Columns);
        var (tally, seen) = (new Tally { Read = table.Count }, new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        foreach (var row in table.Rows)
        {
            var name = row.Required("matter");
            if (name.Length > 0 && !seen.Add(name)) row.Fault("matter", "duplicate-key", "This matter stands in an earlier row too.");
            await steps.ReachedAsync(row.Number, table.Count, cancellationToken);
            var (head, above) = (Person(row, "group_head"), Person(row, "escalate_to"));
            if (head is null || above is null) continue;

            var found = stored.GetValueOrDefault(name);
            var matter = found ?? new Matter { Id = Guid.NewGuid() };
            (matter.Name, matter.Description, matter.GroupHeadId, matter.EscalateToId, matter.Phone) = (name, row.Text("description"), head.Id, above.Id, row.Text("phone"));
            if (found is null)
            {
                db.Add(matter);
                tally.Create(row.Number, name);
            }
            else if (db.Entry(found).State == EntityState.Modified) tally.Update(row.Number, name, "", steps.Different(found, value => value is Guid id ? byId.GetValueOrDefault(id)?.Name : null));
            else tally.Meet();
        }
        if (table.Faults.Count == 0) return steps.Finish(ImportSteps.Directory, request.File, request.DryRun, tally);
        db.ChangeTracker.Clear();
        return ImportResult.Refused(table.Count, table.Faults);

        Person? Person(CsvRow row, string column)
        {
            var email = row.Required(column).Length == 0 ? "" : row.Email(column);
            if (email.Length == 0) return null;
            var person = people.GetValueOrDefault(email);
            if (person is null) row.Fault(column, "unknown-person", $"{column} is nobody in people. Import people first, or correct the address.");
            else if (!person.ServesOn(time.LondonToday())) row.Fault(column, "has-left", $"{column} does not serve the council at present.");
            return person;
        }
    }
}
