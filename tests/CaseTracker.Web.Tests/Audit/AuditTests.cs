using System.Net;
using CaseTracker.Data;
using CaseTracker.Data.Audit;
using CaseTracker.Data.Databases;
using CaseTracker.Data.Protection;
using CaseTracker.Domain;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Commands;
using CaseTracker.Web.Features.DueDates;
using CaseTracker.Web.Features.Mail.SendMail;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.Tests.Support;
using MediatR;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Tests.Audit;

/// <summary>Every act and view is in the audit, in the transaction of what it tells of; and what is done to the database behind the program's back is found and placed.</summary>
public sealed class AuditTests : IAsyncLifetime
{
    private const string Officer = "priya.ranas@wealdmere.example";

    private readonly App _app = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("casetracker-audit-").FullName;

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    [Asvs("16.2.1")]
    public async Task Whatever_people_do_is_in_the_audit_and_the_audit_is_sound()
    {
        var given = await _app.GivenCaseAsync(Route.R2, Stage.Received);
        var officer = await _app.SignInAsync(Officer);
        (await officer.GetAsync($"/casework/{given.Reference}")).Status.ShouldBe(HttpStatusCode.OK);
        await officer.SubmitAsync($"/casework/{given.Reference}/acknowledge", new { message = "Thank you. I have read it." }, "Acknowledge");
        await _app.GivenPersonAsync(Officer, p => p.Phone = "01234 567890");

        var c = await _app.ReadCaseAsync(given.Reference);
        var entries = await _app.ReadAsync(db => db.AuditEntries.AsNoTracking().OrderBy(e => e.Number).ToListAsync());
        entries.Select(e => e.Number).ShouldBe(Enumerable.Range(1, entries.Count).Select(n => (long)n));
        foreach (var e in c.Events) entries.ShouldContain(a => a.Kind == AuditEntry.Act && a.What == e.Verb && a.CaseId == c.Id && a.Person == e.By);
        entries.ShouldContain(a => a.Kind == AuditEntry.View && a.CaseId == c.Id && a.As == GrantKind.Mo);
        entries.ShouldContain(a => a.Kind == AuditEntry.Change && a.What == "People");
        var (code, said, _) = await _app.RunAsync("audit", "verify");
        code.ShouldBe(CommandOutcome.DoneCode, said);
        said.ShouldStartWith($"The audit is sound: {entries.Count:N0} entries, ");
    }

    [Fact]
    public async Task What_somebody_writes_into_the_database_is_found()
    {
        var given = await _app.GivenCaseAsync(Route.R2, Stage.Received);
        var other = await _app.GivenCaseAsync(Route.R2, Stage.Received);
        await using var db = Open();
        var grant = "INSERT INTO \"Grants\" SELECT * FROM \"Grants\" WHERE 1 = 0";
        foreach (var (tampering, finds) in new (string, string)[]
        {
            ($"UPDATE \"Cases\" SET \"Stage\" = 'Closed' WHERE \"Reference\" = '{given.Reference}'", "Cases "),
            ($"UPDATE \"Cases\" SET \"Narrative\" = (SELECT \"Wish\" FROM \"Cases\" WHERE \"Reference\" = '{other.Reference}') WHERE \"Reference\" = '{given.Reference}'", "Cases "),
            ($"DELETE FROM \"CaseClocks\"", "CaseClocks "),
            ($"UPDATE \"CaseEvents\" SET \"Number\" = \"Number\" + 100", "CaseEvents "),
            ($"UPDATE \"Grants\" SET \"CaseId\" = (SELECT \"Id\" FROM \"Cases\" WHERE \"Reference\" = '{other.Reference}') WHERE \"CaseId\" = (SELECT \"Id\" FROM \"Cases\" WHERE \"Reference\" = '{given.Reference}')", "Grants "),
            ($"UPDATE \"Grants\" SET \"EndedAt\" = \"StartedAt\"", "Grants "),
            ($"UPDATE \"People\" SET \"Roles\" = (SELECT \"Roles\" FROM \"People\" WHERE \"Email\" = '{Officer}') WHERE \"Email\" = 'dev.chaudhry@wealdmere.example'", "People "),
            (grant, ""),
        })
        {
            await using var attempt = await db.Database.BeginTransactionAsync();
            await db.Database.ExecuteSqlRawAsync(tampering);
            var found = await CheckAsync(db);
            if (finds.Length == 0) found.Faults.ShouldBeEmpty();
            else found.Faults.ShouldContain(f => f.StartsWith(finds, StringComparison.Ordinal), tampering);
            await attempt.RollbackAsync();
        }
        (await CheckAsync(db)).IsSound.ShouldBeTrue();
    }

