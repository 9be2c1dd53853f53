using System.Globalization;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Protocols;
using CaseTracker.Domain.Routes;
using CaseTracker.Domain.Taxonomies;
using CaseTracker.Web.Features.Imports.Files;

namespace CaseTracker.Web.Features.Imports.Concerns;

/// <summary>A row of the earlier register. Its faults are named by row, column and code, and never repeat a word of what was told.</summary>
public sealed record ConcernRow(CsvRow Source, string Reference, DateOnly ReceivedOn, DateOnly OccurredOn, Person? Raiser, IReadOnlyList<Party> Subjects, bool IsClosed, string Continues, string Incident)
{
    /// <summary>The file's columns.</summary>
    public static readonly IReadOnlyList<CsvColumn> Columns =
    [
        new("external_reference", 100), new("received_on", 10), new("occurred_on", 10), new("raised_by", 254), new("about", 2600), new("about_name", 2100), new("setting", 40), new("themes", 200),
        new("protocol_paragraphs", 200), new("nolan", 200), new("route", 40), new("confidentiality", 40), new("summary", 150), new("narrative", 20_000), new("status", 10), new("outcome", 40),
        new("closure_reason", 40), new("sanctions", 500), new("closed_on", 10), new("continues", 100, Optional: true), new("incident", 100, Optional: true),
    ];

    private const int MostThemes = 5, MostParagraphs = 10, MostSubjects = 10;

    /// <summary>Key under which a second import finds the row.</summary>
    public string Key { get; private init; } = "";

    /// <summary>By which a second import tells whether anything in the row has changed.</summary>
    public string ContentDigest { get; private init; } = "";

    /// <summary>Reads a row and adds its faults to the table.</summary>
    public static ConcernRow Read(CsvRow row, Organisation people, ProtocolVersions protocol, Taxonomy taxonomy, ISeam seam, DateOnly today)
    {
        var received = row.PastDate(row.RequiredDate("received_on"), "received_on", today);
        var occurred = row.PastDate(row.RequiredDate("occurred_on"), "occurred_on", today);
        if (received < occurred) row.Fault("received_on", "before-incident", "received_on is earlier than occurred_on.");
        var raiser = Known(row, "raised_by", row.Email("raised_by"), people);
        var confidentiality = row.Required("confidentiality").Length == 0 ? "" : row.Code("confidentiality", Codes(taxonomy, "confidentiality"), "unknown-confidentiality");
        if (row.Text("raised_by").Length == 0 && confidentiality is "named" or "confidential") row.Fault("confidentiality", "anonymous-only", "Nobody is named in raised_by, so confidentiality must be anonymous.");
        if (row.Text("raised_by").Length > 0 && confidentiality == "anonymous") row.Fault("raised_by", "anonymous-named", "An anonymous concern names nobody in raised_by.");

        if (row.Required("setting").Length > 0) row.Code("setting", Codes(taxonomy, "settings"), "unknown-setting");
        if (row.Required("themes").Length > 0 && row.Codes("themes", Codes(taxonomy, "themes"), "unknown-theme").Count > MostThemes) row.Fault("themes", "too-many", $"themes may name {MostThemes}.");
        row.Codes("nolan", Codes(taxonomy, "nolan_principles"), "unknown-principle");
        Paragraphs(row, protocol, occurred);
        row.Required("summary");
        row.Required("narrative");
        var closed = Status(row, taxonomy, received, today);
        return new(row, row.Required("external_reference"), received ?? default, occurred ?? default, raiser, About(row, people, raiser), closed, row.Text("continues"), row.Text("incident"))
        {
            Key = seam.Fingerprint("import-key", row.Text("external_reference")),
            ContentDigest = seam.Fingerprint("import-content", string.Join('\u001f', Columns.Select(c => row.Text(c.Name)))),
        };
    }

    /// <summary>The row as inputs of the verb.</summary>
    public Inputs ToInputs() => new(
    [
        new("status", [IsClosed ? "closed" : "open"]), new("external_reference", [Reference]), new("row", [Source.Number.ToString(CultureInfo.InvariantCulture)]), new("file", ["the earlier register"]),
        new("received_on", [Inputs.Iso(ReceivedOn)]), new("occurred_on", [Inputs.Iso(OccurredOn)]), new("closed_on", [Source.Text("closed_on")]), new("subject", [.. Subjects.Select(s => s.ToString())]),
        new("subject_type", ["councillor"]), new("setting", [Source.Text("setting")]), new("themes", [.. Source.List("themes")]), new("main_theme", [.. Source.List("themes").Take(1)]),
        new("paragraphs", [.. Source.List("protocol_paragraphs")]), new("nolan", [.. Source.List("nolan")]), new("route", [Source.Text("route")]), new("confidentiality", [Source.Text("confidentiality")]),
        new("summary", [Source.Text("summary")]), new("narrative", [Source.Text("narrative")]), new("outcome", [Source.Text("outcome")]), new("closure_reason", [Source.Text("closure_reason")]),
        new("sanction", [.. Source.List("sanctions")]),
    ]);

