using System.Net;
using System.Text.RegularExpressions;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Tests.Support;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Tests.Access;

/// <summary>
/// Whoever may not see a case cannot tell it from a reference that does not exist: not by the status, a header, a byte of the page, or how much the site asked its database.
/// What differs by design, and is set equal here: the reference that was asked for, and the token of the sign-out form, made anew for each page.
/// </summary>
public partial class HiddenCaseTests(SiteApp app) : IClassFixture<SiteApp>
{
    private const string Unknown = "WD-0000-0000";

    private static readonly string[] Addresses =
    [
        "/casework/{0}", "/casework/{0}?timeline=all", "/casework/{0}/views", "/casework/{0}/brief", "/casework/{0}/dates.ics", "/casework/{0}/add-note", "/casework/{0}/triage", "/casework/{0}/accept",
        "/casework/{0}/comment", "/casework/{0}/for/raiser/add-evidence", "/casework/{0}/take-oversight", "/casework/{0}/name-substitute", "/casework/{0}/nothing", "/open/{0}", "/concerns/{0}", "/concerns/{0}/seen",
        "/concerns/{0}/withdraw", "/concerns/{0}/choose-route", "/concerns/{0}/convert", "/concerns/{0}/add-evidence", "/concerns/{0}/send-message", "/concerns/{0}/nothing",
    ];

