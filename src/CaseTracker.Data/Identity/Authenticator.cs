namespace CaseTracker.Data.Identity;

/// <summary>The authenticator app of an account: its secret, sealed, and the last code that was taken.</summary>
public sealed class Authenticator
{
    public Guid Id { get; init; }

    /// <summary>Whose, veiled: the last step is a moment, and must not stand beside a name (see <see cref="Protection.IdVeil"/>).</summary>
    public Guid VeiledAccount { get; init; }

    /// <summary>The secret under a key of the site: a copy of the database makes no codes.</summary>
    public required byte[] Secret { get; init; }

    /// <summary>Step of the last code that was taken. Only later ones are taken after it, so that no code works twice (ASVS 6.5.1).</summary>
    public long LastStep { get; set; }
}

/// <summary>A recovery code that was not used yet. A used one is deleted.</summary>
public sealed class RecoveryCode
{
    public Guid Id { get; init; }

    /// <summary>Whose, veiled.</summary>
    public Guid VeiledAccount { get; init; }

    /// <summary>SHA-256 of the code.</summary>
    public required byte[] Hash { get; init; }
}
