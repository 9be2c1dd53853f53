using System.Diagnostics;
using CaseTracker.Rig;

namespace CaseTracker.Soak;

/// <summary>
/// Serves the site from a small disk of its own, fills it while somebody writes, and makes room again: what was refused says so and gives back what was typed, what was acknowledged is there,
/// readiness tells, and the site goes on without repair. Needs the right to mount a disk in memory.
/// </summary>
public static class FullDisk
{
    private const string Password = "harbour-lantern-42", Raiser = "joanna.pell@wealdmere.example";

    public static async Task<IReadOnlyList<string>> RunAsync(string program, string folder, Action<string> say)
    {
        Directory.CreateDirectory(folder);
        await Published.RunAsync("mount", "-t", "tmpfs", "-o", "size=96m", "tmpfs", folder);
        try
        {
            var faults = new List<string>();
            await Published.LoadAsync(program, folder, 1);
            await using var site = await RunningSite.StartAsync(program, Published.Serve(folder), Published.Settings());
            using var raiser = await Visitor.SignInAsync(site.Address, Raiser, Password);
            using var probe = new HttpClient { BaseAddress = site.Address };
            var drafts = new List<Form>();
            for (var i = 0; i < 40; i++) drafts.Add(await Journey.DeclarationAsync(raiser));
            if (await StatusAsync(probe, "/health/ready") != 200) faults.Add("It was not ready while there was room.");

            Fill(Path.Combine(folder, "filler"));
            var (sent, refused) = (new List<Form>(), new List<Form>());
            foreach (var draft in drafts)
            {
                // What still fits into the log is stored, and acknowledged rightly.
                var (status, location, page) = await raiser.TryAsync(draft);
                if (location?.EndsWith("/sent", StringComparison.Ordinal) ?? false)
                {
                    sent.Add(draft);
                    continue;
                }
                refused.Add(draft);
                if (status != 503) faults.Add($"A concern that did not fit is answered with {status}.");
                if (!page.Contains("has run out of room", StringComparison.Ordinal)) faults.Add("The page does not say what happened.");
                if (!draft.Fields.All(f => page.Contains($"name=\"{f.Key}\"", StringComparison.Ordinal))) faults.Add("The page does not give back what was sent.");
            }
            say($"Full disk: {sent.Count} concerns still fitted, {refused.Count} did not.");
            if (refused.Count == 0) faults.Add("The disk was never full: this proves nothing.");
            if (await StatusAsync(probe, "/health/live") != 200) faults.Add("It is not live on a full disk.");
            await Task.Delay(TimeSpan.FromSeconds(6));
            if (await StatusAsync(probe, "/health/ready") != 503) faults.Add("It says that it is ready on a full disk.");

            File.Delete(Path.Combine(folder, "filler"));
            await Task.Delay(TimeSpan.FromSeconds(6));
            if (await StatusAsync(probe, "/health/ready") != 200) faults.Add("It is not ready again although there is room.");
            foreach (var draft in refused)
            {
                var (status, location, _) = await raiser.TryAsync(draft);
                if (location?.EndsWith("/sent", StringComparison.Ordinal) ?? false) sent.Add(draft);
                else faults.Add($"A concern sent again when there was room is answered with {status}.");
            }
            if (await site.StopAsync() != 0) faults.Add("It did not end well.");
            faults.AddRange(KillingSpree.Faults(folder, [.. sent.Select(d => Guid.Parse(d.Action.Split('/')[^2]))]));
            return faults;
        }
        finally
        {
            using var end = Process.Start("umount", ["-l", folder]);
            await end.WaitForExitAsync();
        }
    }

    private static async Task<int> StatusAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        return (int)answer.StatusCode;
    }

    // To the last byte.
    private static void Fill(string file)
    {
        using var filler = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, 1);
        for (var size = 1 << 20; size > 0; size /= 2)
        {
            var piece = new byte[size];
            try
            {
                while (true) filler.Write(piece);
            }
            catch (IOException)
            {
                // This much no longer fits; half of it may.
            }
        }
    }
}
