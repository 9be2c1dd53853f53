using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Pipeline;

/// <summary>Too much came at once. Whoever sent it is asked to wait, and keeps what they typed.</summary>
public sealed class TooManyException(TimeSpan wait) : Exception("too many")
{
    /// <summary>After how long it is worth trying again.</summary>
    public TimeSpan Wait => wait;
}

/// <summary>What is counted of people without an account.</summary>
public enum ReportAct
{
    /// <summary>A report is begun.</summary>
    Start,

    /// <summary>A receipt is tried.</summary>
    Try,

    /// <summary>A form is sent.</summary>
    Form,
}

/// <summary>
/// How often people without an account may do something: from one network, so that nobody fills the site alone, and from everywhere, so that many cannot either (ASVS 2.4.1, 6.3.1). Networks are counted under a key that is
/// random, in memory and new each day, so that nothing about where somebody was is left, in memory either.
/// </summary>
public sealed class ReportLimits : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly SiteClock _clock;
    private readonly Dictionary<ReportAct, (PartitionedRateLimiter<string> One, RateLimiter All)> _limiters;
    private readonly Lock _turning = new();
    private (DateOnly Day, byte[] Key) _key;

    public ReportLimits(IOptions<ReportingOptions> options, SiteClock clock)
    {
        _clock = clock;
        var limits = options.Value;
        _limiters = new()
        {
            [ReportAct.Start] = Limiters(limits.StartsFromOne, limits.StartsFromAll),
            [ReportAct.Try] = Limiters(limits.TriesFromOne, limits.TriesFromAll),
            [ReportAct.Form] = Limiters(limits.FormsFromOne, limits.FormsFromAll),
        };
    }

    /// <summary>Counts one. Throws <see cref="TooManyException"/> once there were too many.</summary>
    public void Take(ReportAct act, string network)
    {
        var (one, all) = _limiters[act];
        using var fromOne = one.AttemptAcquire(Veiled(network));
        if (!fromOne.IsAcquired) throw new TooManyException(Window);
        using var fromAll = all.AttemptAcquire();
        if (!fromAll.IsAcquired) throw new TooManyException(Window);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (one, all) in _limiters.Values)
        {
            one.Dispose();
            all.Dispose();
        }
    }

    private static (PartitionedRateLimiter<string>, RateLimiter) Limiters(int fromOne, int fromAll) =>
        (PartitionedRateLimiter.Create<string, string>(network => RateLimitPartition.GetFixedWindowLimiter(network, _ => Limit(fromOne)), StringComparer.Ordinal), new FixedWindowRateLimiter(Limit(fromAll)));

    private static FixedWindowRateLimiterOptions Limit(int most) => new() { PermitLimit = most, Window = Window, QueueLimit = 0, AutoReplenishment = true };

    private string Veiled(string network)
    {
        var day = DateOnly.FromDateTime(_clock.Now.UtcDateTime);
        lock (_turning)
        {
            if (_key.Day != day || _key.Key is null) _key = (day, RandomNumberGenerator.GetBytes(32));
            return Convert.ToHexString(HMACSHA256.HashData(_key.Key, Encoding.UTF8.GetBytes(network)));
        }
    }
}
