using CaseTracker.Domain.Access;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Routes;

namespace CaseTracker.Web.Tests.Access;

/// <summary>Who may open a page of the site.</summary>
public abstract record Opens
{
    /// <summary>Anybody, signed in or not.</summary>
    public sealed record Anybody(string? At = null) : Opens;

    /// <summary>Anybody with an account.</summary>
    public sealed record SignedIn(string? At = null) : Opens;

    /// <summary>Whoever holds one of these roles.</summary>
    public sealed record To(params string[] Roles) : Opens
    {
        /// <summary>An address of it, where the pattern is none.</summary>
        public string? At { get; init; }
    }

    /// <summary>Whoever deals with cases by role, or holds a grant on one that they did not raise.</summary>
    public sealed record Caseworkers : Opens;

    /// <summary>Whoever holds such a grant on the case.</summary>
    public sealed record On(Func<GrantKind, bool> Grant) : Opens;

    /// <summary>An act: whoever holds a grant to which the table of routes gives it.</summary>
    public sealed record Acts : Opens;

    /// <summary>Something of one's own, of which nobody in these tests has any.</summary>
    public sealed record Nobody(string At) : Opens;

    /// <summary>Tested beside the matrix: by role, with conditions of its own.</summary>
    public sealed record Apart(string Why) : Opens;
}

/// <summary>Every page of the site, and to whom it opens. A page that is not here fails the tests.</summary>
public static class SitePages
{
    private static readonly Guid None = Guid.Parse("6a1f0c52-0000-4000-8000-000000000000");

    private static readonly Opens Raiser = new Opens.On(k => k == GrantKind.Raiser);

    // Whoever reads any of a case knows whom it is about; the raiser has pages of their own.
    private static readonly Opens Readers = new Opens.On(k => k != GrantKind.Raiser && Cell("Subject's identity", k) != "-");

