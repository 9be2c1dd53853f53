using System.Net;
using System.Text;
using CaseTracker.Data;
using CaseTracker.Data.Evidence;
using CaseTracker.Data.Protection;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Evidence.SweepFiles;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.Tests.Features.Raising;
using CaseTracker.Web.Tests.Support;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Tests.Features.Evidence;

/// <summary>Files of evidence from the form to whoever may open them, and to their end.</summary>
public class EvidenceTests(App app) : IClassFixture<App>
{
    private const string Pell = "joanna.pell@wealdmere.example", Officer = "priya.ranas@wealdmere.example", Secret = "Canary Ruth Okafor";

    private EvidenceStore Store => app.Services.GetRequiredService<EvidenceStore>();

    [Fact]
    public async Task A_file_goes_with_a_concern_from_the_draft_to_whoever_reads_it()
    {
        var raiser = await app.SignInAsync(Pell);
        var (draft, evidence) = await DraftAsync(raiser);
        var add = await raiser.SubmitAsync(evidence, new Dictionary<string, object> { ["What there is"] = "A note at home." }, "Add a file");
        add.H1.ShouldBe("Add a file");
        add.Text.ShouldContain("not scanned for viruses here: this is a demonstration");

        var back = await raiser.UploadAsync(add, new ByteArrayContent(SampleFiles.Jpeg(Secret)), $"{Secret}.jpg", new { Description = "The notice on the door." });
        back.Path.ShouldEndWith("/evidence", customMessage: string.Join(" ", back.Errors));
        back.Value("What there is").ShouldBe("A note at home.");
        back.Text.ShouldContain("The notice on the door.");
        back.Text.ShouldContain($"{Secret}.jpg, Photograph (JPEG), 2 KB");

        var check = await raiser.GetAsync($"/concerns/new/{draft}/check");
        check.Facts["Evidence"].ShouldBe($"A note at home. The notice on the door. (with a file: {Secret}.jpg)");
        var sent = await SendAsync(raiser, draft);
        var reference = ReferenceOf(sent);
        var own = await raiser.GetAsync($"/concerns/{reference}");
        own.Text.ShouldContain("The notice on the door.");
        var page = await raiser.ClickAsync(own, "Photograph (JPEG), 2 KB");
        page.Status.ShouldBe(HttpStatusCode.OK);

        var officer = await app.SignInAsync(Officer);
        var record = await officer.GetAsync($"/casework/{reference}");
        record.Source.ShouldNotContain(Secret);
        var file = await officer.ClickAsync(record, "Photograph (JPEG), 2 KB");
        file.Title.ShouldStartWith($"Evidence, {reference}");
        file.Facts["What it shows or says"].ShouldBe("The notice on the door.");
        file.Source.ShouldNotContain(Secret);
        file.Document.QuerySelector("img.ct-evidence")!.GetAttribute("alt").ShouldBe("The notice on the door.");
        (await app.ReadCaseAsync(reference)).Events.Select(e => e.Verb).ShouldBe(["submit", "add-evidence", "add-evidence"]);
        (await app.ReadAsync(db => db.EvidenceFiles.AsNoTracking().SingleAsync(f => f.ConcernId == db.Cases.Single(c => c.Reference == CaseReference.Stored(reference)).ConcernId))).Description.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    [Asvs("3.2.1", "5.4.1", "5.4.2", "14.2.8")]
    public async Task What_is_handed_out_is_a_copy_that_nothing_renders_under_a_name_that_says_nothing()
    {
        var (reference, id) = await GivenFileAsync(SampleFiles.Jpeg(Secret), $"{Secret}.jpg");
        var officer = await app.SignInAsync(Officer);
        using var saved = await officer.RawAsync(new(HttpMethod.Get, new Uri($"/casework/{reference}/files/{id}/download", UriKind.Relative)));
        var bytes = await saved.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        saved.StatusCode.ShouldBe(HttpStatusCode.OK);
        saved.Content.Headers.ContentType!.MediaType.ShouldBe("application/octet-stream");
        saved.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        saved.Content.Headers.ContentDisposition.FileNameStar.ShouldBe($"{reference}-evidence-{id.ToString("N")[..6]}.jpg");
        string Header(string name) => string.Join(", ", saved.Headers.GetValues(name));
        Header("X-Content-Type-Options").ShouldBe("nosniff");
        Header("Content-Security-Policy").ShouldContain("sandbox");
        Header("Cross-Origin-Resource-Policy").ShouldBe("same-origin");
        Header("Cache-Control").ShouldBe("no-store");
        bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Secret)).ShouldBe(-1);

