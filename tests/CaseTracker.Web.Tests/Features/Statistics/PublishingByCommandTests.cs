using System.Net;
using System.Text.Json;
using CaseTracker.Data;
using CaseTracker.Data.Audit;
using CaseTracker.Data.Databases;
using CaseTracker.Data.Outbox;
using CaseTracker.Data.Statistics;
using CaseTracker.Domain;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Routes;
using CaseTracker.Domain.Statistics;
using CaseTracker.Web.Features.DueDates;
using CaseTracker.Web.Features.Mail.SendMail;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.Tests.Support;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.Extensions.DependencyInjection;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Tests.Features.Statistics;

public sealed class PublishingByCommandTests : IAsyncLifetime
{
    private static readonly DateOnly First = new(2022, 10, 3), Last = new(2025, 3, 31);

    private readonly App _app = new();
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("casetracker-statistics-").FullName;

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        System.IO.Directory.Delete(_folder, true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_council_of_two_and_a_half_years_is_published_and_nobody_can_unpick_it()
    {
        var register = Register.Of(7, 90, First, Last);
        await ImportAsync(register);
        var published = await CloseAsync("2025-03-31");
        published.Count.ShouldBe(15);
        published.ShouldBe(["2022-23 Q1", "2022-23 Q2", "2022-23 Q3", "2022-23 Q4", "2022-23", "2023-24 Q1", "2023-24 Q2", "2023-24 Q3", "2023-24 Q4", "2023-24", "2024-25 Q1", "2024-25 Q2", "2024-25 Q3", "2024-25 Q4", "2024-25"]);

        var (cells, periods) = await ExportAsync("one");
        Attacker.Attack(cells, periods).ShouldBeEmpty();
        (await ExportAsync("two")).ShouldBe((cells, periods));

        // Late, and in a period that is closed: counted when it is recorded, and nothing published changes.
        await ImportAsync(Register.Of(8, 25, First, Last, "L"));
        (await CloseAsync("2025-03-31")).ShouldBeEmpty();
        (await ExportAsync("three")).ShouldBe((cells, periods));
        (await CloseAsync("2025-06-30")).ShouldBe(["2025-26 Q1"]);
        var (later, _) = await ExportAsync("four");
        later.ShouldStartWith(cells);
        Attacker.Attack(later, (await ExportAsync("four")).Periods).ShouldBeEmpty();
        (await _app.ReadAsync(db => db.CountedConcerns.CountAsync(c => c.Received > new Quarter(0).Index))).ShouldBe(90);
        Errors(register, cells);
    }

    [Fact]
    public async Task A_row_of_the_ledger_that_is_changed_moved_or_taken_away_is_found()
    {
        await ImportAsync(Register.Of(3, 30, First, Last));
        await CloseAsync("2025-03-31");
        (await BadAsync()).ShouldBeNull();
        foreach (var (harm, first) in new[]
        {
            ("UPDATE \"StatisticsLedger\" SET \"Text\" = REPLACE(\"Text\", '\"Count\":5', '\"Count\":0') WHERE \"Number\" = 6", 6),
            ("DELETE FROM \"StatisticsLedger\" WHERE \"Number\" = 4", 4),
            ("DELETE FROM \"StatisticsLedger\" WHERE \"Number\" = 16", 16),
        })
        {
            await _app.ReadAsync(async db =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync();
                foreach (var word in DropProtection()) await db.Database.ExecuteSqlRawAsync(word);
                (await db.Database.ExecuteSqlRawAsync(harm)).ShouldBe(1, harm);
                (await new StatisticsBook(db, _app.Services.GetRequiredService<Domain.Protection.ISeam>(), _app.Clock).FirstBadAsync(CancellationToken.None)).ShouldBe(first, harm);
                await transaction.RollbackAsync();
                return 0;
            });
        }
    }

    [Fact]
    public async Task Of_a_ledger_that_somebody_changed_nothing_is_shown_or_published_and_the_Monitoring_Officers_are_told()
    {
        await ImportAsync(Register.Of(3, 30, First, Last));
        await CloseAsync("2025-03-31");
        await RunDueAsync();
        (await TroubleMailsAsync()).ShouldBeEmpty();
        await HarmAsync("DELETE FROM \"StatisticsLedger\" WHERE \"Number\" = 4");

        var (code, output, _) = await _app.RunAsync("statistics", "list");
        (code, output.Contains("entry 4", StringComparison.Ordinal)).ShouldBe((2, true));
        var committee = await _app.SignInAsAsync(Role.StandardsCommittee);
        foreach (var address in new[] { "/statistics", "/statistics/2024-25", "/statistics/2024-25/cells.csv" })
        {
            var page = await committee.GetAsync(address);
            page.Status.ShouldBe(HttpStatusCode.Conflict);
            page.Text.ShouldContain("entry 4 of the ledger of statistics is missing, or was changed outside the program");
        }

        // The daily look finds it on the next day, and tells of it once.
        _app.Clock.Set(_app.Clock.GetUtcNow().AddDays(1));
        await RunDueAsync();
        await RunDueAsync();
        var mails = await TroubleMailsAsync();
        mails.Select(m => m.Reference).ShouldBe(["4", "4"]);
        await AsOperatorAsync(new SendMailCommand());
        (await TroubleMailsAsync()).ShouldAllBe(m => m.Unsent == null);
    }

