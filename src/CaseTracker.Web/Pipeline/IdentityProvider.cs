using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CaseTracker.Data.Identity;
using CaseTracker.Domain.Protection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace CaseTracker.Web.Pipeline;

/// <summary>Somebody on their way to the provider and back: what the site has to know again when they return. It waits in their browser, sealed.</summary>
/// <param name="State">Ties the answer to this browser.</param>
/// <param name="Nonce">Ties what the provider signs to this answer.</param>
/// <param name="Verifier">Whoever reads the answer on its way cannot use it without this (RFC 7636).</param>
/// <param name="Back">Address of ours to which the provider answers.</param>
/// <param name="Wanted">Where they go then.</param>
/// <param name="Again">Whether they prove once more who they are, and the provider must ask them.</param>
/// <param name="Account">Account of the session with which they left; null without one.</param>
public sealed record ProviderTrip(string State, string Nonce, string Verifier, string Back, string Wanted, DateTimeOffset LeftAt, bool Again, Guid? Account, Guid? Person, Guid? Session)
{
    /// <summary>How long the way may take.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);
}

/// <summary>What the provider has proved.</summary>
/// <param name="Print">Print of the number by which the provider knows them.</param>
/// <param name="Address">Their address, if the provider vouches for it.</param>
/// <param name="Roles">Roles for which their groups stand.</param>
/// <param name="SecondStep">Whether they gave a second factor there.</param>
/// <param name="At">When they last gave any; null if it does not say.</param>
public sealed record ProviderProof(string Print, string? Address, IReadOnlyList<string> Roles, bool SecondStep, DateTimeOffset? At);

/// <summary>The provider could not be reached, or what came back will not do. The reason is a word of ours for the log; nothing that the provider wrote is in it.</summary>
public sealed class ProviderException(string reason, Exception? inner = null) : Exception(reason, inner)
{
    /// <summary>The reason if nobody answered.</summary>
    public const string OutOfReach = "out-of-reach";
}

/// <summary>
/// The council's identity provider, by OpenID Connect: the authorization code flow with PKCE, state and nonce (OpenID Connect Core 3.1; RFC 9700). What it signs is believed if signature, issuer, audience, times and nonce are right; what it says
/// about a person is a proof of who they are, and never a permission to open a case.
/// </summary>
public sealed class IdentityProvider(IOptions<SingleSignOnOptions> options, IHttpClientFactory clients, ISeam seam, TimeProvider time) : IDisposable
{
    /// <summary>Name of the client that speaks to it.</summary>
    public const string Client = "single sign-on";

    // Keys change rarely; one that is not known yet is asked for at once, but not as often as somebody sends some.
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(12), BetweenAsking = TimeSpan.FromMinutes(1);

    private const string Discovery = "/.well-known/openid-configuration";

    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    // Signed with a private key: a secret that both sides have would let this site's own secret sign for anybody.
    private static readonly string[] Algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"];

    private readonly SemaphoreSlim _turn = new(1);
    private (OpenIdConnectConfiguration Found, DateTimeOffset At)? _known;
    private DateTimeOffset? _askedAgainAt;

    /// <summary>What people call it; null if there is none.</summary>
    public string? Name => options.Value.IsOn ? options.Value.Name : null;

