namespace CaseTracker.Data.Identity;

/// <summary>A link with which a person sets a password, once.</summary>
public sealed class SignInLink
{
    public Guid Id { get; init; }
    public Guid PersonId { get; init; }

    /// <summary>SHA-256 of the token in the address.</summary>
    public required byte[] TokenHash { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When a password was set with it, or with another link of the same person.</summary>
    public DateTimeOffset? UsedAt { get; set; }
}
