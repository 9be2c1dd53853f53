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

/// <summary>How somebody came in.</summary>
public enum SessionWay
{
    /// <summary>A password, or the button of a demonstration.</summary>
    Password = 0,

    /// <summary>A passkey.</summary>
    Passkey = 1,

    /// <summary>The council's identity provider; a second step, where there was one, was ours.</summary>
    Provider = 2,

    /// <summary>The council's identity provider, which proved two factors.</summary>
    ProviderTwice = 3,
}

/// <summary>Where a session comes from.</summary>
/// <param name="Roles">Roles that the provider's groups stand for, beside those of the register.</param>
/// <param name="VouchedAt">When the provider last said so; null without one.</param>
/// <param name="ProvedAt">When its person last proved who they are, where that was not when it began.</param>
public sealed record SessionOrigin(SessionWay Way, IReadOnlyList<string> Roles, DateTimeOffset? VouchedAt, DateTimeOffset? ProvedAt)
{
    /// <summary>A password.</summary>
    public static readonly SessionOrigin Password = new(SessionWay.Password, [], null, null);

    /// <summary>A passkey.</summary>
    public static readonly SessionOrigin Passkey = Password with { Way = SessionWay.Passkey };

    /// <summary>The same after something of ours was proved on top just now.</summary>
    public SessionOrigin Proved() => this with { ProvedAt = null, Way = Way == SessionWay.ProviderTwice ? SessionWay.Provider : Way };
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

    /// <inheritdoc cref="SessionOrigin"/>
    public SessionWay Way { get; init; }

    /// <summary>Codes of <see cref="SessionOrigin.Roles"/>, with spaces between.</summary>
    public string Roles { get; init; } = "";

    /// <inheritdoc cref="SessionOrigin"/>
    public DateTimeOffset? VouchedAt { get; init; }

    /// <inheritdoc cref="SessionOrigin"/>
    public DateTimeOffset? ProvedAt { get; init; }

    /// <summary>Where it comes from.</summary>
    public SessionOrigin Origin => new(Way, Roles.Split(' ', StringSplitOptions.RemoveEmptyEntries), VouchedAt, ProvedAt);
}
