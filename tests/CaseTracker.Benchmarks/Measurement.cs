using System.Diagnostics;
using CaseTracker.Rig;

namespace CaseTracker.Benchmarks;

/// <summary>What was measured of one page: requests per second at eight at once, median and 99th percentile, processor time of the server for each request.</summary>
internal sealed record Measurement(string Page, int Requests, double PerSecond, double MedianMs, double P99Ms, double ProcessorMs)
{
    private const int AtOnce = 8;

    /// <summary>Sends requests until the just-in-time compiler has had its say: what the first ones cost is not counted.</summary>
    public static Task WarmUpAsync(Func<int, Task> request)
    {
        var next = -1;
        return RunAsync(TimeSpan.FromSeconds(10), 3000, () => Interlocked.Increment(ref next), request, null);
    }

    /// <summary>Sends requests, eight at once, for so long or until there are no more; the first quarter of a limited number warms up.</summary>
    public static async Task<Measurement> OfAsync(string page, RunningSite site, TimeSpan length, Func<int, Task> request, int most = int.MaxValue)
    {
        var next = -1;
        await RunAsync(TimeSpan.FromSeconds(30), most == int.MaxValue ? 100 : most / 4, () => Interlocked.Increment(ref next), request, null);
        var (times, before) = (new List<double>(), site.Processor);
        var watch = Stopwatch.StartNew();
        await RunAsync(length, most == int.MaxValue ? most : most - next - 1, () => Interlocked.Increment(ref next), request, times);
        var (took, used) = (watch.Elapsed, site.Processor - before);
        times.Sort();
        return new(page, times.Count, times.Count / took.TotalSeconds, times[times.Count / 2], times[Math.Min(times.Count - 1, (int)(times.Count * 0.99))], used.TotalMilliseconds / times.Count);
    }

    private static async Task RunAsync(TimeSpan length, int most, Func<int> number, Func<int, Task> request, List<double>? times)
    {
        var (end, left) = (Stopwatch.GetTimestamp() + (long)(length.TotalSeconds * Stopwatch.Frequency), most);
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetTimestamp() < end && Interlocked.Decrement(ref left) >= 0)
            {
                var start = Stopwatch.GetTimestamp();
                await request(number());
                var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                if (times is null) continue;
                lock (times) times.Add(took);
            }
        })));
    }
}
