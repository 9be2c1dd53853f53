using System.Net;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Tests.Support;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Tests.Features.Cases.PerformVerb;

/// <summary>Acts by a role alone: the Monitoring Officer's oversight, and the Chief Executive's substitute.</summary>
public class ByRoleTests(App app) : IClassFixture<App>
{
    private const string Officer = "priya.ranas@wealdmere.example", Chief = "marcus.elvey@wealdmere.example", Finance = "gwen.tarrant@wealdmere.example";

    [Fact]
    public async Task A_case_put_to_a_manager_is_opened_for_a_reason_that_the_raiser_sees()
    {
        var given = await app.GivenCaseAsync(Route.R1, Stage.BeingHandled);
        var officer = await app.SignInAsync(Officer);
        (await officer.GetAsync($"/casework/{given}/add-note")).Status.ShouldBe(HttpStatusCode.NotFound);

        var page = await officer.GetAsync($"/casework/{given}/take-oversight");
        page.Text.ShouldContain("The person who raised it will see your reason.");
        page.Text.ShouldNotContain("Stannage");
        (await officer.SubmitAsync(page)).FieldErrors.ShouldBe(["Say why you need to open this. The person who raised it will see your reason."]);
        (await officer.SubmitAsync(page, new { reason = "Two other concerns name the same meeting." })).Path.ShouldBe($"/casework/{given}");

        (await officer.GetAsync($"/casework/{given}/add-note")).H1.ShouldBe("Add a note");
        (await officer.GetAsync($"/casework/{given}/take-oversight")).Text.ShouldContain("You can open this case already.");
        var raiser = await app.SignInAsync(given.Raiser);
        (await raiser.GetAsync($"/concerns/{given}")).Text.ShouldContain("Two other concerns name the same meeting.");
    }

    [Theory]
    [InlineData("colin.farraday@wealdmere.example")]
    [InlineData(Chief)]
    [InlineData("dev.chaudhry@wealdmere.example")]
    public async Task Only_a_Monitoring_Officer_can_ask_for_oversight(string who)
    {
        var given = await app.GivenCaseAsync(Route.R1, Stage.BeingHandled);
        (await (await app.SignInAsync(who)).GetAsync($"/casework/{given}/take-oversight")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_Monitoring_Officer_with_a_conflict_cannot_tell_the_case_from_an_unknown_one()
    {
        var given = await app.GivenCaseAsync(Route.R1, Stage.Offered, inputs: new Dictionary<string, string[]> { ["witnesses"] = [await PersonAsync(Officer)] });
        var officer = await app.SignInAsync(Officer);

        var page = await officer.GetAsync($"/casework/{given}/take-oversight");

        page.Status.ShouldBe(HttpStatusCode.NotFound);
        page.Text.ShouldBe((await officer.GetAsync("/casework/WD-0000-0000/take-oversight")).Text);
    }

    [Fact]
    public async Task Where_no_Monitoring_Officer_is_left_the_Chief_Executive_names_one_and_sees_the_reference_only()
    {
        var given = await app.GivenCaseAsync(Route.R2, Stage.Received, inputs: new Dictionary<string, string[]>
        {
            ["keep_out"] = [await PersonAsync(Officer), await PersonAsync("tom.ashdown@wealdmere.example"), await PersonAsync("ines.calloway@stourbeck.example")],
        });
        var chief = await app.SignInAsync(Chief);

        var page = await chief.GetAsync($"/casework/{given}/name-substitute");
        page.H1.ShouldBe("Name a substitute Monitoring Officer");
        page.Text.ShouldContain(given.Reference);
        foreach (var word in new[] { "Stannage", "Pell", "clueless", "Put down" }) page.Text.ShouldNotContain(word);
        page.Text.ShouldNotContain("Tom Ashdown");

        var done = await chief.SubmitAsync(page, new { person = "Rosalind Thayer", reason = "She reviews for other councils." });
        done.Path.ShouldBe("/casework");
        done.Banner.ShouldBe($"Substitute named: {given}");
        (await app.HolderOfAsync(given.Reference, GrantKind.Mo)).ShouldBe("rosalind@thayer-reviews.example");
        (await chief.GetAsync($"/casework/{given}/name-substitute")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await chief.GetAsync($"/casework/{given}/add-note")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Nobody_else_names_a_substitute_and_none_is_named_for_a_case_that_is_held()
    {
        var (held, free) = (await app.GivenCaseAsync(Route.R2, Stage.Received), await app.GivenCaseAsync(Route.R2, Stage.Received, inputs: new Dictionary<string, string[]>
        {
            ["keep_out"] = [await PersonAsync(Officer), await PersonAsync("tom.ashdown@wealdmere.example"), await PersonAsync("ines.calloway@stourbeck.example")],
        }));

        (await (await app.SignInAsync(Chief)).GetAsync($"/casework/{held}/name-substitute")).Status.ShouldBe(HttpStatusCode.NotFound);
        foreach (var who in new[] { Finance, Officer, free.Raiser }) (await (await app.SignInAsync(who)).GetAsync($"/casework/{free}/name-substitute")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<string> PersonAsync(string email) => await app.PartyAsync(email);
}

/// <summary>The council's arrangements leave assessment and determination to a sub-committee.</summary>
public sealed class SubCommitteeApp : App
{
    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["CaseTracker:Rules:AssessmentBy:0:From"] = "2020-01-01",
        ["CaseTracker:Rules:AssessmentBy:0:By"] = "assessment-panel",
    };
}

public class SubCommitteeTests(SubCommitteeApp app) : IClassFixture<SubCommitteeApp>
{
    [Fact]
    public async Task The_Monitoring_Officer_calls_the_sub_committee_and_its_members_assess()
    {
        var given = await app.GivenCaseAsync(Route.R3, Stage.Assessment);
        var officer = await app.SignInAsync("priya.ranas@wealdmere.example");
        (await officer.GetAsync($"/casework/{given}/assess")).Text.ShouldContain("This council's arrangements leave this decision to a sub-committee. Call it first.");

        var call = await officer.GetAsync($"/casework/{given}/convene-assessment");
        // Members of the subject's own group are kept off, and the page says so.
        call.Text.ShouldContain("Cllr Keith Barraclough is in the subject's political group");
        (await officer.SubmitAsync(call, new { due_on = new DateOnly(2026, 3, 24) })).FieldErrors.ShouldContain("Choose at least one paper to send.");
        var members = new[] { "Cllr Gurdeep Sohal, Tannery", "Cllr Penelope Shaw, Lower Mere", "Cllr Lorna Cheever, Heron Park" };
        await officer.SubmitAsync(call, new { members, papers = new[] { "1" }, due_on = new DateOnly(2026, 3, 24) });

        var chair = await app.SignInAsync("cllr.gurdeep.sohal@wealdmere.example");
        var form = await chair.GetAsync($"/casework/{given}/assess");
        form.H1.ShouldBe("Assess the complaint");
        var missing = await chair.SubmitAsync(form, new { decision = "no-further-action", reason = "It was robust debate and no more." });
        missing.FieldErrors.ShouldBe(["Answer every part of the public-interest test, with reasons."]);
    }
}