    [Fact]
    public async Task The_database_refuses_to_change_an_entry_and_no_site_starts_without_that()
    {
        await _app.GivenCaseAsync(Route.R2, Stage.Received);
        await using var db = Open();
        foreach (var tampering in new[] { "UPDATE \"AuditEntries\" SET \"What\" = 'nothing'", "DELETE FROM \"AuditEntries\" WHERE \"Number\" = 1" })
            (await Should.ThrowAsync<System.Data.Common.DbException>(() => db.Database.ExecuteSqlRawAsync(tampering))).Message.ShouldContain("The audit can only be appended to");

        foreach (var word in DropProtection()) await db.Database.ExecuteSqlRawAsync(word);
        (await Should.ThrowAsync<RefusedException>(() => CaseDatabase.MigrateAsync(db))).Code.ShouldBe("audit-unprotected");
        (await _app.RunAsync("audit", "verify")).ExitCode.ShouldBe(CommandOutcome.RefusedCode);
    }

    [Fact]
    public async Task Those_who_look_at_the_same_moment_are_all_written_down_in_one_chain()
    {
        var given = await _app.GivenCaseAsync(Route.R2, Stage.Received);
        var officer = await _app.SignInAsync(Officer);
        var before = await _app.ReadAsync(db => db.AuditEntries.CountAsync());
        // More than there are connections in a pool: nobody who holds one may wait for another of the same.
        await Task.WhenAll(Enumerable.Range(0, 48).Select(i => i % 12 == 0
            ? _app.GivenStepAsync(given.Reference, "send-message") : Task.Run(async () => (await officer.GetAsync($"/casework/{given.Reference}")).Status.ShouldBe(HttpStatusCode.OK))).Select(async t =>
        {
            try
            {
                await t;
            }
            catch (DbUpdateException)
            {
                // Two took a step at once: one of them is refused, and has left nothing.
            }
        }));
        await using var db = Open();
        var found = await CheckAsync(db);
        found.Faults.ShouldBeEmpty();
        (await _app.ReadAsync(x => x.AuditEntries.CountAsync(e => e.Kind == AuditEntry.View))).ShouldBeGreaterThanOrEqualTo(44);
        found.Entries.ShouldBeGreaterThan(before + 44);
    }

    [Fact]
    [Asvs("16.4.2", "16.4.3")]
    public async Task What_was_cut_off_at_the_end_is_found_by_the_anchor_of_the_day()
    {
        var given = await _app.GivenCaseAsync(Route.R2, Stage.Received);
        var officer = await _app.SignInAsync(Officer);
        await officer.GetAsync($"/casework/{given.Reference}");
        await RunDueAsync();
        await RunDueAsync();
        var anchors = await AnchorFile.ReadAsync(_app.Services.GetRequiredService<AnchorFile>().Place, CancellationToken.None);
        var anchor = anchors[^1];
        var mails = await _app.ReadAsync(db => db.Outbox.AsNoTracking().Where(m => m.Template == Letters.AuditAnchor).ToListAsync());
        mails.Select(m => m.Reference).Distinct().ShouldBe([anchor.Brief]);
        mails.Count.ShouldBe(2);
        // They are about no case, and leave all the same.
        await using (var scope = _app.Services.CreateOperatorScope()) await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new SendMailCommand());
        (await _app.ReadAsync(x => x.Outbox.AsNoTracking().Where(m => m.Template == Letters.AuditAnchor).ToListAsync())).ShouldAllBe(m => m.Unsent == null);

