using System.Text;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protocols;
using CaseTracker.Web.Features.Imports.People;
using CaseTracker.Web.Features.Imports.Protocol;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Tests.Features.Imports;

public sealed class CouncilWithPeople : ImportApp, IAsyncLifetime
{
    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        await GivenCalendarAndProtocolAsync();
        (await SendAsync(new ImportPeopleCommand(Sample("people.csv"), false))).Errors.ShouldBeEmpty();
    }
}

public class ImportingADirectoryTests(CouncilWithPeople app) : IClassFixture<CouncilWithPeople>
{
    private const string Header = "matter,description,group_head,escalate_to,phone\n", Head = "colin.farraday@wealdmere.example", Director = "hannah.lidgate@wealdmere.example";

    [Theory]
    [InlineData($",x,{Head},{Director},", "required:matter")]
    [InlineData($"Trees,x,,{Director},", "required:group_head")]
    [InlineData($"Trees,x,colin,{Director},", "bad-email:group_head")]
    [InlineData($"Trees,x,nobody@wealdmere.example,{Director},", "unknown-person:group_head")]
    [InlineData($"Trees,x,{Head},cllr.vincent.harbottle@wealdmere.example,", "has-left:escalate_to")]
    [InlineData($"trees ,x,{Head},{Director},\nTrees,x,{Head},{Director},", "duplicate-key:matter")]
    public async Task A_bad_cell_refuses_the_whole_file_and_is_named(string rows, string fault)
    {
        var result = await app.DirectoryAsync($"{Header}Other,x,{Head},{Director},\n{rows}\n");
        result.Errors.Select(f => $"{f.Code}:{f.Column}").ShouldBe([fault]);
        (await app.ReadAsync(db => db.Set<Matter>().CountAsync(m => m.Name == "Other"))).ShouldBe(0);
    }

    [Fact]
    public async Task A_matter_is_updated_by_its_name()
    {
        (await app.DirectoryAsync($"{Header}Élections,\"Registers, polling\nand more\",{Head},{Director},01632 960199\n")).Created.ShouldBe(1);
        (await app.DirectoryAsync($"{Header}élections,Registers,{Head},{Director},01632 960199\nPonds,,{Head},{Director},\n")).ShouldSatisfyAllConditions(r => (r.Created, r.Updated).ShouldBe((1, 1)));
        (await app.ReadAsync(db => db.Set<Matter>().SingleAsync(m => m.Name == "élections"))).Description.ShouldBe("Registers");
    }
}

public class ImportingBankHolidaysTests(ImportApp app) : IClassFixture<ImportApp>
{
    private static string File(int year, params int[] days) => "date,name\n" + string.Concat(days.Select(d => $"{year}-01-{d:00},Day {d}\n"));

    [Theory]
    [InlineData("2031-01-01,", "required:name")]
    [InlineData(",New Year", "required:date")]
    [InlineData("01/01/2031,New Year", "bad-date:date")]
    [InlineData("2107-01-01,New Year", "bad-date:date")]
    [InlineData("2031-01-01,New Year\n2031-01-01,Again", "duplicate-key:date")]
    public async Task A_bad_row_refuses_the_whole_file_and_is_named(string rows, string fault)
    {
        (await app.BankHolidaysAsync($"date,name\n2031-06-06,Good row\n{rows}\n")).Errors.Select(f => $"{f.Code}:{f.Column}").ShouldBe([fault]);
        (await app.ReadAsync(db => db.Set<BankHoliday>().CountAsync(h => h.Name == "Good row"))).ShouldBe(0);
    }

    [Fact]
    public async Task Six_rows_of_a_year_replace_what_was_imported_for_it_and_fewer_are_added()
    {
        (await app.BankHolidaysAsync(File(2041, 2, 3))).Created.ShouldBe(2);
        (await app.BankHolidaysAsync(File(2041, 4))).Created.ShouldBe(1);
        (await DaysAsync(2041)).ShouldBe([2, 3, 4]);
        var whole = await app.BankHolidaysAsync(File(2041, 3, 4, 7, 8, 9, 10));
        (whole.Created, whole.Updated, whole.Unchanged).ShouldBe((4, 1, 2), "one that is gone counts as updated");
        (await DaysAsync(2041)).ShouldBe([3, 4, 7, 8, 9, 10]);
        (await app.BankHolidaysAsync("date,name\n2041-01-03,Renamed\n")).Updated.ShouldBe(1);
    }

    private async Task<List<int>> DaysAsync(int year) => [.. (await app.ReadAsync(db => db.Set<BankHoliday>().ToListAsync())).Where(h => h.Date.Year == year).Select(h => h.Date.Day).Order()];
}

public class ImportingAProtocolTests(CouncilWithPeople app) : IClassFixture<CouncilWithPeople>
{
    private static string File(string version, string from, string words = "Members shall be civil.") =>
        $"---\ntitle: Protocol\nversion: {version}\nadopted_on: {from}\neffective_from: {from}\n---\n\n## 1. One\n\n1.1 {words}\n(a) always; and\n(b) at night.\n";

    [Fact]
    public async Task A_version_imported_again_replaces_its_text_where_it_differs()
    {
        (await app.ProtocolAsync(File("2031", "2031-01-01"))).Created.ShouldBe(1);
        (await app.ProtocolAsync(File("2031", "2031-01-01"))).Unchanged.ShouldBe(1);
        (await app.ProtocolAsync(File("2031", "2031-01-01", "Members shall be “kind” — always. 🙂"))).Updated.ShouldBe(1);
        var version = await app.ReadAsync(db => db.Set<ProtocolVersion>().AsNoTracking().SingleAsync(v => v.Version == "2031"));
        version.Find("1.1")!.Text.ShouldBe("Members shall be “kind” — always. 🙂");
        version.Find("1.1")!.Items.ShouldBe(["(a) always; and", "(b) at night."]);
        version.Paragraphs.Count().ShouldBe(1);
    }

    [Fact]
    public async Task Two_versions_cannot_begin_on_the_same_day()
    {
        (await app.ProtocolAsync(File("2032", "2032-01-01"))).Created.ShouldBe(1);
        (await app.ProtocolAsync(File("2032b", "2032-01-01"))).Errors.ShouldHaveSingleItem().Code.ShouldBe("duplicate-effective-from");
    }

    [Fact]
    public async Task A_fault_is_named_with_its_line()
    {
        (await app.ProtocolAsync(File("2033", "01.01.2033"))).Errors.Select(f => (f.Row, f.Column, f.Code)).ShouldBe([(4, "adopted_on", "bad-date"), (5, "effective_from", "bad-date")]);
        (await app.SendAsync(new ImportProtocolCommand(Encoding.Latin1.GetBytes(File("2033", "2033-01-01", "Café.")), false))).Errors.ShouldHaveSingleItem().Code.ShouldBe("not-utf8");
        (await app.SendAsync(new ImportProtocolCommand([], false))).Errors.ShouldHaveSingleItem().Code.ShouldBe("empty-file");
    }
}
