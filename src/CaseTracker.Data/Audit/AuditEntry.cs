using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;

namespace CaseTracker.Data.Audit;

/// <summary>
/// One line of what happened: somebody looked at something, acted on a case, or changed something else that matters. Ids and codes only, never a word that was entered. Each carries a keyed digest of itself and of the one before,
/// so that whoever can write to the database cannot change, take away or slip in a line unnoticed (ASVS 16.4.2).
/// </summary>
public sealed class AuditEntry
{
    /// <summary>Somebody opened something of a case.</summary>
    public const string View = "view";

    /// <summary>A verb, or what the calendar did.</summary>
    public const string Act = "act";

    /// <summary>Anything else that changed a row which is watched.</summary>
    public const string Change = "change";

    /// <summary>Somebody came in, was turned away, or was refused something.</summary>
    public const string Door = "door";

    /// <summary>Counts up from 1 without a gap. Negative until it is appended.</summary>
    public long Number { get; init; } = -Random.Shared.NextInt64(1, long.MaxValue);
    public DateTimeOffset At { get; init; }

    /// <summary><see cref="View"/>, <see cref="Act"/>, <see cref="Change"/> or <see cref="Door"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>What was opened (case, thread, search …), the code of the verb, what was asked for, or a code of <see cref="AtDoor"/>.</summary>
    public required string What { get; init; }
    public Guid? CaseId { get; init; }

    /// <summary>Who; null for the system and for commands on the host.</summary>
    public Pseudonym? Person { get; init; }

    /// <summary>As what they opened it; null for everything but views.</summary>
    public GrantKind? As { get; init; }
    public string Hat { get; init; } = "";

    /// <summary>Digests of the rows that were written with it, see <see cref="WatchedRows"/>.</summary>
    public byte[] Rows { get; init; } = [];

    /// <summary>HMAC-SHA-256 over the entry and the one before.</summary>
    public byte[] Mac { get; init; } = [];
}
