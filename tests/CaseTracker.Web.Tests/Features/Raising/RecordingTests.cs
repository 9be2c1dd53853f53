using System.Net;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Tests.Features.Raising;

/// <summary>Concerns told by phone, in person or on paper, written down by a manager or the Monitoring Officer.</summary>
public class RecordingTests(App app) : IClassFixture<App>
{
    private const string Mundy = "kev.mundy@wealdmere.example", Ranas = "priya.ranas@wealdmere.example";

    [Fact]
    public async Task A_supervisor_records_what_a_depot_worker_without_an_account_told_them()
    {
        var supervisor = await app.SignInAsync(Mundy);
        var page = await TellAsync(supervisor, new { Channel = "In person", Raiser = "person", Person = "Darren Pask, Refuse Loader" });
        page = await supervisor.SubmitAsync(page, new Dictionary<string, object> { ["Route.Route"] = "Group Head", ["Name.Confidentiality"] = "named" }, "Save and continue");
        page.Path.ShouldEndWith("/check", customMessage: string.Join(" ", page.Errors));
        page.Facts["Told by"].ShouldStartWith("Darren Pask");
        page.Facts["Their name"].ShouldContain("Nadia Kerslake will see their name and their full account.");
        var unread = await supervisor.SubmitAsync(page, button: "Record the concern");
        unread.Errors.ShouldBe(["Read the account back to them first, and confirm that they agree."]);
        var sent = await supervisor.SubmitAsync(unread, new { Confirmed = true }, "Record the concern");
        sent.H1.ShouldBe("The concern has been recorded");
        sent.Text.ShouldContain("They have no account here");
        var c = await app.CaseAsync(sent.Texts(".ct-done .ct-reference").Single());
        (c.Route, c.HasChannel, c.Raiser, c.SourceGroup).ShouldBe((Route.R1, false, await app.PseudonymAsync("darren.pask@wealdmere.example"), "front-line-depot"));
        c.HeldByHandler(app.Clock.Today)!.Person.ShouldBe(await app.PseudonymAsync("nadia.kerslake@wealdmere.example"));
        (c.Events[0].Verb, c.Events[0].By, c.Events[0].Hat).ShouldBe(("record-concern", await app.PseudonymAsync(Mundy), "line-manager"));
        c.Grants.ShouldNotContain(g => g.Person == app.PseudonymAsync(Mundy).Result);
    }

    [Fact]
    public async Task Somebody_with_an_account_can_follow_what_was_recorded_for_them()
    {
        await app.GivenAccountAsync("leah.byrne@wealdmere.example");
        var officer = await app.SignInAsync(Ranas);
        var page = await TellAsync(officer, new { Channel = "By phone", Raiser = "person", Person = "Leah Byrne, Tenancy Officer" });
        page = await officer.SubmitAsync(page, new Dictionary<string, object> { ["Route.Route"] = "Monitoring Officer advice", ["Name.Confidentiality"] = "confidential" }, "Save and continue");
        var sent = await officer.SubmitAsync(page, new { Confirmed = true }, "Record the concern");
        var c = await app.CaseAsync(sent.Texts(".ct-done .ct-reference").Single());
        (c.Route, c.HasChannel, c.Events[0].As).ShouldBe((Route.R2, true, Actor.MoRole));
        c.Live(GrantKind.Raiser, app.Clock.Today).Single().Person.ShouldBe(await app.PseudonymAsync("leah.byrne@wealdmere.example"));
    }

    [Fact]
    public async Task Somebody_who_will_not_say_who_they_are_is_kept_nowhere_and_only_the_Monitoring_Officer_can_take_it()
    {
        var supervisor = await app.SignInAsync(Mundy);
        var page = await TellAsync(supervisor, new { Channel = "On paper", Raiser = "unknown" });
        page.Texts(".ct-route .govuk-radios__label").ShouldBe(["Monitoring Officer advice", "Formal complaint"]);
        page = await supervisor.SubmitAsync(page, new Dictionary<string, object> { ["Route.Route"] = "Monitoring Officer advice" }, "Save and continue");
        page.Path.ShouldEndWith("/check", customMessage: string.Join(" ", page.Errors));
        page.Facts["Told by"].ShouldStartWith("Somebody who did not say who they are");
        var sent = await supervisor.SubmitAsync(page, new { Confirmed = true }, "Record the concern");
        var c = await app.CaseAsync(sent.Texts(".ct-done .ct-reference").Single());
        (c.Confidentiality, c.Raiser, c.RaiserName.IsEmpty, c.HasChannel, c.SourceGroup).ShouldBe(("anonymous", null, true, false, "anonymous"));
    }

