using System.Globalization;
using System.Net;
using System.Text;
using CaseTracker.Data.Imports;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Imports.Files;
using CaseTracker.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Tests.Features.Imports;

public class BringingInANewCouncilTests(ImportApp app) : IClassFixture<ImportApp>
{
    [Fact]
    public async Task An_administrator_brings_in_a_new_council_file_by_file()
    {
        await app.GivenPersonAsync(new Person { Id = Guid.NewGuid(), Email = "ada@wealdmere.example", Name = "Ada Admin", Kind = PersonKind.Officer, Roles = [Role.Officer, Role.Administrator], JoinedOn = new DateOnly(2020, 1, 1) });
        var ada = await app.SignInAsync("ada@wealdmere.example");

        var early = await ada.BringAsync("people", ImportApp.Sample("people.csv"));
        early.H1.ShouldBe("The file has 1 fault");
        early.Rows.ShouldHaveSingleItem().ShouldBe(["Import bank-holidays first. The order is bank-holidays, protocol, people, directory, concerns.", "Whole file", "None", "wrong-order"]);
        (await ada.GetAsync("/admin/import/people")).Text.ShouldContain("Until then a file of this kind is refused.");

        foreach (var (kind, name, rows, button) in new[]
        {
            ("bank-holidays", "bank-holidays.csv", 99, "Import these 99 bank holidays"), ("protocol", "protocol-2019.md", 1, "Import this version"), ("protocol", "protocol-2025.md", 1, "Import this version"),
            ("people", "people.csv", 77, "Import these 77 people"), ("directory", "directory.csv", 40, "Import these 40 matters"),
        })
        {
            var page = await ada.BringAsync(kind, ImportApp.Sample(name));
            page.H1.ShouldBe("Check what will change", $"{name}: {page.Text}");
            page.Buttons.ShouldContain(button);
            page.Facts["New"].ShouldBe($"{rows}");
            page.Rows.Count.ShouldBe(rows);
            var before = await app.RecordsAsync(kind);

            page = await ada.ImportAsync(page);
            page.H1.ShouldEndWith("imported");
            (page.Facts["New"], page.Facts["Changed"], page.Facts["As before"], page.Facts["Read"]).ShouldBe(($"{rows}", "0", "0", $"{rows}"));
            (await app.RecordsAsync(kind)).ShouldBe(before + 1, "the check is not on record, the import is");
            (await app.ReadAsync(db => db.ImportRunFiles.CountAsync())).ShouldBe(0, "the file is gone once it is used");

            page = await ada.BringAsync(kind, ImportApp.Sample(name));
            page.H1.ShouldBe("Nothing would change");
            page.Facts["As before"].ShouldBe($"{rows}");
            page.Buttons.ShouldNotContain(button);
        }

        (await app.ReadAsync(db => db.People.CountAsync())).ShouldBe(78);
        (await app.ReadAsync(db => db.Users.CountAsync())).ShouldBe(1, "nobody is given an account");
        var me = await app.PersonAsync("ada@wealdmere.example");
        (await app.ReadAsync(db => db.Imports.Select(i => i.PersonId).Distinct().ToListAsync())).ShouldBe([me.Id]);
        (await app.PersonAsync(InTheBrowser.MonitoringOfficer)).ProposedRoles.ShouldBe([Role.LineManager, Role.GroupHead, Role.MonitoringOfficer]);

        var list = await ada.GetAsync("/admin/import");
        list.Rows.Count.ShouldBe(5);
        list.Rows.Select(r => string.Join('|', r.Skip(1))).ShouldContain("Directory|Ada Admin|40 new");
    }
}

