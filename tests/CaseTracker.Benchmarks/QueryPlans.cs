using System.Text.Json;
using System.Text.RegularExpressions;
using CaseTracker.Rig;
using Microsoft.Data.Sqlite;

namespace CaseTracker.Benchmarks;

/// <summary>Lets the site log what it asks its database, and asks the database how it would answer.</summary>
internal static class QueryPlans
{
    // Tables that grow with the number of concerns.
    private static readonly HashSet<string> Growing = ["Cases", "CaseEvents", "CaseClocks", "AuditEntries", "Grants", "Consents", "CaseLinks", "NamedParties", "Allegations", "Drafts", "Outbox", "Submissions", "Sanctions"];

    /// <summary>Commands of lists and searches that read a growing table from end to end, each with its plan.</summary>
    public static async Task<IReadOnlyList<string>> ScansAsync(string program, string folder)
    {
        var logging = Published.Settings();
        logging["Logging__LogLevel__Microsoft.EntityFrameworkCore.Database.Command"] = "Information";
        HashSet<string> commands;
        await using (var site = await RunningSite.StartAsync(program, Published.Serve(folder), logging))
        {
            using var officer = await Visitor.SignInAsync(site.Address, "priya.ranas@wealdmere.example", "harbour-lantern-42");
            using var raiser = await Visitor.SignInAsync(site.Address, "joanna.pell@wealdmere.example", "harbour-lantern-42");
            var before = site.Log.Count;
            var queue = await officer.GetAsync("/casework");
            foreach (var tab in new[] { "new", "due", "with-me", "waiting", "closed" }) await officer.GetAsync($"/casework?tab={tab}");
            foreach (var filter in new[] { "?route=formal-complaint", "?theme=social-media", "?tab=closed&order=changed" }) await officer.GetAsync("/casework" + filter);
            // A case whose log of views the officer may read.
            var reference = "";
            foreach (var one in Visitor.CasesOn(queue))
            {
                reference = one;
                if ((await officer.GetAsync($"/casework/{one}")).Contains($"/casework/{one}/views", StringComparison.Ordinal)) break;
            }
            foreach (var page in new[] { "", "/views", "/dates.ics" }) await officer.GetAsync($"/casework/{reference}{page}");
            foreach (var words in new[] { reference, "Cottam" })
            {
                var search = await officer.FormAsync("/casework", "form[role=search]");
                await officer.PostAsync(search.Fill("words", words));
            }
            foreach (var page in new[] { "/", "/concerns", "/concerns/new" }) await raiser.GetAsync(page);
            await Task.Delay(500);
            commands = [.. site.Log.Skip(before).SelectMany(Commands)];
        }
        using var database = new SqliteConnection($"Data Source={Path.Combine(folder, "casetracker.db")};Mode=ReadOnly");
        database.Open();
        Console.WriteLine($"{commands.Count} different commands were asked.");
        return [.. commands.Where(c => c.StartsWith("SELECT", StringComparison.Ordinal)).SelectMany(c => Scans(database, c))];
    }

    private static IEnumerable<string> Commands(string line)
    {
        if (!line.StartsWith('{')) yield break;
        using var entry = JsonDocument.Parse(line);
        if (entry.RootElement.TryGetProperty("State", out var state) && state.TryGetProperty("commandText", out var text)) yield return text.GetString()!;
    }

    private static IEnumerable<string> Scans(SqliteConnection database, string command)
    {
        using var explain = database.CreateCommand();
        explain.CommandText = "EXPLAIN QUERY PLAN " + command;
        foreach (var parameter in Regex.Matches(command, @"@\w+").Select(m => m.Value).Distinct()) explain.Parameters.AddWithValue(parameter, DBNull.Value);
        var aliases = Regex.Matches(command, "\"(\\w+)\" AS \"(\\w+)\"").GroupBy(m => m.Groups[2].Value).ToDictionary(g => g.Key, g => g.First().Groups[1].Value);
        var plan = new List<string>();
        using (var rows = explain.ExecuteReader())
            while (rows.Read()) plan.Add(rows.GetString(3));
        foreach (var step in plan.Where(s => s.StartsWith("SCAN ", StringComparison.Ordinal)))
        {
            var name = step.Split(' ')[1];
            if (Growing.Contains(aliases.GetValueOrDefault(name, name)) && !step.Contains("USING", StringComparison.Ordinal)) yield return $"{step}: {command.ReplaceLineEndings(" ")}";
        }
    }
}