    [Fact]
    public async Task A_resident_is_known_by_name()
    {
        var officer = await app.SignInAsync(Ranas);
        var told = await officer.SubmitAsync("/casework/new", button: "Start recording");
        var refused = await officer.SubmitAsync(told, new { Channel = "By phone", Raiser = "name" });
        refused.Errors.ShouldBe(["Enter their name", "Choose which group they belong to"]);
        var page = await AccountAsync(officer, await officer.SubmitAsync(refused, new { Name = "Mrs Edna Trow", Group = "Members of the public" }));
        page.Texts(".ct-route .govuk-radios__label").ShouldBe(["Monitoring Officer advice", "Formal complaint"]);
        page = await officer.SubmitAsync(page, new Dictionary<string, object> { ["Route.Route"] = "Monitoring Officer advice", ["Name.Confidentiality"] = "named" }, "Save and continue");
        var sent = await officer.SubmitAsync(page, new { Confirmed = true }, "Record the concern");
        var c = await app.CaseAsync(sent.Texts(".ct-done .ct-reference").Single());
        (c.SourceGroup, c.Raiser, c.RaiserName.IsEmpty).ShouldBe(("public", null, false));
    }

    [Fact]
    public async Task All_faults_of_a_long_page_are_said_at_once_and_nothing_typed_is_lost()
    {
        var supervisor = await app.SignInAsync(Mundy);
        var told = await supervisor.SubmitAsync("/casework/new");
        told.Path.ShouldEndWith("/told");
        (await supervisor.SubmitAsync(told)).Errors.ShouldBe(["Select how it reached you", "Select who told you"]);
        var account = await supervisor.SubmitAsync(told, new { Channel = "By phone", Raiser = "person", Person = "Terry Oakes, Street Cleansing Operative" });
        var refused = await supervisor.SubmitAsync(account, new Dictionary<string, object> { ["Happened.Narrative"] = "He shouted." }, "Save and continue");
        refused.Errors.ShouldBe(["Enter who it is about", "What happened must be 20 characters or more", "Enter a summary in one line", "Enter the date it happened", "Select how it took place", "Enter where it happened"]);
        refused.Value("Form.Happened.Narrative").ShouldBe("He shouted.");
    }

    [Fact]
    public async Task What_was_told_before_it_happened_is_refused_beside_that_question()
    {
        var supervisor = await app.SignInAsync(Mundy);
        var page = await TellAsync(supervisor, new { Channel = "By phone", Raiser = "person", Person = "Terry Oakes, Street Cleansing Operative", ToldOn = new DateOnly(2026, 3, 1) });
        page = await supervisor.SubmitAsync(page, new Dictionary<string, object> { ["Route.Route"] = "Group Head", ["Name.Confidentiality"] = "named" }, "Save and continue");
        var fault = page.Document.QuerySelector(".govuk-error-summary__list a")!;
        fault.TextContent.ShouldStartWith("This date cannot be before the incident.");
        fault.GetAttribute("href")!.ShouldContain("/told?from=check");
    }

    [Theory]
    [InlineData("joanna.pell@wealdmere.example")]
    [InlineData("cllr.asif.rahman@wealdmere.example")]
    [InlineData("dev.chaudhry@wealdmere.example")]
    [InlineData("helen.maddock@independent.wealdmere.example")]
    public async Task Nobody_else_can_record_a_concern(string email)
    {
        var browser = await app.SignInAsync(email);
        (await browser.GetAsync("/casework/new")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Nobody_records_a_concern_about_themselves_or_as_if_it_were_their_own()
    {
        var supervisor = await app.SignInAsync("samir.haddad@wealdmere.example");
        var told = await supervisor.SubmitAsync("/casework/new", button: "Start recording");
        var own = await supervisor.SubmitAsync(told, new { Channel = "By phone", Raiser = "person", Person = "Samir Haddad, Waste and Recycling Manager" });
        own.Errors.ShouldBe(["Choose who told you. To raise a concern of your own, use “Raise a concern”."]);
        var account = await supervisor.SubmitAsync(own, new { Person = "Terry Oakes, Street Cleansing Operative" });
        var refused = await supervisor.SubmitAsync(account, new Dictionary<string, object> { ["About.People"] = new[] { "Samir Haddad, Waste and Recycling Manager" } }, "Save and continue");
        refused.Errors[0].ShouldBe("You cannot record a concern about yourself. Ask them to tell somebody else.");
    }

    private static async Task<Page> TellAsync(Browser browser, object told)
    {
        var page = await browser.SubmitAsync("/casework/new");
        page = await browser.SubmitAsync(page, told);
        return await AccountAsync(browser, page);
    }

    // From the account to the page on which it is chosen who deals with it.
    private static async Task<Page> AccountAsync(Browser browser, Page page)
    {
        page.Path.ShouldEndWith("/account", customMessage: string.Join(" ", page.Errors));
        page = await browser.SubmitAsync(page, new Dictionary<string, object>
        {
            ["About.People"] = new[] { "Cllr Maureen Tuckwell, Saltmarsh" },
            ["Happened.Narrative"] = "She came to the depot gate and shouted that the crew were thieves.",
            ["Happened.Summary"] = "Crew called thieves at the gate",
            ["When.Occurred"] = new DateOnly(2026, 3, 6),
            ["When.Setting"] = "In person",
            ["When.Place"] = "Depot gate",
        }, "Save and continue");
        page.Path.ShouldEndWith("/touches", customMessage: string.Join(" ", page.Errors));
        page = await browser.SubmitAsync(page, new Dictionary<string, object> { ["Touches.Themes"] = new[] { "Public criticism" } });
        page.Path.ShouldEndWith("/handling", customMessage: string.Join(" ", page.Errors));
        return page;
    }
}
