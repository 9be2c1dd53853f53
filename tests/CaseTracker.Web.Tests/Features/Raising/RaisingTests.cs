using System.Net;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Tests.Features.Raising;

/// <summary>Each route by the kinds of people to whom it is open, from the first page to the case.</summary>
public class RaisingTests(App app) : IClassFixture<App>
{
    private const string Pell = "joanna.pell@wealdmere.example";
    private const string Allegation = "On 5 March at the Planning Committee Councillor Stannage said that a child could have written my report.";

    [Fact]
    public async Task An_officer_asks_the_Monitoring_Officer_for_advice()
    {
        var sent = await new Told { Evidence = "A note I made that evening." }.SendAsync(await app.SignInAsync(Pell));
        sent.H1.ShouldBe("Your concern has been sent");
        sent.Title.ShouldNotContain("Stannage");
        var c = await SentAsync(sent);
        (c.Route, c.Stage, c.Confidentiality, c.SubjectType, c.SourceGroup).ShouldBe((Route.R2, Stage.Received, "named", "councillor", "front-line-office"));
        c.HeldByMo(app.Clock.Today)!.Person.ShouldBe(await PseudonymAsync("priya.ranas@wealdmere.example"));
        c.Events.Select(e => e.Verb).ShouldBe(["submit", "add-evidence"]);
        sent.Text.ShouldContain("By Tuesday 17 March");
        sent.Text.ShouldContain("Priya Ranas, the Monitoring Officer, tells you that it has been read. That is 5 working days from today.");
        sent.Text.ShouldContain("1 piece of evidence");
        sent.Text.ShouldContain("Nothing is sent to Cllr Derek Stannage unless you agree, or someone is at risk.");
        var draft = Guid.Parse(sent.Path.Split('/')[3]);
        (await app.ReadAsync(db => db.Drafts.CountAsync(d => d.Id == draft))).ShouldBe(0);
    }

    [Fact]
    public async Task An_officer_who_gives_their_name_to_the_line_manager_agrees_to_both_name_and_account()
    {
        var officer = await app.SignInAsync(Pell);
        var check = await new Told { Route = "Line manager" }.ToCheckAsync(officer);
        check.Text.ShouldContain("Edmund Sayle will see your name and your full account.");
        var sent = await SendAsync(officer, check);
        sent.Text.ShouldContain("Edmund Sayle says whether they can take it on.");
        var c = await SentAsync(sent);
        var sayle = await PseudonymAsync("edmund.sayle@wealdmere.example");
        (c.Route, c.Stage, c.HeldByHandler(app.Clock.Today)!.Person).ShouldBe((Route.R1, Stage.Offered, sayle));
        c.Consents.Select(x => (x.Kind, x.OnlyTo)).ShouldBe([("use-name", sayle), ("share-narrative", sayle)], ignoreOrder: true);
    }

    [Fact]
    public async Task An_officer_who_keeps_their_name_back_is_shown_what_the_Group_Head_will_read()
    {
        var officer = await app.SignInAsync(Pell);
        var check = await new Told { Route = "Group Head", Name = "confidential" }.ToCheckAsync(officer);
        check.Text.ShouldContain("Colin Farraday will read this, without your name. They may guess who you are.");
        check.Texts(".ct-card--next li").ShouldBe(["Colin FarradayGroup HeadReads the brief, without your name."]);
        var name = await officer.GetAsync(check.Path.Replace("/check", "/name", StringComparison.Ordinal));
        name.Facts["In one line"].ShouldBe("Belittled in front of a public meeting");
        name.Facts["About"].ShouldBe("Cllr Derek Stannage");
        name.Text.ShouldNotContain("a child could have written");
        var c = await SentAsync(await SendAsync(officer, check));
        (c.Route, c.RouteCode, c.Confidentiality).ShouldBe((Route.R1, "group-head", "confidential"));
        c.Consents.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("named")]
    [InlineData("confidential")]
    public async Task An_officer_makes_a_formal_complaint(string name)
    {
        var officer = await app.SignInAsync(Pell);
        var sent = await new Told { Route = "Formal complaint", Allegation = Allegation, Name = name, Paragraphs = ["5.1", "3.3"] }.SendAsync(officer);
        var c = await SentAsync(sent);
        (c.Route, c.Stage, c.Confidentiality).ShouldBe((Route.R3, Stage.Received, name));
        c.Allegations.Select(a => (a.Number, a.Heading, a.Disclosed)).ShouldBe([(1, "respect", false)]);
        c.Paragraphs.ShouldBe(["5.1", "3.3"]);
        sent.Text.Contains("decides whether the name can be kept from the councillor", StringComparison.Ordinal).ShouldBe(name == "confidential");
    }

