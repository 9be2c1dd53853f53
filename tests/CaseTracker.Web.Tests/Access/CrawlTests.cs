using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using CaseTracker.Data;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Tests.Access;

/// <summary>Everybody follows every link that they are shown, from the start page on, over a council with its whole register.</summary>
public class CrawlTests(SiteApp app) : IClassFixture<SiteApp>
{
    // Of pages that differ only in the case, the day or the choice they are about, somebody opens so many.
    private const int OfOneKind = 6;

    public static TheoryData<string> Everybody => [.. SiteApp.People.Select(p => p.Email), ""];

    [Theory]
    [MemberData(nameof(Everybody))]
    [Asvs("14.2.1", "3.5.3")]
    public async Task Every_link_that_somebody_is_shown_leads_to_a_page_with_a_heading_and_a_title_that_names_nobody(string email)
    {
        await app.CasesAsync();
        var browser = email.Length == 0 ? app.Browse() : await app.BrowserAsync(email);
        var surnames = await app.ReadAsync(async db => (await db.People.Select(p => p.Name).ToListAsync()).Select(n => n.Split(' ')[^1]).ToHashSet());
        var (waiting, seen, kinds, faults) = (new Queue<(string Address, string From)>([("/", "the start")]), new HashSet<string> { "/" }, new Dictionary<string, int>(), new List<string>());
        var before = await app.ReadAsync(TablesAsync);
        var opened = 0;
        while (waiting.TryDequeue(out var next))
        {
            opened++;
            var page = await browser.GetAsync(next.Address);
            void Fault(string what) => faults.Add($"{next.Address}, linked from {next.From}: {what}");
            if (page.Status != HttpStatusCode.OK) Fault($"answers {(int)page.Status}");
            if (!page.Headers.GetValueOrDefault("Content-Type", "").StartsWith("text/html", StringComparison.Ordinal)) continue;
            if (page.Document.QuerySelectorAll("h1").Length != 1) Fault($"has {page.Document.QuerySelectorAll("h1").Length} first headings");
            if (!page.Title.EndsWith(" – CaseTracker – Wealdmere District Council", StringComparison.Ordinal)) Fault($"is called {page.Title}");
            if (page.Title.Split(' ', ',', '’').FirstOrDefault(surnames.Contains) is { } name) Fault($"has the name {name} in its title");
            foreach (var href in page.Document.QuerySelectorAll("a[href]:not([rel~='nofollow'])").Select(a => a.GetAttribute("href")!))
            {
                if (href.StartsWith('#') || href.StartsWith("tel:", StringComparison.Ordinal) || href.StartsWith("mailto:", StringComparison.Ordinal)) continue;
                var target = new Uri(page.Address, href);
                if (target.Authority != page.Address.Authority) continue;
                if (seen.Add(target.PathAndQuery) && Opened(kinds, target)) waiting.Enqueue((target.PathAndQuery, next.Address));
            }
        }
        faults.ShouldBeEmpty();
        opened.ShouldBeGreaterThan(10);
        // Asking changed nothing but what says that somebody asked: the audit, and when a session was last used.
        var after = await app.ReadAsync(TablesAsync);
        after.Where(t => before[t.Key] != t.Value).Select(t => t.Key).Except(["AuditEntries", "Sessions"]).ShouldBeEmpty();
    }

    // Every table, as a digest of all that stands in it.
    private static async Task<IReadOnlyDictionary<string, string>> TablesAsync(CaseDb db)
    {
        var digests = new Dictionary<string, string>();
        await db.Database.OpenConnectionAsync();
        foreach (var table in db.Model.GetEntityTypes().Select(t => t.GetTableName()!).Distinct())
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\" ORDER BY 1, 2";
            using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using var row = await command.ExecuteReaderAsync();
            while (await row.ReadAsync())
                for (var i = 0; i < row.FieldCount; i++) digest.AppendData(row[i] as byte[] ?? Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"|{row[i]}")));
            digests[table] = Convert.ToHexString(digest.GetHashAndReset());
        }
        return digests;
    }

    private static bool Opened(Dictionary<string, int> kinds, Uri target)
    {
        var path = string.Join('/', target.AbsolutePath.Split('/').Select(p => CaseTracker.Domain.Cases.CaseReference.Parse(p) is null ? p : "{reference}"));
        var query = string.Join('&', target.Query.TrimStart('?').Split('&').Select(q => q.Split('=')[0]).Order(StringComparer.Ordinal));
        var kind = $"{path}?{query}";
        var many = path.Contains("{reference}", StringComparison.Ordinal) || query.Length > 0;
        kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
        return !many || kinds[kind] <= OfOneKind;
    }
}
