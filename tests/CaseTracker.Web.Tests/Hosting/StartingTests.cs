using System.Diagnostics;
using CaseTracker.Data;
using CaseTracker.Data.Databases;
using CaseTracker.Domain;
using CaseTracker.Rig;
using CaseTracker.Web.Hosting;
using CaseTracker.Web.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Tests.Hosting;

/// <summary>What the program does with a database before it serves anybody.</summary>
public class StartingTests
{
    private const string Later = "INSERT INTO \"__EFMigrationsHistory\" VALUES ('29991231000000_Later', '99.0')";

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Several_that_start_at_once_on_an_empty_database_run_each_migration_once(DatabaseProvider provider)
    {
        SkipWithoutServer(provider);
        for (var round = 0; round < 3; round++)
        {
            var (connection, drop) = await NewAsync(provider);
            await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
            {
                await using var host = SiteHost.CreateBuilder(["--environment=Production", $"--CaseTracker:Database:Provider={provider}", $"--ConnectionStrings:CaseTracker={connection}", "--Logging:Console:LogLevel:Default=None"]).Build();
                await host.Services.MigrateAsync();
            })));
            await using (var db = new CaseDb(CaseDatabase.Options(provider, connection)))
            {
                (await db.Database.GetAppliedMigrationsAsync()).ShouldBe(db.Database.GetMigrations());
                (await db.Settings.CountAsync()).ShouldBe(1);
            }
            await drop();
        }
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Two_processes_that_start_at_once_on_an_empty_database_both_serve(DatabaseProvider provider)
    {
        SkipWithoutServer(provider);
        var (connection, drop) = await NewAsync(provider);
        var sites = await Task.WhenAll(ServedSite.StartAsync(provider, connection), ServedSite.StartAsync(provider, connection));
        // A form of one, sent to the other: they have agreed on keys too.
        var at = sites[0];
        var browser = ServedSite.BrowseThrough(() => at);
        var page = await browser.GetAsync("/account/sign-in");
        at = sites[1];
        page = await browser.SubmitAsync(page, new { Email = "nobody@wealdmere.example", Password = "not the right one" });
        page.Path.ShouldBe("/account/sign-in");
        page.Errors.ShouldNotBeEmpty();
        foreach (var site in sites) await site.DisposeAsync();
        await using (var db = new CaseDb(CaseDatabase.Options(provider, connection))) (await db.Database.GetAppliedMigrationsAsync()).ShouldBe(db.Database.GetMigrations());
        await drop();
    }

    [Fact]
    public async Task One_that_was_killed_in_the_middle_of_its_migrations_keeps_nobody_out()
    {
        var (connection, drop) = await TestDatabases.CopyAsync(DatabaseProvider.Sqlite, Filling.Empty);
        await using (var db = new CaseDb(CaseDatabase.Options(DatabaseProvider.Sqlite, connection)))
        {
            await db.Database.ExecuteSqlRawAsync("CREATE TABLE IF NOT EXISTS \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL PRIMARY KEY, \"Timestamp\" TEXT NOT NULL); INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-03-10 09:00:00')");
            await CaseDatabase.MigrateAsync(db).WaitAsync(TimeSpan.FromSeconds(20));
        }
        await drop();
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task A_database_of_a_newer_program_is_left_alone(DatabaseProvider provider)
    {
        SkipWithoutServer(provider);
        var (connection, drop) = await TestDatabases.CopyAsync(provider, Filling.Empty);
        await using (var db = new CaseDb(CaseDatabase.Options(provider, connection)))
        {
            await db.Database.ExecuteSqlRawAsync(Later);
            (await Should.ThrowAsync<RefusedException>(() => CaseDatabase.MigrateAsync(db))).Message.ShouldContain("newer version of CaseTracker (29991231000000_Later)");
        }
        await drop();
    }

    [Fact]
    public async Task The_site_and_its_commands_refuse_a_newer_database_in_one_sentence()
    {
        var (connection, drop) = await TestDatabases.CopyAsync(DatabaseProvider.Sqlite, Filling.Empty);
        await using (var db = new CaseDb(CaseDatabase.Options(DatabaseProvider.Sqlite, connection))) await db.Database.ExecuteSqlRawAsync(Later);
        foreach (var (words, code) in new[] { (Array.Empty<string>(), 1), (["people", "invite", "--all"], 2) })
        {
            var start = new ProcessStartInfo("dotnet", [ServedSite.Program, .. words, "--environment=Production", $"--ConnectionStrings:CaseTracker={connection}"]) { RedirectStandardError = true, RedirectStandardOutput = true };
            start.Environment["CaseTracker__TrustedProxies__0"] = "127.0.0.1";
            start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{RunningSite.FreePort()}";
            using var process = Process.Start(start)!;
            var said = await process.StandardError.ReadToEndAsync() + await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            process.ExitCode.ShouldBe(code, said);
            said.Trim().ShouldBe("The database was written by a newer version of CaseTracker (29991231000000_Later). Install that version, or restore an earlier backup.");
        }
        await drop();
    }

    private static async Task<(string Connection, Func<Task> Drop)> NewAsync(DatabaseProvider provider)
    {
        if (provider == DatabaseProvider.PostgreSql) return await TestDatabases.NewAsync();
        var folder = Directory.CreateTempSubdirectory("casetracker-new-").FullName;
        return ($"Data Source={Path.Combine(folder, "casetracker.db")}", () =>
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
            return Task.CompletedTask;
        }
        );
    }

    private static void SkipWithoutServer(DatabaseProvider provider) => Assert.SkipWhen(provider == DatabaseProvider.PostgreSql && PostgreSqlServer.Missing is not null, PostgreSqlServer.Missing ?? "");
}