    [Fact]
    public async Task Whoever_asks_for_confidentiality_says_why_and_whoever_decides_reads_it()
    {
        var officer = await app.SignInAsync(Pell);
        var told = new Told { Route = "Formal complaint", Allegation = Allegation, Name = "confidential" };
        (await Record.ExceptionAsync(() => (told with { NameReason = " " }).ToCheckAsync(officer)))!.Message.ShouldContain("Enter why the councillor should not be told the name");
        var check = await told.ToCheckAsync(officer);
        check.Text.ShouldContain("I work alone with him on two evenings a week.");
        var reference = (await SentAsync(await told.SendAsync(officer))).Reference.Value;
        await app.GivenStepAsync(reference, "acknowledge");
        var page = await (await app.SignInAsync("priya.ranas@wealdmere.example")).GetAsync($"/casework/{reference}/decide-confidentiality");
        page.Text.ShouldContain("They ask for it because: I work alone with him on two evenings a week.");
    }

    [Fact]
    public async Task An_officer_who_disagrees_with_a_chair_about_a_report_goes_to_their_own_Group_Head()
    {
        var told = new Told { About = ["Cllr Elin Marsh, Station"], Route = "Disagreement about a report", Themes = ["Pressure on advice or a report"] };
        var c = await SentAsync(await told.SendAsync(await app.SignInAsync("daniel.fry@wealdmere.example")));
        (c.Route, c.HeldByHandler(app.Clock.Today)!.Person).ShouldBe((Route.R4, await PseudonymAsync("stuart.abney@wealdmere.example")));
    }

    [Fact]
    public async Task A_member_raises_a_concern_about_an_officer_with_the_officers_Group_Head()
    {
        var told = new Told { About = ["Leah Byrne, Tenancy Officer"], Route = "Concern about an officer", Themes = ["Discourtesy by an officer"] };
        var c = await SentAsync(await told.SendAsync(await app.SignInAsync("cllr.asif.rahman@wealdmere.example")));
        (c.Route, c.SubjectType, c.SourceGroup, c.HeldByHandler(app.Clock.Today)!.Person).ShouldBe((Route.R5, "officer", "backbench", await PseudonymAsync("louise.pembury@wealdmere.example")));
    }

    [Fact]
    public async Task A_member_may_go_straight_to_the_Director()
    {
        var told = new Told { About = ["Leah Byrne, Tenancy Officer"], Route = "Concern about an officer", Handler = "Obinna Eze, Director of Communities" };
        var c = await SentAsync(await told.SendAsync(await app.SignInAsync("cllr.asif.rahman@wealdmere.example")));
        (c.HeldByHandler(app.Clock.Today)!.Person, c.HeldByHandler(app.Clock.Today)!.Hat).ShouldBe((await PseudonymAsync("obinna.eze@wealdmere.example"), "director"));
    }

    [Theory]
    [InlineData(Pell, Told.Stannage, "Line manager|Group Head|Monitoring Officer advice|Formal complaint|Disagreement about a report")]
    [InlineData(Pell, "Leah Byrne, Tenancy Officer", "Concern about an officer|Monitoring Officer advice")]
    [InlineData("cllr.asif.rahman@wealdmere.example", "Leah Byrne, Tenancy Officer", "Concern about an officer|Monitoring Officer advice|Disagreement about a report")]
    [InlineData("cllr.asif.rahman@wealdmere.example", Told.Stannage, "Monitoring Officer advice|Formal complaint")]
    [InlineData("helen.maddock@independent.wealdmere.example", Told.Stannage, "Monitoring Officer advice|Formal complaint")]
    [InlineData(Pell, "Janet Moxon, Clerk to Hatchford Parish Council", "Monitoring Officer advice")]
    public async Task Only_the_routes_open_to_this_raiser_about_this_person_are_offered(string raiser, string about, string offered)
    {
        var browser = await app.SignInAsync(raiser);
        (await RoutesAsync(browser, about)).ShouldBe(offered.Split('|'));
    }

