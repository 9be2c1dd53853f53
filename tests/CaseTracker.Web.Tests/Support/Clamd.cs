using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace CaseTracker.Web.Tests.Support;

/// <summary>A clamd of its own (Debian: clamav-daemon), in a process of its own, that knows one signature: EICAR. Nothing is downloaded.</summary>
public sealed class Clamd : IAsyncDisposable
{
    private const string Signature = "Eicar-Local:0:*:58354f2150254041505b345c505a58353428505e2937434329377d2445494341522d5354414e444152442d414e544956495255532d544553542d46494c452124482b482a\n";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string? Program = new[] { "/usr/sbin/clamd", "/usr/bin/clamd", "/usr/local/sbin/clamd" }.FirstOrDefault(File.Exists);

    private readonly string _folder = Directory.CreateTempSubdirectory("casetracker-clamd-").FullName;
    private Process? _process;

    private Clamd(int port) => Port = port;

    /// <summary>Why there is no scanner to be had; null if there is.</summary>
    public static string? Missing { get; } = Program is null ? "clamd is not installed (clamav-daemon)." : null;

    public int Port { get; }

    /// <summary>As the setting names it.</summary>
    public string Setting => $"tcp://127.0.0.1:{Port}";

    /// <summary>Starts one. Skips the test where there is none.</summary>
    public static async Task<Clamd> StartAsync()
    {
        Assert.SkipWhen(Missing is not null, Missing ?? "");
        var clamd = new Clamd(FreePort());
        await clamd.ResumeAsync();
        return clamd;
    }

    /// <summary>A port on which nobody listens.</summary>
    public static int FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }

    /// <summary>Starts it again where it was.</summary>
    public async Task ResumeAsync()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "db"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "db", "eicar.ndb"), Signature);
        var conf = Path.Combine(_folder, "clamd.conf");
        await File.WriteAllTextAsync(conf, $"TCPSocket {Port}\nTCPAddr 127.0.0.1\nDatabaseDirectory {_folder}/db\nTemporaryDirectory {_folder}\nLogFile {_folder}/log\nForeground yes\nStreamMaxLength 30M\nAlertExceedsMax yes\n");
        _process = Process.Start(new ProcessStartInfo(Program!, ["--config-file", conf]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _ = _process.StandardOutput.ReadToEndAsync();
        _ = _process.StandardError.ReadToEndAsync();
        for (var since = Stopwatch.StartNew(); since.Elapsed < Patience; await Task.Delay(100))
        {
            try
            {
                using var line = new TcpClient();
                await line.ConnectAsync(IPAddress.Loopback, Port);
                return;
            }
            catch (SocketException) when (!_process.HasExited)
            {
                // It reads its signatures still.
            }
        }
        throw new InvalidOperationException("clamd does not start.");
    }

    /// <summary>Stops it.</summary>
    public async Task StopAsync()
    {
        if (_process is not { HasExited: false } running) return;
        running.Kill();
        await running.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>Something that listens where a clamd should, and does as it is told.</summary>
public sealed class FakeClamd : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _serving;

    /// <summary>Answers each that asks with these bytes; with null, never.</summary>
    public FakeClamd(string? answer, int port = 0)
    {
        _listener = new(IPAddress.Loopback, port);
        _listener.Start();
        _serving = ServeAsync(answer);
    }

    public string Setting => $"tcp://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Stop();
        await _serving;
        _ended.Dispose();
    }

    private async Task ServeAsync(string? answer)
    {
        try
        {
            while (true) _ = AnswerAsync(await _listener.AcceptTcpClientAsync(_ended.Token), answer);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // Ended.
        }
    }

    private async Task AnswerAsync(TcpClient client, string? answer)
    {
        using (client)
        {
            try
            {
                if (answer is null) await Task.Delay(Timeout.Infinite, _ended.Token);
                var line = client.GetStream();
                await line.WriteAsync(System.Text.Encoding.ASCII.GetBytes(answer!), _ended.Token);
                await line.CopyToAsync(Stream.Null, _ended.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
                // Ended, or whoever asked went away.
            }
        }
    }
}