        await using var db = Open();
        await using var attempt = await db.Database.BeginTransactionAsync();
        foreach (var word in DropProtection()) await db.Database.ExecuteSqlRawAsync(word);
        // The last entry is a view: no row tells of it.
        await db.Database.ExecuteSqlRawAsync("DELETE FROM \"AuditEntries\" WHERE \"Number\" = {0}", anchor.Number);
        (await AuditCheck.RunAsync(db, Ring, [], CancellationToken.None)).IsSound.ShouldBeTrue("without an anchor nobody can tell");
        foreach (var kept in new[] { anchor, AuditAnchor.Parse($"The audit of CaseTracker stands at {anchor.Brief}")! })
            (await AuditCheck.RunAsync(db, Ring, [kept], CancellationToken.None)).FirstBad.ShouldBe(anchor.Number);
    }

    [Fact]
    [Asvs("16.4.2")]
    public async Task A_thousand_random_tamperings_are_all_found_and_placed()
    {
        var random = new Random(20261122);
        var cases = new List<GivenCase>();
        for (var i = 0; i < 4; i++) cases.Add(await _app.GivenCaseAsync(Route.R2, Stage.Triage));
        var officer = await _app.SignInAsync(Officer);
        for (var round = 0; round < 3; round++)
            foreach (var c in cases) await officer.GetAsync($"/casework/{c.Reference}");
        await using var db = Open();
        var anchor = (await AuditAnchor.OfAsync(db, CancellationToken.None))!;
        var last = (int)anchor.Number;
        last.ShouldBeGreaterThan(20);
        // What an intruder has who made a copy yesterday.
        var yesterday = await db.AuditEntries.AsNoTracking().Where(e => e.Number <= last / 2).OrderBy(e => e.Number).ToListAsync();
        var drop = DropProtection();
        for (var round = 0; round < 1_000; round++)
        {
            await using var attempt = await db.Database.BeginTransactionAsync();
            foreach (var word in drop) await db.Database.ExecuteSqlRawAsync(word);
            var (what, placed) = await TamperAsync(db, random, last, yesterday);
            var found = await AuditCheck.RunAsync(db, Ring, [anchor], CancellationToken.None);
            found.IsSound.ShouldBeFalse($"{round}: {what}");
            found.FirstBad.ShouldBe(placed, $"{round}: {what}");
            await attempt.RollbackAsync();
        }
        (await AuditCheck.RunAsync(db, Ring, [anchor], CancellationToken.None)).IsSound.ShouldBeTrue();
    }

    // One thing done to the table of entries; answers what, and the number of the first entry that is wrong by it.
    private static async Task<(string What, long Placed)> TamperAsync(CaseDb db, Random random, int last, List<AuditEntry> yesterday)
    {
        Task RunAsync(string words, params object[] values) => db.Database.ExecuteSqlRawAsync(words, values);
        int at = random.Next(1, last + 1), other = random.Next(1, last);
        switch (random.Next(8))
        {
            case 0:
                var (column, value) = new (string, object)[] { ("Kind", "other"), ("What", "something else"), ("Hat", "another hat"), ("Rows", new byte[] { 1, 2, 3 }), ("Mac", new byte[32]), ("At", Earlier(db)) }[random.Next(6)];
                await RunAsync($"UPDATE \"AuditEntries\" SET \"{column}\" = {{0}} WHERE \"Number\" = {{1}}", value, at);
                return ($"edit {column} of {at}", at);
            case 1:
                await RunAsync("DELETE FROM \"AuditEntries\" WHERE \"Number\" = {0}", at);
                return ($"delete {at}", at);
            case 2:
                await RunAsync("UPDATE \"AuditEntries\" SET \"Number\" = -1 WHERE \"Number\" = {0}", other);
                await RunAsync("UPDATE \"AuditEntries\" SET \"Number\" = {0} WHERE \"Number\" = {1}", other, other + 1);
                await RunAsync("UPDATE \"AuditEntries\" SET \"Number\" = {0} WHERE \"Number\" = -1", other + 1);
                return ($"swap {other} and {other + 1}", other);
            case 3:
                await InsertAsync(db, last + 1, at);
                return ($"insert a copy of {at} at the end", last + 1);
            case 4:
                await RunAsync("DELETE FROM \"AuditEntries\" WHERE \"Number\" > {0}", other);
                return ($"cut the tail after {other}", other + 1);
            case 5:
                await RunAsync("DELETE FROM \"AuditEntries\" WHERE \"Number\" = {0}", other);
                await InsertAsync(db, other, other + 1);
                return ($"replace {other} by the next", other);
            case 6:
                await RunAsync("DELETE FROM \"AuditEntries\" WHERE \"Number\" = {0}", at);
                await RunAsync("UPDATE \"AuditEntries\" SET \"Number\" = -\"Number\" WHERE \"Number\" > {0}", at);
                await RunAsync("UPDATE \"AuditEntries\" SET \"Number\" = -\"Number\" - 1 WHERE \"Number\" < 0");
                return ($"delete {at} and close the gap", at);
            default:
                await RunAsync("DELETE FROM \"AuditEntries\"");
                foreach (var entry in yesterday)
                    await RunAsync("INSERT INTO \"AuditEntries\" (\"Number\", \"At\", \"Kind\", \"What\", \"CaseId\", \"Person\", \"As\", \"Hat\", \"Rows\", \"Mac\") VALUES ({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9})",
                        entry.Number, db.Database.IsSqlite() ? entry.At.UtcTicks : entry.At, entry.Kind, entry.What, Text(db, entry.CaseId)!, Text(db, entry.Person?.Value)!, entry.As?.ToString()!, entry.Hat, entry.Rows, entry.Mac);
                return ("restore yesterday's", yesterday.Count + 1);
        }
    }

    private static Task InsertAsync(CaseDb db, long number, long copied) => db.Database.ExecuteSqlRawAsync(
        "INSERT INTO \"AuditEntries\" (\"Number\", \"At\", \"Kind\", \"What\", \"CaseId\", \"Person\", \"As\", \"Hat\", \"Rows\", \"Mac\") SELECT {0}, \"At\", \"Kind\", \"What\", \"CaseId\", \"Person\", \"As\", \"Hat\", \"Rows\", \"Mac\" FROM \"AuditEntries\" WHERE \"Number\" = {1}", number, copied);

    private static object Earlier(CaseDb db) => db.Database.IsSqlite() ? DateTimeOffset.UnixEpoch.UtcTicks : DateTimeOffset.UnixEpoch;

    private static object? Text(CaseDb db, Guid? id) => id is null ? null : db.Database.IsSqlite() ? id.ToString()!.ToUpperInvariant() : id;

    private string[] DropProtection() => _app.Provider == DatabaseProvider.Sqlite
        ? ["DROP TRIGGER \"AuditEntries_are_not_changed\"", "DROP TRIGGER \"AuditEntries_are_not_deleted\""] : ["DROP TRIGGER audit_entries_append_only ON \"AuditEntries\""];

    private KeyRing Ring => _app.Services.GetRequiredService<KeyRing>();

    private Task<AuditFindings> CheckAsync(CaseDb db) => AuditCheck.RunAsync(db, Ring, [], CancellationToken.None);

    private CaseDb Open() => new(CaseDatabase.Options(_app.Provider, _app.Connection));

    private async Task RunDueAsync()
    {
        await using var scope = _app.Services.CreateOperatorScope();
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new RunDueCommand());
    }
}
