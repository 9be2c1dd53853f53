using System.Net;
using System.Text;
using CaseTracker.Data.Databases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Tests.Support;
using Microsoft.Data.Sqlite;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Tests.Features.Evidence;

/// <summary>The site in a process of its own, while large files come in: what it holds in memory, and what lies about when it is killed in the middle.</summary>
public class UploadingTests
{
    private const string Canary = "canaryupload in the middle of a file ", Name = "canaryname of a file.txt", Note = "canarynote of a file";

    [Fact]
    public async Task Killed_in_the_middle_of_an_upload_nothing_of_it_lies_anywhere_in_clear()
    {
        await using var clamd = await Clamd.StartAsync();
        await using var app = new App();
        await app.InitializeAsync();
        var given = await app.GivenCaseAsync(Route.R2, Stage.Triage);
        var temporary = System.IO.Directory.CreateTempSubdirectory("casetracker-upload-").FullName;
        var haystacks = new Dictionary<string, byte[]>();
        await using (var site = await ServedSite.StartAsync(app.Provider, app.Connection, ("TMPDIR", temporary), ("DOTNET_EnableDiagnostics", "0"), ("Logging__LogLevel__Default", "Information"), ("CaseTracker__Evidence__Scanner", clamd.Setting)))
        {
            var raiser = await site.SignInAsync(given.Raiser);
            // One that comes in whole, so that all of its way is on the disk too.
            (await raiser.UploadAsync($"/concerns/{given}/add-evidence", Bytes(3), Name, new { Note })).Banner.ShouldBe("Your evidence was added");
            var page = await raiser.GetAsync($"/concerns/{given}/add-evidence");
            using var slow = new SlowContent(Bytes(12));
            var sending = Task.Run(() => raiser.UploadAsync(page, slow, Name, new { Note }));
            await slow.Half.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            var folder = EvidenceOf(app);
            for (var tries = 0; tries < 100 && new DirectoryInfo(folder).GetFiles("*.part").All(f => f.Length < 1024 * 1024); tries++) await Task.Delay(50, TestContext.Current.CancellationToken);
            new DirectoryInfo(folder).GetFiles("*.part").ShouldHaveSingleItem().Length.ShouldBeGreaterThan(1024 * 1024);
            await site.KillAsync();
            slow.End();
            await Should.ThrowAsync<Exception>(() => sending);
            haystacks["log"] = Encoding.UTF8.GetBytes(string.Join('\n', site.Log));
        }
        foreach (var (name, bytes) in Haystack.In(temporary)) haystacks[name] = bytes;
        foreach (var (name, bytes) in Haystack.In(EvidenceOf(app))) haystacks[name] = bytes;
        if (app.Provider == DatabaseProvider.Sqlite)
            foreach (var (name, bytes) in Haystack.In(Path.GetDirectoryName(new SqliteConnectionStringBuilder(app.Connection).DataSource)!)) haystacks[name] = bytes;
        haystacks.Values.Sum(h => h.Length).ShouldBeGreaterThan(4 * 1024 * 1024);
        foreach (var canary in new[] { "canaryupload", "canaryname", "canarynote" }) Haystack.Found(haystacks, canary).ShouldBeEmpty(canary);
        System.IO.Directory.Delete(temporary, recursive: true);
    }

    [Fact]
    public async Task Large_files_cost_little_memory()
    {
        await using var clamd = await Clamd.StartAsync();
        await using var app = new App();
        await app.InitializeAsync();
        var given = await app.GivenCaseAsync(Route.R2, Stage.Triage);
        await using var site = await ServedSite.StartAsync(app.Provider, app.Connection, ("CaseTracker__Evidence__Scanner", clamd.Setting), ("CaseTracker__Evidence__LargestFile", "200"), ("DOTNET_gcServer", "0"));
        var raiser = await site.SignInAsync(given.Raiser);
        async Task<double> PeakAsync(int megabytes)
        {
            // clamd takes less than this: held, and kept all the same.
            (await raiser.UploadAsync($"/concerns/{given}/add-evidence", Bytes(megabytes), Name, new { Note })).Banner.ShouldBe("Your evidence was added");
            return site.PeakMemory;
        }
        var small = await PeakAsync(2);
        var large = await PeakAsync(190);
        TestContext.Current.TestOutputHelper?.WriteLine($"{small:0} MiB for 2 MB, {large:0} MiB for 190 MB");
        (large - small).ShouldBeLessThan(90);
    }

    private static string EvidenceOf(App app) => app.Keys["CaseTracker:Evidence:Directory"];

    private static byte[] Bytes(int megabytes)
    {
        var words = Encoding.ASCII.GetBytes(Canary);
        var bytes = new byte[megabytes * 1024 * 1024];
        for (var i = 0; i < bytes.Length; i++) bytes[i] = words[i % words.Length];
        return bytes;
    }

    // Sends half, and the rest when it is told to, which is never.
    private sealed class SlowContent(byte[] bytes) : HttpContent
    {
        private readonly TaskCompletionSource _half = new(), _end = new();

        public Task Half => _half.Task;

        public void End() => _end.TrySetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(bytes.AsMemory(0, bytes.Length / 2));
            await stream.FlushAsync();
            _half.TrySetResult();
            await _end.Task;
            await stream.WriteAsync(bytes.AsMemory(bytes.Length / 2));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes.Length;
            return true;
        }
    }
}
