using System.Net;
using CaseTracker.Data;
using CaseTracker.Data.Databases;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Tests.Support;

/// <summary>Words that nobody but the people concerned may read, each entered where people enter such words. Whatever else the site writes or sends is searched for them.</summary>
public static class Canaries
{
    private const string Person = "joanna.pell", Email = $"{Person}@wealdmere.example", Narrative = "canarynarrative", Words = "canarywords", Token = "canarytoken0123456789canarytoken0123456789abcdef", Password = "canary-pass-word-99", Reference = "canaryplace";

    /// <summary>What must not be found anywhere.</summary>
    public static readonly IReadOnlyList<string> All = [Person, "Joanna Pell", "Pell", "priya.ranas", "Stannage", Narrative, Words, Token, Password, Reference, DemonstrationPassword, "192.0.2.1"];

    private const string DemonstrationPassword = CaseTracker.Web.Features.Account.SignIn.DemonstrationAccounts.Password;

    /// <summary>
    /// Somebody mistypes a password, signs in, tells what happened, opens addresses that are secrets; somebody else searches and opens a case; then the database fails under words that were being stored. Answers the
    /// reference of the case that was opened.
    /// </summary>
    public static async Task<string> EnterAsync(ServedSite site, DatabaseProvider provider, string connection)
    {
        var wrong = await site.Browse().SubmitAsync("/account/sign-in", new { Email, Password });
        wrong.Errors.ShouldNotBeEmpty($"{wrong.Status} {wrong.Path} {wrong.Title} {string.Join('\n', site.Log)}");
        (await site.Browse().GetAsync($"/account/start/{Token}")).H1.ShouldBe("This link does not work any more");
        await site.Browse().SubmitAsync("/account/start", new { Email });

        var officer = await site.SignInAsync("priya.ranas@wealdmere.example");
        (await officer.GetAsync($"/casework/search?q={Words}")).Status.ShouldBe(HttpStatusCode.OK);
        (await officer.GetAsync($"/casework/{Reference}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await officer.GetAsync($"/{Words}?{Words}={Words}")).Status.ShouldBe(HttpStatusCode.NotFound);
        var list = await officer.GetAsync("/casework");
        var reference = list.Links.Where(l => l.Href.StartsWith("/casework/", StringComparison.Ordinal)).Select(l => l.Href.Split('/').Last()).First(l => CaseTracker.Domain.Cases.CaseReference.Parse(l) is not null);
        (await officer.GetAsync($"/casework/{reference}")).Status.ShouldBe(HttpStatusCode.OK);

        var raiser = await site.SignInAsync(Email);
        var page = await raiser.SubmitAsync("/concerns/new", new { Protected = "no" });
        page = await raiser.SubmitAsync(page, new { People = new[] { "Cllr Derek Stannage, Castle Hill" } });
        page.Path.ShouldEndWith("/happened");
        await using (var db = new CaseDb(CaseDatabase.Options(provider, connection))) await db.Database.ExecuteSqlRawAsync("ALTER TABLE \"Drafts\" RENAME TO \"DraftsElsewhere\"");
        var failed = await raiser.SubmitAsync(page, new { Narrative = $"{Narrative}: it was said before everybody.", Summary = Words });
        failed.Status.ShouldBe(HttpStatusCode.InternalServerError);
        failed.Source.ShouldContain(Narrative);
        return reference;
    }
}