public class TemplateTests(ImportApp app) : IClassFixture<ImportApp>
{
    [Fact]
    public async Task Each_template_goes_in_after_the_ones_before_it()
    {
        foreach (var kind in ImportKind.All)
        {
            var template = ImportTemplate.Of(kind);
            template.AsSpan().StartsWith(Encoding.UTF8.Preamble).ShouldBeTrue("a spreadsheet needs the mark to read accents");
            foreach (var dry in new[] { true, false })
            {
                var result = await app.SendAsync(kind.Request(template, dry));
                result.Errors.ShouldBeEmpty(kind.Code);
                (result.Read, result.Created).ShouldBe((1, 1), kind.Code);
            }
            (await app.SendAsync(kind.Request(template, false))).Unchanged.ShouldBe(1, kind.Code);
        }
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+44", "'+44")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("a=b", "a=b")]
    [InlineData("", "")]
    [Asvs("1.2.10")]
    public void What_looks_like_a_formula_is_text_in_a_spreadsheet(string cell, string written) => CsvText.Plain(cell).ShouldBe(written);
}

public class WhoMayImportTests(App app) : IClassFixture<App>
{
    private const string Deputy = "tom.ashdown@wealdmere.example", Democratic = "sue.blanchard@wealdmere.example", Officer = "joanna.pell@wealdmere.example", Member = "cllr.asif.rahman@wealdmere.example", Chief = "marcus.elvey@wealdmere.example";

    private static readonly Dictionary<string, string[]> Open = new()
    {
        ["/admin"] = [InTheBrowser.Administrator],
        ["/admin/import"] = [InTheBrowser.Administrator, Democratic],
        ["/admin/import/people"] = [InTheBrowser.Administrator],
        ["/admin/import/people/template"] = [InTheBrowser.Administrator],
        ["/admin/import/bank-holidays"] = [InTheBrowser.Administrator],
        ["/admin/import/protocol"] = [InTheBrowser.Administrator, Democratic],
        ["/admin/import/protocol/template"] = [InTheBrowser.Administrator, Democratic],
        ["/admin/import/directory"] = [InTheBrowser.Administrator, Democratic],
        ["/admin/import/concerns"] = [],
        ["/admin/import/concerns/template"] = [],
        ["/admin/import/nonsense"] = [],
        ["/casework/import"] = [InTheBrowser.MonitoringOfficer],
        ["/casework/import/template"] = [InTheBrowser.MonitoringOfficer],
    };

    [Theory]
    [InlineData(InTheBrowser.Administrator)]
    [InlineData(InTheBrowser.MonitoringOfficer)]
    [InlineData(Deputy)]
    [InlineData(Democratic)]
    [InlineData(Officer)]
    [InlineData(Member)]
    [InlineData(Chief)]
    public async Task A_page_is_there_for_those_who_may_import_and_for_nobody_else(string email)
    {
        if (email == Democratic) await app.GivenPersonAsync(Democratic, p => p.Roles = [Role.Officer, Role.DemocraticServices]);
        var browser = await app.SignInAsync(email);
        var unknown = await browser.GetAsync("/no-such-page");
        foreach (var (path, allowed) in Open)
        {
            var page = await browser.GetAsync(path);
            page.Status.ShouldBe(allowed.Contains(email) ? HttpStatusCode.OK : HttpStatusCode.NotFound, $"{email} {path}");
            if (!allowed.Contains(email)) (page.Title, page.Text).ShouldBe((unknown.Title, unknown.Text));
        }
        (await browser.PostAsync("/casework/import")).Status.ShouldNotBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Somebody_signed_out_is_asked_to_sign_in()
    {
        foreach (var path in Open.Keys) (await app.Browse().GetAsync(path)).Path.ShouldStartWith("/account/sign-in");
    }

    [Fact]
    public async Task The_pages_are_linked_from_where_each_begins()
    {
        (await (await app.SignInAsync(InTheBrowser.Administrator)).GetAsync("/")).Links.ShouldContain(l => l.Href == "/admin");
        var officer = await app.SignInAsync(InTheBrowser.MonitoringOfficer);
        (await officer.GetAsync("/casework")).Links.ShouldContain(l => l.Href == "/casework/import");
        (await (await app.SignInAsync(Deputy)).GetAsync("/casework")).Links.ShouldNotContain(l => l.Href == "/casework/import");
        await app.GivenPersonAsync(Officer, p => p.ProposedRoles = [Role.Investigator]);
        (await officer.GetAsync("/casework/import")).Links.ShouldContain(l => l.Href == "/casework/roles");
        await app.GivenPersonAsync("anjali.desai@wealdmere.example", p => p.Roles = [Role.Officer, Role.DemocraticServices]);
        (await (await app.SignInAsync("anjali.desai@wealdmere.example")).GetAsync("/")).Links.ShouldContain(l => l.Href == "/admin/import");
    }

    [Fact]
    public async Task A_run_is_its_bringers_alone()
    {
        var dev = await app.SignInAsync(InTheBrowser.Administrator);
        var mine = await dev.BringAsync("bank-holidays", "date,name\n2051-01-02,\n");
        var faults = mine.Href("Download the faults (CSV)");
        (await dev.GetAsync(faults)).Status.ShouldBe(HttpStatusCode.OK);

        await app.GivenPersonAsync("kev.mundy@wealdmere.example", p => p.Roles = [Role.Officer, Role.Administrator]);
        var other = await app.SignInAsync("kev.mundy@wealdmere.example");
        foreach (var path in new[] { mine.Path, faults, mine.Path.Replace("bank-holidays", "people", StringComparison.Ordinal), $"/admin/import/people/{Guid.NewGuid()}" })
            (await other.GetAsync(path)).Status.ShouldBe(HttpStatusCode.NotFound, path);
        (await dev.GetAsync(mine.Path.Replace("bank-holidays", "people", StringComparison.Ordinal))).Status.ShouldBe(HttpStatusCode.NotFound, "of another kind");
        (await other.SubmitAsync("/admin/import/people")).Errors.ShouldBe(["Select a file"], "their own page works");
    }
}

public class BringingFilesTests(App app) : IClassFixture<App>
{
    private const string Joanna = "joanna.pell@wealdmere.example", Kev = "kev.mundy@wealdmere.example";