    [Fact]
    public async Task A_route_that_was_not_offered_is_not_taken()
    {
        var browser = await app.SignInAsync("cllr.asif.rahman@wealdmere.example");
        var page = await AtRouteAsync(browser, "Leah Byrne, Tenancy Officer");
        var token = page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var answer = await browser.PostAsync(page.Path, ("__RequestVerificationToken", token), ("Form.Route", "line-manager"));
        answer.Errors.ShouldBe(["Choose how you would like this handled"]);
    }

    [Fact]
    public async Task A_concern_about_the_Monitoring_Officer_goes_to_the_Chief_Executive_and_advice_to_another_authority()
    {
        var browser = await app.SignInAsync(Pell);
        var page = await AtRouteAsync(browser, "Priya Ranas, Group Head of Law and Governance and Monitoring Officer");
        page.Text.ShouldContain("This is about a statutory officer, so it goes to Marcus Elvey.");
        page.Text.ShouldContain("Ines Calloway, Monitoring Officer of another authority");
        var told = new Told { About = ["Priya Ranas, Group Head of Law and Governance and Monitoring Officer"], Route = "Concern about an officer" };
        var check = await told.ToCheckAsync(browser);
        check.Texts(".ct-card--next li strong").ShouldBe(["Marcus Elvey"]);
        var c = await SentAsync(await SendAsync(browser, check));
        c.HeldByHandler(app.Clock.Today)!.Person.ShouldBe(await PseudonymAsync("marcus.elvey@wealdmere.example"));
        c.Grants.ShouldNotContain(g => g.Kind == GrantKind.Mo);
    }

    [Fact]
    public async Task Two_people_make_two_cases_of_one_concern_and_that_is_said()
    {
        var officer = await app.SignInAsync(Pell);
        var check = await new Told { About = [Told.Stannage, "Cllr Maureen Tuckwell, Saltmarsh"] }.ToCheckAsync(officer);
        check.Text.ShouldContain("You have named 2 people, so this becomes 2 cases.");
        var sent = await SendAsync(officer, check);
        var references = sent.Texts(".ct-done .ct-reference");
        references.Count.ShouldBe(2);
        var cases = await Task.WhenAll(references.Select(CaseAsync));
        cases.Select(c => c.ConcernId).Distinct().Count().ShouldBe(1);
        cases.Select(c => c.Subject).Distinct().Count().ShouldBe(2);
        cases[0].Links.Select(l => (l.Other, l.Kind)).ShouldBe([(cases[1].Reference, LinkKind.Split)]);
    }

    [Fact]
    public async Task Officers_of_two_services_each_go_to_their_own_Group_Head()
    {
        var told = new Told { About = ["Leah Byrne, Tenancy Officer", "Paul Weekes, Benefits Assessor"], Route = "Concern about an officer" };
        var sent = await told.SendAsync(await app.SignInAsync("cllr.asif.rahman@wealdmere.example"));
        var cases = await Task.WhenAll(sent.Texts(".ct-done .ct-reference").Select(CaseAsync));
        cases.Select(c => c.HeldByHandler(app.Clock.Today)!.Person).ShouldBe([await PseudonymAsync("louise.pembury@wealdmere.example"), await PseudonymAsync("stuart.abney@wealdmere.example")], ignoreOrder: true);
    }

    [Fact]
    public async Task Somebody_who_is_not_in_the_list_is_named_with_what_they_are()
    {
        var browser = await app.SignInAsync(Pell);
        var about = await browser.SubmitAsync("/concerns/new", new { Protected = "no" });
        var refused = await browser.SubmitAsync(about, new { OtherNames = "Barry Coldwell" });
        refused.Errors.ShouldBe(["Choose what kind of person it is about"]);
        refused.Value("OtherNames").ShouldBe("Barry Coldwell");
        var next = await browser.SubmitAsync(refused, new { Kind = "Parish councillor" });
        next.Path.ShouldEndWith("/happened");
        var routes = await browser.GetAsync(next.Path.Replace("/happened", "/route", StringComparison.Ordinal));
        routes.Texts(".ct-route .govuk-radios__label").ShouldContain("Formal complaint");
    }

