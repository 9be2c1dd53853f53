using CaseTracker.Data.Imports;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protocols;
using CaseTracker.Web.Features.Imports.BankHolidays;
using CaseTracker.Web.Features.Imports.Directory;
using CaseTracker.Web.Features.Imports.Files;
using CaseTracker.Web.Features.Imports.People;
using CaseTracker.Web.Features.Imports.Protocol;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Tests.Features.Imports;

public class ImportingTheSampleTests(ImportApp app) : IClassFixture<ImportApp>
{
    private static readonly (Func<bool, MediatR.IRequest<ImportResult>> Request, int Rows)[] Files =
    [
        (dry => new ImportBankHolidaysCommand(ImportApp.Sample("bank-holidays.csv"), dry), 99),
        (dry => new ImportProtocolCommand(ImportApp.Sample("protocol-2019.md"), dry), 1),
        (dry => new ImportProtocolCommand(ImportApp.Sample("protocol-2025.md"), dry), 1),
        (dry => new ImportPeopleCommand(ImportApp.Sample("people.csv"), dry), 77),
        (dry => new ImportDirectoryCommand(ImportApp.Sample("directory.csv"), dry), 40),
    ];

    [Fact]
    public async Task Each_file_goes_in_with_the_counts_it_has_and_a_second_time_changes_nothing()
    {
        foreach (var (request, rows) in Files)
        {
            (await app.SendAsync(request(true))).ShouldSatisfyAllConditions(r => r.Errors.ShouldBeEmpty(), r => r.Created.ShouldBe(rows, "dry run"));
            Counts(await app.SendAsync(request(false))).ShouldBe((rows, rows, 0, 0));
            Counts(await app.SendAsync(request(false))).ShouldBe((rows, 0, 0, rows));
        }

        (await app.ReadAsync(db => db.People.CountAsync())).ShouldBe(77);
        (await app.ReadAsync(db => db.Set<Matter>().CountAsync())).ShouldBe(40);
        (await app.ReadAsync(db => db.Users.CountAsync())).ShouldBe(0);
        (await app.ReadAsync(db => db.SignInLinks.CountAsync())).ShouldBe(0);
        (await app.ReadAsync(db => db.Set<ImportRecord>().CountAsync())).ShouldBe(Files.Length * 2, "a dry run is not on record");
        (await app.ReadAsync(db => db.Set<ProtocolVersion>().AsNoTracking().ToListAsync())).SelectMany(v => v.Paragraphs).Count(p => p.Number == "13.10").ShouldBe(1);

        var mo = await app.ReadAsync(db => db.People.SingleAsync(p => p.Email == "priya.ranas@wealdmere.example"));
        mo.Roles.ShouldBe([Role.Officer]);
        mo.ProposedRoles.ShouldBe([Role.LineManager, Role.GroupHead, Role.MonitoringOfficer]);
        var chief = await app.ReadAsync(db => db.People.SingleAsync(p => p.Email == "marcus.elvey@wealdmere.example"));
        mo.LineManagerId.ShouldBe(chief.Id);
        (await app.ReadAsync(db => db.People.SingleAsync(p => p.Email == "cllr.vincent.harbottle@wealdmere.example"))).LeftOn.ShouldBe(new DateOnly(2025, 1, 17));
    }

    private static (int, int, int, int) Counts(ImportResult r)
    {
        r.Errors.ShouldBeEmpty();
        return (r.Read, r.Created, r.Updated, r.Unchanged);
    }
}

public class ImportingInTheWrongOrderTests(ImportApp app) : IClassFixture<ImportApp>
{
    [Fact]
    public async Task A_file_whose_turn_has_not_come_is_refused_with_what_to_import_first()
    {
        var early = new ImportPeopleCommand(ImportApp.Sample("people.csv"), false);
        (await app.SendAsync(early)).Errors.ShouldHaveSingleItem().ShouldBe(
            new(null, null, "wrong-order", "Import bank-holidays first. The order is bank-holidays, protocol, people, directory, concerns."));
        await app.SendAsync(new ImportBankHolidaysCommand(ImportApp.Sample("bank-holidays.csv"), false));
        (await app.SendAsync(early)).Errors.ShouldHaveSingleItem().Message.ShouldStartWith("Import protocol first.");
        await app.SendAsync(new ImportProtocolCommand(ImportApp.Sample("protocol-2019.md"), false));
        (await app.SendAsync(new ImportDirectoryCommand(ImportApp.Sample("directory.csv"), false))).Errors.ShouldHaveSingleItem().Message.ShouldStartWith("Import people first.");
        (await app.ReadAsync(db => db.People.CountAsync())).ShouldBe(0);
        (await app.SendAsync(early)).Errors.ShouldBeEmpty();
    }
}