    private Task<Browser> AdministratorAsync() => app.SignInAsync(InTheBrowser.Administrator);

    [Fact]
    public async Task The_preview_says_what_becomes_different_and_the_import_does_it()
    {
        var ada = await AdministratorAsync();
        var file = PeopleFile.File(
            PeopleFile.Officer("new.person@wealdmere.example", ("display_name", "Nia New"), ("system_roles", "officer;investigator")),
            PeopleFile.Officer("going@wealdmere.example", ("display_name", "Gil Going"), ("job_title", "Planner")));
        await ada.ImportAsync(await ada.BringAsync("people", file));

        var page = await ada.BringAsync("people", PeopleFile.File(
            PeopleFile.Officer("new.person@wealdmere.example", ("display_name", "Nia New"), ("system_roles", "officer;investigator"), ("line_manager", "nadia.kerslake@wealdmere.example"), ("job_title", "Surveyor")),
            PeopleFile.Officer("going@wealdmere.example", ("display_name", "Gil Going"), ("job_title", "Planner"), ("left_on", "2026-03-09"))));
        (page.Facts["New"], page.Facts["Changed"], page.Facts["As before"]).ShouldBe(("0", "2", "0"));
        page.Rows[0][0].ShouldBe("Nia New new.person@wealdmere.example");
        page.Rows[0][2].ShouldBe("Job title: Surveyor Line manager: Nadia Kerslake");
        page.Rows[1][2].ShouldBe("Left on: 9 March 2026");
        page.Text.ShouldContain("One person gets a date of leaving.");
        (await app.PersonAsync("going@wealdmere.example")).LeftOn.ShouldBeNull("nothing is imported before somebody says so");

        page = await ada.ImportAsync(page);
        page.H1.ShouldBe("2 people imported");
        (await app.PersonAsync("going@wealdmere.example")).LeftOn.ShouldBe(new DateOnly(2026, 3, 9));
        (await app.PersonAsync("new.person@wealdmere.example")).JobTitle.ShouldBe("Surveyor");
    }

