using System.Net;
using CaseTracker.Data.Outbox;
using CaseTracker.Domain.Protection;
using CaseTracker.Web.Features.Account.SignIn;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseTracker.Web.Tests.Features.Account;

public class OneTimeLinkTests(App app) : IClassFixture<App>
{
    private const string NewPassword = "three odd words here";

    [Fact]
    [Asvs("6.4.6")]
    public async Task Somebody_in_people_gets_a_link_chooses_a_password_and_signs_in()
    {
        const string Person = "paul.weekes@wealdmere.example";
        var browser = app.Browse();
        var page = await browser.SubmitAsync("/account/start", new { Email = "Paul.Weekes@wealdmere.example" });
        page.H1.ShouldBe("Check your email");
        var link = await LinkOfAsync(Person);
        page = await browser.GetAsync(link);
        page.H1.ShouldBe("Choose a password");
        page.Document.GetElementById("email")!.GetAttribute("value").ShouldBe(Person);
        page = await browser.SubmitAsync(page, new { Password = NewPassword, RepeatedPassword = NewPassword });
        page.H1.ShouldBe("Sign in");
        page.Banner.ShouldBe("Your password is set. Sign in with it.");
        await browser.SubmitAsync(page, new { Email = Person, Password = NewPassword });
        browser.IsSignedIn.ShouldBeTrue();
    }

    [Fact]
    [Asvs("6.3.8")]
    public async Task Every_address_gets_the_same_answer()
    {
        var known = await AskAsync("chloe.durrant@wealdmere.example", "192.0.2.1");
        foreach (var other in new[] { "nobody@wealdmere.example", "gillian.frayne@wealdmere.example" })
        {
            var answer = await AskAsync(other, "192.0.2.1");
            answer.Status.ShouldBe(known.Status);
            answer.Path.ShouldBe(known.Path);
            answer.Text.ShouldBe(known.Text);
            answer.Source.Length.ShouldBe(known.Source.Length);
        }
    }

