using CaseTracker.Data.Protection;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Data.Identity;

/// <summary>The command with which every request of somebody signed in begins, translated once for each site.</summary>
public sealed class SessionReads
{
    internal Func<CaseDb, byte[], CancellationToken, Task<Session?>> ByKey { get; } =
        EF.CompileAsyncQuery((CaseDb db, byte[] hash, CancellationToken _) => db.Sessions.AsNoTracking().SingleOrDefault(s => s.KeyHash == hash));
}

/// <summary>Who is signed in where. A session lives while its row does: nothing in the browser keeps it alive.</summary>
public sealed class Sessions(CaseDb db, SessionReads reads, IdVeil veil, TimeProvider time)
{
    /// <summary>A session ends after this long without a request.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(15);

    /// <summary>A session ends this long after it began, whatever happens in it.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(8);

    /// <summary>Whoever owes a second step has this long for it.</summary>
    public static readonly TimeSpan Waiting = TimeSpan.FromMinutes(10);

    /// <summary>Begins a session; answers the key for the cookie. Rows that ended long ago go at the same time.</summary>
    public async Task<(Session Session, string Key)> BeginAsync(Guid accountId, Guid personId, SessionStrength strength, SessionOrigin origin, string device, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var forgotten = now - Longest - TimeSpan.FromDays(1);
        await db.Sessions.Where(s => s.StartedAt < forgotten).ExecuteDeleteAsync(cancellationToken);
        var key = Secret.New();
        var session = new Session
        {
            Id = Guid.NewGuid(),
            KeyHash = Secret.Hash(key),
            VeiledAccount = veil.Veil(accountId),
            VeiledPerson = veil.Veil(personId),
            StartedAt = now,
            LastSeenAt = now,
            Device = device,
            Strength = strength,
            Way = origin.Way,
            Roles = string.Join(' ', origin.Roles),
            VouchedAt = origin.VouchedAt,
            ProvedAt = origin.ProvedAt,
        };
        db.Sessions.Add(session);
        await db.SaveChangesAsync(cancellationToken);
        return (session, key);
    }

    /// <summary>The session of that key, if it is alive.</summary>
    public async Task<Session?> FindAsync(string key, CancellationToken cancellationToken)
    {
        var session = await reads.ByKey(db, Secret.Hash(key), cancellationToken);
        return session is not null && IsAlive(session) ? session : null;
    }

    /// <summary>Whose session it is.</summary>
    public (Guid Person, Guid Account) OwnerOf(Session session) => (veil.Lift(session.VeiledPerson), veil.Lift(session.VeiledAccount));

    /// <summary>Living sessions of a person, the last used first.</summary>
    public async Task<IReadOnlyList<Session>> OfAsync(Guid personId, CancellationToken cancellationToken)
    {
        var who = veil.Veil(personId);
        return [.. (await db.Sessions.AsNoTracking().Where(s => s.VeiledPerson == who && s.EndedAt == null && s.Strength != SessionStrength.Waiting).ToListAsync(cancellationToken)).Where(IsAlive).OrderByDescending(s => s.LastSeenAt)];
    }

    /// <summary>The session was used just now.</summary>
    public async Task SeenAsync(string key, CancellationToken cancellationToken)
    {
        var hash = Secret.Hash(key);
        var now = time.GetUtcNow();
        await db.Sessions.Where(s => s.KeyHash == hash && s.EndedAt == null).ExecuteUpdateAsync(s => s.SetProperty(x => x.LastSeenAt, now), cancellationToken);
    }

    /// <summary>Ends the session of that key.</summary>
    public async Task EndAsync(string key, CancellationToken cancellationToken)
    {
        var hash = Secret.Hash(key);
        var now = time.GetUtcNow();
        await db.Sessions.Where(s => s.KeyHash == hash && s.EndedAt == null).ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, now), cancellationToken);
    }

    /// <summary>Ends one session of a person; false if they have no such session.</summary>
    public async Task<bool> EndAsync(Guid personId, Guid sessionId, CancellationToken cancellationToken)
    {
        var (now, who) = (time.GetUtcNow(), veil.Veil(personId));
        return await db.Sessions.Where(s => s.VeiledPerson == who && s.Id == sessionId && s.EndedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, now), cancellationToken) > 0;
    }

    /// <summary>Ends all sessions of a person, but for one if it is named.</summary>
    public async Task EndAllAsync(Guid personId, Guid? except, CancellationToken cancellationToken)
    {
        var (now, who) = (time.GetUtcNow(), veil.Veil(personId));
        await db.Sessions.Where(s => s.VeiledPerson == who && s.Id != except && s.EndedAt == null).ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, now), cancellationToken);
    }

    /// <summary>Ends the sessions of everybody, but for one if it is named.</summary>
    public async Task EndEverybodysAsync(Guid? except, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await db.Sessions.Where(s => s.Id != except && s.EndedAt == null).ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, now), cancellationToken);
    }

    /// <summary>When the session ends if nothing more is asked of it.</summary>
    public static DateTimeOffset EndOf(Session session) =>
        session.Strength == SessionStrength.Waiting ? session.StartedAt + Waiting : session.LastSeenAt + Idle < session.StartedAt + Longest ? session.LastSeenAt + Idle : session.StartedAt + Longest;

    private bool IsAlive(Session session) => session.EndedAt is null && EndOf(session) > time.GetUtcNow();
}