    [Fact]
    public async Task A_Monitoring_Officer_who_is_kept_out_is_passed_by()
    {
        var officer = await app.SignInAsync(Pell);
        var check = await new Told { KeepOut = ("Priya Ranas, Group Head of Law and Governance and Monitoring Officer", "We are friends.") }.ToCheckAsync(officer);
        check.Texts(".ct-card--next li strong").ShouldBe(["Tom Ashdown"]);
        check.Text.ShouldContain("Priya Ranas, because you asked. They will not be able to find it, see it in a list or tell that it exists.");
        var c = await SentAsync(await SendAsync(officer, check));
        c.Grants.ShouldNotContain(g => g.Person == PseudonymAsync("priya.ranas@wealdmere.example").Result);
        c.HeldByMo(app.Clock.Today)!.Hat.ShouldBe(Role.DeputyMonitoringOfficer);
    }

    [Fact]
    public async Task Keeping_out_the_very_person_chosen_is_said_beside_the_route()
    {
        var officer = await app.SignInAsync(Pell);
        var check = await new Told { Route = "Line manager", KeepOut = ("Edmund Sayle, Development Management Team Leader", "He told them where I would be.") }.ToCheckAsync(officer);
        var fault = check.Document.QuerySelector(".govuk-error-summary__list a")!;
        fault.TextContent.ShouldContain("You asked to keep Edmund Sayle out.");
        fault.GetAttribute("href")!.ShouldEndWith("/route?from=check");
        check.Buttons.ShouldNotContain("Continue to the declaration");
        var declaration = await officer.GetAsync(check.Path.Replace("/check", "/declaration", StringComparison.Ordinal));
        declaration.Path.ShouldBe(check.Path);
    }

    [Fact]
    public async Task A_witness_deals_with_it_only_when_the_raiser_confirms_that()
    {
        var officer = await app.SignInAsync(Pell);
        var check = await new Told { Witnesses = ["Edmund Sayle, Development Management Team Leader"] }.ToCheckAsync(officer);
        var route = await officer.GetAsync(check.Path.Replace("/check", "/route", StringComparison.Ordinal));
        var refused = await officer.SubmitAsync(route, new { Route = "Line manager" });
        refused.Errors.ShouldBe(["You named Edmund Sayle as a witness. Do you still want to choose them?"]);
        var name = await officer.SubmitAsync(refused, new { Confirmed = new[] { (await PseudonymAsync("edmund.sayle@wealdmere.example")).ToString() is var p ? "p:" + p : "" } });
        name.Path.ShouldEndWith("/name");
    }

    [Fact]
    public async Task Somebody_with_a_connection_cannot_be_chosen_and_no_more_is_said_than_that()
    {
        await using var other = new Related();
        await other.InitializeAsync();
        var browser = await other.SignInAsync(Pell);
        var page = await AtRouteAsync(browser, Told.Stannage);
        page.Texts(".ct-route .govuk-radios__label").ShouldNotContain("Line manager");
        var card = page.Document.QuerySelectorAll(".ct-route").First(r => r.TextContent.Contains("Line manager", StringComparison.Ordinal));
        Page.Tidy(card.TextContent).ShouldContain("Edmund Sayle cannot take this, because of a conflict of interest.");
        page.Text.ShouldNotContain("partner");
    }

    [Fact]
    public async Task Nobody_raises_a_concern_about_themselves()
    {
        var browser = await app.SignInAsync(Pell);
        var about = await browser.SubmitAsync("/concerns/new", new { Protected = "no" });
        var page = await browser.SubmitAsync(about, new { People = new[] { "Joanna Pell, Senior Planning Officer" } });
        page.Errors.ShouldBe(["You cannot raise a concern about yourself."]);
    }

    [Fact]
    public async Task The_same_submission_sent_twice_makes_one_concern()
    {
        var officer = await app.SignInAsync(Pell);
        var check = await new Told().ToCheckAsync(officer);
        var declaration = await officer.ClickAsync(check, "Continue to the declaration");
        var before = await app.ReadAsync(db => db.Cases.CountAsync());
        var first = await officer.SubmitAsync(declaration, new { Confirmed = true });
        var second = await officer.SubmitAsync(declaration, new { Confirmed = true });
        second.Path.ShouldBe(first.Path);
        second.Texts(".ct-done .ct-reference").ShouldBe(first.Texts(".ct-done .ct-reference"));
        (await app.ReadAsync(db => db.Cases.CountAsync())).ShouldBe(before + 1);
    }