        using var shown = await officer.RawAsync(new(HttpMethod.Get, new Uri($"/casework/{reference}/files/{id}/preview", UriKind.Relative)));
        (shown.Content.Headers.ContentType!.MediaType, shown.Content.Headers.ContentDisposition).ShouldBe(("image/jpeg", null));
        string.Join("", shown.Headers.GetValues("Content-Security-Policy")).ShouldContain("sandbox");
        (await shown.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBe(bytes);
        // The page around it keeps its own policy.
        (await officer.GetAsync($"/casework/{reference}/files/{id}")).Headers["Content-Security-Policy"].ShouldNotContain("sandbox");
    }

    [Theory]
    [InlineData("a PDF", "letter.pdf")]
    [InlineData("a page named as text", "note.txt")]
    [Asvs("3.2.1")]
    public async Task Nothing_but_a_cleaned_picture_is_ever_shown(string what, string name)
    {
        var (reference, id) = await GivenFileAsync(name == "letter.pdf" ? SampleFiles.Pdf() : SampleFiles.Text("Hello <b onmouseover=alert(1)>you</b>"), name);
        var officer = await app.SignInAsync(Officer);
        var page = await officer.GetAsync($"/casework/{reference}/files/{id}");
        page.Text.ShouldContain("Look before you open it.", customMessage: what);
        page.Document.QuerySelector("img.ct-evidence").ShouldBeNull();
        (await officer.StatusAsync($"/casework/{reference}/files/{id}/preview")).ShouldBe(HttpStatusCode.NotFound);
        (await officer.StatusAsync($"/casework/{reference}/files/{id}/original")).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("drawing.svg", "<svg onload='alert(1)'/>", "The selected file must be a JPEG or PNG picture")]
    [InlineData("", null, "The selected file is empty")]
    [InlineData("page.txt", "<html>", "The selected file must be a JPEG")]
    [InlineData("letter.pdf", "a letter", "is named .pdf, and its content is another kind (Plain text)")]
    [Asvs("5.2.2")]
    public async Task A_refused_file_is_said_beside_its_field_and_what_was_typed_stays(string name, string? content, string why)
    {
        var given = await app.GivenCaseAsync(Route.R2, Stage.Triage);
        var raiser = await app.SignInAsync(given.Raiser);
        var before = Files();
        var page = await raiser.UploadAsync($"/concerns/{given}/add-evidence", Encoding.UTF8.GetBytes(content ?? ""), name.Length == 0 ? "note.txt" : name, new { Note = "What I typed for a long time." });
        page.FieldErrors.ShouldHaveSingleItem().ShouldContain(why);
        page.Text.ShouldContain("Nothing you typed has been lost.");
        page.Value("Note").ShouldBe("What I typed for a long time.");
        Files().ShouldBe(before);
        (await app.ReadCaseAsync(given.Reference)).Events.Count(e => e.Verb == "add-evidence").ShouldBe(0);
    }

    [Fact]
    public async Task Whoever_forgot_to_say_what_it_is_chooses_the_file_again()
    {
        var given = await app.GivenCaseAsync(Route.R2, Stage.Triage);
        var raiser = await app.SignInAsync(given.Raiser);
        var page = await raiser.UploadAsync($"/concerns/{given}/add-evidence", SampleFiles.Pdf(), "letter.pdf");
        page.FieldErrors.ShouldBe(["Enter what the evidence is or says.", "Select the file again"]);
    }

