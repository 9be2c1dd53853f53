using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using CaseTracker.Domain.People;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Pipeline;

/// <summary>How fast one person may go on, section CaseTracker:Limits.</summary>
public sealed class LimitsOptions
{
    public const string Section = "CaseTracker:Limits";

    /// <summary>Forms that one person may send in a minute, and a tenth of what a network may in which nobody is signed in; 0 for any number.</summary>
    public int FormsPerMinute { get; set; } = 60;

    /// <summary>Pages that they may open in a minute; 0 for any number.</summary>
    public int PagesPerMinute { get; set; } = 600;
}

/// <summary>Refuses to start with limits that mean nothing.</summary>
public sealed class LimitsOptionsCheck : IValidateOptions<LimitsOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, LimitsOptions options) => options.FormsPerMinute >= 0 && options.PagesPerMinute >= 0
        ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail("CaseTracker:Limits has a number below 0. Give FormsPerMinute and PagesPerMinute numbers from 0, which stands for no limit.");
}

/// <summary>
/// Keeps machines from doing in somebody's name, at speed, what people do by hand (ASVS 2.4.1): reading every case that a stolen session opens, or filling one with messages. Whoever is signed in is counted wherever they are, others by network; each instance counts for itself.
/// </summary>
public sealed class VisitorLimits(IOptions<LimitsOptions> options) : IDisposable
{
    // A whole office signs in from one network in the morning.
    private const int Together = 10;
    private const string Network = "network ";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // Who reports without an account passes here as well: where they were is not to be had from the memory of the site either.
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    private readonly PartitionedRateLimiter<string>? _forms = Limiter(options.Value.FormsPerMinute), _pages = Limiter(options.Value.PagesPerMinute);

    /// <summary>Counts a request. Throws <see cref="TooManyException"/> once there were too many.</summary>
    public void Take(HttpContext http, Person? person)
    {
        if ((HttpMethods.IsPost(http.Request.Method) ? _forms : _pages) is not { } limiter) return;
        using var lease = limiter.AttemptAcquire(person?.Id.ToString("N", CultureInfo.InvariantCulture) ?? Network + Veiled(http.Network()));
        if (!lease.IsAcquired) throw new TooManyException(Minute);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _forms?.Dispose();
        _pages?.Dispose();
    }

    private string Veiled(string network) => Convert.ToHexString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(network)));

    // A bucket rather than a window: whoever waits a few seconds goes on for a few more.
    private static PartitionedRateLimiter<string>? Limiter(int perMinute) => perMinute == 0 ? null : PartitionedRateLimiter.Create<string, string>(who => RateLimitPartition.GetTokenBucketLimiter(who,
        _ => Bucket(who.StartsWith(Network, StringComparison.Ordinal) ? perMinute * Together : perMinute)), StringComparer.Ordinal);

    private static TokenBucketRateLimiterOptions Bucket(int perMinute) => new() { TokenLimit = perMinute, TokensPerPeriod = Math.Max(1, perMinute / 12), ReplenishmentPeriod = TimeSpan.FromSeconds(5), QueueLimit = 0, AutoReplenishment = true };
}
