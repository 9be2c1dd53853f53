using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using CaseTracker.Data;
using CaseTracker.Data.Audit;
using CaseTracker.Data.Evidence;
using CaseTracker.Domain.Evidence;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Domain.SubjectAccess;
using CaseTracker.Web.Features.DueDates;
using CaseTracker.Web.Features.Retention.ForgetRequests;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.Tests.Support;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Tests.Features.SubjectAccess;

/// <summary>Somebody asks for what the council has about them: what is found, who decides, what goes out, and what never does.</summary>
public sealed class SubjectAccessTests : IAsyncLifetime
{
    private const string Principal = "priya.ranas@wealdmere.example", Deputy = "tom.ashdown@wealdmere.example", Administrator = "dev.chaudhry@wealdmere.example", Stannage = "cllr.derek.stannage@wealdmere.example", Pell = "joanna.pell@wealdmere.example", Voss = "cllr.graham.voss@wealdmere.example";
    private const string Requests = "/casework/subject-access", Canary = "quillfeather";

    private readonly App _app = new();

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task The_answer_holds_what_was_given_and_nothing_of_whoever_complained_in_confidence()
    {
        var given = await _app.GivenCaseAsync(Route.R2, Stage.Advice, confidentiality: "confidential", inputs: Told($"He called me a {Canary}. My manager Colin Farraday heard it. I am Joanna Pell."));
        var officer = await _app.SignInAsync(Principal);
        var page = await RegisterAsync(officer, Stannage);
        page.Banner.ShouldBe("The request is registered, and everything was searched");
        page.Text.ShouldContain($"Concern {given.Reference}");
        // A list names kinds and days, and no word of what was found.
        page.Source.ShouldNotContain(Canary);
        var request = page.Path;

        // Nothing is handed out while anything is undecided.
        var early = await officer.SubmitAsync($"{request}/answer", button: "Answer the request");
        early.Errors.Single().ShouldStartWith("Decide about ");
        (await CountAsync(db => db.SubjectAccessAnswers.CountAsync())).ShouldBe(0);

        // Her name goes out in no way: not as it stands, and not in what is left of it.
        var account = await ItemAsync(officer, request, ItemKinds.Account);
        account.Text.ShouldContain("whose name they must not learn");
        account.Text.ShouldContain("They have not been told of this");
        (await officer.SubmitAsync(account, new { Decision = "Give" }, "Record the decision")).Errors.Single().ShouldStartWith("Take out the name of whoever raised it");
        var part = account.Value("Form.Part")!;
        part.ShouldContain(Redaction.Mark);
        part.ShouldNotContain("Pell");
        (await officer.SubmitAsync(account, new { Decision = "GiveInPart", Exemption = "source", Why = "She asked for confidence.", Part = part.Replace("He called", "He never called", StringComparison.Ordinal) }, "Record the decision")).Errors.Single().ShouldStartWith("Leave the other words as they are");
        (await officer.SubmitAsync(account, new { Decision = "HoldBack", Exemption = "source", Why = "She asked for confidence, and the words would tell who she is.", Unmentioned = false }, "Record the decision")).Banner.ShouldStartWith("It is decided.");
        page = await officer.GetAsync(request);
        await officer.SubmitAsync(page, button: page.Buttons.Single(b => b.EndsWith(" of theirs alone", StringComparison.Ordinal)));
        await DecideRestAsync(officer, request, "HoldBack", "functions");

        // A letter that names her is refused as well.
        var form = await officer.GetAsync($"{request}/answer");
        (await officer.SubmitAsync(form, new { Letter = form.Value("Letter") + "\n\nMs Pell sends her regards." }, "Answer the request")).Errors.Single().ShouldStartWith("Take out the name of whoever raised it");
        var answered = await officer.SubmitAsync(await officer.GetAsync($"{request}/answer"), button: "Answer the request");
        answered.Banner.ShouldStartWith("It is answered.");
        var words = await DownloadAsync(officer, answered.Path);
        words.ShouldContain("Cllr Derek Stannage");
        words.ShouldContain("It would show who gave information in confidence");
        words.ShouldContain("Information Commissioner");
        foreach (var never in new[] { Canary, "Pell", "Joanna", "Farraday", "clueless" }) words.ShouldNotContain(never);

        // Each opening is in the log of the case, and the audit still holds.
        var c = await _app.ReadCaseAsync(given.Reference);
        (await CountAsync(db => db.CaseViews.CountAsync(v => v.CaseId == c.Id && v.What == "subject-access"))).ShouldBeGreaterThan(2);
        (await CountAsync(db => db.AuditEntries.CountAsync(e => e.Kind == AuditEntry.Change && e.What == "AnswerCommand"))).ShouldBe(1);
        (await _app.RunAsync("audit", "verify")).ExitCode.ShouldBe(0);
        (await officer.GetAsync($"{request}/items/{await IdAsync(ItemKinds.Account)}")).Text.ShouldContain("This is closed: it was held back.");
    }

