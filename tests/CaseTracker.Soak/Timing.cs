using System.Diagnostics;
using System.Globalization;
using CaseTracker.Rig;

namespace CaseTracker.Soak;

/// <summary>
/// Whether the time of an answer tells who has an account, or how near a code is to one that exists (ASVS 6.3.8): many pairs, one after the other in random order so that the machine's moods fall on both alike, compared by their ranks.
/// </summary>
public static class Timing
{
    // Of identical answers a difference as large comes up once in ten thousand runs; and it must be large enough for somebody to use.
    private const double Strange = 3.9, Usable = 0.1;

    private const string Wrong = "not-the-password-of-anybody-42";

    /// <summary>Compares the pairs; answers what is wrong.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(string program, string folder, int pairs, int seed, Action<string> say)
    {
        await Published.LoadAsync(program, folder, 50);
        await using var site = await RunningSite.StartAsync(program, Published.Serve(folder), Published.Settings());
        var random = new Random(seed);
        var faults = new List<string>();

        using var visitor = new Visitor(site.Address);
        var signIn = await visitor.FormAsync("/account/sign-in", "main form:has(input[type=email])");
        string[] known = ["joanna.pell@wealdmere.example", "edmund.sayle@wealdmere.example", "isla.verrinder@wealdmere.example"];
        faults.AddRange(await CompareAsync("signing in", pairs, random, say,
            () => TryAsync(visitor, random, signIn.Fill("Email", known[random.Next(known.Length)]).Fill("Password", Wrong), 200),
            () => TryAsync(visitor, random, signIn.Fill("Email", $"{Letters(random, 6)}.{Letters(random, 5)}@wealdmere.example").Fill("Password", Wrong), 200)));

        var code = await ReportAsync(site.Address);
        using var reader = new Visitor(site.Address);
        var back = await reader.FormAsync("/report/return");
        faults.AddRange(await CompareAsync("codes", pairs, random, say,
            () => TryAsync(reader, random, back.Fill("Code", Near(random, code)), 200),
            () => TryAsync(reader, random, back.Fill("Code", Letters(random, code.Length).ToUpperInvariant().Replace('U', 'V')), 200)));
        if (await site.StopAsync() != 0) faults.Add("The site did not end well after the comparison of times.");
        return faults;
    }

    // Each try comes from a network of its own, so that no wait of the site falls into it.
    private static async Task TryAsync(Visitor visitor, Random random, Form form, int expected)
    {
        visitor.From = $"10.{random.Next(256)}.{random.Next(256)}.{random.Next(1, 255)}";
        var (status, _, _) = await visitor.TryAsync(form);
        if (status != expected) throw new InvalidOperationException($"{form.Action} answers {status}.");
    }

    private static async Task<IReadOnlyList<string>> CompareAsync(string what, int pairs, Random random, Action<string> say, Func<Task> one, Func<Task> other)
    {
        var times = (One: new List<double>(), Other: new List<double>());
        for (var i = -10; i < pairs; i++)
        {
            var first = random.Next(2) == 0;
            foreach (var isOne in new[] { first, !first })
            {
                var watch = Stopwatch.StartNew();
                await (isOne ? one() : other());
                // The first few warm everything up.
                if (i >= 0) (isOne ? times.One : times.Other).Add(watch.Elapsed.TotalMilliseconds);
            }
        }
        var (area, z) = Ranks(times.One, times.Other);
        say(string.Create(CultureInfo.InvariantCulture, $"Times of {what}, {pairs} pairs: known {Median(times.One):0.0} ms, unknown {Median(times.Other):0.0} ms; a random known one takes longer than an unknown one in {area:P1} of cases (z {z:0.0})"));
        return Math.Abs(z) > Strange && Math.Abs(area - 0.5) > Usable ? [$"The time of {what} tells known from unknown: {area:P1}, z {z.ToString("0.0", CultureInfo.InvariantCulture)}."] : [];
    }

    /// <summary>Mann and Whitney's test: how often one is greater than the other, and how many standard deviations that is from half.</summary>
    private static (double Area, double Z) Ranks(IReadOnlyList<double> one, IReadOnlyList<double> other)
    {
        double n = one.Count, m = other.Count;
        var greater = one.Sum(x => other.Sum(y => x > y ? 1.0 : x == y ? 0.5 : 0));
        return (greater / (n * m), (greater - (n * m / 2)) / Math.Sqrt(n * m * (n + m + 1) / 12));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Letters(Random random, int count) => string.Concat(Enumerable.Range(0, count).Select(_ => "abcdefghjkmnpqrstvwxyz"[random.Next(22)]));

    // One letter of it is another.
    private static string Near(Random random, string code)
    {
        var at = random.Next(code.Length);
        return $"{code[..at]}{(code[at] == '7' ? '8' : '7')}{code[(at + 1)..]}";
    }

    // Somebody reports, so that there is a code.
    private static async Task<string> ReportAsync(Uri address)
    {
        using var visitor = new Visitor(address);
        await visitor.PostAsync(await Journey.ReportAsync(visitor));
        return (await visitor.TextAsync("/report/receipt", "#code")).Replace(" ", "", StringComparison.Ordinal);
    }
}
