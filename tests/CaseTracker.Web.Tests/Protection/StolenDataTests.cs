using System.Data.Common;
using System.Text;
using CaseTracker.Data;
using CaseTracker.Data.Databases;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Letters;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Retention;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Commands;
using CaseTracker.Web.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Tests.Protection;

/// <summary>Whoever has a copy of the database, of its log, of a backup, or of the key store, and not the key: what they find in it.</summary>
public sealed class StolenDataTests(App app) : IClassFixture<App>, IDisposable
{
    private const string Raiser = "joanna.pell";

    // Typed where people type. None is a name of the sample, whose people stand in the list of people in clear.
    private static readonly string[] Canaries =
    [
        "canarynarrativeword", "canarysummaryword", "canaryplaceword", "canarywishword", "canarysupportword", "canarywitnessname", "canarykeptoutreason", "canarydraftword", "canarymessageword",
        "canarynoteword", "canarylegalword", "canaryallegationword", "canaryholdreason", "canaryletterbody",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("casetracker-stolen-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    [Asvs("13.3.1", "14.2.4")]
    public async Task A_copy_of_the_database_and_of_its_backup_and_of_the_keys_holds_no_word_that_was_entered()
    {
        await EnterAsync();
        var backup = Path.Combine(_folder, "stolen.backup");
        (await app.RunAsync("backup", "--to", backup)).ExitCode.ShouldBe(CommandOutcome.DoneCode);

        var haystacks = new Dictionary<string, byte[]> { ["backup"] = await File.ReadAllBytesAsync(backup, TestContext.Current.CancellationToken) };
        foreach (var (name, bytes) in await DatabaseAsync()) haystacks[name] = bytes;
        haystacks.Count.ShouldBeGreaterThan(2);
        Haystack.Found(haystacks, "Planning").ShouldNotBeEmpty("the search itself finds nothing");
        foreach (var canary in Canaries) Haystack.Found(haystacks, canary).ShouldBeEmpty(canary);
    }

    [Fact]
    public async Task Nothing_about_a_case_or_a_session_holds_the_number_of_a_person()
    {
        await EnterAsync();
        var people = await app.ReadAsync(async db => (await db.People.AsNoTracking().Select(p => p.Id).ToListAsync()).Concat(await db.Users.Select(a => a.Id).ToListAsync()).ToList());
        await using var db = Open();
        var rows = await RowsAsync(db.Database.GetDbConnection(), table => table is "Cases" or "CaseEvents" or "Grants" or "AuditEntries" or "Consents" or "NamedPeople" or "Drafts" or "Covers" or "Outbox" or "Submissions" or "Sessions" or "RetentionHolds" or "CaseLetters");
        rows.Count.ShouldBeGreaterThan(10);
        // A change to the list of people names the row that was changed; it is about no case.
        foreach (var person in people)
            foreach (var (name, bytes) in rows.Where(r => !(r.Key.Contains("AuditEntries", StringComparison.Ordinal) && r.Value.AsSpan().IndexOf("change"u8) >= 0)))
                foreach (var form in new[] { Encoding.UTF8.GetBytes(person.ToString()), Encoding.UTF8.GetBytes(person.ToString().ToUpperInvariant()), Encoding.UTF8.GetBytes(person.ToString("N")), person.ToByteArray() })
                    (bytes.AsSpan().IndexOf(form) < 0).ShouldBeTrue($"{name} holds the number of a person");
    }

    [Fact]
    public async Task A_text_that_was_put_in_the_place_of_another_is_not_shown_and_is_reported()
    {
        var one = await app.GivenCaseAsync(Route.R2, Stage.Received, inputs: new Dictionary<string, string[]> { ["narrative"] = ["The swapped account of one concern, long enough to be taken."] });
        var other = await app.GivenCaseAsync(Route.R2, Stage.Received, inputs: new Dictionary<string, string[]> { ["narrative"] = ["The account of another concern, which nobody has changed at all."] });
        var officer = await app.SignInAsync("priya.ranas@wealdmere.example");
        (await officer.GetAsync($"/casework/{one.Reference}")).Text.ShouldContain("The swapped account");
        await using (var db = Open())
            await db.Database.ExecuteSqlRawAsync("UPDATE \"Cases\" SET \"Narrative\" = (SELECT \"Narrative\" FROM \"Cases\" WHERE \"Reference\" = {0}) WHERE \"Reference\" = {1}", one.Reference, other.Reference);

        var page = await officer.GetAsync($"/casework/{other.Reference}");
        page.Status.ShouldBe(System.Net.HttpStatusCode.InternalServerError);
        page.Text.ShouldNotContain("The swapped account");
        (await officer.GetAsync($"/casework/{one.Reference}")).Text.ShouldContain("The swapped account");
    }

    [Fact]
    public async Task An_earlier_draft_put_back_in_place_of_a_later_one_does_not_open()
    {
        var browser = await app.SignInAsync("edmund.sayle@wealdmere.example");
        var page = await browser.SubmitAsync("/concerns/new", new { Protected = "no" });
        page = await browser.SubmitAsync(page, new { People = new[] { "Cllr Derek Stannage, Castle Hill" } });
        page = await browser.SubmitAsync(page, new { Narrative = "The first words, which were taken back later on.", Summary = "First" });
        page.Path.ShouldEndWith("/when");
        await using var db = Open();
        var (draft, answers) = await DraftAsync(db, Guid.Parse(page.Path.Split('/')[^2]));
        (await browser.SubmitAsync(page.Path.Replace("/when", "/happened", StringComparison.Ordinal), new { Narrative = "Other words altogether, thought over for a night.", Summary = "Second" })).Path.ShouldEndWith("/when");
        (await db.Database.ExecuteSqlRawAsync("UPDATE \"Drafts\" SET \"Answers\" = {0} WHERE \"Id\" = {1}", answers, draft)).ShouldBe(1);
        page = await browser.GetAsync(page.Path.Replace("/when", "/happened", StringComparison.Ordinal));
        page.Status.ShouldBe(System.Net.HttpStatusCode.InternalServerError);
        page.Text.ShouldNotContain("The first words");
        await db.Database.ExecuteSqlRawAsync("DELETE FROM \"Drafts\"");
    }

    private static async Task<(object Id, byte[] Answers)> DraftAsync(CaseDb db, Guid id)
    {
        var connection = db.Database.GetDbConnection();
        if (connection.State != System.Data.ConnectionState.Open) await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT \"Id\", \"Answers\" FROM \"Drafts\" WHERE lower(CAST(\"Id\" AS text)) = '{id}'";
        await using var row = await command.ExecuteReaderAsync();
        (await row.ReadAsync()).ShouldBeTrue();
        return (row[0], (byte[])row[1]);
    }

    private async Task EnterAsync()
    {
        var browser = await app.SignInAsync($"{Raiser}@wealdmere.example");
        var page = await browser.SubmitAsync("/concerns/new", new { Protected = "no" });
        page = await browser.SubmitAsync(page, new { People = new[] { "Cllr Derek Stannage, Castle Hill" } });
        page = await browser.SubmitAsync(page, new { Narrative = "canarydraftword, told before anything was sent to anybody.", Summary = "canarydraftword" });
        page.Path.ShouldEndWith("/when");

        var words = new Dictionary<string, string[]>
        {
            ["narrative"] = ["canarynarrativeword was said aloud before everybody in the room."],
            ["summary"] = ["canarysummaryword"],
            ["place"] = ["canaryplaceword"],
            ["wish"] = ["canarywishword"],
            ["support"] = ["canarysupportword"],
            ["witnesses"] = ["canarywitnessname"],
            ["keep_out"] = [await app.PartyAsync("tom.ashdown@wealdmere.example")],
            ["keep_out_reason"] = ["canarykeptoutreason"],
        };
        var concern = await app.GivenCaseAsync(Route.R2, Stage.Received, inputs: words);
        await app.GivenStepAsync(concern.Reference, "priya.ranas", Actor.Mo, "send-message", ("thread", "raiser"), ("message", "canarymessageword"));
        await app.GivenStepAsync(concern.Reference, "priya.ranas", Actor.Mo, "add-note", ("note", "canarynoteword"), ("note_kind", "internal"));
        await app.GivenStepAsync(concern.Reference, "priya.ranas", Actor.Mo, "add-note", ("note", "canarylegalword"), ("note_kind", "legal"));
        await app.WriteAsync(async db =>
        {
            var (seam, c, by) = (app.Services.GetRequiredService<ISeam>(), await db.Cases.SingleAsync(x => x.Reference == CaseReference.Stored(concern.Reference)), (await app.PeopleAsync()).First().Key);
            db.RetentionHolds.Add(RetentionHold.Place(c.ConcernId, "canaryholdreason", app.Clock.Today.AddMonths(1), by, app.Clock.Today, seam));
            db.CaseLetters.Add(CaseLetter.Keep(c.Id, "closure", Addressee.Raiser, 0, "canaryletterbody", by, app.Clock.Now, seam));
        });
        await app.GivenCaseAsync(Route.R3, Stage.Disclosure, inputs: new Dictionary<string, string[]> { ["allegations.1.text"] = ["canaryallegationword: it is alleged that the recommendation was to be changed on the telephone."] });
    }

    // SQLite: its files as they lie there, the log among them. PostgreSQL: every row of every table.
    private async Task<IReadOnlyDictionary<string, byte[]>> DatabaseAsync()
    {
        if (app.Provider == DatabaseProvider.Sqlite)
        {
            var folder = Path.GetDirectoryName(new SqliteConnectionStringBuilder(app.Connection).DataSource)!;
            return Directory.EnumerateFiles(folder).ToDictionary(f => Path.GetFileName(f), Haystack.Read);
        }
        await using var server = new NpgsqlConnection(app.Connection);
        return await RowsAsync(server, _ => true);
    }

    private static async Task<Dictionary<string, byte[]>> RowsAsync(DbConnection database, Func<string, bool> wanted)
    {
        if (database.State != System.Data.ConnectionState.Open) await database.OpenAsync();
        var sqlite = database is SqliteConnection;
        var tables = new List<string>();
        await using (var ask = database.CreateCommand())
        {
            ask.CommandText = sqlite ? "SELECT '\"' || name || '\"' FROM sqlite_master WHERE type = 'table'" : "SELECT '\"' || table_schema || '\".\"' || table_name || '\"' FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')";
            await using var row = await ask.ExecuteReaderAsync();
            while (await row.ReadAsync()) tables.Add(row.GetString(0));
        }
        var rows = new Dictionary<string, byte[]>();
        foreach (var table in tables.Where(t => wanted(t.Split('.')[^1].Trim('"'))))
        {
            await using var all = database.CreateCommand();
            all.CommandText = $"SELECT * FROM {table}";
            await using var row = await all.ExecuteReaderAsync();
            while (await row.ReadAsync())
                rows[$"{table} {rows.Count}"] = [.. Enumerable.Range(0, row.FieldCount).SelectMany(i => row[i] switch { byte[] bytes => bytes, Array many => Encoding.UTF8.GetBytes(string.Join(',', many.Cast<object>())), var value => Encoding.UTF8.GetBytes($"{value}") })];
        }
        return rows;
    }

    private CaseDb Open() => new(CaseDatabase.Options(app.Provider, app.Connection));
}