    [Fact]
    public async Task Casework_roles_are_proposals_and_the_administrator_learns_who_confirms_them()
    {
        var ada = await AdministratorAsync();
        var page = await ada.BringAsync("people", PeopleFile.File(PeopleFile.Officer("role.taker@wealdmere.example", ("system_roles", "officer;hr"))));
        page.Rows[0][2].ShouldBe("New Proposed roles: Human Resources");
        page.Text.ShouldContain("Priya Ranas (Monitoring Officer)");
        page = await ada.ImportAsync(page);
        page.Text.ShouldContain("Priya Ranas (Monitoring Officer)");
        page.Links.ShouldNotContain(l => l.Href == "/casework/roles", "an administrator confirms nothing");
        (await app.PersonAsync("role.taker@wealdmere.example")).ShouldSatisfyAllConditions(p => p.Roles.ShouldBe([Role.Officer]), p => p.ProposedRoles.ShouldBe([Role.Hr]));
    }

    [Fact]
    public async Task A_leaver_in_the_file_hands_over_and_the_administrator_learns_nothing_of_it()
    {
        var reference = await app.GivenConcernAsync("paul.weekes", "cllr.neville.strood", "line-manager");
        var before = await app.CaseAsync(reference);
        var handler = before.Grants.Single(g => g.Kind == GrantKind.Handler).Person!.Value;
        var manager = (await app.PeopleAsync())[handler];
        var lines = Encoding.UTF8.GetString(ImportApp.Sample("people.csv")).Split('\n');

        var ada = await AdministratorAsync();
        var page = await ada.BringAsync("people", string.Join('\n', lines.Select(l => l.StartsWith(manager.Email + ",", StringComparison.Ordinal) ? l + "2026-03-09" : l)));
        page.Rows.ShouldHaveSingleItem()[0].ShouldStartWith(manager.Name);
        page.Text.ShouldNotContain(reference);
        page = await ada.ImportAsync(page);
        page.Facts["Changed"].ShouldBe("1");

        (await app.CaseAsync(reference)).Stage.ShouldBe(Stage.RaiserChoice);
    }

    [Fact]
    public async Task A_broken_file_is_refused_whole_with_every_fault_named()
    {
        var ada = await AdministratorAsync();
        var page = await ada.BringAsync("people", PeopleFile.File(
            PeopleFile.Officer("fine@wealdmere.example"), PeopleFile.Officer("nobody", ("kind", "wizard")), PeopleFile.Officer("fine@wealdmere.example", ("joined_on", "1.2.2020"))));
        page.H1.ShouldBe("The file has 4 faults");
        page.Rows.Select(r => (r[1], r[2], r[3])).ShouldBe([("2", "email", "bad-email"), ("2", "kind", "unknown-kind"), ("3", "joined_on", "bad-date"), ("3", "email", "duplicate-key")], ignoreOrder: true);
        page.Buttons.ShouldNotContain(b => b.StartsWith("Import", StringComparison.Ordinal));
        (await app.ReadAsync(db => db.People.CountAsync(p => p.Email == "fine@wealdmere.example"))).ShouldBe(0);
        (await app.RunAsync(page)).State.ShouldBe(RunState.Refused);
        (await app.HasFileAsync(page)).ShouldBeFalse();

        var csv = await ada.GetAsync(page.Href("Download the faults (CSV)"));
        csv.Headers["Content-Disposition"].ShouldContain("people-faults.csv");
        csv.Headers["Content-Type"].ShouldStartWith("text/csv");
        csv.Source.TrimStart('\uFEFF').Split("\r\n").Length.ShouldBe(6, "the header, four faults and the end");
        csv.Source.ShouldContain("2,email,bad-email,");
    }

