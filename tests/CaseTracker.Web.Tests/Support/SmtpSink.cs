using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace CaseTracker.Web.Tests.Support;

/// <summary>A mail server of its own make (aiosmtpd), in a process of its own: it demands STARTTLS and a sign-in, and keeps what it takes.</summary>
public sealed class SmtpSink : IDisposable
{
    public const string User = "casetracker", Password = "lantern";

    private const string Program = """
        import json, ssl, sys, time
        from aiosmtpd.controller import Controller
        from aiosmtpd.smtp import AuthResult, SMTP
        folder, port = sys.argv[1], int(sys.argv[2])
        class Server(SMTP):
            # The client writes the mechanism in small letters.
            async def smtp_AUTH(self, arg):
                if arg:
                    words = arg.split(None, 1); words[0] = words[0].upper(); arg = ' '.join(words)
                return await super().smtp_AUTH(arg)
        class Keeper:
            async def handle_DATA(self, server, session, envelope):
                with open(folder + '/mails', 'a') as f:
                    f.write(json.dumps({'From': envelope.mail_from, 'To': envelope.rcpt_tos, 'Encrypted': session.ssl is not None, 'SignedIn': bool(session.authenticated), 'Content': envelope.content.decode()}) + '\n')
                return '250 OK'
        def authenticate(server, session, envelope, mechanism, data):
            return AuthResult(success=data.login == b'casetracker' and data.password == b'lantern')
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder + '/certificate.pem', folder + '/key.pem')
        class Sink(Controller):
            def factory(self):
                return Server(self.handler, **self.SMTP_kwargs)
        Sink(Keeper(), hostname='127.0.0.1', port=port, tls_context=context, require_starttls=True, authenticator=authenticate, auth_required=True, auth_require_tls=True).start()
        print('ready', flush=True)
        time.sleep(600)
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("casetracker-smtp-").FullName;
    private readonly Process _process;

    private SmtpSink(string python)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        Thumbprint = certificate.Thumbprint;
        File.WriteAllText(Path.Combine(_folder, "certificate.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Path.Combine(_folder, "sink.py"), Program);
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Port = ((IPEndPoint)free.LocalEndpoint).Port;
        }
        _process = Process.Start(new ProcessStartInfo(python, [Path.Combine(_folder, "sink.py"), _folder, $"{Port}"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        if (_process.StandardOutput.ReadLine() != "ready") throw new InvalidOperationException(_process.StandardError.ReadToEnd());
    }

    public int Port { get; }

    /// <summary>Of its certificate, which no authority has signed.</summary>
    public string Thumbprint { get; }

    /// <summary>Mails it has taken, oldest first.</summary>
    public IReadOnlyList<Mail> Mails => File.Exists(Path.Combine(_folder, "mails")) ? [.. File.ReadAllLines(Path.Combine(_folder, "mails")).Select(line => JsonSerializer.Deserialize<Mail>(line)!)] : [];

    /// <summary>Starts one; skips the test, saying why, where aiosmtpd is not installed.</summary>
    public static SmtpSink Start()
    {
        var python = new[] { "python3", "/usr/bin/python3" }.FirstOrDefault(Has);
        Assert.SkipWhen(python is null, "aiosmtpd is not installed (Debian: python3-aiosmtpd), so there is no mail server to send to.");
        return new SmtpSink(python!);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static bool Has(string python)
    {
        try
        {
            using var asked = Process.Start(new ProcessStartInfo(python, ["-c", "import aiosmtpd"]) { RedirectStandardError = true })!;
            asked.WaitForExit();
            return asked.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <summary>What the server was given.</summary>
    public sealed record Mail(string From, string[] To, bool Encrypted, bool SignedIn, string Content);
}
