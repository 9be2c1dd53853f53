using System.Net;
using CaseTracker.Data.Databases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Tests.Support;
using Microsoft.Data.Sqlite;
using Npgsql;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Tests.Features.Errors;

/// <summary>What people see when the disk of the database is full. The real thing is tried by the soak program.</summary>
public class FullDiskTests : IAsyncLifetime
{
    private const string Raiser = "ruth.okafor@wealdmere.example", Text = "I have found the minutes of the meeting in May. Shall I send them?";

    private readonly App _app = new();

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    [Asvs("16.5.2", "16.5.4")]
    public async Task A_full_disk_says_so_gives_back_what_was_typed_and_takes_it_once_there_is_room()
    {
        var reference = (await _app.GivenCaseAsync(Route.R3, Stage.Assessment)).Reference;
        var browser = await _app.SignInAsync(Raiser);
        var form = await browser.GetAsync($"/concerns/{reference}/send-message");
        _app.Database.Failure = () => _app.Provider == DatabaseProvider.PostgreSql
            ? new PostgresException("could not extend file: No space left on device", "ERROR", "ERROR", PostgresErrorCodes.DiskFull) : new SqliteException("database or disk is full", 13);
        _app.Database.Failing = "INSERT INTO \"CaseEvents\"";

        var refused = await browser.SubmitAsync(form, new { message = Text });

        refused.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refused.H1.ShouldBe("The service cannot store anything just now");
        refused.Texts(".ct-as-typed").ShouldBe([Text]);
        refused.Document.QuerySelector(".govuk-panel").ShouldBeNull();
        (await browser.GetAsync($"/concerns/{reference}")).Source.ShouldNotContain("minutes of the meeting");

        _app.Database.Failing = null;
        var taken = await browser.SubmitAsync(refused);
        (taken.Status, taken.Path).ShouldBe((HttpStatusCode.OK, $"/concerns/{reference}"));
        taken.Source.Split("minutes of the meeting").Length.ShouldBe(2, "stored once");
    }
}