    [Fact]
    public async Task A_file_that_cannot_be_taken_is_told_so_at_once()
    {
        var ada = await AdministratorAsync();
        foreach (var (file, message) in new (byte[]?, string)[] { (null, "Select a file"), ([], "The selected file is empty. Select another one"), (new byte[25 * 1024 * 1024], "The file must be smaller than 25 MB") })
        {
            var page = await ada.UploadAsync("/admin/import/people", file);
            page.Path.ShouldBe("/admin/import/people");
            page.Errors.ShouldBe([message]);
            page.FieldErrors.ShouldBe([message]);
        }
        (await ada.BringAsync("people", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(PeopleFile.File())).ToArray())).Rows.ShouldHaveSingleItem()[3].ShouldBe("not-utf8");
        (await ada.BringAsync("people", Encoding.Latin1.GetBytes(PeopleFile.File(PeopleFile.Officer("x@wealdmere.example", ("display_name", "Renée"))))))
            .Rows.ShouldHaveSingleItem()[0].ShouldBe("The file is not in UTF-8: see line 2. Save it as CSV UTF-8 or UTF-8 text.");
        (await ada.BringAsync("people", "email,display_name\na@b.example,A\n")).Rows.ShouldContain(r => r[3] == "missing-column");
        (await ada.BringAsync("people", PeopleFile.Header + "\n")).Rows.ShouldHaveSingleItem()[3].ShouldBe("empty-file");
    }

    [Fact]
    [Asvs("1.2.1", "1.2.3")]
    public async Task What_looks_like_markup_a_formula_or_another_direction_is_text()
    {
        var ada = await AdministratorAsync();
        const string Name = "<script>alert(1)</script>", Title = "=HYPERLINK(1)", Service = "מחלקה 🌳";
        var page = await ada.BringAsync("people", PeopleFile.File(PeopleFile.Officer("text@wealdmere.example", ("display_name", Name))));
        page.Source.ShouldNotContain(Name);
        page.Rows[0][0].ShouldContain(Name);
        await ada.ImportAsync(page);
        page = await ada.BringAsync("people", PeopleFile.File(PeopleFile.Officer("text@wealdmere.example", ("display_name", Name), ("job_title", Title), ("service", Service))));
        page.Texts("td bdi").ShouldBe([Title, Service], ignoreOrder: true);
        await ada.ImportAsync(page);
        (await app.PersonAsync("text@wealdmere.example")).ShouldSatisfyAllConditions(p => p.Name.ShouldBe(Name), p => p.JobTitle.ShouldBe(Title), p => p.Service.ShouldBe(Service));
    }

    [Fact]
    public async Task Pressed_twice_it_is_imported_once()
    {
        var ada = await AdministratorAsync();
        var page = await ada.BringAsync("bank-holidays", "date,name\n2052-01-02,Twice\n");
        var before = await app.RecordsAsync("bank-holidays");
        var pages = await Task.WhenAll(ada.SubmitAsync(page), ada.SubmitAsync(page));
        foreach (var answer in pages) (await ada.SettledAsync(answer)).H1.ShouldBe("1 bank holiday imported");
        (await ada.SubmitAsync(page)).H1.ShouldBe("1 bank holiday imported", "and once more from the old page");
        (await app.RecordsAsync("bank-holidays")).ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_file_that_no_longer_fits_is_refused_when_it_is_imported()
    {
        var ada = await AdministratorAsync();
        var page = await ada.BringAsync("directory", $"matter,description,group_head,escalate_to,phone\nLate matter,x,{Kev},{Kev},\n");
        page.H1.ShouldBe("Check what will change");
        await app.GivenPersonAsync(Kev, p => p.LeftOn = app.Clock.Today);
        page = await ada.ImportAsync(page);
        page.H1.ShouldBe("The file no longer fits");
        page.Rows.Select(r => r[3]).ShouldBe(["has-left", "has-left"]);
        (await app.ReadAsync(db => db.Set<Matter>().CountAsync(m => m.Name == "Late matter"))).ShouldBe(0);
        await app.GivenPersonAsync(Kev, p => p.LeftOn = null);
    }

    [Fact]
    public async Task An_administrator_who_is_none_any_more_imports_nothing()
    {
        await app.GivenPersonAsync(Joanna, p => p.Roles = [Role.Officer, Role.Administrator]);
        var joanna = await app.SignInAsync(Joanna);
        var page = await joanna.BringAsync("bank-holidays", "date,name\n2053-01-02,Too late\n");
        await app.GivenPersonAsync(Joanna, p => p.Roles = [Role.Officer]);
        (await joanna.SubmitAsync(page)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await joanna.GetAsync(page.Path)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await app.RunAsync(page)).State.ShouldBe(RunState.Ready);
    }

    [Fact]
    public async Task A_file_waits_for_nobody_longer_than_a_day()
    {
        var ada = await AdministratorAsync();
        var page = await ada.BringAsync("protocol", ImportApp.Sample("protocol-2019.md"));
        await app.TidyAsync();
        (await ada.GetAsync(page.Path)).Status.ShouldBe(HttpStatusCode.OK);
        await app.WriteAsync(db => db.ImportRuns.Where(r => r.Kind == "protocol").ExecuteUpdateAsync(s => s.SetProperty(r => r.CreatedAt, app.Clock.Now.AddHours(-25))));
        await app.TidyAsync();
        (await ada.GetAsync(page.Path)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await app.HasFileAsync(page)).ShouldBeFalse();
    }

    [Fact]
    public async Task Nothing_of_a_file_is_written_to_a_disk_in_clear_on_its_way_in()
    {
        var ada = await AdministratorAsync();
        using var watch = new FileSystemWatcher(Path.GetTempPath(), "ASPNETCORE_*") { EnableRaisingEvents = true };
        var spooled = new List<string>();
        watch.Created += (_, e) => spooled.Add(e.Name!);
        var large = PeopleFile.File([.. Enumerable.Range(0, 2000).Select(n => PeopleFile.Officer($"large{n}@wealdmere.example"))]);
        (await ada.BringAsync("people", large)).Facts["New"].ShouldBe("2,000");
        spooled.ShouldBeEmpty();
    }
}

public class FollowingARunTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task While_a_file_is_looked_at_the_page_says_how_far_and_renews_itself()
    {
        var ada = await app.SignInAsync(InTheBrowser.Administrator);
        var page = await ada.BringAsync("bank-holidays", "date,name\n2061-01-02,Slow\n");
        await HoldAsync(page, RunState.Checking, app.Clock.Now);
        await app.WriteAsync(db => db.ImportRuns.ExecuteUpdateAsync(s => s.SetProperty(r => r.Rows, 10_000).SetProperty(r => r.RowsReached, 4_000)));

