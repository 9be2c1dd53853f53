using System.Collections.Concurrent;
using System.Net.Sockets;
using CaseTracker.Rig;
using Microsoft.Data.Sqlite;

namespace CaseTracker.Soak;

/// <summary>How it ended.</summary>
/// <param name="Sent">Concerns whose sending was acknowledged.</param>
/// <param name="Decided">Decisions that were acknowledged.</param>
/// <param name="Mails">Different mails that reached the server; <paramref name="Repeats"/> came twice, under the same Message-ID.</param>
/// <param name="Faults">What should not be.</param>
public sealed record Spree(int Kills, int Sent, int Decided, int Mails, int Repeats, IReadOnlyList<string> Faults)
{
    public override string ToString() => $"{Kills} kills; {Sent} concerns and {Decided} decisions acknowledged; {Mails} mails, {Repeats} sent again under the same Message-ID; {Faults.Count} faults.";
}

/// <summary>
/// Kills the site at random moments while concerns are sent and decided, starts it again, and at the end looks for what was acknowledged: each there once, no half case, each mail under one Message-ID.
/// </summary>
public static class KillingSpree
{
    private const string Password = "harbour-lantern-42", Officer = "priya.ranas@wealdmere.example";
    private static readonly string[] Raisers = ["joanna.pell@wealdmere.example", "edmund.sayle@wealdmere.example"];

    public static async Task<Spree> RunAsync(string program, string folder, int kills, int seed, Action<string> say)
    {
        await Published.LoadAsync(program, folder, 1);
        using var sink = new PlainSmtpSink();
        var settings = Published.Settings();
        foreach (var (name, value) in new[] { ("Host", "127.0.0.1"), ("Port", $"{sink.Port}"), ("StartTls", "false"), ("From", "casetracker@wealdmere.example"), ("Seconds", "1") }) settings[$"CaseTracker__Mail__{name}"] = value;
        var (random, port) = (new Random(seed), RunningSite.FreePort());
        var (sent, decided) = (new ConcurrentBag<Guid>(), new ConcurrentBag<string>());
        Task<RunningSite> StartAsync() => RunningSite.StartAsync(program, Published.Serve(folder), settings, port);

        for (var kill = 1; kill <= kills; kill++)
        {
            await using var site = await StartAsync();
            using var stop = new CancellationTokenSource();
            // Signing in and telling a first concern takes a while; the moment of death must fall among what follows.
            var ready = Enumerable.Range(0, Raisers.Length + 1).Select(_ => new TaskCompletionSource()).ToList();
            var work = Raisers.Select((r, i) => UntilItDiesAsync(ready[i], SendAsync(site, r, ready[i], sent, stop.Token))).Append(UntilItDiesAsync(ready[^1], DecideAsync(site, ready[^1], decided, stop.Token))).ToList();
            await Task.WhenAll(ready.Select(r => r.Task)).WaitAsync(TimeSpan.FromMinutes(2));
            await Task.Delay(random.Next(0, 1500));
            await site.KillAsync();
            await stop.CancelAsync();
            await Task.WhenAll(work);
            if (kill % 10 == 0) say($"{kill} kills: {sent.Count} sent, {decided.Count} decided");
        }

        await using (var last = await StartAsync())
        {
            // Mails in flight at a kill are due again two minutes later.
            for (var patience = 0; patience < 300 && Waiting(folder) > 0; patience++) await Task.Delay(1000);
            if (await last.StopAsync() != 0) say("The site did not end well.");
        }
        var mails = sink.Mails.ToList();
        return new Spree(kills, sent.Count, decided.Count, mails.Select(m => m.Id).Distinct().Count(), mails.Count - mails.Select(m => m.Id).Distinct().Count(), [.. Faults(folder, sent, decided, mails)]);
    }

    // Once it is under way, the site is dead or says that it cannot, and nothing was acknowledged. Before that, something is wrong.
    private static async Task UntilItDiesAsync(TaskCompletionSource ready, Task work)
    {
        try
        {
            await work;
        }
        // A connection that dies in the instant it is made comes as a bare SocketException.
        catch (Exception e) when (e is HttpRequestException or SocketException or IOException or InvalidOperationException or OperationCanceledException)
        {
            ready.TrySetException(e);
        }
    }

    private static async Task SendAsync(RunningSite site, string email, TaskCompletionSource ready, ConcurrentBag<Guid> sent, CancellationToken stop)
    {
        using var raiser = await Visitor.SignInAsync(site.Address, email, Password);
        while (!stop.IsCancellationRequested)
        {
            var form = await Journey.DeclarationAsync(raiser);
            ready.TrySetResult();
            if ((await raiser.PostAsync(form)).Location is { } location && location.EndsWith("/sent", StringComparison.Ordinal)) sent.Add(Guid.Parse(location.Split('/')[^2]));
        }
    }

