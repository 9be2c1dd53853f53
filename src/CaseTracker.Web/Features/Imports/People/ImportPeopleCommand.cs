using CaseTracker.Data;
using CaseTracker.Domain.People;
using CaseTracker.Web.Features.Imports.Files;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Imports.People;

/// <summary>
/// Takes over a file of people. Creates no account, sends nothing and removes nobody. Officer and member are in force at once; every other role is a
/// proposal until somebody who may confirms it, and a role in force stays until somebody takes it away. The cases of somebody who has left are handed over with it.
/// </summary>
/// <param name="ConfirmRoles">Whether all roles of the file are in force at once: for a demonstration only.</param>
[Access(Who.Operator)]
public sealed record ImportPeopleCommand(byte[] File, bool DryRun, bool ConfirmRoles = false) : IRequest<ImportResult>, IWrites
{
    /// <inheritdoc/>
    public bool Keeps => !DryRun;
}

public sealed class ImportPeopleHandler(CaseDb db, ImportSteps steps, IMediator mediator, TimeProvider time) : IRequestHandler<ImportPeopleCommand, ImportResult>
{
    public async Task<ImportResult> Handle(ImportPeopleCommand request, CancellationToken cancellationToken)
    {
        if (await steps.OutOfOrderAsync(ImportSteps.People, cancellationToken) is { } refused) return refused;
        var table = CsvTable.Read(request.File, PersonRow.Columns);
        var rows = table.Rows.Select(r => PersonRow.Read(r, time.LondonToday())).ToList();
        var people = (await db.People.ToListAsync(cancellationToken)).ToDictionary(p => p.Email);
        var known = people.Keys.ToHashSet();
        Reject(rows, people);
        if (table.Faults.Count > 0) return ImportResult.Refused(table.Count, table.Faults);

        foreach (var row in rows.Where(r => !known.Contains(r.Email))) people.Add(row.Email, new Person { Id = Guid.NewGuid(), Email = row.Email });
        foreach (var row in rows) row.WriteTo(people[row.Email], people, request.ConfirmRoles);
        RejectCycles(rows, people);
        if (table.Faults.Count > 0)
        {
            db.ChangeTracker.Clear();
            return ImportResult.Refused(table.Count, table.Faults);
        }

        var tally = new Tally { Read = table.Count };
        foreach (var row in rows)
        {
            await steps.ReachedAsync(row.Source.Number, table.Count, cancellationToken);
            var person = people[row.Email];
            if (!known.Contains(person.Email))
            {
                db.Add(person);
                tally.Create(row.Source.Number, person.Email, person.Name, person.ProposedRoles.Count == 0 ? [] : [new("proposed roles", "", Say(person.ProposedRoles, people) ?? "")]);
            }
            else if (db.Entry(person).State == EntityState.Modified) tally.Update(row.Source.Number, person.Email, person.Name, steps.Different(person, value => Say(value, people)));
            else tally.Meet();
        }
        List<Guid> left = [.. people.Values.Where(HasLeft).Select(p => p.Id)];
        var result = steps.Finish(ImportSteps.People, request.File, request.DryRun, tally);
        if (left.Count == 0 || request.DryRun) return result;
        await db.SaveChangesAsync(cancellationToken);
        await mediator.Publish(new PeopleLeft(left), cancellationToken);
        return result;
    }

    // Somebody of whom only this file says so: who was known to have left has handed over, and who is new has no case.
    private bool HasLeft(Person person) => person.LeftOn <= time.LondonToday() && db.Entry(person) is { State: EntityState.Modified } entry && entry.Property(p => p.LeftOn).IsModified;

    // People and roles by name; everything else says itself.
    private static string? Say(object value, Dictionary<string, Person> people) => value switch
    {
        Guid id => people.Values.FirstOrDefault(p => p.Id == id)?.Name,
        List<string> roles => string.Join(", ", roles.Select(RoleWords.Of)),
        PersonKind.IndependentPerson => "Independent Person",
        _ => null,
    };

    private static void Reject(List<PersonRow> rows, Dictionary<string, Person> people)
    {
        var emails = new HashSet<string>();
        foreach (var row in rows.Where(r => r.Email.Length > 0 && !emails.Add(r.Email))) row.Source.Fault("email", "duplicate-key", "This address stands in an earlier row too.");
        foreach (var row in rows)
        {
            foreach (var (column, email) in new[] { ("line_manager", row.LineManager), ("group_head", row.GroupHead) })
            {
                if (email.Length == 0) continue;
                if (email == row.Email) row.Source.Fault(column, "own-manager", $"{column} is the person themself.");
                else if (!emails.Contains(email) && !people.ContainsKey(email)) row.Source.Fault(column, "unknown-person", $"{column} is neither in this file nor in people already.");
            }
            // Product, Roles: administrator and casework roles exclude each other, whoever gave them.
            var roles = people.TryGetValue(row.Email, out var person) ? row.Roles.Union(person.Roles) : row.Roles;
            if (roles.Contains(Role.Administrator) && roles.Any(Role.Casework.Contains))
                row.Source.Fault("system_roles", "administrator-alone", "An administrator cannot also deal with cases. Choose one or the other.");
        }
    }

    private static void RejectCycles(List<PersonRow> rows, Dictionary<string, Person> people)
    {
        var byId = people.Values.ToDictionary(p => p.Id);
        foreach (var row in rows)
        {
            var start = people[row.Email];
            var (at, steps) = (start, 0);
            while (at.LineManagerId is { } up && steps++ <= byId.Count)
            {
                at = byId[up];
                if (at != start) continue;
                row.Source.Fault("line_manager", "manager-cycle", "Going from manager to manager leads back to this person.");
                break;
            }
        }
    }
}