        var busy = await ada.GetAsync(page.Path);
        busy.H1.ShouldBe("Checking your file");
        busy.Text.ShouldContain("4,000 of 10,000 rows looked at.");
        busy.Headers["Refresh"].ShouldBe("3");
        busy.Buttons.ShouldNotContain(b => b.StartsWith("Import", StringComparison.Ordinal));
        var still = await ada.ClickAsync(busy, "Stop that, and look again yourself");
        still.Headers.Keys.ShouldNotContain("Refresh");
        still.Text.ShouldContain("4,000 of 10,000 rows looked at.");
    }

    [Fact]
    public async Task A_run_whose_process_died_is_not_done_has_changed_nothing_and_can_be_tried_again()
    {
        var ada = await app.SignInAsync(InTheBrowser.Administrator);
        var page = await ada.BringAsync("protocol", TemplateOfProtocol());
        await HoldAsync(page, RunState.Importing, app.Clock.Now);
        await app.TidyAsync();
        (await ada.GetAsync(page.Path)).H1.ShouldBe("Importing 1 version", "who has said something lately is alive");

        await HoldAsync(page, RunState.Importing, app.Clock.Now - ImportRun.Lease - TimeSpan.FromSeconds(1));
        await app.TidyAsync();
        var stopped = await ada.GetAsync(page.Path);
        stopped.H1.ShouldBe("The import was not done");
        stopped.Text.ShouldContain("Nothing was changed.");
        (await app.RecordsAsync("protocol")).ShouldBe(2, "the sample's two");

        var again = await ada.SettledAsync(await ada.SubmitAsync(stopped, button: "Check the file again"));
        again.H1.ShouldBe("Check what will change");
        (await ada.ImportAsync(again)).H1.ShouldBe("1 version imported");
    }