    private static async Task DecideAsync(RunningSite site, TaskCompletionSource ready, ConcurrentBag<string> decided, CancellationToken stop)
    {
        using var officer = await Visitor.SignInAsync(site.Address, Officer, Password);
        while (!stop.IsCancellationRequested)
        {
            var open = Visitor.CasesOn(await officer.GetAsync("/casework?tab=new"));
            ready.TrySetResult();
            if (open.Count == 0) await Task.Delay(50, stop);
            foreach (var reference in open.Take(5))
            {
                var form = (await officer.FormAsync($"/casework/{reference}/acknowledge", "main form:has(textarea)")).Fill("message", "Thank you. I have read it and will write again.").Choose("Acknowledge");
                if ((await officer.PostAsync(form)).Location is not null) decided.Add(reference);
            }
        }
    }

    private static long Waiting(string folder) => Number(folder, "SELECT count(*) FROM Outbox WHERE TryAt IS NOT NULL");

    private static IEnumerable<string> Faults(string folder, IReadOnlyCollection<Guid> sent, IReadOnlyCollection<string> decided, IReadOnlyList<(string Id, string Subject)> mails)
    {
        if (sent.Count == 0 || decided.Count == 0 || mails.Count == 0) yield return "Nothing was sent, decided or mailed: this proves nothing.";
        foreach (var fault in Faults(folder, sent)) yield return fault;
        foreach (var reference in decided.GroupBy(d => d))
        {
            var times = Number(folder, $"SELECT count(*) FROM CaseEvents e JOIN Cases c ON c.Id = e.CaseId WHERE e.Verb = 'acknowledge' AND c.Reference = '{reference.Key}'");
            if (times != 1 || reference.Count() != 1) yield return $"{reference.Key} was acknowledged {reference.Count()} times and holds {times}.";
        }
        var waiting = Waiting(folder);
        if (waiting != 0) yield return $"{waiting} mails still wait.";
        var stored = Column(folder, "SELECT lower(replace(Id, '-', '')) FROM Outbox WHERE SentAt IS NOT NULL").ToHashSet();
        foreach (var id in stored.Except(mails.Select(m => m.Id))) yield return $"Mail {id} is said to be sent and never came.";
        foreach (var id in mails.Select(m => m.Id).Distinct().Except(stored)) yield return $"Mail {id} came and is not said to be sent.";
        foreach (var id in mails.GroupBy(m => m.Id).Where(g => g.Select(m => m.Subject).Distinct().Count() > 1)) yield return $"Mail {id.Key} came with two subjects.";
    }

    /// <summary>What is wrong with a database in which these drafts were sent: each is one case, none is half there, and the file is sound.</summary>
    internal static IEnumerable<string> Faults(string folder, IReadOnlyCollection<Guid> sent)
    {
        foreach (var draft in sent)
        {
            var id = draft.ToString().ToUpperInvariant();
            var cases = Number(folder, $"SELECT count(*) FROM Cases c JOIN Submissions s ON s.ConcernId = c.ConcernId WHERE s.DraftId = '{id}'");
            if (cases != 1) yield return $"Draft {draft} was acknowledged and makes {cases} cases.";
            if (Number(folder, $"SELECT count(*) FROM Drafts WHERE Id = '{id}'") != 0) yield return $"Draft {draft} was sent and is still a draft.";
        }
        foreach (var (what, query) in new[]
        {
            ("cases without their first event", "SELECT count(*) FROM Cases c WHERE NOT EXISTS (SELECT 1 FROM CaseEvents e WHERE e.CaseId = c.Id AND e.Number = 1)"),
            ("cases with a gap among their events", "SELECT count(*) FROM (SELECT CaseId FROM CaseEvents GROUP BY CaseId HAVING max(Number) <> count(*))"),
            ("open cases that nobody holds", "SELECT count(*) FROM Cases c WHERE c.IsOpen AND NOT EXISTS (SELECT 1 FROM Grants g WHERE g.CaseId = c.Id AND g.EndedAt IS NULL AND g.Kind <> 'Raiser')"),
            ("concerns sent without a case", "SELECT count(*) FROM Submissions s WHERE NOT EXISTS (SELECT 1 FROM Cases c WHERE c.ConcernId = s.ConcernId)"),
            ("rows that point nowhere", "SELECT count(*) FROM pragma_foreign_key_check"),
        })
        {
            var found = Number(folder, query);
            if (found != 0) yield return $"{found} {what}.";
        }
        var sound = Column(folder, "SELECT integrity_check FROM pragma_integrity_check").Single();
        if (sound != "ok") yield return $"The database is not sound: {sound}";
    }

    private static long Number(string folder, string query) => long.Parse(Column(folder, query).Single(), System.Globalization.CultureInfo.InvariantCulture);

    private static List<string> Column(string folder, string query)
    {
        using var database = new SqliteConnection($"Data Source={Path.Combine(folder, "casetracker.db")};Pooling=False");
        database.Open();
        using var command = database.CreateCommand();
        command.CommandText = query;
        using var rows = command.ExecuteReader();
        var found = new List<string>();
        while (rows.Read()) found.Add(rows.GetValue(0).ToString()!);
        return found;
    }
}
