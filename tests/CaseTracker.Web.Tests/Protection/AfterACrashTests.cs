using System.Text;
using CaseTracker.Data;
using CaseTracker.Data.Databases;
using CaseTracker.Rig;
using CaseTracker.Web.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Tests.Protection;

/// <summary>The site is killed while words are on their way through it: what lies about on its computer then.</summary>
public class AfterACrashTests
{
    private static readonly string[] Canaries = ["canarycrashnarrative", "canarycrashsummary", "canarycrashmessage", "canarycrashsearch"];

    [Fact]
    public async Task Nothing_that_was_entered_lies_in_a_temporary_folder_a_log_a_mail_or_the_database()
    {
        var (connection, drop) = await TestDatabases.CopyAsync(TestDatabases.Provider, Filling.Register);
        var temporary = Directory.CreateTempSubdirectory("casetracker-crash-").FullName;
        using var mails = new PlainSmtpSink();
        var haystacks = new Dictionary<string, byte[]>();
        // Without pipes for debuggers in the folder: whoever reads one waits for ever.
        await using (var site = await ServedSite.StartAsync(TestDatabases.Provider, connection, ("TMPDIR", temporary), ("DOTNET_EnableDiagnostics", "0"), ("Logging__LogLevel__Default", "Information"), ("CaseTracker__ClockMinutes", "5"),
            ("CaseTracker__Mail__Host", "127.0.0.1"), ("CaseTracker__Mail__Port", $"{mails.Port}"), ("CaseTracker__Mail__From", "casetracker@wealdmere.example"), ("CaseTracker__Mail__StartTls", "false"), ("CaseTracker__Mail__Seconds", "1")))
        {
            var raiser = await site.SignInAsync("joanna.pell@wealdmere.example");
            var page = await raiser.SubmitAsync("/concerns/new", new { Protected = "no" });
            page = await raiser.SubmitAsync(page, new { People = new[] { "Cllr Derek Stannage, Castle Hill" } });
            // Longer than what is kept in memory of a form.
            var big = string.Concat(Enumerable.Repeat("canarycrashnarrative was said before everybody who was there. ", 150));
            page = await raiser.SubmitAsync(page, new { Narrative = big, Summary = "canarycrashsummary" });
            page.Path.ShouldEndWith("/when");
            var officer = await site.SignInAsync("priya.ranas@wealdmere.example");
            (await officer.SubmitAsync("/casework", new { words = "canarycrashsearch" }, "Search")).Status.ShouldBe(System.Net.HttpStatusCode.OK);
            // Killed while the same words come in again and again.
            var busy = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
            {
                try
                {
                    while (true) await raiser.SubmitAsync(page.Path.Replace("/when", "/happened", StringComparison.Ordinal), new { Narrative = big, Summary = "canarycrashsummary" });
                }
                catch (Exception e) when (e is HttpRequestException or IOException or InvalidOperationException or TaskCanceledException)
                {
                    // It is dead.
                }
            })).ToList();
            await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
            await site.KillAsync();
            await Task.WhenAll(busy);
            haystacks["log"] = Encoding.UTF8.GetBytes(string.Join('\n', site.Log));
        }
        haystacks["mails"] = Encoding.UTF8.GetBytes(string.Join('\n', mails.Lines));
        foreach (var (name, bytes) in Haystack.In(temporary)) haystacks[name] = bytes;
        if (TestDatabases.Provider == DatabaseProvider.Sqlite)
            foreach (var (name, bytes) in Haystack.In(Path.GetDirectoryName(new SqliteConnectionStringBuilder(connection).DataSource)!)) haystacks[name] = bytes;
        var drafts = 0;
        await using (var db = new CaseDb(CaseDatabase.Options(TestDatabases.Provider, connection))) drafts = await db.Drafts.CountAsync();

        drafts.ShouldBe(1, "the words did not come as far as the database");
        haystacks["log"].Length.ShouldBeGreaterThan(100);
        mails.Mails.ShouldNotBeEmpty();
        foreach (var canary in Canaries) Haystack.Found(haystacks, canary).ShouldBeEmpty(canary);
        Directory.Delete(temporary, recursive: true);
        await drop();
    }
}