    [Fact]
    public async Task Neither_a_leaver_nor_a_stranger_gets_a_letter()
    {
        await AskAsync("gillian.frayne@wealdmere.example");
        await AskAsync("nobody@wealdmere.example");
        await AskAsync("theo.marchetti@wealdmere.example");
        await LinkOfAsync("theo.marchetti@wealdmere.example");
        (await LettersAsync("gillian.frayne@wealdmere.example")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_s_inbox_can_be_filled_by_asking_again_and_again()
    {
        for (var i = 0; i < 6; i++) await AskAsync("agnieszka.wolny@wealdmere.example");
        await AskAsync("terry.oakes@wealdmere.example");
        await LinkOfAsync("terry.oakes@wealdmere.example");
        (await LettersAsync("agnieszka.wolny@wealdmere.example")).Count.ShouldBe(3);
    }

    [Fact]
    [Asvs("6.4.1")]
    public async Task A_link_works_once()
    {
        var link = await GivenLinkAsync("kev.mundy@wealdmere.example");
        var first = await app.Browse().GetAsync(link);
        var second = await app.Browse().GetAsync(link);
        var (one, other) = (app.Browse(), app.Browse());
        await one.SubmitAsync(link, new { Password = NewPassword, RepeatedPassword = NewPassword });
        var late = await other.SubmitAsync(await OpenedBeforeAsync(other, second), new { Password = "another long password", RepeatedPassword = "another long password" });
        late.H1.ShouldBe("This link does not work any more");
        (await app.Browse().GetAsync(link)).H1.ShouldBe("This link does not work any more");
        await other.SubmitAsync("/account/sign-in", new { Email = "kev.mundy@wealdmere.example", Password = "another long password" });
        other.IsSignedIn.ShouldBeFalse();
        first.H1.ShouldBe("Choose a password");
    }

    [Fact]
    public async Task A_link_that_was_used_takes_the_others_of_the_same_person_with_it()
    {
        var (one, other) = (await GivenLinkAsync("darren.pask@wealdmere.example"), await GivenLinkAsync("darren.pask@wealdmere.example"));
        await app.Browse().SubmitAsync(one, new { Password = NewPassword, RepeatedPassword = NewPassword });
        (await app.Browse().GetAsync(other)).H1.ShouldBe("This link does not work any more");
    }

    [Fact]
    [Asvs("6.4.1")]
    public async Task A_link_works_for_seven_days()
    {
        var link = await GivenLinkAsync("isla.verrinder@wealdmere.example");
        app.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(1));
        (await app.Browse().GetAsync(link)).H1.ShouldBe("Choose a password");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        (await app.Browse().GetAsync(link)).H1.ShouldBe("This link does not work any more");
    }

    [Fact]
    [Asvs("7.4.3")]
    public async Task A_new_password_by_link_signs_out_whoever_was_signed_in()
    {
        const string Person = "graeme.tolley@wealdmere.example";
        var before = await app.SignInAsync(Person);
        await app.Browse().SubmitAsync(await GivenLinkAsync(Person), new { Password = NewPassword, RepeatedPassword = NewPassword });
        (await before.GetAsync("/account")).H1.ShouldBe("Sign in");
    }

    [Theory]
    [InlineData("", "", "Enter a new password")]
    [InlineData("eleven char", "eleven char", "Enter a password of 12 characters or more")]
    [InlineData("twelve chars", "twelve chats", "Enter the same password again")]
    [InlineData("Achterberg2026", "Achterberg2026", "Enter a password that is harder to guess. This one is common, or made of words that others would try first. Three or four words that have nothing to do with each other are good.")]
    [Asvs("6.2.1")]
    public async Task A_password_that_will_not_do_is_refused_in_words_and_the_link_still_works(string password, string again, string message)
    {
        var link = await GivenLinkAsync("simon.achterberg@wealdmere.example");
        var page = await app.Browse().SubmitAsync(link, new { Password = password, RepeatedPassword = again });
        page.Errors.ShouldBe([message]);
        (await app.Browse().GetAsync(link)).H1.ShouldBe("Choose a password");
    }

    [Fact]
    [Asvs("6.2.5", "6.2.8", "6.2.9")]
    public async Task A_long_password_of_any_characters_is_taken_as_it_is()
    {
        const string Person = "imogen.stroud@wealdmere.example";
        var password = string.Concat(Enumerable.Repeat("ö 🙂'\"<&", 20));
        await app.Browse().SubmitAsync(await GivenLinkAsync(Person), new { Password = password, RepeatedPassword = password });
        var browser = app.Browse();
        await browser.SubmitAsync("/account/sign-in", new { Email = Person, Password = password });
        browser.IsSignedIn.ShouldBeTrue();
    }

    [Fact]
    [Asvs("11.5.1")]
    public async Task The_database_holds_only_the_hash_of_a_link()
    {
        var link = await GivenLinkAsync("daniel.fry@wealdmere.example");
        var hashes = await app.ReadAsync(db => db.SignInLinks.Select(l => l.TokenHash).ToListAsync());
        hashes.Select(Convert.ToHexString).ShouldContain(Convert.ToHexString(CaseTracker.Data.Identity.Secret.Hash(link.Split('/').Last())));
    }

    [Fact]
    public async Task The_letters_are_shown_in_a_demonstration_on_its_own_computer_only()
    {
        await GivenLinkAsync("farah.nazari@wealdmere.example");
        (await app.Browse().GetAsync("/account/mail")).Text.ShouldContain("To Farah Nazari");
        (await app.Browse("192.0.2.4").GetAsync("/account/mail")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await AskAsync("farah.nazari@wealdmere.example", "192.0.2.4")).Text.ShouldNotContain("demonstration");
    }

    // A page that was open in this browser before its link was used elsewhere.
    private static async Task<Page> OpenedBeforeAsync(Browser browser, Page page)
    {
        var signIn = await browser.GetAsync("/account/sign-in");
        signIn.Status.ShouldBe(HttpStatusCode.OK);
        var token = (AngleSharp.Html.Dom.IHtmlInputElement)signIn.Document.QuerySelector("main input[name=__RequestVerificationToken]")!;
        ((AngleSharp.Html.Dom.IHtmlInputElement)page.Document.QuerySelector("main input[name=__RequestVerificationToken]")!).Value = token.Value;
        return page;
    }

    private Task<Page> AskAsync(string email, string from = "127.0.0.1") => app.Browse(from).SubmitAsync("/account/start", new { Email = email });

    private async Task<string> GivenLinkAsync(string email)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseTracker.Data.CaseDb>();
        var link = scope.ServiceProvider.GetRequiredService<LinkLetters>().Write(await db.People.AsNoTracking().SingleAsync(p => p.Email == email));
        await db.SaveChangesAsync();
        return new Uri(link).AbsolutePath;
    }

    private async Task<List<string>> LettersAsync(string email)
    {
        var seam = app.Services.GetRequiredService<ISeam>();
        var id = await app.ReadAsync(db => db.People.Where(p => p.Email == email).Select(p => p.Id).SingleAsync());
        var pseudonym = seam.PseudonymOf(id);
        var letters = await app.ReadAsync(db => db.Outbox.AsNoTracking().Where(m => m.Recipient == pseudonym).ToListAsync());
        return [.. letters.Select(m => new Uri(seam.Open(m.Link, m.Id, OutboxMessage.LinkColumn)).AbsolutePath)];
    }

    // Letters are written a moment after the answer.
    private async Task<string> LinkOfAsync(string email)
    {
        for (var i = 0; i < 200; i++)
        {
            if (await LettersAsync(email) is [.., var newest]) return newest;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
        throw new InvalidOperationException($"No letter for {email} within ten seconds.");
    }
}