    [Fact]
    public async Task The_database_refuses_to_change_an_entry_and_no_site_starts_without_that()
    {
        await ImportAsync(Register.Of(3, 10, First, Last));
        await CloseAsync("2023-03-31");
        await using var db = new CaseDb(CaseDatabase.Options(_app.Provider, _app.Connection));
        foreach (var tampering in new[] { "UPDATE \"StatisticsLedger\" SET \"Text\" = ''", "DELETE FROM \"StatisticsLedger\" WHERE \"Number\" = 1" })
            (await Should.ThrowAsync<System.Data.Common.DbException>(() => db.Database.ExecuteSqlRawAsync(tampering))).Message.ShouldContain("The ledger of statistics can only be appended to");
        foreach (var word in DropProtection()) await db.Database.ExecuteSqlRawAsync(word);
        (await Should.ThrowAsync<RefusedException>(() => CaseDatabase.MigrateAsync(db))).Code.ShouldBe("ledger-unprotected");
    }

    [Fact]
    public async Task The_audit_tells_of_entries_that_were_cut_off_with_what_pointed_to_them()
    {
        await ImportAsync(Register.Of(3, 30, First, Last));
        await CloseAsync("2024-03-31");
        (await _app.RunAsync("audit", "verify")).ExitCode.ShouldBe(0);
        // Whoever can write to the database takes the last entry away, and puts the head back to the one before.
        await HarmAsync("DELETE FROM \"StatisticsLedger\" WHERE \"Number\" = (SELECT MAX(\"Number\") FROM \"StatisticsLedger\")");
        await HarmAsync("UPDATE \"Settings\" SET \"Value\" = (SELECT \"Number\" || ':' || \"Hash\" FROM \"StatisticsLedger\" ORDER BY \"Number\" DESC LIMIT 1) WHERE \"Key\" = 'statistics-head'");
        (await BadAsync()).ShouldBeNull();
        var (code, output, _) = await _app.RunAsync("audit", "verify");
        (code, output.Contains("StatisticsLedger", StringComparison.Ordinal)).ShouldBe((2, true), output);
    }

    [Fact]
    public async Task The_program_itself_never_changes_a_row_of_the_ledger()
    {
        await ImportAsync(Register.Of(3, 10, First, Last));
        await CloseAsync("2023-03-31");
        await Should.ThrowAsync<InvalidOperationException>(() => _app.WriteAsync(async db => db.Remove(await db.Set<LedgerRow>().FirstAsync())));
    }

    [Fact]
    public async Task Where_the_figures_begin_and_what_tables_cover_is_fixed_when_the_first_period_is_closed()
    {
        await ImportAsync(Register.Of(5, 40, First, Last));
        (await CloseAsync("2024-03-31", "--from", "2022-04-01", "--table-years", "2")).ShouldContain("2022-23 to 2023-24");
        var (code, output, _) = await _app.RunAsync("statistics", "close-period", "--through", "2025-03-31", "--table-years", "1");
        (code, output.Contains("fixed when the first period was closed", StringComparison.Ordinal)).ShouldBe((2, true));
        (await ExportAsync("terms")).Cells.ShouldContain("2022-23,How it was handled,Formal complaint,Concerns,[c],");
    }

