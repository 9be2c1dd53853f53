namespace CaseTracker.Data.Identity;

/// <summary>What was proved when a session began.</summary>
public enum SessionStrength
{
    /// <summary>A password, or the button of a demonstration: enough for those of whom no more is asked.</summary>
    Password = 0,

    /// <summary>A password, where the account's second step is still owed. Opens nothing but that step.</summary>
    Waiting = 1,

    /// <summary>Two factors.</summary>
    Full = 2,
}

/// <summary>
/// Somebody signed in on one device. The cookie holds a random key and this row its hash, so that neither ends nor begins a session without the other.
/// </summary>
public sealed class Session
{
    public Guid Id { get; init; }

    /// <summary>SHA-256 of the key in the cookie.</summary>
    public required byte[] KeyHash { get; init; }

    /// <summary>Account and person, veiled: see <see cref="Protection.IdVeil"/>.</summary>
    public Guid VeiledAccount { get; init; }

    /// <inheritdoc cref="VeiledAccount"/>
    public Guid VeiledPerson { get; init; }

    /// <summary>When it began. Proving once more who one is begins a new one, so this is also when that was last proved.</summary>
    public DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset LastSeenAt { get; set; }

    /// <summary>When it was ended by signing out, or by somebody's choice. An ended row opens nothing.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Browser and system in words, so that people recognise their own sessions. No address is kept.</summary>
    public string Device { get; init; } = "";

    /// <summary>What was proved.</summary>
    public SessionStrength Strength { get; init; }
}