    [Fact]
    public async Task Ten_thousand_people_go_in()
    {
        var ada = await app.SignInAsync(InTheBrowser.Administrator);
        var file = PeopleFile.File([.. Enumerable.Range(0, 10_000).Select(n => PeopleFile.Officer(string.Create(CultureInfo.InvariantCulture, $"many{n}@wealdmere.example")))]);
        var page = await ada.BringAsync("people", file);
        page.H1.ShouldBe("Check what will change");
        page.Facts["New"].ShouldBe("10,000");
        page.Text.ShouldContain("The first 200 of 10,000 changes.");
        page.Rows.Count.ShouldBe(200);
        page = await ada.ImportAsync(page);
        page.H1.ShouldBe("10,000 people imported");
        (await app.ReadAsync(db => db.People.CountAsync(p => p.Email.StartsWith("many")))).ShouldBe(10_000);
    }

    private static string TemplateOfProtocol() => "---\ntitle: Another\nversion: \"2070\"\nadopted_on: 2070-01-01\neffective_from: 2070-01-01\n---\n\n## 1. One\n\n1.1 Be civil.\n";

    private Task HoldAsync(Page page, RunState state, DateTimeOffset at) => app.WriteAsync(async db =>
    {
        var id = InTheBrowser.IdOf(page);
        (await db.ImportRuns.SingleAsync(r => r.Id == id)).Hold(state, at);
    });
}

public class BringingTheRegisterTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task The_Monitoring_Officer_brings_the_register_and_nobody_else_learns_of_it()
    {
        var priya = await app.SignInAsync(InTheBrowser.MonitoringOfficer);
        var page = await priya.BringAsync("concerns", ImportApp.Sample("concerns.csv"));
        page.H1.ShouldBe("Check what will change", page.Text);
        page.Buttons.ShouldContain("Import these 64 concerns");
        page.Rows.Count.ShouldBe(64);
        page.Rows[0].ShouldBe(["WDC-2024-001", "1", "New"]);
        foreach (var told in new[] { "plainly could not count", "Strood", "paul.weekes" }) page.Source.ShouldNotContain(told);
        (await app.ReadAsync(db => db.Cases.CountAsync())).ShouldBe(0);

        var dev = await app.SignInAsync(InTheBrowser.Administrator);
        (await dev.GetAsync(page.Path)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await dev.GetAsync($"/admin/import/concerns/{page.Address.Segments[^1]}")).Status.ShouldBe(HttpStatusCode.NotFound);

        page = await priya.ImportAsync(page);
        page.H1.ShouldBe("64 concerns imported", page.Text);
        (await app.ReadAsync(db => db.Cases.CountAsync())).ShouldBe(65);
        var grants = await app.ReadAsync(db => db.Grants.Where(g => g.Kind == GrantKind.ImportRecord).Select(g => g.Person).Distinct().ToListAsync());
        (await app.PeopleAsync())[grants.ShouldHaveSingleItem()!.Value].Email.ShouldBe(InTheBrowser.MonitoringOfficer);

        page = await priya.BringAsync("concerns", ImportApp.Sample("concerns.csv"));
        page.H1.ShouldBe("Nothing would change");
        (await priya.GetAsync("/casework/import")).Rows.ShouldContain(r => r[1] == "Earlier register" && r[2] == "Priya Ranas" && r[3] == "64 new");
        foreach (var path in new[] { "/admin", "/admin/import" })
            (await dev.GetAsync(path)).Text.ShouldSatisfyAllConditions(t => t.ShouldNotContain("64 new"), t => t.ShouldNotContain("Priya"));
    }

    [Fact]
    public async Task A_fault_of_the_register_repeats_no_word_of_it()
    {
        var priya = await app.SignInAsync(InTheBrowser.MonitoringOfficer);
        var file = Encoding.UTF8.GetString(ImportApp.Sample("concerns.csv")).Replace("disrespect-in-meeting;public-criticism", "nonsense;public-criticism", StringComparison.Ordinal);
        var page = await priya.BringAsync("concerns", file);
        page.Rows.ShouldContain(r => r[2] == "themes" && r[3] == "unknown-theme");
        foreach (var told in new[] { "plainly could not count", "Strood", "nonsense" }) page.Source.ShouldNotContain(told);
    }
}