    [Fact]
    public async Task Whoever_raised_something_gets_their_own_words_and_files()
    {
        var given = await _app.GivenCaseAsync(Route.R2, Stage.FollowUp, inputs: Told($"I was told in front of everybody that I was a {Canary}."));
        var file = await GivenFileAsync(given.Reference);
        var officer = await _app.SignInAsync(Principal);
        var request = (await RegisterAsync(officer, Pell)).Path;
        var page = await officer.GetAsync(request);
        var give = page.Buttons.Single(b => b.EndsWith(" of theirs alone", StringComparison.Ordinal));
        (await officer.SubmitAsync(page, button: give)).Banner.ShouldEndWith("decided");
        // What the Monitoring Officer wrote for themself was not among it.
        (await CountAsync(db => db.SubjectAccessItems.CountAsync(i => i.Decision == AccessDecision.Give && !i.IsTheirs))).ShouldBe(0);
        await DecideRestAsync(officer, request, "Give", null);
        var answered = await officer.SubmitAsync(await officer.GetAsync($"{request}/answer"), button: "Answer the request");
        var words = await DownloadAsync(officer, answered.Path);
        words.ShouldContain(Canary);
        words.ShouldContain("This is what I advise.");
        words.ShouldContain(Pell);
        answered.Text.ShouldContain("Files to enclose");
        var enclosed = answered.Links.Single(l => l.Text.Contains("-evidence-", StringComparison.Ordinal));
        using var bytes = await officer.RawAsync(new(HttpMethod.Get, enclosed.Href));
        (await bytes.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("What was said.");
        bytes.Content.Headers.ContentType!.MediaType.ShouldBe("application/octet-stream");
        file.ShouldNotBe(Guid.Empty);
    }

    [Fact]
    public async Task A_case_in_which_somebody_has_a_conflict_does_not_exist_for_them_and_the_deputy_answers_for_it()
    {
        var principal = await _app.PartyAsync(Principal);
        var hidden = await _app.GivenCaseAsync(Route.R3, Stage.Filter, inputs: new Dictionary<string, string[]> { ["keep_out"] = [principal], ["keep_out_reason.1"] = ["They advised on it."], ["narrative"] = [$"A telephone call, in which I was called a {Canary}, and told to change my advice."] });
        var open = await _app.GivenCaseAsync(Route.R2, Stage.Advice, subject: Voss);
        var officer = await _app.SignInAsync(Principal);
        var request = (await RegisterAsync(officer, Voss)).Path;
        var page = await officer.GetAsync(request);
        page.Text.ShouldContain(open.Reference);
        page.Text.ShouldNotContain(hidden.Reference);
        var c = await _app.ReadCaseAsync(hidden.Reference);
        var of = await _app.ReadAsync(db => db.SubjectAccessItems.Where(i => i.CaseId == c.Id).Select(i => i.Id).ToListAsync());
        of.ShouldNotBeEmpty();
        (await officer.GetAsync($"{request}/items/{of[0]}")).Status.ShouldBe(HttpStatusCode.NotFound);
        // Not with a form of their own making either.
        var token = page.Value("__RequestVerificationToken")!;
        (await officer.PostAsync($"{request}/items/{of[0]}", ("__RequestVerificationToken", token), ("Form.Decision", "Give"))).Status.ShouldBe(HttpStatusCode.NotFound);

        await DecideRestAsync(officer, request, "HoldBack", "third-party");
        var answered = await officer.SubmitAsync(await officer.GetAsync($"{request}/answer"), button: "Answer the request");
        var first = answered.Path;
        (await officer.GetAsync("/casework")).Text.ShouldNotContain("to answer. Find");
        // For the principal it is over, and says nothing of more.
        page = await officer.GetAsync(request);
        (page.Text.Contains("to decide", StringComparison.Ordinal), page.Text.Contains(hidden.Reference, StringComparison.Ordinal)).ShouldBe((false, false));
        (await officer.GetAsync(Requests)).Rows.Single()[3].ShouldStartWith("Answered");

        var deputy = await _app.SignInAsync(Deputy);
        (await deputy.GetAsync(Requests)).Rows.Single()[3].ShouldStartWith("Due");
        (await deputy.GetAsync("/casework")).Text.ShouldContain("1 request to answer. Find, decide and answer Due in");
        page = await deputy.GetAsync(request);
        page.Text.ShouldContain(hidden.Reference);
        await DecideRestAsync(deputy, request, "HoldBack", "functions");
        answered = await deputy.SubmitAsync(await deputy.GetAsync($"{request}/answer"), button: "Answer the request");
        answered.Banner.ShouldStartWith("It is answered.");
        (await deputy.GetAsync(Requests)).Rows.Single()[3].ShouldStartWith("Answered");
        (await officer.GetAsync(answered.Path)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await officer.GetAsync($"{answered.Path}/answer.docx")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await officer.GetAsync(first)).Status.ShouldBe(HttpStatusCode.OK);
        (await DownloadAsync(officer, first)).ShouldNotContain(Canary);
    }

    [Fact]
    public async Task What_most_may_see_is_answered_apart_from_what_only_some_may()
    {
        var principal = await _app.PartyAsync(Principal);
        var hidden = await _app.GivenCaseAsync(Route.R3, Stage.Filter, inputs: new Dictionary<string, string[]> { ["keep_out"] = [principal], ["keep_out_reason.1"] = ["They advised on it."] });
        var deputy = await _app.SignInAsync(Deputy);
        var request = (await RegisterAsync(deputy, Voss)).Path;
        await DecideRestAsync(deputy, request, "HoldBack", "functions");
        var first = await deputy.SubmitAsync(await deputy.GetAsync($"{request}/answer"), button: "Answer the request");
        var second = await deputy.SubmitAsync(await deputy.GetAsync($"{request}/answer"), button: "Answer the request");
        // The principal reads the one that holds nothing of the hidden case, whoever gave it, and is shown no other.
        var officer = await _app.SignInAsync(Principal);
        var page = await officer.GetAsync(request);
        page.Links.Where(l => l.Text.StartsWith("Answer of", StringComparison.Ordinal)).Select(l => l.Href).ShouldBe([first.Path]);
        (await officer.GetAsync(first.Path)).Status.ShouldBe(HttpStatusCode.OK);
        (await officer.GetAsync(second.Path)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await DownloadAsync(officer, first.Path)).ShouldNotContain(hidden.Reference);
    }

    [Fact]
    public async Task Nobody_else_finds_a_request_and_nobody_decides_about_themself()
    {
        await _app.GivenCaseAsync(Route.R2, Stage.Advice);
        var request = (await RegisterAsync(await _app.SignInAsync(Deputy), Principal)).Path;
        foreach (var email in new[] { Administrator, Stannage, Pell, "colin.farraday@wealdmere.example", "helen.maddock@independent.wealdmere.example" })
        {
            var other = await _app.SignInAsync(email);
            foreach (var path in new[] { Requests, $"{Requests}/new", request, $"{request}/answer", $"{request}/time/extend" }) (await other.GetAsync(path)).Status.ShouldBe(HttpStatusCode.NotFound, $"{path} as {email}");
        }
        // The principal is whom it is about: to them it is not there.
        var principal = await _app.SignInAsync(Principal);
        (await principal.GetAsync(Requests)).Rows.ShouldBeEmpty();
        (await principal.GetAsync(request)).Status.ShouldBe(HttpStatusCode.NotFound);
        var page = await principal.GetAsync($"{Requests}/new");
        (await principal.PostAsync($"{Requests}/new", ("__RequestVerificationToken", page.Value("__RequestVerificationToken")!), ("Form.Asks", "person"), ("Form.Person", await _app.PartyAsync(Principal)), ("Form.Scope", "All"), ("Form.Known", "known"), ("Form.How", "It is me"),
            ("Form.ReceivedOn.Day", "1"), ("Form.ReceivedOn.Month", "9"), ("Form.ReceivedOn.Year", "2025"))).Errors.ShouldBe(["Leave your own request to somebody else: nobody decides what is given to themself."]);
    }

    [Fact]
    public async Task Somebody_who_is_not_among_the_council_s_people_is_found_by_name_and_is_kept_sealed()
    {
        await _app.GivenCaseAsync(Route.R2, Stage.Advice, inputs: Told("In the depot Mr Barnaby Thistlewood saw how he shouted at me, and told him to stop."));
        var unrelated = await _app.GivenCaseAsync(Route.R2, Stage.Advice);
        var officer = await _app.SignInAsync(Principal);
        var page = await officer.GetAsync($"{Requests}/new");
        page = await officer.SubmitAsync(page, new Dictionary<string, object> { ["Asks"] = "name", ["Name"] = "Barnaby Thistlewood", ["ReceivedOn"] = _app.Clock.Today, ["Scope"] = "What is said of me", ["Known"] = "waiting" });
        page.H1.ShouldBe("Barnaby Thistlewood");
        page.Text.ShouldContain("Waits for proof of who asks");
        page.Text.ShouldNotContain(unrelated.Reference);
        page.Title.ShouldNotContain("Thistlewood");
        var request = page.Path;
        // They have not been told of it: that it exists is not said unless somebody decides so.
        var item = await ItemAsync(officer, request, ItemKinds.Account);
        item.Text.ShouldContain("They have not been told of this");
        item.Document.QuerySelector("input[name='Form.Unmentioned']")!.HasAttribute("checked").ShouldBeTrue();
        await DecideRestAsync(officer, request, "HoldBack", "functions", unmentioned: true);
        // Nothing goes to somebody who has not shown who they are.
        (await officer.SubmitAsync(await officer.GetAsync($"{request}/answer"), button: "Answer the request")).Errors.Single().ShouldStartWith("Record who asks first");
        (await officer.SubmitAsync($"{request}/time/identity", new { How = "Showed a driving licence", On = _app.Clock.Today })).Banner.ShouldBe("It is recorded who asks");
        var answered = await officer.SubmitAsync(await officer.GetAsync($"{request}/answer"), button: "Answer the request");
        var words = await DownloadAsync(officer, answered.Path);
        words.ShouldContain("have nothing about you that I can give you");
        words.ShouldNotContain("held back");
        if (_app.Provider == CaseTracker.Data.Databases.DatabaseProvider.Sqlite) Haystack.Found(Haystack.In(Path.GetDirectoryName(new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(_app.Connection).DataSource)!).ToDictionary(), "Thistlewood").ShouldBeEmpty();
    }

    [Fact]
    public async Task Its_time_is_extended_paused_and_reminded_of_and_it_ends()
    {
        _app.Clock.Set(new DateOnly(2025, 9, 1));
        var officer = await _app.SignInAsync(Principal);
        var request = (await RegisterAsync(officer, Stannage)).Path;
        (await officer.GetAsync(request)).Text.ShouldContain("1 October 2025");
        (await officer.SubmitAsync($"{request}/time/extend", new { Choice = "2", How = "", On = _app.Clock.Today })).Errors.ShouldBe(["Enter why the request is complex, or which other requests they made"]);
        (await officer.PostAsync($"{request}/time/extend", ("__RequestVerificationToken", (await officer.GetAsync($"{request}/time/extend")).Value("__RequestVerificationToken")!), ("Form.Choice", "9"), ("Form.How", "Very complex"), ("Form.On.Day", "1"), ("Form.On.Month", "9"), ("Form.On.Year", "2025")))
            .Errors.ShouldBe(["Select one month or two"]);
        (await officer.SubmitAsync($"{request}/time/extend", new { Choice = "2", How = "Four hundred papers are about others too.", On = _app.Clock.Today })).Text.ShouldContain("1 December 2025");
        (await officer.GetAsync($"{request}/time/nonsense")).Status.ShouldBe(HttpStatusCode.NotFound);

        // Reminded five working days before, on the day, and once each time.
        await _app.WriteAsync(db => db.Outbox.ExecuteDeleteAsync());
        _app.Clock.Set(new DateOnly(2025, 11, 21));
        (await SendAsync(new RemindOfRequestsCommand())).ShouldBe(0);
        _app.Clock.Set(new DateOnly(2025, 11, 24));
        (await SendAsync(new RemindOfRequestsCommand())).ShouldBe(2);
        (await SendAsync(new RemindOfRequestsCommand())).ShouldBe(0);
        _app.Clock.Set(new DateOnly(2025, 12, 1));
        (await SendAsync(new RemindOfRequestsCommand())).ShouldBe(2);
        (await CountAsync(db => db.Outbox.CountAsync(m => m.Template == Letters.SubjectAccess && m.Reference == null))).ShouldBe(4);

        officer = await _app.SignInAsync(Principal);
        var page = await officer.SubmitAsync($"{request}/time/end", new { Choice = "withdrawn", How = "They have what they wanted." });
        page.Banner.ShouldBe("The request is ended");
        page.Text.ShouldContain("Kept until 1 December 2027, then deleted.");
        (await SendAsync(new ForgetRequestsCommand())).ShouldBe(0);
        _app.Clock.Set(new DateOnly(2027, 12, 1));
        (await SendAsync(new ForgetRequestsCommand())).ShouldBe(1);
        (await CountAsync(async db => await db.SubjectAccessRequests.CountAsync() + await db.SubjectAccessItems.CountAsync())).ShouldBe(0);
        (await _app.RunAsync("audit", "verify")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Taking_the_answer_away_needs_fresh_proof()
    {
        var officer = await _app.SignInAsync(Principal);
        var request = (await RegisterAsync(officer, Stannage)).Path;
        await DecideRestAsync(officer, request, "Give", null);
        var answered = await officer.SubmitAsync(await officer.GetAsync($"{request}/answer"), button: "Answer the request");
        _app.Clock.Advance(StepUpAttribute.ValidFor);
        (await officer.GetAsync($"{answered.Path}/answer.docx")).Path.ShouldStartWith("/account/confirm");
        (await officer.GetAsync($"{answered.Path}/{Guid.NewGuid()}")).Path.ShouldStartWith("/account/confirm");
    }

    [Fact]
    public async Task What_a_deleted_case_said_is_gone_from_requests_and_no_case_is_deleted_while_somebody_waits_for_it()
    {
        var given = await _app.GivenCaseAsync(Route.R2, Stage.Closed);
        var officer = await _app.SignInAsync(Principal);
        await RegisterAsync(officer, Pell);
        var c = await _app.ReadCaseAsync(given.Reference);
        _app.Clock.Set(_app.Clock.Today.AddYears(4));
        officer = await _app.SignInAsync(Principal);
        (await officer.GetAsync("/casework/retention")).Rows.ShouldBeEmpty();
        await _app.WriteAsync(async db => await db.AddAsync(SubjectAccessAnswer.Keep(await db.SubjectAccessRequests.Select(r => r.Id).SingleAsync(), 0, "Dear Sir or Madam", c.Raiser!.Value, _app.Clock.Now, _app.Services.GetRequiredService<ISeam>())));
        await _app.WriteAsync(async db => (await db.SubjectAccessItems.ToListAsync()).ForEach(i =>
        {
            i.Decide(AccessDecision.HoldBack, "functions", "It would do harm.", null, unmentioned: false, [], c.Raiser!.Value, _app.Clock.Now, _app.Services.GetRequiredService<ISeam>());
            i.GoWith(Guid.NewGuid());
        }));
        (await officer.GetAsync("/casework/retention")).Rows.Count.ShouldBe(1);
        await _app.WriteAsync(async db =>
        {
            var eraser = new CaseTracker.Data.Retention.CaseEraser(db);
            await eraser.EraseAsync(await eraser.LoadAsync(c.ConcernId, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        });
        (await CountAsync(db => db.SubjectAccessItems.CountAsync(i => i.CaseId != null))).ShouldBe(0);
        (await CountAsync(db => db.SubjectAccessItems.CountAsync())).ShouldBeGreaterThan(0);
    }

    private static Dictionary<string, string[]> Told(string narrative) => new() { ["narrative"] = [narrative], ["summary"] = ["Put down at work"] };

    private async Task<Page> RegisterAsync(Browser officer, string email) => await officer.SubmitAsync(await officer.GetAsync($"{Requests}/new"), new Dictionary<string, object>
    {
        ["Asks"] = "person",
        ["Person"] = await _app.PartyAsync(email),
        ["ReceivedOn"] = _app.Clock.Today,
        ["Scope"] = "Everything that you have about me",
        ["Known"] = "known",
        ["How"] = "They asked in person",
    });

    private async Task<Guid> IdAsync(string kind) => await _app.ReadAsync(db => db.SubjectAccessItems.Where(i => i.Kind == kind).Select(i => i.Id).FirstAsync());

    private async Task<Page> ItemAsync(Browser officer, string request, string kind) => await officer.GetAsync($"{request}/items/{await IdAsync(kind)}");

    // Through the pages, one after another, as an officer does.
    private static async Task DecideRestAsync(Browser officer, string request, string decision, string? exemption, bool unmentioned = false)
    {
        for (var i = 0; i < 80; i++)
        {
            var page = await officer.GetAsync(request);
            var next = page.Document.QuerySelectorAll(".ct-items li").FirstOrDefault(li => li.TextContent.Contains("Not decided", StringComparison.Ordinal))?.QuerySelector("a")!.GetAttribute("href");
            if (next is null) return;
            var fields = new Dictionary<string, object> { ["Decision"] = decision };
            if (exemption is not null) (fields["Exemption"], fields["Why"]) = (exemption, "This was looked at by itself.");
            if (unmentioned) fields["Unmentioned"] = true;
            var after = await officer.SubmitAsync(await officer.GetAsync(next), fields, "Record the decision");
            after.Errors.ShouldBeEmpty(next);
        }
        throw new InvalidOperationException("There is no end of it.");
    }

    private static async Task<string> DownloadAsync(Browser officer, string answer)
    {
        using var response = await officer.RawAsync(new(HttpMethod.Get, $"{answer}/answer.docx"));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentDisposition!.FileName!.ShouldMatch(@"^SAR-[0-9A-Z]{4}-[0-9A-Z]{4}\.docx$");
        // Every part, so that nothing hides in properties or styles.
        var all = new StringBuilder();
        using var zip = new ZipArchive(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            all.Append(Regex.Replace(await reader.ReadToEndAsync(TestContext.Current.CancellationToken), "<[^>]+>", " "));
        }
        return WebUtility.HtmlDecode(all.ToString());
    }

    // As somebody would have added it: the file, and the event that names it.
    private async Task<Guid> GivenFileAsync(string reference)
    {
        var c = await _app.ReadCaseAsync(reference);
        var (seam, store) = (_app.Services.GetRequiredService<ISeam>(), _app.Services.GetRequiredService<EvidenceStore>());
        var row = new TakenFile(Guid.NewGuid(), "note.txt", FileKind.Text, 1, ScanState.Clean).Row(seam, null, c.ConcernId);
        await store.WriteAsync(row.Id, EvidenceStore.Original, async to => await to.WriteAsync("What was said."u8.ToArray()), TestContext.Current.CancellationToken);
        await _app.WriteAsync(async db => await db.AddAsync(row));
        await _app.GivenStepAsync(reference, "joanna.pell", Actor.Raiser, "add-evidence", ("files", $"{row.Id}"), ("note", "What I wrote down that evening."));
        return row.Id;
    }

    private Task<int> CountAsync(Func<CaseDb, Task<int>> count) => _app.ReadAsync(count);

    private async Task<int> SendAsync(IRequest<int> request)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OperatorMark>().Set();
        await scope.ServiceProvider.GetRequiredService<CurrentPerson>().LoadAsync(CancellationToken.None);
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }
}
