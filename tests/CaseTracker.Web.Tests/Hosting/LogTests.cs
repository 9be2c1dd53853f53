using System.Text.Json;
using CaseTracker.Web.Hosting;
using CaseTracker.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CaseTracker.Web.Tests.Hosting;

/// <summary>What stands in the log of a council's site.</summary>
public class LogTests
{
    [Fact]
    [Asvs("16.2.5", "16.4.1")]
    public async Task The_log_holds_references_and_numbers_and_nothing_that_anybody_wrote()
    {
        var (connection, drop) = await TestDatabases.CopyAsync(TestDatabases.Provider, Filling.Register);
        IReadOnlyList<string> log;
        // As it ships: from Information on, for what is the site's own.
        await using (var site = await ServedSite.StartAsync(TestDatabases.Provider, connection, ("Logging__LogLevel__Default", "Information"), ("CaseTracker__ClockMinutes", "5")))
        {
            await Canaries.EnterAsync(site, TestDatabases.Provider, connection);
            (await site.StopAsync()).ShouldBe(0);
            log = site.Log;
        }
        await drop();

        var lines = log.Select(l => JsonDocument.Parse(l).RootElement).ToList();
        var failure = lines.Single(l => l.GetProperty("State").TryGetProperty("ErrorId", out _));
        failure.GetProperty("State").GetProperty("Route").GetString().ShouldBe("/concerns/new/{id:guid}/happened");
        failure.GetProperty("Exception").GetString()!.ShouldContain("Drafts");
        foreach (var canary in Canaries.All) log.ShouldNotContain(l => l.Contains(canary, StringComparison.OrdinalIgnoreCase), canary);
    }

    [Fact]
    public void The_words_of_an_exception_are_withheld_wherever_they_stand_and_its_type_and_place_remain()
    {
        var line = Written(Thrown(new InvalidOperationException("outer: said by Joanna Pell", new AggregateException(new FormatException("said by Joanna Pell"), new ArgumentException("narrative")))));
        line.ShouldNotContain("Joanna");
        line.ShouldNotContain("narrative");
        foreach (var kept in new[] { "InvalidOperationException", "AggregateException", "FormatException", "ArgumentException", nameof(Thrown), "\"Reference\":\"WD-7KQ4-M2XP\"" }) line.ShouldContain(kept);
    }

    [Fact]
    public void What_the_machine_says_is_kept()
    {
        Written(new DbUpdateException("could not save", new IOException("No space left on device"))).ShouldContain("No space left on device");
        Written(new PostgresException("duplicate key value violates unique constraint \"IX\"", "ERROR", "ERROR", "23505")).ShouldContain("duplicate key");
        Written(new PostgresException("invalid input syntax: Joanna", "ERROR", "ERROR", "22P02")).ShouldNotContain("Joanna");
    }

    private static Exception Thrown(Exception e)
    {
        try
        {
            throw e;
        }
        catch (Exception caught)
        {
            return caught;
        }
    }

    // The message quotes the exception, as the database layer's do.
    private static string Written(Exception e)
    {
        using var written = new StringWriter();
        KeyValuePair<string, object?>[] state = [new("Reference", "WD-7KQ4-M2XP"), new("error", e)];
        new ReferenceLog(TimeProvider.System).Write(new LogEntry<IReadOnlyList<KeyValuePair<string, object?>>>(LogLevel.Error, "Category", 7, state, e, (_, error) => $"Failed: {error}"), null, written);
        JsonDocument.Parse(written.ToString()).RootElement.GetProperty("LogLevel").GetString().ShouldBe("Error");
        return written.ToString();
    }
}
