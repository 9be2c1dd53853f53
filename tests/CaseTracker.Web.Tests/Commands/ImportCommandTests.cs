using System.Diagnostics;
using System.Text.Json;
using CaseTracker.Data.Databases;
using CaseTracker.Web.Commands;
using CaseTracker.Web.Features.Imports;
using CaseTracker.Web.Tests.Support;

namespace CaseTracker.Web.Tests.Commands;

public sealed class ImportCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("casetracker-commands-").FullName;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, true);
    }

    private string[] Settings => [$"--CaseTracker:DataDirectory={Path.Combine(_folder, "data")}", "--environment=Production", "--Logging:Console:LogLevel:Default=None", .. TestDatabases.KeyArguments(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(_folder, "data", "casetracker.db")}")];

    private async Task<(int Code, string Out, string Error)> RunAsync(params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await CommandLine.RunAsync([.. args, .. Settings], output, error, new ShellFolder(_folder, null, null), TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }

    private string Given(string name, string text)
    {
        File.WriteAllText(Path.Combine(_folder, name), text);
        return name;
    }

    private Task SetUpAsync() => RunAsync("setup", "--council", "Stourbeck Borough Council", "--administrator", "a@x.example", "--monitoring-officer", "m@x.example");

    [Theory]
    [InlineData("import bank-holidays")]
    [InlineData("import protocol")]
    [InlineData("import people")]
    [InlineData("import directory")]
    [InlineData("import concerns")]
    [InlineData("people invite")]
    public async Task A_live_site_is_set_up_before_anything_is_brought_in(string command)
    {
        var argument = command == "people invite" ? "--all" : SampleCouncil.FileOf("bank-holidays.csv");
        var (code, json, _) = await RunAsync([.. command.Split(' '), argument, "--json"]);
        code.ShouldBe(2);
        var error = JsonDocument.Parse(json).RootElement.GetProperty("errors")[0];
        (error.GetProperty("code").GetString(), error.GetProperty("message").GetString()!.Split('.')[0]).ShouldBe(("wrong-order", "Run setup first"));
    }

    [Fact]
    public async Task An_import_that_is_done_exits_with_0_and_prints_its_counts()
    {
        await SetUpAsync();
        (await RunAsync("import", "bank-holidays", SampleCouncil.FileOf("bank-holidays.csv"), "--dry-run"))
            .ShouldBe((0, "99 read: 99 created, 0 updated, 0 unchanged. Nothing was kept: this was a dry run." + Environment.NewLine, ""));
        (await RunAsync("import", "bank-holidays", SampleCouncil.FileOf("bank-holidays.csv"), "--json")).Out
            .ShouldBe("""{"read":99,"created":99,"updated":0,"unchanged":0,"errors":[]}""" + Environment.NewLine);
    }

    [Fact]
    public async Task A_refused_import_exits_with_2_and_names_every_fault()
    {
        await SetUpAsync();
        var file = Given("days.csv", "date,name\n2031-01-01,\n1 January,It’s \"New\" Year\n");
        var (code, json, error) = await RunAsync("import", "bank-holidays", file, "--json");
        (code, error).ShouldBe((2, ""));
        json.ShouldBe(
            """{"read":2,"created":0,"updated":0,"unchanged":0,"errors":[{"row":1,"column":"name","code":"required","message":"name is empty."},"""
            + """{"row":2,"column":null,"code":"bad-quoting","message":"In this row a quotation mark stands inside a field that is not quoted. Quote the field and double the marks in it."}]}"""
            + Environment.NewLine);
        (await RunAsync("import", "bank-holidays", file)).Out.ShouldBe(
            $"""
            Refused: nothing was imported.
            Row 1, name: name is empty. (required)
            Row 2: In this row a quotation mark stands inside a field that is not quoted. Quote the field and double the marks in it. (bad-quoting)

            """.ReplaceLineEndings());
    }

    [Theory]
    [InlineData("nonsense", "There is no command or option nonsense.")]
    [InlineData("import nonsense", "There is no command or option nonsense.")]
    [InlineData("import", "Required command was not provided.")]
    [InlineData("import people", "Required argument 'FILE' missing for command: 'people'.")]
    [InlineData("import people a.csv b.csv", "There is no command or option b.csv.")]
    [InlineData("import people a.csv --wet-run", "There is no command or option --wet-run.")]
    public async Task What_cannot_be_understood_exits_with_2_and_shows_how_it_is_used(string words, string message)
    {
        var (code, output, error) = await RunAsync(words.Split(' '));
        (code, output).ShouldBe((2, ""));
        error.ShouldStartWith(message);
        error.ShouldContain("Usage:");
    }

    [Theory]
    [InlineData("--help", "import")]
    [InlineData("import --help", "bank-holidays")]
    [InlineData("import people --help", "--dry-run")]
    public async Task Help_is_a_result(string words, string holds)
    {
        var (code, output, error) = await RunAsync(words.Split(' '));
        (code, error).ShouldBe((0, ""));
        output.ShouldContain(holds);
        output.ShouldContain("--json");
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_bad_input()
    {
        var (code, output, _) = await RunAsync("import", "people", "none.csv", "--json");
        code.ShouldBe(2);
        var fault = JsonDocument.Parse(output).RootElement.GetProperty("errors")[0];
        fault.GetProperty("code").GetString().ShouldBe("no-file");
        fault.GetProperty("message").GetString()!.ShouldContain(Path.Combine(_folder, "none.csv"));
    }

    [Fact]
    public async Task A_setting_that_makes_no_sense_is_a_failure()
    {
        var (code, output, error) = await RunAsync("import", "people", Given("p.csv", "x"), "--CaseTracker:Database:Provider=PostgreSql");
        (code, output).ShouldBe((1, ""));
        error.ShouldContain("connection string");
    }

    [Fact]
    public void Settings_are_no_command()
    {
        CommandLine.IsCommand([]).ShouldBeFalse();
        CommandLine.IsCommand(["--urls", "http://localhost:1"]).ShouldBeFalse();
        CommandLine.IsCommand(["CaseTracker:DataDirectory=x"]).ShouldBeFalse();
        CommandLine.IsCommand(["import"]).ShouldBeTrue();
        CommandLine.IsCommand(["nonsense"]).ShouldBeTrue();
    }

    [Fact]
    public async Task The_program_itself_writes_nothing_but_the_result_to_standard_output()
    {
        Given("days.csv", "date,name\n2031-06-06,Gŵyl 🎉\n");
        var program = typeof(CommandLine).Assembly.Location;
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, "import", "bank-holidays", "days.csv", "--json", $"--CaseTracker:DataDirectory={Path.Combine(_folder, "data")}", "--environment=Development"])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        (await output).ShouldBe("""{"read":1,"created":1,"updated":0,"unchanged":0,"errors":[]}""" + Environment.NewLine, await error);
        process.ExitCode.ShouldBe(0);
    }
}
