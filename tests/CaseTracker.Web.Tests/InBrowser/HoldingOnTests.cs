using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Account.SignIn;
using CaseTracker.Web.Tests.Features.Raising;
using CaseTracker.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Tests.InBrowser;

/// <summary>What a browser does that a request alone does not show: keys, script, double clicks, windows left open, and paper.</summary>
[Trait("Category", "Browser")]
public class HoldingOnTests(ListeningApp app) : IClassFixture<ListeningApp>
{
    private const string Stannage = "Cllr Derek Stannage, Castle Hill";

    [Fact]
    public async Task Somebody_is_chosen_with_the_keyboard_alone()
    {
        await using var visitor = await app.VisitAsAsync("leah.byrne");
        await AtWhoAsync(visitor);
        var keys = visitor.Page.Keyboard;
        var box = visitor.Page.GetByLabel("Person 1", new() { Exact = true });
        await TabToAsync(visitor, box);
        await keys.TypeAsync("stann");
        await Expect(visitor.Page.GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        await keys.PressAsync("ArrowDown");
        await visitor.PictureAsync("keyboard-suggestions");
        await keys.PressAsync("Enter");
        await Expect(box).ToHaveValueAsync(Stannage);
        await TabToAsync(visitor, visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Save and continue" }));
        await keys.PressAsync("Enter");
        await visitor.SeesAsync("What happened?");
        await visitor.GoAsync(visitor.Path.Replace("/happened", "/check", StringComparison.Ordinal));
        await visitor.ReadsAsync("Cllr Derek Stannage");
    }

    [Fact]
    public async Task Somebody_who_is_not_in_the_list_is_not_taken_for_somebody_who_is()
    {
        await using var visitor = await app.VisitAsAsync("leah.byrne");
        await AtWhoAsync(visitor);
        await visitor.PickAsync("Person 1", Stannage);
        await visitor.FillAsync("Person 1", "Cllr Derek Somebody");
        await visitor.PressAsync("Save and continue");
        (await visitor.ErrorsAsync()).ShouldNotBeEmpty();
        await Expect(visitor.Page.GetByLabel("Person 1", new() { Exact = true })).ToHaveValueAsync("Cllr Derek Somebody");
    }

    [Fact]
    public async Task A_concern_is_raised_and_taken_on_without_script()
    {
        string reference;
        await using (var raiser = await app.VisitAsAsync("joanna.pell", script: false))
        {
            reference = await new Telling { About = [Stannage], Route = "Group Head", KeepOut = ("Edmund Sayle, Development Management Team Leader", "A friend of theirs") }.SendAsync(raiser);
            await raiser.PictureAsync("without-script-sent");
        }

        await using var head = await app.VisitAsAsync("colin.farraday", script: false);
        await head.OpenAsync("/casework", reference);
        await head.PressAsync("Accept");
        await head.PressAsync("Accept the case");
        await head.IsToldAsync("Case accepted");
        await head.PictureAsync("without-script-case");
    }

    [Fact]
    public async Task A_double_click_sends_one_concern()
    {
        await using var visitor = await app.VisitAsAsync("tamsin.crewe");
        await new Telling().ToCheckAsync(visitor);
        await visitor.PressAsync("Continue to the declaration");
        await visitor.SeesAsync("Declaration");
        await visitor.ChooseAsync("What I have written is true as far as I know");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Send your concern" }).DblClickAsync();
        await visitor.SeesAsync("Your concern has been sent");
        var crewe = await app.PseudonymAsync(Story.Email("tamsin.crewe"));
        (await app.ReadAsync(db => db.Cases.CountAsync(c => c.Raiser == crewe))).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_being_typed_survives_the_end_of_the_session()
    {
        const string Typed = "He said it twice.\n\nThe second time he laughed: “clueless” <b>again</b>.";
        await using var visitor = await app.VisitAsAsync("ruth.okafor");
        await AtWhoAsync(visitor);
        await visitor.PickAsync("Person 1", Stannage);
        await visitor.PressAsync("Save and continue");
        await visitor.SeesAsync("What happened?");
        await visitor.FillAsync("In your own words", Typed);
        await visitor.FillAsync("In one line", "Laughed at");

        app.Clock.Advance(TimeSpan.FromMinutes(16));
        await visitor.PressAsync("Save and continue");
        await visitor.SeesAsync("You have been signed out");
        await visitor.ReadsAsync("Nothing you typed has been lost.");
        await visitor.PictureAsync("session-ended");
        await visitor.DoesNotReadAsync("He said it twice.");

        var again = await visitor.Page.Context.RunAndWaitForPageAsync(() => visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in (opens in a new tab)" }).ClickAsync());
        await again.GetByLabel("Email address").FillAsync(Story.Email("ruth.okafor"));
        await again.GetByLabel("Password").FillAsync(DemonstrationAccounts.Password);
        await again.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).First.ClickAsync();
        await Expect(again.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("You are signed in");

        await visitor.PressAsync("Carry on where I left off");
        await visitor.SeesAsync("Check what you typed and send it again");
        await visitor.ReadsAsync("The second time he laughed: “clueless” <b>again</b>.");
        await visitor.PictureAsync("session-carry-on");
        await visitor.PressAsync("Send it again");
        await visitor.SeesAsync("When and where did it happen?");
        await visitor.FollowAsync("Back");
        await Expect(visitor.Page.GetByLabel("In your own words")).ToHaveValueAsync(Typed);
    }

    [Fact]
    public async Task Of_two_people_who_decide_at_once_one_wins_and_the_other_keeps_their_text_and_is_told_what_changed()
    {
        var c = (await app.GivenCaseAsync(Route.R1, Stage.BeingHandled)).Reference;
        await using var head = await app.VisitAsAsync("colin.farraday");
        await head.GoAsync($"/casework/{c}/record-outcome");
        await head.ChooseAsync("Apology");
        await head.FillAsync("Note for the file", "He is sorry.");
        await head.FillAsync("What do you want to tell the person who raised it?", "He apologises to you in writing.");

        await using (var raiser = await app.VisitAsAsync("joanna.pell"))
        {
            await raiser.GoAsync($"/concerns/{c}/withdraw");
            await raiser.ChooseAsync("No, it is my own decision");
            await raiser.PressAsync("Withdraw your concern");
            await raiser.ReadsAsync("Withdraw");
        }

        await head.PressAsync("Continue");
        await head.ReadsAsync("What changed since you opened this page");
        await head.ReadsAsync("He apologises to you in writing.");
        await head.PictureAsync("decided-meanwhile");
        var stored = await app.ReadCaseAsync(c);
        (stored.Stage, stored.Outcome).ShouldBe((Stage.Withdrawal, null));
    }

    [Fact]
    public async Task A_case_and_the_check_of_the_answers_print_their_words_and_nothing_to_press()
    {
        var c = (await app.GivenCaseAsync(Route.R1, Stage.BeingHandled)).Reference;
        await using var head = await app.VisitAsAsync("colin.farraday");
        await head.GoAsync($"/casework/{c}");
        await PrintsAsync(head, "print-case", "What was raised");
        await using var raiser = await app.VisitAsAsync("daniel.fry");
        await new Telling().ToCheckAsync(raiser);
        await PrintsAsync(raiser, "print-check", "Two people laughed.");
    }

    private static async Task PrintsAsync(Visitor visitor, string picture, string words)
    {
        await visitor.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await visitor.WidenAsync(794);
        await Expect(visitor.Page.Locator("main").GetByText(words).Filter(new() { Visible = true }).First).ToBeVisibleAsync();
        foreach (var part in new[] { "nav", "button", ".govuk-button", "footer", ".govuk-skip-link", ".govuk-summary-list__actions a" })
            (await visitor.Page.Locator(part).Filter(new() { Visible = true }).AllInnerTextsAsync()).ShouldBeEmpty($"{part} is printed");
        await visitor.PictureAsync(picture);
    }

    private static async Task AtWhoAsync(Visitor visitor)
    {
        await visitor.GoAsync("/concerns/new");
        await visitor.ChooseAsync("No");
        await visitor.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Start") }).ClickAsync();
        await visitor.SeesAsync("Who is it about?");
    }

    private static async Task TabToAsync(Visitor visitor, ILocator target)
    {
        for (var i = 0; i < 60; i++)
        {
            if (await target.EvaluateAsync<bool>("e => e === document.activeElement")) return;
            await visitor.Page.Keyboard.PressAsync("Tab");
        }

        throw new InvalidOperationException("The keyboard does not lead there.");
    }
}
