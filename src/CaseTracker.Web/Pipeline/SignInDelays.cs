using CaseTracker.Data;
using CaseTracker.Data.Identity;
using CaseTracker.Domain.Protection;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Pipeline;

/// <summary>
/// Makes guessing passwords slow without ever locking anybody out (ASVS 6.3.1): each wrong password for an account from one network doubles the wait there.
/// The owner of the account, on another network, does not notice. Kept in the database, so that neither a restart nor another instance starts the count again, under a
/// fingerprint that the seam makes: the rows name nobody. An address that nobody has counts like any other.
/// </summary>
public sealed class SignInDelays(CaseDb db, ISeam seam, TimeProvider time)
{
    /// <summary>So many wrong passwords cost nothing: people mistype.</summary>
    public const int Free = 3;

    private const int Tries = 5;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(12);

    /// <summary>
    /// Counts an attempt, wrong until <see cref="ForgetAsync"/> says otherwise: attempts at the same moment cannot overtake the count. Stored at once, so it must not be
    /// called inside a transaction that a wrong password undoes.
    /// Answers how long to wait if it comes too early; such an attempt is not made and does not count.
    /// </summary>
    public async Task<TimeSpan?> EnterAsync(string account, string network, CancellationToken cancellationToken)
    {
        var (key, now) = (Key(account, network), time.GetUtcNow());
        for (var i = 0; i < Tries; i++)
        {
            var seen = await db.SignInAttempts.AsNoTracking().SingleOrDefaultAsync(a => a.Key == key, cancellationToken);
            if (seen is null)
            {
                if (await FirstAsync(key, now, cancellationToken)) return null;
                continue;
            }
            var failures = seen.LastAt + Remembered > now ? seen.Failures : 0;
            var open = seen.LastAt + WaitAfter(failures);
            if (failures > 0 && open > now) return open - now;
            // Compared and set in one command: of two at once, one counts and the other looks again.
            if (await db.SignInAttempts.Where(a => a.Key == key && a.Failures == seen.Failures && a.LastAt == seen.LastAt)
                .ExecuteUpdateAsync(a => a.SetProperty(x => x.Failures, failures + 1).SetProperty(x => x.LastAt, now), cancellationToken) == 1) return null;
        }
        // Many at the very same moment, for one account from one network, is nobody typing.
        return TimeSpan.FromSeconds(1);
    }

    /// <summary>The password was right.</summary>
    public Task ForgetAsync(string account, string network, CancellationToken cancellationToken)
    {
        var key = Key(account, network);
        return db.SignInAttempts.Where(a => a.Key == key).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>
    /// Counts a guess at the code of a second step, like <see cref="EnterAsync"/>, but wherever it comes from: whoever guesses here knows the password already (ASVS 6.6.3). The way out, if somebody keeps the owner waiting, is a new
    /// password, or a passkey.
    /// </summary>
    public Task<TimeSpan?> EnterCodeAsync(Guid account, CancellationToken cancellationToken) => EnterAsync(CodeOf(account), "", cancellationToken);

    /// <summary>The code was right.</summary>
    public Task ForgetCodeAsync(Guid account, CancellationToken cancellationToken) => ForgetAsync(CodeOf(account), "", cancellationToken);

    /// <summary>Takes something that may be used once, for as long as attempts are remembered; false if it was taken before.</summary>
    public Task<bool> TakeOnceAsync(string what, CancellationToken cancellationToken) => FirstAsync(seam.Fingerprint("once", what), time.GetUtcNow(), cancellationToken);

    /// <summary>How long to wait after so many wrong passwords.</summary>
    public static TimeSpan WaitAfter(int failures)
    {
        if (failures < Free) return TimeSpan.Zero;
        var wait = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(failures - Free + 1, 20)));
        return wait < Longest ? wait : Longest;
    }

    private async Task<bool> FirstAsync(string key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var forgotten = now - Remembered;
        await db.SignInAttempts.Where(a => a.LastAt < forgotten).ExecuteDeleteAsync(cancellationToken);
        var attempt = new SignInAttempt { Key = key, Failures = 1, LastAt = now };
        db.SignInAttempts.Add(attempt);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException)
        {
            // Another attempt was first by a moment.
            return false;
        }
        finally
        {
            db.Entry(attempt).State = EntityState.Detached;
        }
    }

    private static string CodeOf(Guid account) => $"code of {account}";

    private string Key(string account, string network) => seam.Fingerprint("sign-in", $"{account.ToUpperInvariant()}\n{network}");
}
