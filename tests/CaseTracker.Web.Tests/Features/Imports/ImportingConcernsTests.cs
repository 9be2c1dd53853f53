using System.Text;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Imports;
using CaseTracker.Web.Features.Imports.Concerns;
using CaseTracker.Web.Features.Imports.Files;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.Tests.Support;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseTracker.Web.Tests.Features.Imports;

public class ImportingConcernsTests(App app) : IClassFixture<App>
{
    private const string Header = "external_reference,received_on,occurred_on,raised_by,about,about_name,setting,themes,protocol_paragraphs,nolan,route,confidentiality,summary,narrative,status,outcome,closure_reason,sanctions,closed_on";
    private const string Secret = "the words that nobody may repeat";
    private static int _next;

    [Fact]
    public async Task The_sample_register_gives_the_counts_of_its_file_and_a_second_import_changes_nothing()
    {
        app.Clock.Set(new DateOnly(2026, 3, 10));
        var file = await File.ReadAllBytesAsync(SampleCouncil.FileOf("concerns.csv"));
        var others = await app.ReadAsync(db => db.Cases.Select(c => c.Id).ToListAsync());

        var first = await ImportAsync(file);
        first.ShouldSatisfyAllConditions(() => first.Errors.ShouldBeEmpty(), () => first.Read.ShouldBe(64), () => first.Created.ShouldBe(64));

        var second = await ImportAsync(file);
        (second.Read, second.Created, second.Updated, second.Unchanged).ShouldBe((64, 0, 0, 64));

        var cases = await app.ReadAsync(db => db.Cases.AsNoTracking().Include(c => c.Grants).Include(c => c.Clocks).Include(c => c.Links).Include(c => c.Sanctions).AsSplitQuery().ToListAsync());
        var sample = cases.Where(c => !others.Contains(c.Id)).ToList();
        sample.Count.ShouldBe(65, "one row is about two people");
        sample.Select(c => c.ConcernId).Distinct().Count().ShouldBe(63, "one concern was converted, one row makes two cases");
        sample.Count(c => c.IsOpen).ShouldBe(6);
        sample.Where(c => c.IsOpen).ShouldAllBe(c => c.Clocks.Any(k => k.StoppedOn == null) && c.Grants.Any(g => g.Kind == GrantKind.Handler || g.Kind == GrantKind.Mo));
        sample.Where(c => !c.IsOpen && (c.Route == Route.R1 || c.Route == Route.R4 || c.Route == Route.R5)).ShouldAllBe(c => c.Grants.All(g => g.Kind != GrantKind.Handler && g.Kind != GrantKind.Mo));
        sample.Where(c => c.Confidentiality == "anonymous").ShouldAllBe(c => c.Raiser == null && c.RaiserName.IsEmpty);
        sample.Where(c => c.Outcome == "breach").SelectMany(c => c.Sanctions).ShouldNotBeEmpty();
        sample.Count(c => c.Links.Any(l => l.Kind == LinkKind.Incident)).ShouldBe(4, "two incidents of two rows each");
    }

    [Theory]
    [InlineData("received_on", "2025-02-30", "bad-date")]
    [InlineData("received_on", "2099-01-01", "future-date")]
    [InlineData("occurred_on", "2025-06-01", "before-incident")]
    [InlineData("raised_by", "nobody@wealdmere.example", "unknown-person")]
    [InlineData("raised_by", "", "anonymous-only")]
    [InlineData("about", "nobody@wealdmere.example", "unknown-person")]
    [InlineData("about", "joanna.pell@wealdmere.example", "own-case")]
    [InlineData("about_name", "One;Two", "about-mismatch")]
    [InlineData("setting", "moon", "unknown-setting")]
    [InlineData("themes", "disrespect-in-meeting;nonsense", "unknown-theme")]
    [InlineData("themes", "", "required")]
    [InlineData("protocol_paragraphs", "99.9", "unknown-paragraph")]
    [InlineData("nolan", "bravery", "unknown-principle")]
    [InlineData("route", "pigeon", "unknown-route")]
    [InlineData("confidentiality", "anonymous", "anonymous-named")]
    [InlineData("status", "maybe", "unknown-status")]
    [InlineData("outcome", "breach", "outcome-route")]
    [InlineData("closure_reason", "breach", "outcome-pair")]
    [InlineData("sanctions", "arrange-training", "sanction-informal")]
    [InlineData("closed_on", "2025-02-01", "closed-before-received")]
    [InlineData("closed_on", "", "required")]
    public async Task A_faulty_cell_refuses_the_whole_file_and_is_named_by_row_column_and_code(string column, string value, string code)
    {
        var before = await app.ReadAsync(db => db.Cases.CountAsync());
        var bad = Row();
        bad[column] = value;
        var expected = code switch { "anonymous-only" => "confidentiality", "anonymous-named" => "raised_by", "about-mismatch" => "about", "before-incident" => "received_on", "outcome-pair" => "closure_reason", _ => column };

        var result = await ImportAsync(FileOf(Row(), bad));

        result.Created.ShouldBe(0);
        result.Errors.ShouldContain(f => f.Row == 2 && f.Column == expected && f.Code == code, string.Join("; ", result.Errors));
        result.Errors.ShouldAllBe(f => !f.Message.Contains(Secret, StringComparison.Ordinal));
        (await app.ReadAsync(db => db.Cases.CountAsync())).ShouldBe(before);
    }

