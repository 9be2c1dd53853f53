using System.Net;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseTracker.Web.Tests.Access;

/// <summary>Every page of the site, asked for by everybody, on cases of their own and of others. Pages are taken from the site itself: one that nobody has thought of fails.</summary>
public class PageMatrixTests(SiteApp app) : IClassFixture<SiteApp>
{
    // Steps that begin a case, or are taken over many at once; and those that a role takes without a grant.
    private static readonly string[] Elsewhere = ["start", "discard", "signpost", "submit", "record-concern", "import", "arrange-cover"];
    private static readonly string[] ByRole = ["take-oversight", "name-substitute"];

    // Nobody's acts are at the other address; these stand for all. Foreign cases are compared byte for byte beside this.
    private static readonly string[] Sampled = ["add-note", "withdraw"];

    [Fact]
    public void Every_page_of_the_site_says_here_to_whom_it_opens()
    {
        var patterns = Patterns();
        patterns.Where(p => SitePages.Of(p) is null).ShouldBeEmpty();
        SitePages.All.Keys.Except(patterns).ShouldBeEmpty("these pages are gone");
    }

    [Fact]
    public async Task Every_kind_of_grant_is_held_by_somebody_who_asks()
    {
        var cases = await app.CasesAsync();
        var held = cases.Values.SelectMany(c => SiteApp.People.SelectMany(p => c.Of(p.Email))).ToHashSet();
        Enum.GetValues<GrantKind>().Where(k => !held.Contains(k)).ShouldBeEmpty();
    }

    [Fact]
    [Asvs("8.1.1", "8.2.1", "8.3.1")]
    public async Task Pages_that_are_about_no_case_open_to_whom_they_should()
    {
        var cases = await app.CasesAsync();
        var faults = new List<string>();
        foreach (var (what, email) in SiteApp.People)
        {
            var browser = await app.BrowserAsync(email);
            var roles = await app.ReadAsync(db => db.People.AsNoTracking().Where(p => p.Email == email).Select(p => p.Roles).SingleAsync());
            var deals = roles.Any(Role.Casework.Contains) || cases.Values.Any(c => c.Of(email).Any(k => k != GrantKind.Raiser));
            foreach (var pattern in Patterns())
            {
                var (address, opens) = SitePages.Of(pattern) switch
                {
                    Opens.Anybody any => (any.At ?? $"/{pattern}", true),
                    Opens.SignedIn any => (any.At ?? $"/{pattern}", true),
                    Opens.To to => (to.At ?? $"/{pattern}", to.Roles.Any(roles.Contains)),
                    Opens.Caseworkers => ($"/{pattern}", deals),
                    Opens.Nobody nobody => (nobody.At, false),
                    _ => ("", false),
                };
                if (address.Length > 0) Check(faults, what, address, await browser.StatusAsync(address), opens);
            }
        }
        faults.ShouldBeEmpty();
    }

    [Fact]
    [Asvs("8.1.1", "8.2.2", "8.3.1")]
    public async Task Pages_of_a_case_open_to_whom_the_table_says_on_their_own_and_on_foreign_cases()
    {
        var cases = await app.CasesAsync();
        var faults = new List<string>();
        foreach (var (what, email) in SiteApp.People)
        {
            var browser = await app.BrowserAsync(email);
            foreach (var (name, c) in cases.Where(c => c.Value.Of(email).Count > 0 || SiteApp.Foreign.Contains(c.Key)))
            {
                var grants = c.Of(email);
                foreach (var (pattern, grant) in Patterns().Select(p => (p, SitePages.Of(p) as Opens.On)).Where(p => p.Item2 is not null))
                {
                    var address = "/" + pattern.Replace("{reference}", c.Reference, StringComparison.Ordinal);
                    Check(faults, $"{what} on {name}", address, await browser.StatusAsync(address), grants.Any(grant!.Grant));
                }
            }
        }
        faults.ShouldBeEmpty();
    }

    [Fact]
    [Asvs("8.2.1", "8.3.1")]
    public async Task Acts_open_to_whom_the_table_of_routes_gives_them_and_to_nobody_else()
    {
        var cases = await app.CasesAsync();
        var faults = new List<string>();
        foreach (var kind in Enum.GetValues<GrantKind>())
        {
            // The first who holds that grant and no other on a case.
            var (email, name, c) = (from x in cases from p in SiteApp.People where x.Value.Of(p.Email) is [var only] && only == kind select (p.Email, x.Key, x.Value)).First();
            var browser = await app.BrowserAsync(email);
            foreach (var verb in Verbs.All.Where(v => !ByRole.Contains(v.Code)))
            {
                // An imported record is read, and acts on nothing.
                var takes = kind.AsActor() is { } actor && !Elsewhere.Contains(verb.Code) && (verb.Actors.Contains(actor) || verb.Rows.Any(r => r.By?.Contains(actor) ?? false));
                var (own, other) = kind == GrantKind.Raiser ? ("concerns", "casework") : ("casework", "concerns");
                Check(faults, $"{kind.Code()} on {name}", $"/{own}/{c.Reference}/{verb.Code}", await browser.StatusAsync($"/{own}/{c.Reference}/{verb.Code}"), takes);
                if (Sampled.Contains(verb.Code)) Check(faults, $"{kind.Code()} on {name}", $"/{other}/{c.Reference}/{verb.Code}", await browser.StatusAsync($"/{other}/{c.Reference}/{verb.Code}"), false);
            }
        }
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_visitor_is_asked_to_sign_in_wherever_a_case_may_or_may_not_be()
    {
        var cases = await app.CasesAsync();
        var visitor = app.Browse();
        var faults = new List<string>();
        foreach (var pattern in Patterns())
        {
            var opens = SitePages.Of(pattern);
            if (opens is Opens.Apart or Opens.Nobody) continue;
            var open = opens is Opens.Anybody;
            foreach (var reference in new[] { cases["complaint at its hearing"].Reference, "WD-0000-0000" })
            {
                var address = (opens as Opens.Anybody)?.At ?? (opens as Opens.SignedIn)?.At ?? "/" + pattern.Replace("{reference}", reference, StringComparison.Ordinal).Replace("{verb}", "add-note", StringComparison.Ordinal);
                var page = await visitor.GetAsync(address);
                if (page.Status != HttpStatusCode.OK || open == page.Path.StartsWith("/account/sign-in", StringComparison.Ordinal)) faults.Add($"{address}: {page.Status} at {page.Path}");
            }
        }
        faults.ShouldBeEmpty();
    }

    private List<string> Patterns() =>
        [.. app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(e => e.RoutePattern.RawText!.TrimStart('/')).Distinct().Order(StringComparer.Ordinal)];

    private static void Check(List<string> faults, string who, string address, HttpStatusCode status, bool opens)
    {
        if (status != (opens ? HttpStatusCode.OK : HttpStatusCode.NotFound)) faults.Add($"{who}: {address} answers {(int)status}");
    }
}
