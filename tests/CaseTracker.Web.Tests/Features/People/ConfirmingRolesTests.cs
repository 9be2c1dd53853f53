using System.Net;
using CaseTracker.Domain.People;
using CaseTracker.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Tests.Features.People;

public class ConfirmingRolesTests(App app) : IClassFixture<App>
{
    private const string MonitoringOfficer = "priya.ranas@wealdmere.example";

    [Fact]
    public async Task A_proposed_role_has_no_effect_until_it_is_confirmed()
    {
        const string Person = "joanna.pell@wealdmere.example";
        await app.GivenPersonAsync(Person, p => p.ProposedRoles = [Role.Director, Role.Hr]);
        var proposed = await app.SignInAsync(Person);
        (await proposed.GetAsync("/casework/new")).Status.ShouldBe(HttpStatusCode.NotFound);

        var officer = await app.SignInAsync(MonitoringOfficer);
        var page = await officer.GetAsync("/casework/roles");
        page.Rows.ShouldContain(r => r[0].StartsWith("Joanna Pell", StringComparison.Ordinal) && r[2].Contains("Human Resources"));
        page = await officer.SubmitAsync(page, Tick("Director for Joanna Pell", page), "Confirm the selected roles");
        page.Banner.ShouldBe("1 role confirmed");

        (await proposed.GetAsync("/casework/new")).Status.ShouldBe(HttpStatusCode.OK);
        var person = await PersonAsync(Person);
        person.Roles.ShouldBe([Role.Officer, Role.Director], ignoreOrder: true);
        person.ProposedRoles.ShouldBe([Role.Hr]);
    }

    [Fact]
    public async Task Those_who_confirm_roles_find_them_on_their_list_of_cases_and_nobody_else_does()
    {
        await using var other = new App();
        await other.InitializeAsync();
        var officer = await other.SignInAsync(MonitoringOfficer);
        (await officer.GetAsync("/casework")).Document.QuerySelector("a[href='/casework/roles']").ShouldBeNull();
        await other.GivenPersonAsync("sue.blanchard@wealdmere.example", p => p.ProposedRoles = [Role.Investigator, Role.Hr]);
        await other.GivenPersonAsync("cllr.vincent.harbottle@wealdmere.example", p => p.ProposedRoles = [Role.StandardsCommittee]);
        var list = await officer.GetAsync("/casework");
        (await officer.ClickAsync(list, "Confirm or decline 2 roles")).H1.ShouldBe("Confirm roles");
        (await (await other.SignInAsync("tom.ashdown@wealdmere.example")).GetAsync("/casework")).Text.ShouldContain("Confirm or decline 2 roles");
        (await (await other.SignInAsync("colin.farraday@wealdmere.example")).GetAsync("/casework")).Document.QuerySelector("a[href='/casework/roles']").ShouldBeNull();
    }

    [Fact]
    public async Task A_proposal_can_be_declined()
    {
        const string Person = "anjali.desai@wealdmere.example";
        await app.GivenPersonAsync(Person, p => p.ProposedRoles = [Role.Investigator]);
        var officer = await app.SignInAsync(MonitoringOfficer);
        var page = await officer.GetAsync("/casework/roles");
        (await officer.SubmitAsync(page, Tick("Investigator for Anjali Desai", page), "Decline the selected roles")).Banner.ShouldBe("1 proposal declined");
        var person = await PersonAsync(Person);
        person.Roles.ShouldBe([Role.Officer]);
        person.ProposedRoles.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_ticked_is_said()
    {
        await app.GivenPersonAsync("sue.blanchard@wealdmere.example", p => p.ProposedRoles = [Role.DemocraticServices]);
        var page = await (await app.SignInAsync(MonitoringOfficer)).SubmitAsync("/casework/roles", button: "Confirm the selected roles");
        page.Errors.ShouldBe(["Select at least one role"]);
        page.FieldErrors.ShouldBe(page.Errors);
    }

    [Fact]
    public async Task An_administrator_is_given_no_casework()
    {
        await app.GivenPersonAsync("dev.chaudhry@wealdmere.example", p => p.ProposedRoles = [Role.LineManager]);
        var officer = await app.SignInAsync(MonitoringOfficer);
        var page = await officer.GetAsync("/casework/roles");
        page = await officer.SubmitAsync(page, Tick("Line manager for Dev Chaudhry", page), "Confirm the selected roles");
        page.Errors.ShouldBe(["Dev Chaudhry cannot be an administrator and also deal with cases. Choose one or the other."]);
        (await PersonAsync("dev.chaudhry@wealdmere.example")).Roles.ShouldNotContain(Role.LineManager);
    }

    [Fact]
    public async Task A_deputy_does_not_make_themself_Monitoring_Officer()
    {
        const string Deputy = "tom.ashdown@wealdmere.example";
        await app.GivenPersonAsync(Deputy, p => p.ProposedRoles = [Role.MonitoringOfficer]);
        var deputy = await app.SignInAsync(Deputy);
        var page = await deputy.GetAsync("/casework/roles");
        page = await deputy.SubmitAsync(page, Tick("Monitoring Officer for Tom Ashdown", page), "Confirm the selected roles");
        page.Errors.ShouldHaveSingleItem().ShouldStartWith("You cannot confirm your own appointment.");
        (await PersonAsync(Deputy)).Roles.ShouldNotContain(Role.MonitoringOfficer);
    }

    [Theory]
    [InlineData("dev.chaudhry@wealdmere.example")]
    [InlineData("marcus.elvey@wealdmere.example")]
    [InlineData("cllr.asif.rahman@wealdmere.example")]
    public async Task Nobody_else_finds_the_page(string email) =>
        (await (await app.SignInAsync(email)).GetAsync("/casework/roles")).Status.ShouldBe(HttpStatusCode.NotFound);

    private static Dictionary<string, object> Tick(string label, Page page) => new() { [label] = new[] { page.Value(label)! } };

    private Task<Person> PersonAsync(string email) => app.ReadAsync(db => db.People.AsNoTracking().SingleAsync(p => p.Email == email));
}