    [Fact]
    public async Task A_period_that_is_not_over_is_not_closed()
    {
        var (code, output, _) = await _app.RunAsync("statistics", "close-period", "--through", "2099-03-31");
        (code, output.StartsWith("Give a day before today", StringComparison.Ordinal)).ShouldBe((2, true));
        (await _app.RunAsync("statistics", "close-period", "--through", "31 March")).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task Concerns_count_once_however_they_go_on()
    {
        _app.Clock.Set(new DateTimeOffset(2025, 4, 7, 9, 0, 0, TimeSpan.Zero));
        await _app.GivenCaseAsync(Route.R2, Stage.Closed);
        await _app.GivenCaseAsync(Route.R1, Stage.Closed);
        await _app.GivenCaseAsync(Route.R2, Stage.Triage);
        var merged = await _app.GivenCaseAsync(Route.R2, Stage.Triage);
        await _app.WriteAsync(async db => db.Entry(await db.Cases.SingleAsync(c => c.Reference == CaseReference.Parse(merged.Reference)!.Value)).Property(c => c.ClosureReason).CurrentValue = "merged-duplicate");
        (await CloseAsync("2025-09-30", "--from", "2025-04-01")).ShouldBe(["2025-26 Q1", "2025-26 Q2"]);
        var counted = await _app.ReadAsync(db => db.CountedConcerns.AsNoTracking().ToListAsync());
        counted.Count.ShouldBe(3);
        counted.Count(c => c.Decided is not null).ShouldBe(2);
        counted.Count(c => c.Acknowledged == "yes").ShouldBe(3);
    }

    private static void Errors(Register register, string cells)
    {
        List<int> errors = [];
        var lines = cells.Split('\n').Skip(1).Where(l => l.EndsWith("5:controlled", StringComparison.Ordinal)).ToList();
        foreach (var (start, table, rows) in from year in new[] { 2022, 2023, 2024 }
                                             from t in new[] { Catalogue.Handling, Catalogue.Theme, Catalogue.Setting }
                                             select (year, t, register.Concerns.Where(c => c.Received >= new DateOnly(year, 4, 1) && c.Received < new DateOnly(year + 1, 4, 1)).ToList()))
        {
            foreach (var row in table.Rows)
            {
                var exact = rows.Count(c => row.Code == (table == Catalogue.Handling ? c.Handling : table == Catalogue.Theme ? c.Theme : c.Setting));
                var line = lines.Single(l => l.StartsWith($"{start}-{(start + 1) % 100},{table.Name},", StringComparison.Ordinal) && l.Replace("\"", "", StringComparison.Ordinal).Contains($",{row.Label},", StringComparison.Ordinal));
                errors.Add(Math.Abs(exact - int.Parse(line.Split(',')[^2], null)));
            }
        }
        errors.Count.ShouldBe(3 * 17);
        errors.Max().ShouldBeLessThanOrEqualTo(4);
        errors.Average().ShouldBeLessThanOrEqualTo(2);
    }

    private async Task ImportAsync(Register register)
    {
        var file = Path.Combine(_folder, $"{Guid.NewGuid():N}.csv");
        await File.WriteAllTextAsync(file, register.Text);
        var (code, output, error) = await _app.RunAsync("import", "concerns", file);
        code.ShouldBe(0, output + error);
    }

    private async Task<List<string>> CloseAsync(string through, params string[] more)
    {
        var (code, output, error) = await _app.RunAsync(["statistics", "close-period", "--through", through, "--json", .. more]);
        code.ShouldBe(0, output + error);
        return [.. JsonDocument.Parse(output).RootElement.GetProperty("published").EnumerateArray().Select(e => e.GetString()!)];
    }

    private async Task<(string Cells, string Periods)> ExportAsync(string name)
    {
        var folder = Path.Combine(_folder, name);
        var (code, output, error) = await _app.RunAsync("statistics", "export", "--to", folder);
        code.ShouldBe(0, output + error);
        return (await File.ReadAllTextAsync(Path.Combine(folder, "cells.csv")), await File.ReadAllTextAsync(Path.Combine(folder, "periods.json")));
    }

    private async Task HarmAsync(string harm) => await _app.ReadAsync(async db =>
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        foreach (var word in DropProtection()) await db.Database.ExecuteSqlRawAsync(word);
        (await db.Database.ExecuteSqlRawAsync(harm)).ShouldBe(1, harm);
        // Whoever does that puts the protection back, so that no start is refused.
        var protection = new MigrationBuilder(db.Database.ProviderName);
        AppendOnly.Protect(protection, AppendOnly.Statistics);
        foreach (var word in protection.Operations.Cast<SqlOperation>()) await db.Database.ExecuteSqlRawAsync(word.Sql);
        await transaction.CommitAsync();
        return 0;
    });

    private string[] DropProtection() => _app.Provider == DatabaseProvider.Sqlite
        ? ["DROP TRIGGER \"StatisticsLedger_are_not_changed\"", "DROP TRIGGER \"StatisticsLedger_are_not_deleted\""] : ["DROP FUNCTION statistics_ledger_append_only() CASCADE"];

    private Task<List<OutboxMessage>> TroubleMailsAsync() => _app.ReadAsync(db => db.Outbox.AsNoTracking().Where(m => m.Template == Letters.StatisticsBroken).ToListAsync());

    private Task RunDueAsync() => AsOperatorAsync(new RunDueCommand());

    private async Task<T> AsOperatorAsync<T>(IRequest<T> request)
    {
        await using var scope = _app.Services.CreateOperatorScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    private Task<int?> BadAsync() => _app.ReadAsync(db => new StatisticsBook(db, _app.Services.GetRequiredService<Domain.Protection.ISeam>(), _app.Clock).FirstBadAsync(CancellationToken.None));
}
