using CaseTracker.Domain.People;
using Microsoft.EntityFrameworkCore;
using static CaseTracker.Web.Tests.Features.Imports.PeopleFile;

namespace CaseTracker.Web.Tests.Features.Imports;

public sealed class CouncilReadyForPeople : ImportApp, IAsyncLifetime
{
    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        await GivenCalendarAndProtocolAsync();
    }
}

public class ImportingPeopleTests(CouncilReadyForPeople app) : IClassFixture<CouncilReadyForPeople>
{
    [Theory]
    [InlineData("email", "", "required")]
    [InlineData("email", "ann at council", "bad-email")]
    [InlineData("email", "other@x.example", "duplicate-key")]
    [InlineData("email", "OTHER@X.example", "duplicate-key")]
    [InlineData("display_name", "", "required")]
    [InlineData("kind", "", "required")]
    [InlineData("kind", "employee", "unknown-kind")]
    [InlineData("tier", "boss", "unknown-tier")]
    [InlineData("line_manager", "nobody@x.example", "unknown-person")]
    [InlineData("line_manager", "ann@x.example", "own-manager")]
    [InlineData("group_head", "nobody@x.example", "unknown-person")]
    [InlineData("publish_contact", "", "required")]
    [InlineData("publish_contact", "y", "bad-code")]
    [InlineData("political_group", "Independents", "members-only")]
    [InlineData("ward", "Heron Park", "members-only")]
    [InlineData("system_roles", "officer;wizard", "unknown-role")]
    [InlineData("system_roles", "officer;officer", "duplicate-code")]
    [InlineData("system_roles", "officer;;hr", "bad-list")]
    [InlineData("system_roles", "officer;administrator;monitoring-officer", "administrator-alone")]
    [InlineData("system_roles", "officer;administrator;line-manager", "administrator-alone")]
    [InlineData("system_roles", "officer;member", "role-not-for-kind")]
    [InlineData("system_roles", "officer;independent-person", "role-not-for-kind")]
    [InlineData("joined_on", "", "required")]
    [InlineData("joined_on", "6/1/2020", "bad-date")]
    [InlineData("joined_on", "2020-02-30", "bad-date")]
    [InlineData("joined_on", "2107-12-07", "future-date")]
    [InlineData("left_on", "2019-12-31", "left-before-joined")]
    [InlineData("left_on", "2107-12-07", "future-date")]
    public async Task A_bad_cell_refuses_the_whole_file_and_is_named(string column, string value, string code)
    {
        var before = await app.ReadAsync(db => db.People.CountAsync());
        var result = await app.PeopleAsync(File(Officer("other@x.example"), Officer("ann@x.example", (column, value))));
        result.Errors.ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => (f.Row, f.Column, f.Code).ShouldBe((2, column, code)), f => f.Message.ShouldEndWith("."));
        (result.Read, result.Created).ShouldBe((2, 0));
        (await app.ReadAsync(db => db.People.CountAsync())).ShouldBe(before);
    }

    [Theory]
    [InlineData("tier", "middle-manager", "officers-only")]
    [InlineData("group_role", "boss", "unknown-group-role")]
    [InlineData("group_role", "ungrouped", "group-mismatch")]
    [InlineData("political_group", "", "group-mismatch:group_role")]
    [InlineData("member_role", "mayor", "unknown-member-role")]
    [InlineData("system_roles", "officer", "role-not-for-kind")]
    public async Task A_members_row_is_checked_as_a_members(string column, string value, string code)
    {
        var result = await app.PeopleAsync(File(Member("mo@x.example", (column, value))));
        var fault = result.Errors.ShouldHaveSingleItem();
        $"{fault.Code}:{fault.Column}".ShouldBe(code.Contains(':', StringComparison.Ordinal) ? code : $"{code}:{column}");
    }

    [Fact]
    public async Task All_faults_are_named_at_once()
    {
        var result = await app.PeopleAsync(File(Officer("a@x.example", ("kind", "x"), ("joined_on", "x")), Officer("b@x.example"), Officer("c@x.example", ("line_manager", "z@x.example"))));
        result.Errors.Select(f => (f.Row, f.Column)).ShouldBe([(1, "kind"), (1, "joined_on"), (3, "line_manager")]);
    }

    [Fact]
    public async Task A_circle_of_managers_is_refused()
    {
        var result = await app.PeopleAsync(File(Officer("a@y.example", ("line_manager", "b@y.example")), Officer("b@y.example", ("line_manager", "c@y.example")), Officer("c@y.example", ("line_manager", "a@y.example")),
            Officer("d@y.example", ("line_manager", "a@y.example"))));
        result.Errors.Select(f => (f.Row, f.Code)).ShouldBe([(1, "manager-cycle"), (2, "manager-cycle"), (3, "manager-cycle")]);
    }

    [Fact]
    public async Task A_circle_that_closes_over_people_already_here_is_refused_too()
    {
        (await app.PeopleAsync(File(Officer("a@z.example"), Officer("b@z.example", ("line_manager", "a@z.example"))))).Errors.ShouldBeEmpty();
        (await app.PeopleAsync(File(Officer("a@z.example", ("line_manager", "b@z.example"))))).Errors.ShouldHaveSingleItem().Code.ShouldBe("manager-cycle");
        (await app.ReadAsync(db => db.People.SingleAsync(p => p.Email == "a@z.example"))).LineManagerId.ShouldBeNull();
    }

    [Fact]
    public async Task Another_councils_words_are_stored_as_they_are()
    {
        var (name, title, ward) = ("Siân ap Dafydd \u202E👩🏽‍⚖️", "Head of \"Projects\",\nPeople & Places", "=SUM(A1) <b>Llŷn</b>");
        (await app.PeopleAsync(File(Officer("Sian@Cymru.example", ("display_name", name), ("job_title", $"\"{title.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")), Member("mo@cymru.example", ("ward", ward))))).Created.ShouldBe(2);
        var sian = await app.ReadAsync(db => db.People.SingleAsync(p => p.Email == "sian@cymru.example"));
        (sian.Name, sian.JobTitle).ShouldBe((name, title));
        (await app.ReadAsync(db => db.People.SingleAsync(p => p.Email == "mo@cymru.example"))).Ward.ShouldBe(ward);
    }

    [Fact]
    public async Task A_later_file_updates_whom_it_names_and_removes_nobody()
    {
        await app.PeopleAsync(File(Officer("kept@v.example"), Officer("changed@v.example"), Officer("same@v.example")));
        var result = await app.PeopleAsync(File(Officer("changed@v.example", ("job_title", "Planner"), ("left_on", "2026-03-01")), Officer("same@v.example"), Officer("new@v.example")));
        (result.Read, result.Created, result.Updated, result.Unchanged).ShouldBe((3, 1, 1, 1));
        (await app.ReadAsync(db => db.People.CountAsync(p => p.Email.EndsWith("@v.example")))).ShouldBe(4);
        (await app.ReadAsync(db => db.People.SingleAsync(p => p.Email == "changed@v.example"))).LeftOn.ShouldBe(new DateOnly(2026, 3, 1));
    }

    [Fact]
    public async Task A_role_in_force_stays_and_a_new_one_is_only_proposed()
    {
        await app.PeopleAsync(File(Officer("hat@u.example", ("system_roles", "officer;line-manager"))));
        await app.GivenPersonAsync("hat@u.example", p => (p.Roles, p.ProposedRoles) = ([Role.Officer, Role.LineManager], []));
        (await app.PeopleAsync(File(Officer("hat@u.example", ("system_roles", "officer;line-manager"))))).Unchanged.ShouldBe(1);
        (await app.PeopleAsync(File(Officer("hat@u.example", ("system_roles", "officer;hr"))))).Updated.ShouldBe(1);
        var hat = await app.ReadAsync(db => db.People.SingleAsync(p => p.Email == "hat@u.example"));
        hat.Roles.ShouldBe([Role.Officer, Role.LineManager]);
        hat.ProposedRoles.ShouldBe([Role.Hr]);
    }

    [Fact]
    public async Task A_file_cannot_make_an_administrator_a_caseworker()
    {
        await app.PeopleAsync(File(Officer("ict@u.example")));
        await app.GivenPersonAsync("ict@u.example", p => p.Roles = [Role.Officer, Role.Administrator]);
        (await app.PeopleAsync(File(Officer("ict@u.example", ("system_roles", "officer;hr"))))).Errors.ShouldHaveSingleItem().Code.ShouldBe("administrator-alone");
    }
}