    /// <summary>Whether whoever is linked to it may still use a password.</summary>
    public bool KeepsPasswords => !options.Value.IsOn || options.Value.PasswordsForLinked;

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    /// <summary>Sends somebody on their way; answers the address to which they go.</summary>
    public async Task<(ProviderTrip Trip, string Address)> LeaveAsync(string back, string wanted, bool again, Entry? entry, CancellationToken cancellationToken)
    {
        var found = await FindAsync(cancellationToken);
        var trip = new ProviderTrip(Secret.New(), Secret.New(), Secret.New(), back, wanted, time.GetUtcNow(), again, entry?.Account, entry?.Person.Id, entry?.Session);
        var asked = new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = options.Value.ClientId,
            ["redirect_uri"] = back,
            ["scope"] = string.Join(' ', options.Value.Scopes.Prepend("openid").Distinct()),
            ["state"] = trip.State,
            ["nonce"] = trip.Nonce,
            ["code_challenge"] = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(trip.Verifier))),
            ["code_challenge_method"] = "S256",
        };
        // With an age the provider has to say when it asked (OpenID Connect Core 2, auth_time). Zero would be clearer, and is not taken everywhere; that it asked at all is looked at when they come back.
        if (again) (asked["prompt"], asked["max_age"]) = ("login", "60");
        return (trip, QueryHelpers.AddQueryString(found.AuthorizationEndpoint, asked));
    }

    /// <summary>Exchanges the code with which somebody came back for what the provider says of them.</summary>
    public async Task<ProviderProof> ReturnAsync(ProviderTrip trip, string code, string? issuer, CancellationToken cancellationToken)
    {
        var found = await FindAsync(cancellationToken);
        // Where the answer says whose it is, it must be this provider's (RFC 9207).
        if (issuer is not null && issuer != found.Issuer) throw new ProviderException("other-issuer");
        var token = await ExchangeAsync(found, trip, code, cancellationToken);
        using var said = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes((await ValidatedAsync(token, found, cancellationToken)).EncodedPayload));
        return Read(said.RootElement, found.Issuer, trip);
    }

    // What the provider says of itself: kept, so that it is asked now and then, and asked by one at a time.
    private async Task<OpenIdConnectConfiguration> FindAsync(CancellationToken cancellationToken, bool again = false)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            if (again && _askedAgainAt + BetweenAsking > now) again = false;
            if (again) _askedAgainAt = now;
            if (again || _known is not { } known || known.At + KeptFor <= now) _known = (await AskAsync(cancellationToken), now);
            return _known.Value.Found;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<OpenIdConnectConfiguration> AskAsync(CancellationToken cancellationToken)
    {
        OpenIdConnectConfiguration found;
        try
        {
            found = await OpenIdConnectConfigurationRetriever.GetAsync(options.Value.Authority.TrimEnd('/') + Discovery, new HttpDocumentRetriever(clients.CreateClient(Client)) { RequireHttps = !options.Value.IsOnThisComputer }, cancellationToken);
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or HttpRequestException or ArgumentException or JsonException || (e is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ProviderException(ProviderException.OutOfReach, e);
        }
        // Whoever answers under this address must not speak for another (OpenID Connect Discovery 4.3), nor lead people to one that can be listened to.
        if (found.Issuer?.TrimEnd('/') != options.Value.Authority.TrimEnd('/')) throw new ProviderException("other-issuer");
        if (new[] { found.AuthorizationEndpoint, found.TokenEndpoint }.Any(e => !Uri.TryCreate(e, UriKind.Absolute, out var at) || !(at.Scheme == "https" || (at.IsLoopback && options.Value.IsOnThisComputer)))) throw new ProviderException("open-endpoint");
        return found;
    }

    private async Task<string> ExchangeAsync(OpenIdConnectConfiguration found, ProviderTrip trip, string code, CancellationToken cancellationToken)
    {
        var fields = new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = trip.Back, ["code_verifier"] = trip.Verifier };
        using var request = new HttpRequestMessage(HttpMethod.Post, found.TokenEndpoint);
        // In the header where it is taken: bodies are logged more often (RFC 6749, 2.3.1).
        if (found.TokenEndpointAuthMethodsSupported is { Count: > 0 } ways && !ways.Contains("client_secret_basic")) (fields["client_id"], fields["client_secret"]) = (options.Value.ClientId, options.Value.Secret);
        else request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Uri.EscapeDataString(options.Value.ClientId)}:{Uri.EscapeDataString(options.Value.Secret)}")));
        request.Content = new FormUrlEncodedContent(fields);
        try
        {
            using var answer = await clients.CreateClient(Client).SendAsync(request, cancellationToken);
            if (!answer.IsSuccessStatusCode) throw new ProviderException((int)answer.StatusCode >= 500 ? ProviderException.OutOfReach : "code-refused");
            using var body = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync(cancellationToken));
            return Texts(body.RootElement, "id_token").SingleOrDefault() ?? throw new ProviderException("no-token");
        }
        catch (JsonException e)
        {
            throw new ProviderException("no-token", e);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new ProviderException(ProviderException.OutOfReach, e);
        }
    }

    private async Task<JsonWebToken> ValidatedAsync(string token, OpenIdConnectConfiguration found, CancellationToken cancellationToken)
    {
        var result = await CheckAsync(token, found);
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            // The provider has changed its keys since they were last asked for.
            result = await CheckAsync(token, await FindAsync(cancellationToken, again: true));
        }
        return result.IsValid && result.SecurityToken is JsonWebToken valid ? valid : throw new ProviderException("bad-token", result.Exception);
    }

    private Task<TokenValidationResult> CheckAsync(string token, OpenIdConnectConfiguration found) => new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
    {
        ValidIssuer = found.Issuer,
        ValidAudience = options.Value.ClientId,
        IssuerSigningKeys = found.SigningKeys,
        ValidAlgorithms = Algorithms,
        TryAllIssuerSigningKeys = false,
        LifetimeValidator = (from, until, _, _) => until is { } end && end + Skew > time.GetUtcNow().UtcDateTime && (from is not { } begin || begin - Skew <= time.GetUtcNow().UtcDateTime),
    });

    private ProviderProof Read(JsonElement said, string issuer, ProviderTrip trip)
    {
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(One(said, "nonce") ?? ""), Encoding.UTF8.GetBytes(trip.Nonce))) throw new ProviderException("bad-nonce");
        if (Texts(said, "aud").Count > 1 && One(said, "azp") != options.Value.ClientId) throw new ProviderException("other-audience");
        if (options.Value.Tenant is { } tenant && One(said, "tid") != tenant) throw new ProviderException("other-tenant");
        string[] names = options.Value.SubjectClaims is { Length: > 0 } claims ? claims : ["sub"];
        var numbers = names.Select(n => One(said, n)).ToList();
        if (numbers.Any(string.IsNullOrEmpty)) throw new ProviderException("no-subject");
        var at = said.TryGetProperty("auth_time", out var moment) && moment.ValueKind == JsonValueKind.Number ? DateTimeOffset.FromUnixTimeSeconds(moment.GetInt64()) : (DateTimeOffset?)null;
        // A provider that did not ask again has proved nothing again.
        if (trip.Again && !(at >= trip.LeftAt - Skew)) throw new ProviderException("not-fresh");
        var vouched = options.Value.AddressVerifiedClaim.Length == 0 || (said.TryGetProperty(options.Value.AddressVerifiedClaim, out var yes) && (yes.ValueKind == JsonValueKind.True || (yes.ValueKind == JsonValueKind.String && yes.GetString() == "true")));
        var groups = Texts(said, options.Value.GroupsClaim);
        return new ProviderProof(
            seam.Fingerprint("single sign-on", string.Join('\n', numbers.Prepend(issuer))), vouched ? One(said, options.Value.AddressClaim) : null,
            [.. options.Value.Roles.Where(r => groups.Contains(r.Key)).Select(r => r.Value).Distinct()],
            Texts(said, "amr").Intersect(options.Value.SecondStepAmr).Any() || Texts(said, "acr").Intersect(options.Value.SecondStepAcr).Any(), at);
    }

    private static string? One(JsonElement said, string claim) => Texts(said, claim) is [var one] ? one : null;

    private static List<string> Texts(JsonElement said, string claim)
    {
        if (said.ValueKind != JsonValueKind.Object || !said.TryGetProperty(claim, out var value)) return [];
        return value.ValueKind switch
        {
            JsonValueKind.String => [value.GetString()!],
            JsonValueKind.Array => [.. value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)],
            _ => [],
        };
    }
}

/// <summary>Roles of the provider's groups, for as long as they hold.</summary>
public sealed class GroupRoles(IOptions<SingleSignOnOptions> options, TimeProvider time)
{
    /// <summary>
    /// Those that a session brought along, as far as the settings still say so, and no longer than a session may last since the provider said it: the next sign-in there asks anew.
    /// </summary>
    public IReadOnlyList<string> Of(SessionOrigin origin) => origin.VouchedAt is { } at && at + Sessions.Longest > time.GetUtcNow() ? [.. origin.Roles.Where(options.Value.Roles.Values.Contains).Where(Domain.People.Role.ByGroup.Contains)] : [];
}