    private static bool Status(CsvRow row, Taxonomy taxonomy, DateOnly? received, DateOnly today)
    {
        var route = row.Required("route").Length == 0 ? "" : row.Code("route", [.. taxonomy.Routes.Select(r => r.Code)], "unknown-route");
        var status = row.Required("status").Length == 0 ? "" : row.Code("status", Codes(taxonomy, "statuses"), "unknown-status");
        if (status == "open")
        {
            foreach (var column in new[] { "outcome", "closure_reason", "sanctions", "closed_on" })
                if (row.Text(column).Length > 0) row.Fault(column, "still-open", $"{column} must be empty while the concern is open.");
        }
        if (status != "closed" || route.Length == 0) return status == "closed";

        var closedOn = row.PastDate(row.RequiredDate("closed_on"), "closed_on", today);
        if (closedOn < received) row.Fault("closed_on", "closed-before-received", "closed_on is earlier than received_on.");
        var outcomes = RouteTable.Outcomes[RouteTable.RouteOf(route)!.Value];
        var outcome = row.Text("outcome");
        var reason = row.Text("closure_reason") is { Length: > 0 } ? row.Code("closure_reason", Codes(taxonomy, "closure_reasons"), "unknown-closure-reason") : row.Required("closure_reason");
        if (row.Required("outcome").Length > 0 && !outcomes.ContainsKey(outcome)) row.Fault("outcome", "outcome-route", $"outcome may be {string.Join(", ", outcomes.Keys)} on this route.");
        else if (outcome.Length > 0 && reason.Length > 0 && !outcomes[outcome].Contains(reason)) row.Fault("closure_reason", "outcome-pair", "outcome and closure_reason do not belong together.");
        Sanctions(row, taxonomy, route, outcome, closedOn ?? today);
        return true;
    }

    private static void Sanctions(CsvRow row, Taxonomy taxonomy, string route, string outcome, DateOnly on)
    {
        var sanctions = row.Codes("sanctions", [.. taxonomy.Sanctions.Select(s => s.Code)], "unknown-sanction");
        if (sanctions.Count == 0) return;
        if (!taxonomy.Route(route)!.SanctionsAllowed) row.Fault("sanctions", "sanction-informal", "There are no sanctions on this route.");
        else if (outcome != "breach") row.Fault("sanctions", "needs-finding", "A sanction needs a finding of breach.");
        foreach (var sanction in sanctions.Select(c => taxonomy.Sanction(c)!).Where(s => !s.IsEnabledOn(on)))
        {
            if (sanction.Power == SanctionPower.None) row.Fault("sanctions", "sanction-power", $"The council has no power to impose {sanction.Code}.");
            else row.Fault("sanctions", "sanction-off", $"{sanction.Code} is switched off until it has legal sign-off.");
        }
    }

    private static void Paragraphs(CsvRow row, ProtocolVersions protocol, DateOnly? occurred)
    {
        var numbers = row.List("protocol_paragraphs");
        if (numbers.Count > MostParagraphs) row.Fault("protocol_paragraphs", "too-many", $"protocol_paragraphs may name {MostParagraphs}.");
        if (numbers.Count == 0 || occurred is not { } day) return;
        if (protocol.InForceOn(day) is not { } version)
        {
            row.Fault("protocol_paragraphs", "no-protocol", "No version of the Protocol was in force on occurred_on.");
            return;
        }
        for (var i = 0; i < numbers.Count; i++)
            if (version.Find(numbers[i]) is null) row.Fault("protocol_paragraphs", "unknown-paragraph", $"protocol_paragraphs: number {i + 1} is no paragraph of the {version.Version} version, which was in force on occurred_on.");
    }

    private static List<Party> About(CsvRow row, Organisation people, Person? raiser)
    {
        var (emails, names) = (row.List("about"), row.List("about_name"));
        if (names.Count == 0) row.Fault("about_name", "required", "about_name is empty.");
        if (names.Count > MostSubjects) row.Fault("about_name", "too-many", $"about_name may name {MostSubjects}.");
        if (emails.Count > 0 && emails.Count != names.Count) row.Fault("about", "about-mismatch", "about and about_name do not name the same number of people.");
        if (emails.Count == 0) return [.. names.Select(Party.Called)];
        var known = emails.Select(e => Known(row, "about", e.ToLowerInvariant(), people)).OfType<Person>().ToList();
        if (known.DistinctBy(p => p.Id).Count() < known.Count) row.Fault("about", "duplicate-code", "about names somebody twice.");
        if (raiser is not null && known.Contains(raiser)) row.Fault("about", "own-case", "about names the person who raised it.");
        return [.. known.Select(p => Party.Of(people.PseudonymOf(p)))];
    }

    private static Person? Known(CsvRow row, string column, string email, Organisation people)
    {
        if (email.Length == 0) return null;
        var person = people.Find(email);
        if (person is null) row.Fault(column, "unknown-person", $"{column} is nobody in people. Import people first, or correct the address.");
        return person;
    }

    private static string[] Codes(Taxonomy taxonomy, string list) => [.. taxonomy.List(list).Select(t => t.Code)];
}
