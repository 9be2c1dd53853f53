using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CaseTracker.Rig;

/// <summary>A site in a process of its own, so that its CPU and memory are its own too.</summary>
public sealed class RunningSite : IAsyncDisposable
{
    private readonly Process _process;
    private readonly List<string> _log = [];

    private RunningSite(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Processor time used since it started.</summary>
    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Most memory it ever held, in MiB.</summary>
    public double PeakMemory => Field("VmHWM");

    /// <summary>What it wrote to standard error.</summary>
    public IReadOnlyList<string> Log
    {
        get
        {
            lock (_log) return [.. _log];
        }
    }

    /// <summary>Starts the program and waits until it answers. <paramref name="arguments"/> get the address to serve; <paramref name="port"/> is any free one if it is not given.</summary>
    public static async Task<RunningSite> StartAsync(string program, Func<string, string[]> arguments, IReadOnlyDictionary<string, string> environment, int? port = null)
    {
        var url = $"http://127.0.0.1:{port ?? FreePort()}";
        var (command, given) = Published.Command(program, arguments(url));
        var start = new ProcessStartInfo(command, given) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetDirectoryName(program)! };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var site = new RunningSite(process, new Uri(url));
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) =>
        {
            lock (site._log)
                if (line.Data is not null) site._log.Add(line.Data);
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        for (var patience = 0; ; patience++)
        {
            if (process.HasExited || patience > 300) throw new InvalidOperationException($"{program} did not start: {string.Join(Environment.NewLine, site.Log.Take(20))}");
            try
            {
                await client.GetAsync(site.Address);
                return site;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(200);
            }
        }
    }

    /// <summary>Ends it as a power cut would.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop, and waits until it has; answers its exit code.</summary>
    public async Task<int> StopAsync()
    {
        using var asked = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>A port that nothing listens on.</summary>
    public static int FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }

    private double Field(string name)
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(l => l.StartsWith(name, StringComparison.Ordinal));
        return double.Parse(line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
