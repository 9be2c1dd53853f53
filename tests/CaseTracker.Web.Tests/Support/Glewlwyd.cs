using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace CaseTracker.Web.Tests.Support;

/// <summary>An identity provider of its own (Debian: glewlwyd), in a process of its own on this computer, set up by its interface as an administrator would: a client, groups, an app for second steps.</summary>
public sealed class Glewlwyd : IAsyncDisposable
{
    public const string ClientId = "casetracker", Secret = "a-secret-of-casetracker", Password = "over-there-it-is-another";

    private const string Program = "/usr/bin/glewlwyd", Schema = "/usr/share/dbconfig-common/data/glewlwyd/install/sqlite3", Pages = "/usr/share/glewlwyd", Modules = "/usr/lib/glewlwyd";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("casetracker-glewlwyd-").FullName;
    private readonly int _port = Clamd.FreePort();
    private readonly HttpClient _administrator;
    private Process? _process;

    private Glewlwyd() => _administrator = Open();

    /// <summary>Why there is none to be had; null if there is.</summary>
    public static string? Missing { get; } = new[] { Program, Schema }.All(File.Exists) ? null : "glewlwyd is not installed.";

    /// <summary>Under which it says who it is.</summary>
    public string Authority => $"http://127.0.0.1:{_port}/api/oidc";

    /// <summary>Key of the app that everybody with a second step has there.</summary>
    public static string AppKey => "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

    /// <summary>Starts one.</summary>
    public static async Task<Glewlwyd> StartAsync()
    {
        var provider = new Glewlwyd();
        await provider.RunAsync();
        await provider.SetUpAsync();
        return provider;
    }

    /// <summary>Makes the site known to it.</summary>
    public Task RegisterAsync(Uri back) => SendAsync(_administrator, HttpMethod.Post, "client/", new
    {
        client_id = ClientId,
        name = "CaseTracker",
        confidential = true,
        password = Secret,
        scope = Array.Empty<string>(),
        redirect_uri = new[] { back.ToString() },
        authorization_type = new[] { "code" },
        token_endpoint_auth_method = new[] { "client_secret_basic" },
        enabled = true,
    });

    /// <summary>Gives somebody an account there, which may sign in to the site.</summary>
    public async Task AddAsync(string name, string address, bool isVerified, bool hasApp, params string[] groups)
    {
        string[] scopes = hasApp ? ["openid", "mfa"] : ["openid"];
        await SendAsync(_administrator, HttpMethod.Post, "user/", new { username = name, password = Password, name, email = address, scope = scopes.Append("g_profile"), groups, verified = isVerified ? "yes" : "no", enabled = true });
        using var own = Open();
        await SendAsync(own, HttpMethod.Post, "auth", new { username = name, password = Password });
        if (hasApp) await SendAsync(own, HttpMethod.Post, "profile/scheme/register/", new { username = name, scheme_type = "otp", scheme_name = "otp", value = new { type = "TOTP", secret = AppKey, time_step_size = 30 } });
        await SendAsync(own, HttpMethod.Put, $"auth/grant/{ClientId}", new { scope = string.Join(' ', scopes) });
    }

    /// <summary>A program that somebody signs in with instead of its pages; it keeps what it is told to keep.</summary>
    public HttpClient Open() => new(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = new Uri($"http://127.0.0.1:{_port}/api/") };

    /// <summary>Somebody who was sent there gives their password; answers to where they are sent back.</summary>
    public static async Task<Uri> EnterAsync(HttpClient own, Uri sent, string name)
    {
        using var asked = await own.GetAsync(sent);
        var onward = System.Web.HttpUtility.ParseQueryString(asked.Headers.Location!.Query)["callback_url"];
        await SendAsync(own, HttpMethod.Post, "auth", new { username = name, password = Password });
        using var done = await own.GetAsync($"{onward}&g_continue");
        return done.Headers.Location!;
    }

    /// <summary>Puts somebody into other groups.</summary>
    public Task MoveAsync(string name, string address, params string[] groups) => SendAsync(_administrator, HttpMethod.Put, $"user/{name}", new { name, email = address, scope = new[] { "openid", "g_profile" }, groups, verified = "yes", enabled = true });

