namespace CaseTracker.Web.Pipeline;

/// <summary>The council's identity provider, by OpenID Connect: section <c>CaseTracker:SingleSignOn</c>.</summary>
public sealed class SingleSignOnOptions
{
    /// <summary>Where these settings live.</summary>
    public const string Section = "CaseTracker:SingleSignOn";

    /// <summary>Address of the provider, under which its discovery document stands, and which it names as the issuer of what it signs; empty for none.</summary>
    public string Authority { get; set; } = "";

    /// <summary>Under which the provider knows this site.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>The secret that this site and the provider share.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>A file that holds the secret, in place of <see cref="ClientSecret"/>.</summary>
    public string? ClientSecretFile { get; set; }

    /// <summary>What people call the provider: "Sign in with …".</summary>
    public string Name { get; set; } = "";

    /// <summary>Scopes that are asked for beside openid.</summary>
    public string[] Scopes { get; set; } = [];

    /// <summary>Claims that together name somebody for ever, and never somebody else; empty for "sub".</summary>
    public string[] SubjectClaims { get; set; } = [];

    /// <summary>Entra: the only tenant whose people come in; null where the provider has no tenants.</summary>
    public string? Tenant { get; set; }

    /// <summary>Claim with the address by which somebody is found in the register, the first time.</summary>
    public string AddressClaim { get; set; } = "email";

    /// <summary>Claim that must be true for that address to be believed; empty where the provider gives addresses out itself, which is believed of one tenant only.</summary>
    public string AddressVerifiedClaim { get; set; } = "email_verified";

    /// <summary>Claim with the groups of somebody.</summary>
    public string GroupsClaim { get; set; } = "groups";

    /// <summary>Roles that groups stand for, by group.</summary>
    public Dictionary<string, string> Roles { get; set; } = [];

    /// <summary>Values of "amr", one of which shows that the provider asked for a second factor.</summary>
    public string[] SecondStepAmr { get; set; } = [];

    /// <summary>Values of "acr" that show the same.</summary>
    public string[] SecondStepAcr { get; set; } = [];

    /// <summary>Whether whoever has come by way of the provider once may still sign in with a password of ours.</summary>
    public bool PasswordsForLinked { get; set; } = true;

    /// <summary>Whether there is a provider.</summary>
    internal bool IsOn => Authority.Length > 0;

    /// <summary>Whether the provider is on this very computer, where nothing listens in between: the one place where http will do.</summary>
    internal bool IsOnThisComputer => Uri.TryCreate(Authority, UriKind.Absolute, out var address) && address.IsLoopback;

    /// <summary>The secret, wherever it is.</summary>
    internal string Secret => ClientSecretFile is { } file ? File.ReadAllText(file).Trim() : ClientSecret;
}
