using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Tests.Access;

/// <summary>
/// The sample council with its register, and beside it one case for each kind of grant: between them somebody holds each of them. Reviews are allowed, and from 11 March 2026 a sub-committee assesses.
/// </summary>
public sealed class SiteApp : App
{
    /// <summary>Those who ask, and what they are.</summary>
    public static readonly IReadOnlyList<(string What, string Email)> People =
    [
        ("raiser", "ruth.okafor@wealdmere.example"),
        ("subject", "cllr.graham.voss@wealdmere.example"),
        ("subject’s Independent Person", "desmond.achterlonie@independent.wealdmere.example"),
        ("Independent Person", "helen.maddock@independent.wealdmere.example"),
        ("investigator", "rosalind@thayer-reviews.example"),
        ("panel and committee member", "cllr.penelope.shaw@wealdmere.example"),
        ("committee member", "cllr.sheila.bannerman@wealdmere.example"),
        ("line manager", "edmund.sayle@wealdmere.example"),
        ("Group Head", "colin.farraday@wealdmere.example"),
        ("Director", "hannah.lidgate@wealdmere.example"),
        ("Chief Executive", "marcus.elvey@wealdmere.example"),
        ("Monitoring Officer", "priya.ranas@wealdmere.example"),
        ("Deputy Monitoring Officer", "tom.ashdown@wealdmere.example"),
        ("another authority’s Monitoring Officer", "ines.calloway@stourbeck.example"),
        ("Human Resources", "yvonne.castell@wealdmere.example"),
        ("leader", "cllr.marian.thackeray@wealdmere.example"),
        ("subject’s group leader", "cllr.alastair.croome@wealdmere.example"),
        ("Democratic Services", "isla.verrinder@wealdmere.example"),
        ("administrator", "dev.chaudhry@wealdmere.example"),
        ("officer with no part in anything", "paul.weekes@wealdmere.example"),
        ("member with no part in anything", "cllr.dilys.orme@wealdmere.example"),
    ];

    /// <summary>Cases that stand for all to whoever holds nothing on them: with everything on it, kept from the principal, with a manager, and imported.</summary>
    public static readonly IReadOnlyList<string> Foreign = ["complaint at its hearing", "complaint kept from the principal", "concern with a manager, named", "imported concern"];

    /// <summary>A release that the Standards Committee may read.</summary>
    public const string Release = "/statistics/2024-25";

    private readonly SemaphoreSlim _one = new(1);
    private readonly Dictionary<string, Browser> _browsers = [];
    private IReadOnlyDictionary<string, SiteCase>? _cases;

    public override Filling Filling => Filling.Register;

    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["CaseTracker:Rules:ReviewAllowed"] = "true",
        ["CaseTracker:Rules:AssessmentBy:0:From"] = "2026-03-11",
        ["CaseTracker:Rules:AssessmentBy:0:By"] = "assessment-panel",
    };

    /// <summary>A case, and which live grants each of the people holds on it.</summary>
    public sealed record SiteCase(string Reference, Route Route, Stage Stage, IReadOnlyDictionary<string, IReadOnlyList<GrantKind>> Grants)
    {
        public IReadOnlyList<GrantKind> Of(string email) => Grants.GetValueOrDefault(email, []);
    }

    /// <summary>Somebody's browser, signed in once.</summary>
    public async Task<Browser> BrowserAsync(string email) => _browsers.TryGetValue(email, out var browser) ? browser : _browsers[email] = await SignInAsync(email);

    /// <summary>The cases, by what they are there for.</summary>
    public async Task<IReadOnlyDictionary<string, SiteCase>> CasesAsync()
    {
        await _one.WaitAsync();
        try
        {
            return _cases ??= await MakeAsync();
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<IReadOnlyDictionary<string, SiteCase>> MakeAsync()
    {
        var officer = await KnownAsAsync("priya.ranas");
        var made = new Dictionary<string, string>
        {
            ["complaint at its hearing"] = (await this.GivenCaseAsync(Route.R3, Stage.Comments, then:
                ["consult-own", "comment", "assess", "appoint-investigator", "circulate-draft", "comment-on-draft", "comment-on-draft:subject", "file-report", "request-view", "record-view", "decide", "convene"])).Reference,
            ["complaint under review"] = (await this.GivenCaseAsync(Route.R3, Stage.Review)).Reference,
            ["complaint kept from the principal"] = (await this.GivenCaseAsync(Route.R3, Stage.Filter, raiser: "farah.nazari@wealdmere.example", subject: "cllr.neville.strood@wealdmere.example", inputs: KeptOut(officer))).Reference,
            ["concern handed to Human Resources"] = (await this.GivenCaseAsync(Route.R5, Stage.HandedOver)).Reference,
            ["concern with a manager, named"] = (await this.GivenCaseAsync(Route.R1, Stage.BeingHandled)).Reference,
            ["concern with a manager, confidential"] = (await this.GivenCaseAsync(Route.R1, Stage.BeingHandled, confidentiality: "confidential")).Reference,
            ["disagreement about a report"] = (await this.GivenCaseAsync(Route.R4, Stage.BeingHandled, then: ["ask-other-side"])).Reference,
            ["concern of others"] = (await this.GivenCaseAsync(Route.R1, Stage.Offered, raiser: "ryan.ottley@wealdmere.example", subject: "cllr.rosemary.pike@wealdmere.example")).Reference,
            ["imported concern"] = (await ReadAsync(db => db.Grants.Where(g => g.Kind == GrantKind.ImportRecord).Join(db.Cases, g => g.CaseId, c => c.Id, (g, c) => c).OrderBy(c => c.Reference).FirstAsync())).Reference.Value,
        };
        (await RunAsync("statistics", "close-period", "--through", "2025-03-31")).ExitCode.ShouldBe(0);
        Clock.Set(new DateTimeOffset(2026, 3, 11, 9, 30, 0, TimeSpan.Zero));
        // Received under the arrangements that let a sub-committee assess; the others came before them.
        made["complaint before a sub-committee"] = (await this.GivenCaseAsync(Route.R3, Stage.Assessment)).Reference;
        await this.GivenStepAsync(made["complaint before a sub-committee"], "priya.ranas", Actor.Mo, "convene-assessment",
            ("members", "p:cllr.gurdeep.sohal"), ("members", "p:cllr.penelope.shaw"), ("members", "p:cllr.lorna.cheever"), ("papers", "1"), ("due_on", "2026-03-25"));
        var cases = new Dictionary<string, SiteCase>();
        foreach (var (what, reference) in made) cases[what] = await ReadAsync(reference);
        return cases;
    }

    private async Task<SiteCase> ReadAsync(string reference)
    {
        var c = await this.ReadCaseAsync(reference);
        var people = await PeopleAsync();
        return new(reference, c.Route, c.Stage, c.Grants.Where(g => g.Person is not null && g.EndedAt is null && (g.Until is null || g.Until >= Clock.Today) && (g.StartsOn is null || g.StartsOn <= Clock.Today))
            .GroupBy(g => people[g.Person!.Value].Email).ToDictionary(g => g.Key, g => (IReadOnlyList<GrantKind>)[.. g.Select(x => x.Kind).Distinct()]));
    }

    private static Dictionary<string, string[]> KeptOut(string person) => new() { ["keep_out"] = [person], ["keep_out_reason.1"] = ["They advised on the matter."] };

    private Task<string> KnownAsAsync(string person) => PartyAsync($"{person}@wealdmere.example");
}
