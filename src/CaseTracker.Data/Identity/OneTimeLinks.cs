using CaseTracker.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Data.Identity;

/// <summary>Links with which a person sets a password: once, within seven days.</summary>
public sealed class OneTimeLinks(CaseDb db, TimeProvider time)
{
    /// <summary>How long a link works.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>Issues a link; answers its token, which is kept nowhere else.</summary>
    public string Issue(Person person)
    {
        var token = Secret.New();
        var now = time.GetUtcNow();
        db.SignInLinks.Add(new SignInLink { Id = Guid.NewGuid(), PersonId = person.Id, TokenHash = Secret.Hash(token), CreatedAt = now, ExpiresAt = now + Lifetime });
        return token;
    }

    /// <summary>How many links the person was sent since that moment.</summary>
    public Task<int> CountSinceAsync(Person person, DateTimeOffset since, CancellationToken cancellationToken) =>
        db.SignInLinks.CountAsync(l => l.PersonId == person.Id && l.CreatedAt >= since, cancellationToken);

    /// <summary>Whose link this is, if it still works.</summary>
    public async Task<Guid?> FindAsync(string token, CancellationToken cancellationToken)
    {
        var hash = Secret.Hash(token);
        var now = time.GetUtcNow();
        return await db.SignInLinks.Where(l => l.TokenHash == hash && l.UsedAt == null && l.ExpiresAt > now).Select(l => (Guid?)l.PersonId).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>
    /// Uses the link up, and with it every other that the person still has. Of two attempts at once one gets the person, the other nothing.
    /// </summary>
    public async Task<Guid?> UseAsync(string token, CancellationToken cancellationToken)
    {
        if (await FindAsync(token, cancellationToken) is not { } personId) return null;
        var hash = Secret.Hash(token);
        // The day is enough: the moment would tell whose session began then.
        var now = new DateTimeOffset(time.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        var used = await db.SignInLinks.Where(l => l.TokenHash == hash && l.UsedAt == null).ExecuteUpdateAsync(l => l.SetProperty(x => x.UsedAt, now), cancellationToken);
        if (used == 0) return null;
        await db.SignInLinks.Where(l => l.PersonId == personId && l.UsedAt == null).ExecuteUpdateAsync(l => l.SetProperty(x => x.UsedAt, now), cancellationToken);
        return personId;
    }
}
