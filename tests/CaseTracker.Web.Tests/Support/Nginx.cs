using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CaseTracker.Rig;

namespace CaseTracker.Web.Tests.Support;

/// <summary>Debian's nginx with the settings that <c>docs/deploy/nginx.conf</c> recommends; only ports, certificate and the place of its files are others.</summary>
public sealed class Nginx : IDisposable
{
    private const string Name = "casetracker.council.example";

    private readonly string _folder = Directory.CreateTempSubdirectory("casetracker-nginx-").FullName;
    private readonly string _thumbprint;
    private readonly Process _process;
    private readonly int _http = RunningSite.FreePort(), _https = RunningSite.FreePort();

    /// <summary>Puts it before the site on that port.</summary>
    public Nginx(int site)
    {
        using (var key = RSA.Create(2048))
        {
            var request = new CertificateRequest($"CN={Name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
            _thumbprint = certificate.Thumbprint;
            File.WriteAllText(Path.Combine(_folder, "site.pem"), certificate.ExportCertificatePem());
            File.WriteAllText(Path.Combine(_folder, "site.key"), key.ExportPkcs8PrivateKeyPem());
        }
        var settings = Settings
            .Replace("listen [::]:80;", "", StringComparison.Ordinal).Replace("listen [::]:443 ssl http2;", "", StringComparison.Ordinal)
            .Replace("listen 80;", $"listen 127.0.0.1:{_http};", StringComparison.Ordinal).Replace("listen 443 ", $"listen 127.0.0.1:{_https} ", StringComparison.Ordinal)
            .Replace("/etc/ssl/certs/casetracker.pem", $"{_folder}/site.pem", StringComparison.Ordinal).Replace("/etc/ssl/private/casetracker.key", $"{_folder}/site.key", StringComparison.Ordinal)
            .Replace("127.0.0.1:5080", $"127.0.0.1:{site}", StringComparison.Ordinal).Replace("/var/log/nginx/casetracker.error.log", $"{_folder}/error.log", StringComparison.Ordinal);
        var temporary = string.Concat(new[] { "client_body", "proxy", "fastcgi", "uwsgi", "scgi" }.Select(t => $"{t}_temp_path {_folder}/{t};\n"));
        File.WriteAllText(Path.Combine(_folder, "nginx.conf"), $"daemon off;\nmaster_process off;\npid {_folder}/pid;\nerror_log {_folder}/error.log crit;\nevents {{}}\nhttp {{\naccess_log off;\n{temporary}{settings}\n}}\n");
        _process = Process.Start(new ProcessStartInfo(Program!, ["-p", _folder, "-c", Path.Combine(_folder, "nginx.conf"), "-e", Path.Combine(_folder, "error.log")]) { RedirectStandardError = true })!;
        for (var patience = 0; !IsListening(); patience++)
        {
            if (_process.HasExited || patience > 100) throw new InvalidOperationException($"nginx did not start: {_process.StandardError.ReadToEnd()} {Log}");
            Thread.Sleep(50);
        }
    }

    /// <summary>What is recommended.</summary>
    public static string Settings => File.ReadAllText(Path.Combine(Root.Folder, "docs", "deploy", "nginx.conf"));

    /// <summary>Why there is none to be had; null if there is.</summary>
    public static string? Missing => Program is null ? "nginx is not installed (Debian: nginx-light)." : null;

    /// <summary>What it wrote down.</summary>
    public string Log => File.Exists(Path.Combine(_folder, "error.log")) ? File.ReadAllText(Path.Combine(_folder, "error.log")) : "";

    private static string? Program => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/sbin").Where(d => d.Length > 0).Select(d => Path.Combine(d, "nginx")).FirstOrDefault(File.Exists);

    /// <summary>A browser in which nobody has signed in, on a computer with that address; <paramref name="claims"/> are headers that it adds by itself.</summary>
    public Browser Browse(string address = "127.0.0.1", params (string Name, string Value)[] claims) => new(() => new Claims(Connect(address), claims), new Uri($"https://{Name}"), address);

    /// <summary>Asks once for an address as it is.</summary>
    public async Task<HttpResponseMessage> AskAsync(string url, string address = "127.0.0.1")
    {
        using var client = new HttpMessageInvoker(Connect(address));
        return await client.SendAsync(new HttpRequestMessage(HttpMethod.Get, url.Replace("://site", $"://{Name}", StringComparison.Ordinal)), CancellationToken.None);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private SocketsHttpHandler Connect(string address) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == _thumbprint },
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
            await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port == 80 ? _http : _https, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };

    private bool IsListening()
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, _https);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private sealed class Claims(HttpMessageHandler connect, (string Name, string Value)[] claims) : DelegatingHandler(connect)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            foreach (var (name, value) in claims) request.Headers.TryAddWithoutValidation(name, value);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
