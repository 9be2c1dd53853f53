using System.Net;
using CaseTracker.Data.Evidence;
using CaseTracker.Data.Outbox;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Evidence.ScanHeld;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.Tests.Support;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Tests.Features.Evidence;

/// <summary>A site whose scanner is somewhere on this computer.</summary>
public sealed class ScannedApp(string scanner, int seconds = 20) : App
{
    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["CaseTracker:Evidence:Scanner"] = scanner, ["CaseTracker:Evidence:ScannerSeconds"] = $"{seconds}" };
}

/// <summary>A site outside Development without a scanner.</summary>
public sealed class UnscannedLiveApp : App
{
    public override string EnvironmentName => "Production";
}

/// <summary>What a virus scanner says decides who can open a file; what it does not say holds it (ASVS 5.4.3, 16.5.3).</summary>
[Asvs("5.4.3")]
public class ScanningTests
{
    [Fact]
    public async Task A_real_scanner_finds_a_virus_wherever_it_is()
    {
        await using var clamd = await Clamd.StartAsync();
        var eicar = SampleFiles.Eicar;
        byte[] last = [.. Enumerable.Range(0, 10 * 64 * 1024).Select(i => (byte)((i * 7 % 90) + 32)), .. eicar];
        (await ScanAsync(clamd.Setting, SampleFiles.Text())).ShouldBe(ScanState.Clean);
        (await ScanAsync(clamd.Setting, SampleFiles.Word())).ShouldBe(ScanState.Clean);
        (await ScanAsync(clamd.Setting, eicar)).ShouldBe(ScanState.Quarantined);
        (await ScanAsync(clamd.Setting, SampleFiles.Zip([("a.txt", eicar)]))).ShouldBe(ScanState.Quarantined);
        (await ScanAsync(clamd.Setting, SampleFiles.Word("x", ("word/media/a.bin", eicar)))).ShouldBe(ScanState.Quarantined);
        (await ScanAsync(clamd.Setting, last)).ShouldBe(ScanState.Quarantined);
        (await ScanAsync(clamd.Setting, last[..^5])).ShouldBe(ScanState.Clean);
        // More than it takes: no verdict, so held.
        (await ScanAsync(clamd.Setting, new byte[31 * 1024 * 1024])).ShouldBe(ScanState.Held);
    }