    public static readonly IReadOnlyDictionary<string, Opens> All = new Dictionary<string, Opens>
    {
        [""] = new Opens.Anybody(),
        ["brand.css"] = new Opens.Anybody(),
        ["icon.svg"] = new Opens.Anybody(),
        ["report"] = new Opens.Anybody(),
        ["report/return"] = new Opens.Anybody(),
        ["report/end"] = new Opens.Anybody(),
        ["report/receipt"] = new Opens.Apart("opens in the visit in which a report was sent (ReportingTests)"),
        ["report/leave"] = new Opens.Apart("leads away from the site (ReportingTests)"),
        ["unlock"] = new Opens.Apart("takes the passphrase of a locked site, and goes on to the start page of another"),
        ["help"] = new Opens.Anybody(),
        ["help/words"] = new Opens.Anybody(),
        ["help/something-else"] = new Opens.Anybody(),
        ["privacy"] = new Opens.Anybody(),
        ["accessibility"] = new Opens.Anybody(),
        ["protocol/{version?}"] = new Opens.Anybody("/protocol"),
        ["protocol/compare"] = new Opens.Anybody(),
        ["statistics"] = new Opens.Anybody(),
        ["statistics/publish"] = Publishers(""),
        ["statistics/answers"] = Publishers(""),
        ["statistics/{release}"] = new Opens.To(Role.StandardsCommittee, Role.MonitoringOfficer, Role.DeputyMonitoringOfficer) { At = SiteApp.Release },
        ["statistics/{release}/{file}"] = new Opens.To(Role.StandardsCommittee, Role.MonitoringOfficer, Role.DeputyMonitoringOfficer) { At = $"{SiteApp.Release}/tables.xlsx" },
        ["statistics/{release}/readers"] = Publishers($"{SiteApp.Release}/readers"),
        ["statistics/{release}/correct"] = Publishers($"{SiteApp.Release}/correct"),
        ["casework/insight"] = Publishers(""),
        ["casework/insight/table.csv"] = Publishers(""),
        ["casework/insight/cases"] = Publishers("/casework/insight/cases?by=source&year=all&row=front-line-office"),
        ["account/sign-in"] = new Opens.Apart("goes on to the start page for whoever is signed in"),
        ["account/sign-in/code"] = new Opens.Apart("takes the second step of whoever has given a password, and leads everybody else to the door"),
        ["account/sign-in/provider"] = new Opens.Apart("leads to the council's identity provider, where there is one"),
        ["account/sign-in/provider/back"] = new Opens.Apart("takes whoever comes back from there"),
        ["account/confirm"] = new Opens.SignedIn(),
        ["errors/428"] = new Opens.SignedIn(),
        ["account/second-step"] = new Opens.SignedIn(),
        ["account/second-step/app"] = new Opens.SignedIn(),
        ["account/second-step/app/off"] = new Opens.Nobody("/account/second-step/app/off"),
        ["account/second-step/codes"] = new Opens.Nobody("/account/second-step/codes"),
        ["account/second-step/passkeys"] = new Opens.SignedIn(),
        ["account/second-step/passkeys/{id}"] = new Opens.Nobody("/account/second-step/passkeys/c29tZWJvZHkgZWxzZQ"),
        ["account/sign-out"] = new Opens.Apart("takes a form only"),
        ["account/start"] = new Opens.Anybody(),
        ["account/start/sent"] = new Opens.Anybody(),
        ["account/start/{token}"] = new Opens.Apart("opens with a one-time link"),
        ["account/continue"] = new Opens.Apart("goes on to where somebody was going"),
        ["account/stay"] = new Opens.Apart("answers without a page"),
        ["account/mail"] = new Opens.Apart("shows the letters of a demonstration on its own computer"),
        ["account/ended"] = new Opens.Anybody(),
        ["account/carry-on"] = new Opens.Anybody(),
        ["account/back"] = new Opens.Anybody(),
        ["errors/401"] = new Opens.Anybody(),
        ["errors/404"] = new Opens.Apart("is the answer page not found"),
        ["errors/{code:int}"] = new Opens.Apart("is the answer for a refusal"),
        ["account"] = new Opens.SignedIn(),
        ["account/password"] = new Opens.SignedIn(),
        ["directory"] = new Opens.SignedIn(),
        ["concerns"] = new Opens.SignedIn(),
        ["concerns/new"] = new Opens.SignedIn(),
        ["concerns/new/elsewhere/{id:guid?}"] = new Opens.SignedIn("/concerns/new/elsewhere"),
        ["concerns/new/other/{destination}"] = new Opens.SignedIn("/concerns/new/other/grievance"),
        ["{of:regex(^(concerns|casework)$)}/new/{id:guid}/sent"] = new Opens.Nobody($"/concerns/new/{None}/sent"),
        ["{of:regex(^(concerns|casework)$)}/new/{id:guid}/file"] = new Opens.Nobody($"/concerns/new/{None}/file"),
        ["{of:regex(^(concerns|casework)$)}/new/{id:guid}/delete"] = new Opens.Nobody($"/concerns/new/{None}/delete"),
        ["casework"] = new Opens.Caseworkers(),
        ["casework/search"] = new Opens.Caseworkers(),
        ["casework/dates.ics"] = new Opens.SignedIn(),
        ["casework/roles"] = new Opens.To(Role.MonitoringOfficer, Role.DeputyMonitoringOfficer),
        ["casework/appointments"] = new Opens.To(Role.MonitoringOfficer, Role.DeputyMonitoringOfficer, Role.ChiefExecutive),
        ["casework/arrangements"] = new Opens.To(Role.MonitoringOfficer, Role.DeputyMonitoringOfficer, Role.ExternalMonitoringOfficer),
        ["casework/retention"] = new Opens.To(Role.MonitoringOfficer, Role.DeputyMonitoringOfficer, Role.ChiefExecutive),
        ["casework/retention/{reference}"] = new Opens.Apart("a role opens it, to whoever has no conflict"),
        ["casework/subject-access"] = new Opens.To(Role.MonitoringOfficer, Role.DeputyMonitoringOfficer, Role.ExternalMonitoringOfficer, Role.ChiefExecutive),
        ["casework/subject-access/new"] = new Opens.To(Role.MonitoringOfficer, Role.DeputyMonitoringOfficer),
        ["casework/subject-access/{reference}"] = new Opens.Nobody("/casework/subject-access/SAR-0000-0000"),
        ["casework/subject-access/{reference}/time/{step}"] = new Opens.Nobody("/casework/subject-access/SAR-0000-0000/time/extend"),
        ["casework/subject-access/{reference}/items/{id:guid}"] = new Opens.Nobody($"/casework/subject-access/SAR-0000-0000/items/{None}"),
        ["casework/subject-access/{reference}/answer"] = new Opens.Nobody("/casework/subject-access/SAR-0000-0000/answer"),
        ["casework/subject-access/{reference}/answer/{id:guid}/{file?}"] = new Opens.Nobody($"/casework/subject-access/SAR-0000-0000/answer/{None}"),
        ["casework/cover"] = new Opens.To(Role.MonitoringOfficer, Role.ChiefExecutive),
        ["casework/new"] = new Opens.To(Role.LineManager, Role.GroupHead, Role.Director, Role.ChiefExecutive, Role.MonitoringOfficer, Role.DeputyMonitoringOfficer, Role.ExternalMonitoringOfficer),
        ["casework/import"] = new Opens.To(Role.MonitoringOfficer),
        ["casework/import/template"] = new Opens.To(Role.MonitoringOfficer),
        ["casework/import/{id:guid}"] = new Opens.Nobody($"/casework/import/{None}"),
        ["casework/import/{id:guid}/faults"] = new Opens.Nobody($"/casework/import/{None}/faults"),
        ["admin"] = new Opens.To(Role.Administrator),
        ["admin/sessions"] = new Opens.To(Role.Administrator),
        ["admin/import"] = new Opens.To(Role.Administrator, Role.DemocraticServices),
        ["admin/import/{kind}"] = new Opens.To(Role.Administrator) { At = "/admin/import/people" },
        ["admin/import/{kind}/template"] = new Opens.To(Role.Administrator) { At = "/admin/import/people/template" },
        ["admin/import/{kind}/{id:guid}"] = new Opens.Nobody($"/admin/import/people/{None}"),
        ["admin/import/{kind}/{id:guid}/faults"] = new Opens.Nobody($"/admin/import/people/{None}/faults"),
        ["casework/{reference}"] = Readers,
        // The names of those who have looked; roles and times, without names, are on the raiser's own page.
        ["casework/{reference}/views"] = new Opens.On(k => Cell("Who has seen this", k) == "R"),
        ["casework/{reference}/brief"] = new Opens.On(k => k is GrantKind.Handler or GrantKind.Mo && Cell("Brief, summary", k) != "-"),
        ["casework/{reference}/dates.ics"] = new Opens.On(k => k is not (GrantKind.Raiser or GrantKind.ImportRecord)),
        ["casework/{reference}/letters"] = new Opens.On(k => k == GrantKind.Mo),
        ["casework/{reference}/letters/write"] = new Opens.Apart("begins a letter of a kind; its tests ask for it as others"),
        ["{of:regex(^(concerns|casework)$)}/{reference}/letters/{id:guid}/{file?}"] = new Opens.Apart("a letter that was sent; its tests ask for it as others"),
        ["casework/letter-texts/{kind?}"] = new Opens.To(Role.MonitoringOfficer, Role.DeputyMonitoringOfficer) { At = "/casework/letter-texts" },
        ["casework/{reference}/add-evidence"] = new Opens.On(k => k is GrantKind.Subject or GrantKind.Handler or GrantKind.Mo or GrantKind.Investigator),
        ["{of:regex(^(concerns|casework)$)}/{reference}/files/{id:guid}/{part:regex(^(download|preview|original)$)?}"] = new Opens.Apart("a file of evidence; its tests ask for it as others"),
        ["casework/{reference}/take-oversight"] = new Opens.Apart("a role opens it, to whoever has no conflict"),
        ["casework/{reference}/name-substitute"] = new Opens.Apart("a role opens it, for a case that nobody can hold"),
        ["casework/{reference}/{verb}"] = new Opens.Acts(),
        ["casework/{reference}/for/{who}/{verb}"] = new Opens.Apart("the holder opens it, for those who are on the case"),
        ["open/{reference}"] = new Opens.Apart("leads from a mail to the page on which its reader sees the case; hidden cases are compared with unknown ones"),
        ["concerns/{reference}"] = Raiser,
        ["concerns/{reference}/seen"] = Raiser,
        ["concerns/{reference}/{verb}"] = new Opens.Acts(),
    };

