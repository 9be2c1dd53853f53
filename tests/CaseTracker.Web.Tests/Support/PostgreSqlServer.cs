using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace CaseTracker.Web.Tests.Support;

/// <summary>
/// A PostgreSQL server for this run: the one named in CASETRACKER_TEST_POSTGRES, or a throwaway cluster made with initdb and run by a user who is not root.
/// </summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    /// <summary>Connection string of a server on which the tests may create databases.</summary>
    public const string Variable = "CASETRACKER_TEST_POSTGRES";

    private readonly string? _folder;
    private readonly string? _binaries;

    private PostgreSqlServer(string connection, string? folder, string? binaries)
    {
        Connection = connection;
        _folder = folder;
        _binaries = binaries;
    }

    /// <summary>Connection to the server's own database.</summary>
    public string Connection { get; }

    /// <summary>Why there is no server to be had; null if there is.</summary>
    public static string? Missing { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } || Binaries() is not null
        ? null : $"PostgreSQL is not installed (no initdb and pg_ctl), and {Variable} names no server.";

    public static async Task<PostgreSqlServer> StartAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given) return new PostgreSqlServer(given, null, null);
        var binaries = Binaries() ?? throw new InvalidOperationException(Missing);
        var folder = Directory.CreateTempSubdirectory("casetracker-pg-").FullName;
        var data = Path.Combine(folder, "data");
        if (IsRoot) await RunAsync("chown", "-R", Owner(), folder);
        await RunAsOwnerAsync(Path.Combine(binaries, "initdb"), "-D", data, "-U", "casetracker", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C");
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort();
            try
            {
                // Durability is what the product's own settings are for; a cluster that lives for one run need not survive a power cut.
                await RunAsOwnerAsync(Path.Combine(binaries, "pg_ctl"), "-D", data, "-w", "-t", "60", "-l", Path.Combine(folder, "log"), "-o",
                    $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200", "start");
                return new PostgreSqlServer($"Host=127.0.0.1;Port={port};Username=casetracker;Database=postgres", folder, binaries);
            }
            catch (InvalidOperationException) when (attempt < 3)
            {
                // Somebody else took the port in between.
            }
        }
    }

    /// <summary>Creates a database, from a template if one is named; answers its connection string.</summary>
    public async Task<string> CreateDatabaseAsync(string name, string? template = null)
    {
        await ExecuteAsync($"CREATE DATABASE \"{name}\"{(template is null ? "" : $" TEMPLATE \"{template}\"")}");
        return new NpgsqlConnectionStringBuilder(Connection) { Database = name, MaxPoolSize = 20 }.ConnectionString;
    }

    public Task DropDatabaseAsync(string name) => ExecuteAsync($"DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)");

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_folder is null) return;
        await RunAsOwnerAsync(Path.Combine(_binaries!, "pg_ctl"), "-D", Path.Combine(_folder, "data"), "-m", "immediate", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Connection) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static bool IsRoot => OperatingSystem.IsLinux() && Environment.UserName == "root";

    private static string? Binaries()
    {
        var installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(d => double.TryParse(Path.GetFileName(d), out var v) ? v : 0).Select(d => Path.Combine(d, "bin")) : [];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(installed)
            .FirstOrDefault(d => d.Length > 0 && (File.Exists(Path.Combine(d, "initdb")) || File.Exists(Path.Combine(d, "initdb.exe"))) && (File.Exists(Path.Combine(d, "pg_ctl")) || File.Exists(Path.Combine(d, "pg_ctl.exe"))));
    }

    private static string Owner() => File.ReadLines("/etc/passwd").Any(l => l.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";

    // The server refuses to run as root.
    private static Task RunAsOwnerAsync(params string[] command) => IsRoot ? RunAsync(["runuser", "-u", Owner(), "--", .. command]) : RunAsync(command);

    private static async Task RunAsync(params string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = Path.GetTempPath(), RedirectStandardOutput = false, UseShellExecute = false };
        start.Environment["LC_ALL"] = "C";
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{Path.GetFileName(command[0])} ended with {process.ExitCode}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