    [Fact]
    [Asvs("2.3.4")]
    public async Task Sent_at_the_same_moment_from_several_tabs_it_makes_one_concern()
    {
        var officer = await app.SignInAsync("tamsin.crewe@wealdmere.example");
        var check = await new Told().ToCheckAsync(officer);
        var declaration = await officer.ClickAsync(check, "Continue to the declaration");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => officer.SubmitAsync(declaration, new { Confirmed = true }))));
        answers.Select(a => (a.Status, a.H1)).Distinct().ShouldBe([(HttpStatusCode.OK, "Your concern has been sent")]);
        answers.Select(a => a.Texts(".ct-done .ct-reference").Single()).Distinct().Count().ShouldBe(1);
        var crewe = await PseudonymAsync("tamsin.crewe@wealdmere.example");
        (await app.ReadAsync(db => db.Cases.CountAsync(c => c.Raiser == crewe))).ShouldBe(1);
    }

    [Fact]
    public async Task It_is_not_sent_without_the_declaration()
    {
        var officer = await app.SignInAsync(Pell);
        var declaration = await officer.ClickAsync(await new Told().ToCheckAsync(officer), "Continue to the declaration");
        var page = await officer.SubmitAsync(declaration);
        page.Errors.ShouldBe(["Confirm that this is true as far as you know."]);
    }

    private async Task<Page> SendAsync(Browser browser, Page check) =>
        await browser.SubmitAsync(await browser.ClickAsync(check, "Continue to the declaration"), new { Confirmed = true });

    private static async Task<Page> AtRouteAsync(Browser browser, params string[] about)
    {
        var page = await browser.SubmitAsync("/concerns/new", new { Protected = "no" });
        page = await browser.SubmitAsync(page, new { People = about });
        return await browser.GetAsync(page.Path.Replace("/happened", "/route", StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<string>> RoutesAsync(Browser browser, string about) => (await AtRouteAsync(browser, about)).Texts(".ct-route .govuk-radios__label");

    private Task<Case> SentAsync(Page sent) => CaseAsync(sent.Texts(".ct-done .ct-reference").Single());

    private Task<Case> CaseAsync(string reference) => app.CaseAsync(reference);

    private Task<Domain.Protection.Pseudonym> PseudonymAsync(string email) => app.PseudonymAsync(email);

    /// <summary>A council in which the line manager and the councillor are partners.</summary>
    private sealed class Related : App
    {
        public new async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            await WriteAsync(async db => db.Relations.Add(new Relation
            {
                Id = Guid.NewGuid(),
                PersonId = (await db.People.SingleAsync(p => p.Email == "edmund.sayle@wealdmere.example")).Id,
                OtherId = (await db.People.SingleAsync(p => p.Email == "cllr.derek.stannage@wealdmere.example")).Id,
                Kind = RelationKind.Partner,
            }));
        }
    }
}

internal static class Stored
{
    /// <summary>The case with that reference, as it is stored.</summary>
    public static Task<Case> CaseAsync(this App app, string reference) => app.ReadAsync(db => db.Cases.AsNoTracking().Include(c => c.Grants).Include(c => c.Events.OrderBy(e => e.Number)).Include(c => c.Named)
        .Include(c => c.Allegations).Include(c => c.Consents).Include(c => c.Links).AsSplitQuery().SingleAsync(c => c.Reference == CaseReference.Parse(reference)!.Value));

    /// <summary>The pseudonym of the person with that address.</summary>
    public static async Task<Domain.Protection.Pseudonym> PseudonymAsync(this App app, string email)
    {
        var id = await app.ReadAsync(db => db.People.Where(p => p.Email == email).Select(p => p.Id).SingleAsync());
        var seam = (Domain.Protection.ISeam)app.Services.GetService(typeof(Domain.Protection.ISeam))!;
        return seam.PseudonymOf(id);
    }
}