    public async ValueTask DisposeAsync()
    {
        _administrator.Dispose();
        if (_process is { HasExited: false } running)
        {
            running.Kill();
            await running.WaitForExitAsync();
        }
        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task RunAsync()
    {
        await using (var db = new SqliteConnection($"Data Source={_folder}/glewlwyd.db;Pooling=False"))
        {
            await db.OpenAsync();
            await using var command = db.CreateCommand();
            command.CommandText = await File.ReadAllTextAsync(Schema);
            await command.ExecuteNonQueryAsync();
        }
        // Its pages, with the settings that it ships as a template.
        Copy(Path.Combine(Pages, "webapp"), Path.Combine(_folder, "webapp"));
        File.Copy(Path.Combine(Pages, "templates", "config.json"), Path.Combine(_folder, "webapp", "config.json"));
        var types = string.Join(", ", new[] { (".html", "text/html"), (".css", "text/css"), (".js", "application/javascript"), (".json", "application/json"), (".png", "image/png"), (".woff2", "font/woff2") }.Select(t => $"{{ extension = \"{t.Item1}\" mime_type = \"{t.Item2}\" }}"));
        var conf = Path.Combine(_folder, "glewlwyd.conf");
        await File.WriteAllTextAsync(conf, $$"""
            port={{_port}}
            bind_address="127.0.0.1"
            external_url="http://127.0.0.1:{{_port}}"
            login_url="login.html"
            api_prefix="api"
            static_files_path="{{_folder}}/webapp"
            log_mode="file"
            log_file="{{_folder}}/log"
            log_level="WARNING"
            cookie_secure=0
            session_expiration=3600
            session_key="GLEWLWYD"
            admin_scope="g_admin"
            profile_scope="g_profile"
            user_module_path="{{Modules}}/user"
            client_module_path="{{Modules}}/client"
            user_auth_scheme_module_path="{{Modules}}/scheme"
            plugin_module_path="{{Modules}}/plugin"
            hash_algorithm="SHA512"
            database = { type = "sqlite3" path = "{{_folder}}/glewlwyd.db" }
            static_files_mime_types = ( {{types}} )
            """);
        _process = Process.Start(new ProcessStartInfo(Program, [$"--config-file={conf}"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _ = _process.StandardOutput.ReadToEndAsync();
        _ = _process.StandardError.ReadToEndAsync();
        for (var since = Stopwatch.StartNew(); since.Elapsed < Patience; await Task.Delay(100))
        {
            try
            {
                // The account with which it is shipped.
                using var answer = await _administrator.PostAsJsonAsync("auth", new { username = "admin", password = "password" });
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException) when (!_process.HasExited)
            {
                // It starts still.
            }
        }
        throw new InvalidOperationException($"glewlwyd does not start: {(File.Exists($"{_folder}/log") ? await File.ReadAllTextAsync($"{_folder}/log") : "it wrote nothing")}");
    }

    private async Task SetUpAsync()
    {
        using var key = RSA.Create(2048);
        await SendAsync(_administrator, HttpMethod.Post, "mod/scheme/", new
        {
            module = "otp",
            name = "otp",
            display_name = "Authenticator app",
            expiration = 600,
            max_use = 0,
            parameters = new JsonObject { ["issuer"] = "glewlwyd", ["secret-minimum-size"] = 16, ["otp-length"] = 6, ["hotp-allow"] = false, ["hotp-window"] = 0, ["totp-allow"] = true, ["totp-window"] = 30, ["totp-start-offset"] = 0 },
        });
        var users = (await _administrator.GetFromJsonAsync<JsonObject>("mod/user/database"))!;
        users["parameters"]!["data-format"]!["groups"] = new JsonObject { ["multiple"] = true, ["read"] = true, ["write"] = true };
        users["parameters"]!["data-format"]!["verified"] = new JsonObject { ["multiple"] = false, ["read"] = true, ["write"] = true };
        await SendAsync(_administrator, HttpMethod.Put, "mod/user/database", users);
        await SendAsync(_administrator, HttpMethod.Put, "mod/user/database/reset", null);
        await SendAsync(_administrator, HttpMethod.Post, "mod/plugin/", new
        {
            module = "oidc",
            name = "oidc",
            display_name = "OpenID Connect",
            parameters = new JsonObject
            {
                ["iss"] = Authority,
                ["jwt-type"] = "rsa",
                ["jwt-key-size"] = "256",
                ["key"] = key.ExportRSAPrivateKeyPem(),
                ["cert"] = key.ExportSubjectPublicKeyInfoPem(),
                ["jwks-show"] = true,
                ["access-token-duration"] = 600,
                ["refresh-token-duration"] = 3600,
                ["code-duration"] = 60,
                ["refresh-token-rolling"] = false,
                ["session-cookie-name"] = "GLEWLWYDOIDC",
                ["session-cookie-expiration"] = 3600,
                ["allow-non-oidc"] = false,
                ["auth-type-code-enabled"] = true,
                ["auth-type-code-revoke-replayed"] = true,
                ["auth-type-token-enabled"] = false,
                ["auth-type-id-token-enabled"] = true,
                ["auth-type-none-enabled"] = false,
                ["auth-type-password-enabled"] = false,
                ["auth-type-client-enabled"] = false,
                ["auth-type-device-enabled"] = false,
                ["auth-type-refresh-enabled"] = false,
                ["subject-type"] = "public",
                ["allowed-scope"] = new JsonArray("openid"),
                ["pkce-allowed"] = true,
                ["pkce-required"] = true,
                ["pkce-method-plain-allowed"] = false,
                ["name-claim"] = "mandatory",
                ["email-claim"] = "mandatory",
                ["scope-claim"] = "no",
                ["claims"] = new JsonArray(
                    new JsonObject { ["name"] = "groups", ["user-property"] = "groups", ["type"] = "string", ["mandatory"] = true, ["on-demand"] = false, ["scope"] = new JsonArray() },
                    new JsonObject { ["name"] = "email_verified", ["user-property"] = "verified", ["type"] = "boolean", ["boolean-value-true"] = "yes", ["boolean-value-false"] = "no", ["mandatory"] = true, ["on-demand"] = false, ["scope"] = new JsonArray() }),
            },
        });
        await SendAsync(_administrator, HttpMethod.Post, "scope/", new JsonObject
        {
            ["name"] = "mfa",
            ["display_name"] = "Two steps",
            ["password_required"] = true,
            ["password_max_age"] = 0,
            ["scheme_required"] = new JsonObject { ["2"] = 1 },
            ["scheme"] = new JsonObject { ["2"] = new JsonArray(new JsonObject { ["scheme_type"] = "otp", ["scheme_name"] = "otp" }) },
        });
    }

    private static async Task SendAsync(HttpClient client, HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await client.SendAsync(request);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"glewlwyd answers {method} {path} with {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from).Where(f => Path.GetFileName(f) != "config.json")) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.GetDirectories(from).Where(f => Path.GetFileName(f) != "config.json")) Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }
}