    [Fact]
    [Asvs("5.2.1")]
    public async Task A_file_of_one_byte_too_much_is_refused_and_of_none_too_much_is_taken()
    {
        var given = await app.GivenCaseAsync(Route.R2, Stage.Triage);
        var raiser = await app.SignInAsync(given.Raiser);
        var most = Encoding.ASCII.GetBytes(new string('a', 25 * 1024 * 1024));
        (await raiser.UploadAsync($"/concerns/{given}/add-evidence", [.. most, (byte)'a'], "note.txt", new { Note = "Long." })).FieldErrors.ShouldBe(["The selected file must be 25 MB or smaller"]);
        (await raiser.UploadAsync($"/concerns/{given}/add-evidence", most, "note.txt", new { Note = "Long." })).Banner.ShouldBe("Your evidence was added");
    }

    [Theory]
    [InlineData(GrantKind.Subject)]
    [InlineData(GrantKind.Mo)]
    [InlineData(GrantKind.Investigator)]
    public async Task Those_who_deal_with_a_complaint_and_the_member_add_files_of_their_own(GrantKind kind)
    {
        var given = await app.GivenCaseAsync(Route.R3, Stage.Investigation, then: ["appoint-investigator"]);
        var browser = await app.SignInAsync(await app.HolderOfAsync(given.Reference, kind));
        var page = await browser.UploadAsync($"/casework/{given}/add-evidence", SampleFiles.Word(Secret), "note.docx",
            kind == GrantKind.Investigator ? (object)new { Note = "Minutes.", Kind = "document", Origin = "The clerk to the committee, on 9 March" } : new { Note = "Minutes." });
        page.Banner.ShouldBe("Evidence added");
        page.Links.ShouldContain(l => l.Text.StartsWith("Word document", StringComparison.Ordinal));
        var href = page.Links.First(l => l.Text.StartsWith("Word document", StringComparison.Ordinal)).Href;
        (await browser.StatusAsync(href + "/download")).ShouldBe(HttpStatusCode.OK);

        // The other side and strangers cannot tell it from a file that does not exist.
        var unknown = await (await app.SignInAsync(given.Raiser)).GetAsync($"/concerns/{given}/files/{Guid.NewGuid()}");
        unknown.Status.ShouldBe(HttpStatusCode.NotFound);
        foreach (var (email, area) in new[] { (given.Raiser, "concerns"), (given.Raiser, "casework"), ("joanna.pell@wealdmere.example", "casework"), ("dev.chaudhry@wealdmere.example", "casework") })
            foreach (var part in new[] { "", "/download", "/preview", "/original" })
            {
                var refused = await (await app.SignInAsync(email)).GetAsync(href.Replace("casework", area, StringComparison.Ordinal) + part);
                (refused.Status, refused.H1).ShouldBe((HttpStatusCode.NotFound, unknown.H1), $"{email} {area}{part}");
            }
        if (kind != GrantKind.Subject) (await (await app.SignInAsync(given.Subject)).StatusAsync(href)).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    [Asvs("14.2.8")]
    public async Task A_confidential_name_in_a_file_reaches_nobody_who_may_not_know_it()
    {
        var given = await app.GivenCaseAsync(Route.R1, Stage.BeingHandled, confidentiality: "confidential");
        await StepAsync(given.Reference, Verbs.GiveConsent, Actor.Raiser, ("consent_kind", "share-narrative"), ("consent_to", await app.PartyAsync(await app.HolderOfAsync(given.Reference, GrantKind.Handler))));
        var raiser = await app.SignInAsync(given.Raiser);
        foreach (var (content, name) in new[] { (SampleFiles.Word(Secret), $"{Secret}.docx"), (SampleFiles.Jpeg(Secret), $"{Secret}.jpg"), (SampleFiles.Pdf(Secret), $"{Secret}.pdf") })
            (await raiser.UploadAsync($"/concerns/{given}/add-evidence", content, name, new { Note = $"A paper, {FileEnding(name)}." })).Banner.ShouldBe("Your evidence was added");
        await ShouldNotReachAsync(given.Reference, await app.HolderOfAsync(given.Reference, GrantKind.Handler));
    }

    [Fact]
    [Asvs("14.2.8")]
    public async Task Nor_the_member_to_whom_it_is_disclosed()
    {
        var given = await app.GivenCaseAsync(Route.R3, Stage.Confidentiality, then: ["decide-confidentiality:agreed", "apply-filter"]);
        var raiser = await app.SignInAsync(given.Raiser);
        foreach (var (content, name) in new[] { (SampleFiles.Word(Secret), $"{Secret}.docx"), (SampleFiles.Png(Secret), $"{Secret}.png"), (SampleFiles.Pdf(Secret), $"{Secret}.pdf") })
            (await raiser.UploadAsync($"/concerns/{given}/add-evidence", content, name, new { Note = $"A paper, {FileEnding(name)}." })).Banner.ShouldBe("Your evidence was added");
        var papers = (await app.ReadCaseAsync(given.Reference)).Events.Where(e => e.Verb == "add-evidence").Select(e => ("papers", $"{e.Number}")).ToArray();
        await StepAsync(given.Reference, Verbs.Disclose, Actor.Mo, [("allegations.1.text", "It is alleged that you shouted at an officer before everybody who was in the chamber."), ("allegations.1.heading", "respect"), ("neutral", "yes"), .. papers]);
        await ShouldNotReachAsync(given.Reference, given.Subject);
    }

    [Fact]
    public async Task The_original_is_the_Monitoring_Officers_with_a_reason_and_fresh_proof()
    {
        var (reference, id) = await GivenFileAsync(SampleFiles.Jpeg(Secret), $"{Secret}.jpg");
        var officer = await app.SignInAsync(Officer);
        app.Clock.Advance(StepUpAttribute.ValidFor);
        (await officer.GetAsync($"/casework/{reference}/files/{id}/original")).Path.ShouldStartWith("/account/confirm");
        officer = await app.SignInAsync(Officer);
        var page = await officer.GetAsync($"/casework/{reference}/files/{id}/original");
        page.Text.ShouldContain($"{Secret}.jpg");
        (await officer.SubmitAsync(page, new { Reason = "" })).FieldErrors.ShouldBe(["Enter why you need the original"]);
        var opened = await officer.SubmitAsync(page, new { Reason = "The date of the picture is disputed." });
        opened.Headers["Content-Type"].ShouldBe("application/octet-stream");
        opened.Headers["Content-Disposition"].ShouldContain($"{reference}-original-");
        opened.Source.ShouldContain(Secret);
        (await officer.GetAsync($"/casework/{reference}")).Text.ShouldContain("The date of the picture is disputed.");
        (await app.ReadAsync(db => db.CaseViews.Where(v => v.What == "original").CountAsync())).ShouldBeGreaterThan(0);

        // Whoever else reads the paper has the copy alone.
        var raiser = await app.SignInAsync(Pell);
        (await raiser.StatusAsync($"/concerns/{reference}/files/{id}/original")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Every_opening_is_written_down_before_the_bytes_leave()
    {
        var (reference, id) = await GivenFileAsync(SampleFiles.Pdf(), "letter.pdf");
        var officer = await app.SignInAsync(Officer);
        async Task<int> ViewsAsync() => await app.ReadAsync(db => db.CaseViews.CountAsync(v => v.What == "evidence"));
        var before = await ViewsAsync();
        (await officer.StatusAsync($"/casework/{reference}/files/{id}/download")).ShouldBe(HttpStatusCode.OK);
        (await ViewsAsync()).ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_chunk_that_was_changed_moved_or_cut_off_opens_nowhere()
    {
        var words = string.Concat(Enumerable.Range(0, 40_000).Select(i => $"{i} "));
        var (reference, id) = await GivenFileAsync(SampleFiles.Text(words), "note.txt");
        var (other, otherId) = await GivenFileAsync(SampleFiles.Text(words), "note.txt");
        var officer = await app.SignInAsync(Officer);
        var path = Path.Combine(Store.Folder, $"{id:N}.original");
        var whole = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        const int Box = (64 * 1024) + 28;
        whole.Length.ShouldBeGreaterThan(3 * Box);
        async Task<HttpStatusCode> OpenAsync(byte[] bytes)
        {
            await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
            return await officer.StatusAsync($"/casework/{reference}/files/{id}/download");
        }
        (await OpenAsync(whole)).ShouldBe(HttpStatusCode.OK);
        byte[] edited = [.. whole];
        edited[Box + 500] ^= 1;
        (await OpenAsync(edited)).ShouldBe(HttpStatusCode.InternalServerError);
        (await OpenAsync([.. whole[Box..(2 * Box)], .. whole[..Box], .. whole[(2 * Box)..]])).ShouldBe(HttpStatusCode.InternalServerError);
        (await OpenAsync(whole[..(2 * Box)])).ShouldBe(HttpStatusCode.InternalServerError);
        (await OpenAsync(whole[..^5])).ShouldBe(HttpStatusCode.InternalServerError);
        (await OpenAsync([.. whole, .. whole[^40..]])).ShouldBe(HttpStatusCode.InternalServerError);
        (await OpenAsync(await File.ReadAllBytesAsync(Path.Combine(Store.Folder, $"{otherId:N}.original"), TestContext.Current.CancellationToken))).ShouldBe(HttpStatusCode.InternalServerError);
        (await OpenAsync([])).ShouldBe(HttpStatusCode.InternalServerError);
        (await OpenAsync(whole)).ShouldBe(HttpStatusCode.OK);
        other.ShouldNotBe(reference);
    }

    [Fact]
    public async Task A_form_from_elsewhere_or_of_an_ended_session_takes_no_file_and_keeps_what_was_typed()
    {
        var given = await app.GivenCaseAsync(Route.R2, Stage.Triage);
        var raiser = await app.SignInAsync(given.Raiser);
        var page = await raiser.GetAsync($"/concerns/{given}/add-evidence");
        var before = Files();
        var nobody = app.Browse();
        var ended = await nobody.UploadAsync(page, new ByteArrayContent(SampleFiles.Pdf()), "letter.pdf", new { Note = "What I typed for a long time." });
        ended.Status.ShouldBe(HttpStatusCode.Unauthorized);
        ended.Source.ShouldContain("What I typed for a long time.");
        page.Document.QuerySelector("form[enctype] input[name=__RequestVerificationToken]")!.SetAttribute("value", "wrong");
        var old = await raiser.UploadAsync(page, new ByteArrayContent(SampleFiles.Pdf()), "letter.pdf", new { Note = "What I typed." });
        old.H1.ShouldBe("Check what you typed and send it again");
        Files().ShouldBe(before);
        (await raiser.SubmitAsync(old)).Banner.ShouldBe("Your evidence was added");
        Files().ShouldBe(before);
    }

    [Fact]
    public async Task A_file_taken_away_and_a_discarded_draft_leave_no_file_no_row_and_no_key()
    {
        var raiser = await app.SignInAsync("ruth.okafor@wealdmere.example");
        var (draft, _) = await DraftAsync(raiser);
        for (var i = 0; i < 2; i++) await raiser.UploadAsync($"/concerns/new/{draft}/file", SampleFiles.Png(), "screen.png", new { Description = $"Picture {i}" });
        var ids = await app.ReadAsync(db => db.EvidenceFiles.Where(f => f.DraftId == draft).OrderBy(f => f.Number).Select(f => f.Id).ToListAsync());
        ids.Count.ShouldBe(2);
        var page = await raiser.GetAsync($"/concerns/new/{draft}/evidence");
        page = await raiser.SubmitAsync(page, null, "Remove screen.png");
        page.Text.ShouldNotContain("Picture 0");
        page.Text.ShouldContain("Picture 1");
        await SweepAsync();
        await ShouldBeGoneAsync(ids[0]);
        File.Exists(Path.Combine(Store.Folder, $"{ids[1]:N}.view")).ShouldBeTrue();

        await raiser.SubmitAsync($"/concerns/new/{draft}/delete");
        await SweepAsync();
        await ShouldBeGoneAsync(ids[1]);
    }

    [Fact]
    public async Task Somebody_elses_draft_takes_no_file()
    {
        var (draft, _) = await DraftAsync(await app.SignInAsync(Pell));
        var other = await app.SignInAsync("ruth.okafor@wealdmere.example");
        (await other.StatusAsync($"/concerns/new/{draft}/file")).ShouldBe(HttpStatusCode.NotFound);
        var (own, _) = await DraftAsync(other);
        var page = await other.GetAsync($"/concerns/new/{own}/file");
        var before = Files();
        using var parts = new MultipartFormDataContent { { new StringContent(page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), KeptPost.Token }, { new StringContent("x"), "Form.Description" } };
        parts.Add(new ByteArrayContent(SampleFiles.Pdf()), "Form.File", "a.pdf");
        using var answer = await other.RawAsync(new(HttpMethod.Post, new Uri($"/concerns/new/{draft}/file", UriKind.Relative)) { Content = parts });
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        Files().ShouldBe(before);
    }

    [Fact]
    public async Task What_nobody_finished_is_swept_away_after_a_day_and_what_has_a_key_stays()
    {
        var (_, id) = await GivenFileAsync(SampleFiles.Pdf(), "letter.pdf");
        var (unfinished, unknown, kept) = (Path.Combine(Store.Folder, "x.original.part"), Path.Combine(Store.Folder, $"{Guid.NewGuid():N}.original"), Path.Combine(Store.Folder, $"{id:N}.original"));
        foreach (var path in new[] { unfinished, unknown })
        {
            await File.WriteAllBytesAsync(path, [1], TestContext.Current.CancellationToken);
            File.SetLastWriteTimeUtc(path, app.Clock.GetUtcNow().UtcDateTime.AddHours(-23));
        }
        File.SetLastWriteTimeUtc(kept, app.Clock.GetUtcNow().UtcDateTime.AddDays(-9));
        await SweepAsync();
        File.Exists(unfinished).ShouldBeTrue();
        foreach (var path in new[] { unfinished, unknown }) File.SetLastWriteTimeUtc(path, app.Clock.GetUtcNow().UtcDateTime.AddHours(-25));
        await SweepAsync();
        (File.Exists(unfinished), File.Exists(unknown), File.Exists(kept)).ShouldBe((false, false, true));
    }

    [Fact]
    [Asvs("5.2.4")]
    public async Task A_draft_takes_no_more_than_twenty_things()
    {
        var raiser = await app.SignInAsync("leah.byrne@wealdmere.example");
        var (draft, _) = await DraftAsync(raiser);
        Page page = null!;
        for (var i = 0; i < 21; i++) page = await raiser.UploadAsync($"/concerns/new/{draft}/file", SampleFiles.Text(), "note.txt", new { Description = $"Note {i}" });
        page.FieldErrors.ShouldBe(["Describe 20 things or fewer, files among them. More can be added once this is sent"]);
        (await app.ReadAsync(db => db.EvidenceFiles.CountAsync(f => f.DraftId == draft))).ShouldBe(20);
    }

    [Fact]
    public async Task A_case_that_is_over_takes_no_file()
    {
        var given = await app.GivenCaseAsync(Route.R2, Stage.Closed);
        var raiser = await app.SignInAsync(given.Raiser);
        (await raiser.GetAsync($"/concerns/{given}/add-evidence")).Document.QuerySelector("input[type=file]").ShouldBeNull();
    }

    // Two of three files open, the one that cannot be cleaned does not, and the name is in nothing that comes.
    private async Task ShouldNotReachAsync(string reference, string email)
    {
        var reader = await app.SignInAsync(email);
        var record = await reader.GetAsync($"/casework/{reference}");
        record.Text.ShouldContain("this kind of file can say who made it");
        record.Links.Count(l => l.Href.Contains("/files/", StringComparison.Ordinal)).ShouldBe(2);
        var all = new StringBuilder(record.Source);
        foreach (var id in await IdsAsync(reference))
        {
            using var answer = await reader.RawAsync(new(HttpMethod.Get, new Uri($"/casework/{reference}/files/{id}/download", UriKind.Relative)));
            all.Append(Encoding.Latin1.GetString(Unpacked(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)))).Append(string.Join(' ', answer.Content.Headers.Concat(answer.Headers).SelectMany(h => h.Value)));
            all.Append((await reader.GetAsync($"/casework/{reference}/files/{id}")).Source);
        }
        all.ToString().ShouldNotContain("Canary");
    }

    private async Task StepAsync(string reference, Verb verb, Actor actor, params (string Code, string Value)[] inputs)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CurrentPerson>().LoadAsync(CancellationToken.None);
        var desk = scope.ServiceProvider.GetRequiredService<CaseDesk>();
        var c = (await desk.FindOtherAsync(reference, CancellationToken.None))!;
        var now = await desk.NowAsync(c, CancellationToken.None);
        var entered = new Inputs(inputs.GroupBy(i => i.Code).Select(g => KeyValuePair.Create(g.Key, g.Select(i => i.Value).ToArray())));
        c.Do(new Step(verb, actor, c.Live(actor.Grant()!.Value, now.Today).Last().Person, entered), now);
        await scope.ServiceProvider.GetRequiredService<CaseDb>().SaveChangesAsync();
    }

    private static string FileEnding(string name) => name.Split('.')[^1];

    private static string ReferenceOf(Page sent) => sent.Links.Select(l => l.Href).First(h => h.EndsWith("/add-evidence", StringComparison.Ordinal)).Split('/')[2];

    private static byte[] Unpacked(byte[] bytes)
    {
        if (!bytes.AsSpan().StartsWith("PK"u8)) return bytes;
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(bytes));
        using var all = new MemoryStream();
        foreach (var entry in zip.Entries)
        {
            using var part = entry.Open();
            part.CopyTo(all);
        }
        return all.ToArray();
    }

    private static async Task<(Guid Draft, Page Evidence)> DraftAsync(Browser browser)
    {
        var page = await browser.SubmitAsync("/concerns/new", new { Protected = "no" });
        var draft = Guid.Parse(page.Path.Split('/')[3]);
        await browser.SubmitAsync(page, new { People = new[] { Told.Stannage } });
        return (draft, await browser.GetAsync($"/concerns/new/{draft}/evidence"));
    }

    // Answers what the draft still lacks, and sends it.
    private static async Task<Page> SendAsync(Browser browser, Guid draft)
    {
        async Task AnswerAsync(string step, object fields) => (await browser.SubmitAsync($"/concerns/new/{draft}/{step}", fields, "Save and continue")).Errors.ShouldBeEmpty(step);
        await AnswerAsync("happened", new { Narrative = Told.Account, Summary = "Belittled in front of a public meeting" });
        await AnswerAsync("when", new { Occurred = new DateOnly(2026, 3, 5), Setting = "Committee or council meeting", Place = "Council chamber" });
        await AnswerAsync("touches", new { Themes = new[] { "Disrespect in a meeting" } });
        await AnswerAsync("put-right", new { Wish = "For it to stop." });
        await AnswerAsync("route", new { Route = "Monitoring Officer advice" });
        await AnswerAsync("name", new { Confidentiality = "named" });
        var sent = await browser.SubmitAsync($"/concerns/new/{draft}/declaration", new Dictionary<string, object> { ["What I have written is true as far as I know"] = true });
        sent.H1.ShouldBe("Your concern has been sent", string.Join(" ", sent.Errors));
        return sent;
    }

    private async Task<(string Reference, Guid Id)> GivenFileAsync(byte[] content, string name)
    {
        var given = await app.GivenCaseAsync(Route.R2, Stage.Triage);
        var raiser = await app.SignInAsync(given.Raiser);
        (await raiser.UploadAsync($"/concerns/{given}/add-evidence", content, name, new { Note = "The notice on the door." })).Banner.ShouldBe("Your evidence was added");
        return (given.Reference, (await IdsAsync(given.Reference)).Single());
    }

    private async Task<List<Guid>> IdsAsync(string reference)
    {
        var concern = (await app.ReadCaseAsync(reference)).ConcernId;
        return await app.ReadAsync(db => db.EvidenceFiles.Where(f => f.ConcernId == concern).Select(f => f.Id).ToListAsync());
    }

    private int Files() => System.IO.Directory.Exists(Store.Folder) ? System.IO.Directory.GetFiles(Store.Folder).Length : 0;

    private async Task SweepAsync()
    {
        await using var scope = app.Services.CreateOperatorScope();
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new SweepFilesCommand(), TestContext.Current.CancellationToken);
    }

    private async Task ShouldBeGoneAsync(Guid id)
    {
        System.IO.Directory.GetFiles(Store.Folder, $"{id:N}*").ShouldBeEmpty();
        (await app.ReadAsync(db => db.EvidenceFiles.AnyAsync(f => f.Id == id))).ShouldBeFalse();
        app.Services.GetRequiredService<KeyStore>().Find(id).ShouldBeNull();
        app.Services.GetRequiredService<CaseKeys>().ForReading(id, KeyKind.Matter).ShouldBeNull();
    }
}