    // Questions of a draft, and the raiser's acts with a page of their own.
    private static readonly string[] Questions = ["about", "happened", "when", "touches", "evidence", "put-right", "witnesses", "route", "name", "keep-out", "allegations", "check", "declaration"];
    private static readonly string[] Recording = ["account", "allegations", "check", "handling", "told", "touches"];
    private static readonly string[] RaisersActs =
        ["accept-disclosure", "add-evidence", "cancel-withdrawal", "choose-route", "close", "convert", "escalate", "exclude-person", "give-consent", "make-informal", "withdraw", "withdraw-consent"];

    /// <summary>To whom a page opens; null if nobody has said.</summary>
    public static Opens? Of(string pattern) =>
        All.TryGetValue(pattern, out var known) ? known
        : pattern.StartsWith("concerns/new/{id:guid}/", StringComparison.Ordinal) && Questions.Contains(pattern[23..]) ? new Opens.Nobody($"/concerns/new/{None}/{pattern[23..]}")
        : pattern.StartsWith("casework/new/{id:guid}/", StringComparison.Ordinal) && Recording.Contains(pattern[23..]) ? new Opens.Nobody($"/casework/new/{None}/{pattern[23..]}")
        : pattern.StartsWith("concerns/{reference}/", StringComparison.Ordinal) && RaisersActs.Contains(pattern[21..]) ? Raiser
        : null;

    private static Opens Publishers(string at) => new Opens.To(Role.MonitoringOfficer, Role.DeputyMonitoringOfficer) { At = at.Length > 0 ? at : null };

    private static string Cell(string resource, GrantKind kind) => AccessTable.Cell(resource, AccessTable.ColumnOf(kind));
}
