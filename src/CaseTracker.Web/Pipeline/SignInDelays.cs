using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace CaseTracker.Web.Pipeline;

/// <summary>
/// Makes guessing passwords slow without ever locking anybody out (ASVS 6.3.1): each wrong password for an account from one network doubles the wait there.
/// The owner of the account, on another network, does not notice. Kept in memory under a key of this process, so that it tells nobody who tried to sign in.
/// </summary>
public sealed class SignInDelays(TimeProvider time)
{
    /// <summary>So many wrong passwords cost nothing: people mistype.</summary>
    public const int Free = 3;

    private const int Most = 50_000;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(12);

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, (int Failures, DateTimeOffset Last)> _attempts = new();
    private readonly Lock _gate = new();

    /// <summary>
    /// Counts an attempt, wrong until <see cref="Forget"/> says otherwise: attempts at the same moment cannot overtake the count.
    /// Answers how long to wait if it comes too early; such an attempt is not made and does not count.
    /// </summary>
    public TimeSpan? Enter(string account, string network)
    {
        var now = time.GetUtcNow();
        var key = Key(account, network);
        lock (_gate)
        {
            if (_attempts.Count > Most) ForgetOld(now);
            var (failures, last) = _attempts.TryGetValue(key, out var seen) && seen.Last + Remembered > now ? seen : (0, now);
            var open = last + WaitAfter(failures);
            if (open > now) return open - now;
            _attempts[key] = (failures + 1, now);
            return null;
        }
    }

    /// <summary>The password was right.</summary>
    public void Forget(string account, string network) => _attempts.TryRemove(Key(account, network), out _);

    /// <summary>How long to wait after so many wrong passwords.</summary>
    public static TimeSpan WaitAfter(int failures)
    {
        if (failures < Free) return TimeSpan.Zero;
        var wait = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(failures - Free + 1, 20)));
        return wait < Longest ? wait : Longest;
    }

    private void ForgetOld(DateTimeOffset now)
    {
        foreach (var (key, (_, last)) in _attempts) if (last + Longest < now) _attempts.TryRemove(key, out _);
        // Under an attack from everywhere the oldest make room: memory must not be what gives way.
        if (_attempts.Count > Most) foreach (var (key, _) in _attempts.OrderBy(a => a.Value.Last).Take(Most / 2).ToList()) _attempts.TryRemove(key, out _);
    }

    private string Key(string account, string network) => Convert.ToHexString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{account.ToUpperInvariant()}\n{network}")));
}
