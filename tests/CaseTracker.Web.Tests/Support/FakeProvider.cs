using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CaseTracker.Web.Tests.Support;

/// <summary>An identity provider in memory, shaped like Microsoft Entra ID, that also does what a real one never would: sign wrongly, answer for another, be out of reach.</summary>
public sealed class FakeProvider(TimeProvider clock) : HttpMessageHandler
{
    public const string Tenant = "0b7c0c4e-0000-4000-8000-000000000001", Authority = $"https://id.example/{Tenant}/v2.0", ClientId = "casetracker", Secret = "a-secret-that-both-sides-have-and-nobody-else";

    private readonly Dictionary<string, (string Challenge, string Token)> _codes = [];
    private RSA _key = RSA.Create(2048);

    /// <summary>Whether nobody answers.</summary>
    public bool IsDown { get; set; }

    /// <summary>Who it says that it is.</summary>
    public string Issuer { get; set; } = Authority;

    /// <summary>Where it takes codes.</summary>
    public string TokenAddress { get; set; } = $"https://id.example/{Tenant}/token";

    /// <summary>How what it says is signed, where that is not as it should be.</summary>
    public Func<string, string>? Signs { get; set; }

    private RsaSecurityKey Key => new(_key) { KeyId = Base64UrlEncoder.Encode(SHA256.HashData(_key.ExportRSAPublicKey())) };

    /// <summary>Uses another key from now on.</summary>
    public void ChangeKey() => _key = RSA.Create(2048);

    /// <summary>What a browser was sent with: a part of the address.</summary>
    public static string Asked(Uri address, string name) => System.Web.HttpUtility.ParseQueryString(address.Query)[name] ?? "";

    /// <summary>Somebody signed in at the provider, who was sent there with this address; answers the code with which they go back. <paramref name="change"/> turns what is said into something else.</summary>
    public string Enter(Uri sent, string who, string address, Action<JsonObject>? change = null)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var said = new JsonObject
        {
            ["iss"] = Authority,
            ["aud"] = ClientId,
            ["iat"] = now,
            ["nbf"] = now,
            ["exp"] = now + 3600,
            ["auth_time"] = now,
            ["nonce"] = Asked(sent, "nonce"),
            ["tid"] = Tenant,
            ["oid"] = who,
            ["sub"] = $"pair of {who}",
            ["preferred_username"] = address,
            ["amr"] = new JsonArray("pwd"),
        };
        change?.Invoke(said);
        var code = Guid.NewGuid().ToString("N");
        _codes[code] = (Asked(sent, "code_challenge"), Signs?.Invoke(said.ToJsonString()) ?? Sign(said.ToJsonString()));
        return code;
    }

    /// <summary>Signs as it should.</summary>
    public string Sign(string said) => new JsonWebTokenHandler().CreateToken(said, new SigningCredentials(Key, "RS256"));

    /// <summary>Signs with a key that only claims to be the provider's.</summary>
    public string SignWithAnother(string said) => new JsonWebTokenHandler().CreateToken(said, new SigningCredentials(new RsaSecurityKey(RSA.Create(2048)) { KeyId = Key.KeyId }, "RS256"));

    /// <summary>"Signs" with what both sides know.</summary>
    public static string SignWithSecret(string said) => new JsonWebTokenHandler().CreateToken(said, new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Secret)), "HS256"));

    /// <summary>Signs not at all.</summary>
    public static string DoNotSign(string said) => $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{Base64UrlEncoder.Encode(said)}.";

    /// <summary>Signs, and then changes what was signed.</summary>
    public string SignAndChange(string said)
    {
        var parts = Sign(said).Split('.');
        return $"{parts[0]}.{Base64UrlEncoder.Encode(said.Replace("\"oid\":\"", "\"oid\":\"x", StringComparison.Ordinal))}.{parts[2]}";
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (IsDown) throw new HttpRequestException("Nobody answers.");
        var root = $"https://id.example/{Tenant}";
        switch (request.RequestUri!.AbsolutePath.Split('/')[^1])
        {
            case "openid-configuration":
                return Answer(new { issuer = Issuer, authorization_endpoint = $"{root}/authorize", token_endpoint = TokenAddress, jwks_uri = $"{root}/keys", token_endpoint_auth_methods_supported = new[] { "client_secret_post", "client_secret_basic" } });
            case "keys":
                var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(_key.ExportParameters(false)) { KeyId = Key.KeyId });
                return Answer(new { keys = new[] { new { kty = key.Kty, n = key.N, e = key.E, kid = key.Kid, use = "sig" } } });
            default:
                var form = System.Web.HttpUtility.ParseQueryString(await request.Content!.ReadAsStringAsync(cancellationToken));
                var knows = request.Headers.Authorization?.Parameter == Convert.ToBase64String(Encoding.ASCII.GetBytes($"{ClientId}:{Secret}"));
                var right = _codes.Remove(form["code"] ?? "", out var kept) && kept.Challenge == Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"] ?? "")));
                return knows && right ? Answer(new { access_token = "x", token_type = "Bearer", id_token = kept.Token }) : new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = JsonContent.Create(new { error = "invalid_grant" }) };
        }
    }

    private static HttpResponseMessage Answer(object said) => new(HttpStatusCode.OK) { Content = new StringContent(JsonSerializer.Serialize(said), Encoding.UTF8, "application/json") };
}