    [Theory]
    [InlineData("suspension", "sanction-power")]
    [InlineData("withdraw-facilities", "sanction-off")]
    public async Task A_sanction_that_the_council_may_not_use_is_refused(string sanction, string code)
    {
        var row = Row();
        (row["route"], row["outcome"], row["closure_reason"], row["sanctions"]) = ("formal-complaint", "breach", "breach", sanction);

        (await ImportAsync(FileOf(row))).Errors.ShouldHaveSingleItem().Code.ShouldBe(code);
    }

    [Fact]
    public async Task A_row_that_differs_from_what_was_imported_first_is_refused()
    {
        var row = Row();
        (await ImportAsync(FileOf(row))).Created.ShouldBe(1);
        row["summary"] = "Another summary altogether";

        (await ImportAsync(FileOf(row))).Errors.ShouldHaveSingleItem().Code.ShouldBe("changed-since-import");
    }

    [Fact]
    public async Task The_same_reference_twice_in_a_file_is_refused()
    {
        var row = Row();
        (await ImportAsync(FileOf(row, row))).Errors.ShouldHaveSingleItem().Code.ShouldBe("duplicate-key");
    }

    [Fact]
    public async Task Accents_quotes_line_breaks_formulas_markup_and_long_narratives_are_kept_as_they_are()
    {
        var narrative = "=SUM(A1)\n<script>alert(1)</script> Señor O’Brien said \"no\", twice.\n\u202Eabc\u202C 😀 " + new string('ß', 6000);
        var row = Row();
        row["narrative"] = narrative;

        (await ImportAsync(FileOf(row))).Created.ShouldBe(1);

        var stored = await app.ReadAsync(db => db.Cases.AsNoTracking().OrderByDescending(c => c.Id).FirstAsync());
        app.Services.GetRequiredService<ISeam>().Open(stored.Narrative, stored.Id, "narrative").ShouldBe(narrative);
    }

    [Fact]
    public async Task A_dry_run_counts_and_keeps_nothing()
    {
        var before = await app.ReadAsync(db => db.Cases.CountAsync());
        (await ImportAsync(FileOf(Row(), Row()), dryRun: true)).Created.ShouldBe(2);
        (await app.ReadAsync(db => db.Cases.CountAsync())).ShouldBe(before);
    }

    [Fact]
    public async Task An_open_concern_whose_managers_are_all_in_conflict_is_refused_for_want_of_a_handler()
    {
        await app.GivenPersonAsync("marcus.elvey@wealdmere.example", p => p.LeftOn = new DateOnly(2026, 1, 1));
        await app.GivenPersonAsync("hannah.lidgate@wealdmere.example", p => p.LeftOn = new DateOnly(2026, 1, 1));
        await app.GivenPersonAsync("colin.farraday@wealdmere.example", p => p.LeftOn = new DateOnly(2026, 1, 1));
        var row = Row();
        (row["route"], row["status"], row["outcome"], row["closure_reason"], row["closed_on"]) = ("group-head", "open", "", "", "");

        var result = await ImportAsync(FileOf(row));

        foreach (var email in new[] { "marcus.elvey@wealdmere.example", "hannah.lidgate@wealdmere.example", "colin.farraday@wealdmere.example" }) await app.GivenPersonAsync(email, p => p.LeftOn = null);
        result.Errors.ShouldHaveSingleItem().Code.ShouldBe("no-handler");
    }

    private async Task<ImportResult> ImportAsync(byte[] file, bool dryRun = false)
    {
        await using var scope = app.Services.CreateOperatorScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new ImportConcernsCommand(file, dryRun));
    }

    private static Dictionary<string, string> Row() => new()
    {
        ["external_reference"] = $"T-{Interlocked.Increment(ref _next)}",
        ["received_on"] = "2025-05-06",
        ["occurred_on"] = "2025-05-01",
        ["raised_by"] = "joanna.pell@wealdmere.example",
        ["about"] = "cllr.derek.stannage@wealdmere.example",
        ["about_name"] = "Cllr Derek Stannage",
        ["setting"] = "committee",
        ["themes"] = "disrespect-in-meeting",
        ["protocol_paragraphs"] = "3.3",
        ["nolan"] = "leadership",
        ["route"] = "group-head",
        ["confidentiality"] = "named",
        ["summary"] = "A summary in one line",
        ["narrative"] = $"What happened, in {Secret}.",
        ["status"] = "closed",
        ["outcome"] = "apology",
        ["closure_reason"] = "resolved",
        ["sanctions"] = "",
        ["closed_on"] = "2025-05-20",
    };

    private static byte[] FileOf(params Dictionary<string, string>[] rows) => Encoding.UTF8.GetBytes(
        Header + "\n" + string.Join("\n", rows.Select(r => string.Join(',', Header.Split(',').Select(c => $"\"{r[c].Replace("\"", "\"\"")}\"")))) + "\n");
}
