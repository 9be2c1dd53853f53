using System.Net;
using CaseTracker.Data.Databases;
using CaseTracker.Data.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.DueDates;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.Tests.Support;
using MediatR;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Tests.Features.Errors;

/// <summary>What is kept beside the database fails: the store of the keys, and the file in which the audit is anchored.</summary>
public sealed class FilesFailTests : IAsyncLifetime
{
    private const string Raiser = "joanna.pell@wealdmere.example", Secret = "Xnotforthosewhosekeyisaway";

    private readonly App _app = new();

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Without_the_store_of_keys_nothing_is_stored_and_it_goes_in_once_it_is_there_again()
    {
        var raiser = await _app.SignInAsync(Raiser);
        var form = await raiser.SubmitAsync("/concerns/new", new { Protected = "no" });
        var before = await _app.ReadAsync(db => db.Drafts.CountAsync());
        // The key of what was begun is in memory: forgotten, as by another instance.
        await _app.RestartAsync();
        raiser = await _app.SignInAsync(Raiser);
        var somebody = await _app.SignInAsync("edmund.sayle@wealdmere.example");
        var fresh = await somebody.GetAsync("/concerns/new");
        await AwayAsync(async () =>
        {
            (await raiser.GetAsync(form.Path)).Status.ShouldBe(HttpStatusCode.InternalServerError);
            var other = await somebody.SubmitAsync(fresh, new { Protected = "no" });
            ((int)other.Status).ShouldBeGreaterThanOrEqualTo(500, other.Path);
            (await _app.ReadAsync(db => db.Drafts.CountAsync())).ShouldBe(before);
        });
        (await somebody.SubmitAsync(fresh, new { Protected = "no" })).Status.ShouldBe(HttpStatusCode.OK);
        (await raiser.SubmitAsync(form.Path, new { People = new[] { "Cllr Derek Stannage, Castle Hill" } })).Path.ShouldEndWith("/happened");
    }

    [Fact]
    public async Task Without_the_store_of_keys_a_case_shows_nothing()
    {
        var given = await _app.GivenCaseAsync(Route.R2, Stage.Triage, inputs: new Dictionary<string, string[]> { ["narrative"] = [$"{Secret} was said to me in front of everybody."] });
        // What was opened before is in memory.
        await _app.RestartAsync();
        var officer = await _app.SignInAsync("priya.ranas@wealdmere.example");
        await AwayAsync(async () =>
        {
            var page = await officer.GetAsync($"/casework/{given.Reference}");
            page.Status.ShouldBe(HttpStatusCode.InternalServerError);
            page.Source.ShouldNotContain(Secret);
        });
        (await officer.GetAsync($"/casework/{given.Reference}")).Text.ShouldContain(Secret);
    }

    [Fact]
    public async Task An_anchor_that_cannot_be_written_is_no_anchor_and_is_written_at_the_next_try()
    {
        await _app.GivenCaseAsync(Route.R2, Stage.Triage);
        var file = _app.Keys["CaseTracker:Keys:AnchorFile"];
        File.Delete(file);
        System.IO.Directory.CreateDirectory(file);
        await Should.ThrowAsync<Exception>(RunDueAsync);
        (await _app.ReadAsync(db => db.Outbox.CountAsync(m => m.Template == Letters.AuditAnchor))).ShouldBe(0, "a mail would say that it was written");
        System.IO.Directory.Delete(file);
        await RunDueAsync();
        (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).ShouldHaveSingleItem();
        (await _app.ReadAsync(db => db.Outbox.CountAsync(m => m.Template == Letters.AuditAnchor))).ShouldBeGreaterThan(0);
    }

    private async Task RunDueAsync()
    {
        await using var scope = _app.Services.CreateOperatorScope();
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new RunDueCommand());
    }

    // The table is somewhere else meanwhile: whatever is asked of it fails.
    private async Task AwayAsync(Func<Task> meanwhile)
    {
        await KeysAsync("ALTER TABLE WrappedKeys RENAME TO Elsewhere", $"ALTER TABLE {KeyStore.Schema}.wrapped_keys RENAME TO elsewhere");
        try
        {
            await meanwhile();
        }
        finally
        {
            await KeysAsync("ALTER TABLE Elsewhere RENAME TO WrappedKeys", $"ALTER TABLE {KeyStore.Schema}.elsewhere RENAME TO wrapped_keys");
        }
    }

    private async Task KeysAsync(string sqlite, string postgres)
    {
        await using System.Data.Common.DbConnection connection = _app.Provider == DatabaseProvider.Sqlite ? new SqliteConnection(_app.Keys["ConnectionStrings:CaseTrackerKeys"]) : new NpgsqlConnection(_app.Connection);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = _app.Provider == DatabaseProvider.Sqlite ? sqlite : postgres;
        await command.ExecuteNonQueryAsync();
    }
}