    [Fact]
    [Asvs("8.2.2")]
    public async Task Every_page_of_a_hidden_case_is_byte_for_byte_the_page_of_an_unknown_reference()
    {
        var cases = await app.CasesAsync();
        var faults = new List<string>();
        foreach (var (what, email) in SiteApp.People)
        {
            var browser = await app.BrowserAsync(email);
            // What is read once and then kept must not make the first request look different.
            await browser.GetAsync($"/casework/{Unknown}");
            var unknowns = new Dictionary<string, Answer>();
            foreach (var address in Addresses) unknowns[address] = await AskAsync(browser, HttpMethod.Get, string.Format(null, address, Unknown), Unknown);
            foreach (var (name, c) in cases.Where(c => SiteApp.Foreign.Contains(c.Key) && c.Value.Of(email).Count == 0))
            {
                foreach (var address in Addresses)
                {
                    if (MayByRole(what, name, address)) continue;
                    var hidden = await AskAsync(browser, HttpMethod.Get, string.Format(null, address, c.Reference), c.Reference);
                    var unknown = unknowns[address];
                    if (hidden.Status != HttpStatusCode.NotFound || hidden != unknown) faults.Add($"{what} on {name}, {address}: {Difference(hidden, unknown)}");
                }
            }
        }
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_sent_to_a_hidden_case_is_answered_as_for_an_unknown_one()
    {
        var c = (await app.CasesAsync())["complaint kept from the principal"];
        var faults = new List<string>();
        foreach (var email in new[] { "priya.ranas@wealdmere.example", "paul.weekes@wealdmere.example", "dev.chaudhry@wealdmere.example" })
        {
            var browser = await app.BrowserAsync(email);
            var token = (await browser.GetAsync("/account")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
            foreach (var address in Addresses.Where(a => !a.Contains('?', StringComparison.Ordinal)))
            {
                (string, string)[] fields = [("__RequestVerificationToken", token), ("version", Guid.Empty.ToString()), ("seen", "1"), ("reason", "A long enough reason."), ("Form.Message", "Hello")];
                var hidden = await AskAsync(browser, HttpMethod.Post, string.Format(null, address, c.Reference), c.Reference, fields);
                var unknown = await AskAsync(browser, HttpMethod.Post, string.Format(null, address, Unknown), Unknown, fields);
                if (hidden.Status == HttpStatusCode.OK || hidden != unknown) faults.Add($"{email}, {address}: {Difference(hidden, unknown)}");
            }
        }
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_search_for_a_hidden_case_finds_what_a_search_for_nothing_finds()
    {
        var c = (await app.CasesAsync())["complaint kept from the principal"];
        var officer = await app.BrowserAsync("priya.ranas@wealdmere.example");
        var form = await officer.GetAsync("/casework");

        // A reference, a name on no case of theirs, and words of the account: each beside one that is nowhere.
        foreach (var (hidden, nowhere) in new[] { (c.Reference, Unknown), ("Farah Nazari", "Theo Marchetti"), ("zebra crossing", "zebra crossinh") })
        {
            var (found, foundBy) = await app.Database.CountAsync(() => officer.SubmitAsync(form, new { words = hidden }, "Search"));
            var (none, noneBy) = await app.Database.CountAsync(() => officer.SubmitAsync(form, new { words = nowhere }, "Search"));
            found.Status.ShouldBe(HttpStatusCode.OK);
            Plain(found.Source, hidden).ShouldBe(Plain(none.Source, nowhere));
            foundBy.ShouldBe(noneBy);
        }
    }

    [Fact]
    public async Task Lists_counts_and_calendars_of_everybody_else_stay_the_same_to_the_byte_when_a_case_comes_that_is_hidden_from_them()
    {
        await app.CasesAsync();
        string[] addresses = ["/", "/casework", "/casework?tab=closed", "/casework?route=formal-complaint", "/casework?theme=disrespect-in-meeting", "/casework?stage=filter", "/casework?with=mo", "/casework/dates.ics", "/concerns", "/account"];
        var before = await ReadAllAsync(addresses);

        var officer = await app.PartyAsync("priya.ranas@wealdmere.example");
        var came = await app.GivenCaseAsync(Route.R3, Stage.Filter, raiser: "chloe.durrant@wealdmere.example", subject: "cllr.hilary.mottram@wealdmere.example",
            inputs: new Dictionary<string, string[]> { ["keep_out"] = [officer], ["keep_out_reason.1"] = ["They advised on the matter."] });
        var holder = await app.HolderOfAsync(came.Reference, GrantKind.Mo);
        var after = await ReadAllAsync(addresses);

        foreach (var (key, answer) in before.Where(b => b.Key.Email != holder)) after[key].ShouldBe(answer, $"{key.Email} at {key.Address}");
        after[(holder, "/casework")].Body.ShouldNotBe(before[(holder, "/casework")].Body, "whoever holds it does see it");
    }

    private async Task<Dictionary<(string Email, string Address), Answer>> ReadAllAsync(string[] addresses)
    {
        var read = new Dictionary<(string, string), Answer>();
        foreach (var (_, email) in SiteApp.People)
            foreach (var address in addresses) read[(email, address)] = await AskAsync(await app.BrowserAsync(email), HttpMethod.Get, address, Unknown);
        return read;
    }

    // By role, somebody without a grant may ask for oversight of a manager's case, or name who holds one that nobody can.
    private static bool MayByRole(string who, string name, string address) =>
        address.EndsWith("take-oversight", StringComparison.Ordinal) && who is "Monitoring Officer" or "Deputy Monitoring Officer" && (name.Contains("manager", StringComparison.Ordinal)
            || name.StartsWith("concern", StringComparison.Ordinal) || name.StartsWith("disagreement", StringComparison.Ordinal) || name.StartsWith("imported", StringComparison.Ordinal));

    private async Task<Answer> AskAsync(Browser browser, HttpMethod method, string address, string reference, params (string Name, string Value)[] fields)
    {
        var request = new HttpRequestMessage(method, new Uri(address, UriKind.Relative));
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        request.Headers.Add("Sec-Fetch-Mode", "navigate");
        if (method == HttpMethod.Post)
        {
            request.Headers.Add("Origin", browser.Origin.GetLeftPart(UriPartial.Authority));
            request.Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        }
        var (response, commands) = await app.Database.CountAsync(() => browser.RawAsync(request));
        using (response)
        {
            var headers = string.Join('\n', response.Headers.Concat(response.Content.Headers).Where(h => h.Key != "Content-Length").OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => $"{h.Key}: {string.Join(", ", h.Value)}"));
            return new Answer(response.StatusCode, Plain(headers, reference), Plain(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), reference), commands);
        }
    }

    private static string Plain(string text, string reference) =>
        Token().Replace(text.Replace(reference, "REFERENCE", StringComparison.OrdinalIgnoreCase), "name=\"__RequestVerificationToken\" type=\"hidden\" value=\"TOKEN\"");

    private static string Difference(Answer one, Answer other) =>
        one.Status != other.Status ? $"{one.Status}, not {other.Status}" : one.Headers != other.Headers ? $"{one.Headers}, not {other.Headers}" : one.Commands != other.Commands ? $"{one.Commands} commands, not {other.Commands}"
        : one.Body != other.Body ? $"{one.Body[Math.Max(0, At(one.Body, other.Body) - 40)..Math.Min(one.Body.Length, At(one.Body, other.Body) + 80)]}" : $"{one.Status}";

    private static int At(string one, string other) => one.Zip(other).TakeWhile(x => x.First == x.Second).Count();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"[^\"]*\"")]
    private static partial Regex Token();

    private sealed record Answer(HttpStatusCode Status, string Headers, string Body, int Commands);
}