    [Fact]
    public async Task What_it_finds_nobody_can_open_and_those_who_deal_with_it_know()
    {
        await using var clamd = await Clamd.StartAsync();
        await using var app = new ScannedApp(clamd.Setting);
        await app.InitializeAsync();
        var (reference, ids) = await AddAsync(app, (SampleFiles.Word("x", ("word/media/a.bin", SampleFiles.Eicar)), "note.docx"), (SampleFiles.Pdf(), "letter.pdf"));
        var officer = await app.SignInAsync("priya.ranas@wealdmere.example");
        (await officer.GetAsync($"/casework/{reference}")).Text.ShouldContain("The virus scanner found something in it. Nobody can open it.");
        foreach (var part in new[] { "/download", "/preview", "/original" }) (await officer.StatusAsync($"/casework/{reference}/files/{ids["docx"]}{part}")).ShouldBe(HttpStatusCode.NotFound);
        (await officer.GetAsync($"/casework/{reference}/files/{ids["docx"]}")).Text.ShouldContain("Nobody can open it.");
        (await officer.StatusAsync($"/casework/{reference}/files/{ids["pdf"]}/download")).ShouldBe(HttpStatusCode.OK);
        (await (await app.SignInAsync("joanna.pell@wealdmere.example")).StatusAsync($"/concerns/{reference}/files/{ids["docx"]}/download")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("stopped")]
    [InlineData("hanging")]
    [InlineData("nonsense")]
    [InlineData("closing")]
    [InlineData("half an OK")]
    public async Task Without_an_answer_the_evidence_is_kept_and_its_file_is_held_until_there_is_one(string how)
    {
        await using var clamd = await Clamd.StartAsync();
        await clamd.StopAsync();
        var fake = how switch { "stopped" => null, "hanging" => new FakeClamd(null, clamd.Port), "nonsense" => new FakeClamd("HTTP/1.1 200 OK\r\n\r\nstream: OK\0", clamd.Port), "closing" => new FakeClamd("\0", clamd.Port), _ => new FakeClamd("stream: OK really\0", clamd.Port) };
        await using var app = new ScannedApp(clamd.Setting, seconds: 1);
        await app.InitializeAsync();
        var (reference, ids) = await AddAsync(app, (SampleFiles.Jpeg(), "photo.jpg"), (SampleFiles.Word("x", ("word/media/a.bin", SampleFiles.Eicar)), "note.docx"));
        var officer = await app.SignInAsync("priya.ranas@wealdmere.example");
        var record = await officer.GetAsync($"/casework/{reference}");
        record.Text.ShouldContain("Waits for the virus scanner. It can be opened once it has been scanned.");
        foreach (var part in new[] { "/download", "/preview", "/original" }) (await officer.StatusAsync($"/casework/{reference}/files/{ids["jpeg"]}{part}")).ShouldBe(HttpStatusCode.NotFound);
        (await RetryAsync(app)).ShouldBe(0);

        if (fake is not null) await fake.DisposeAsync();
        await clamd.ResumeAsync();
        await app.WriteAsync(db => db.Set<OutboxMessage>().ExecuteDeleteAsync());
        (await RetryAsync(app)).ShouldBe(2);
        (await officer.StatusAsync($"/casework/{reference}/files/{ids["jpeg"]}/preview")).ShouldBe(HttpStatusCode.OK);
        (await officer.StatusAsync($"/casework/{reference}/files/{ids["docx"]}/download")).ShouldBe(HttpStatusCode.NotFound);
        (await app.ReadAsync(db => db.Set<OutboxMessage>().Select(m => m.Reference).ToListAsync())).ShouldBe([reference]);
        (await RetryAsync(app)).ShouldBe(0);
    }

    [Fact]
    public async Task A_live_site_without_a_scanner_takes_no_files_and_says_so()
    {
        await using var app = new UnscannedLiveApp();
        await app.InitializeAsync();
        var given = await app.GivenCaseAsync(Route.R2, Stage.Triage);
        var raiser = await app.SignInAsync(given.Raiser);
        var page = await raiser.GetAsync($"/concerns/{given}/add-evidence");
        page.Text.ShouldContain("Files cannot be added here: no virus scanner is set up.");
        page.Document.QuerySelector("input[type=file]").ShouldBeNull();
        (await raiser.SubmitAsync(page, new { Note = "In words." })).Banner.ShouldBe("Your evidence was added");
        // A browser that sends one all the same.
        var token = page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var parts = new MultipartFormDataContent { { new StringContent(token), KeptPost.Token }, { new StringContent("Words"), "Form.Note" } };
        parts.Add(new ByteArrayContent(SampleFiles.Pdf()), "Form.File", "a.pdf");
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/concerns/{given}/add-evidence", UriKind.Relative)) { Content = parts };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await raiser.RawAsync(request);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("no virus scanner is set up here");
        (await app.ReadAsync(db => db.EvidenceFiles.CountAsync())).ShouldBe(0);
    }

    [Theory]
    [InlineData("tcp://127.0.0.1:3310", true)]
    [InlineData("unix:/run/clamav/clamd.ctl", true)]
    [InlineData("127.0.0.1:3310", false)]
    [InlineData("unix:", false)]
    [InlineData("tcp://127.0.0.1", false)]
    public void The_setting_names_an_address(string setting, bool isOne) => (VirusScanner.AddressOf(setting) is not null).ShouldBe(isOne);

    private static async Task<ScanState> ScanAsync(string scanner, byte[] content)
    {
        using var file = new MemoryStream(content);
        return await new VirusScanner(Options.Create(new EvidenceOptions { Scanner = scanner }), NullLogger<VirusScanner>.Instance).ScanAsync(file, TestContext.Current.CancellationToken);
    }

    private static async Task<(string Reference, IReadOnlyDictionary<string, Guid> Ids)> AddAsync(App app, params (byte[] Content, string Name)[] files)
    {
        var given = await app.GivenCaseAsync(Route.R2, Stage.Triage);
        var raiser = await app.SignInAsync(given.Raiser);
        foreach (var (content, name) in files) (await raiser.UploadAsync($"/concerns/{given}/add-evidence", content, name, new { Note = "What it says." })).Banner.ShouldBe("Your evidence was added");
        return (given.Reference, await app.ReadAsync(db => db.EvidenceFiles.ToDictionaryAsync(f => f.Kind, f => f.Id)));
    }

    private static async Task<int> RetryAsync(App app)
    {
        await using var scope = app.Services.CreateOperatorScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new ScanHeldCommand(), TestContext.Current.CancellationToken);
    }
}
