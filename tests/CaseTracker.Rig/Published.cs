using System.Diagnostics;

namespace CaseTracker.Rig;

/// <summary>The program as it ships, run from outside.</summary>
public static class Published
{
    /// <summary>Settings of a site behind a trusted proxy on this host.</summary>
    public static Dictionary<string, string> Settings() => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["CaseTracker__TrustedProxies__0"] = "127.0.0.1",
        ["CaseTracker__ClockMinutes"] = "0",
        // What is measured is faster than people.
        ["CaseTracker__Limits__FormsPerMinute"] = "0",
        ["CaseTracker__Limits__PagesPerMinute"] = "0",
        ["CaseTracker__Reporting__TriesFromAll"] = "1000000",
        ["CaseTracker__Reporting__FormsFromAll"] = "1000000",
        ["Logging__LogLevel__Default"] = "Warning",
    };

    /// <summary>Arguments that serve a data folder.</summary>
    public static Func<string, string[]> Serve(string folder) => url => ["--urls", url, .. Data(folder)];

    /// <summary>Publishes into a folder; answers the program.</summary>
    public static async Task<string> PublishAsync(string folder)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "CaseTracker.sln"))) root = root.Parent;
        await RunAsync("dotnet", "publish", Path.Combine(root.FullName, "src", "CaseTracker.Web"), "-c", "Release", "-o", folder, "-v", "q", "--nologo");
        return Path.Combine(folder, "CaseTracker.Web.dll");
    }

    /// <summary>Fills a data folder with a big invented council.</summary>
    public static async Task LoadAsync(string program, string folder, int concerns)
    {
        Directory.CreateDirectory(KeysOf(folder));
        await File.WriteAllTextAsync(Passphrase(folder), "a passphrase for measurements alone");
        foreach (var words in new[] { new[] { "keys", "create", "--new-passphrase-file", Passphrase(folder) }, ["sample", "load", "--concerns", $"{concerns}"] })
        {
            var (command, arguments) = Command(program, [.. words, .. Data(folder), "--environment=Production"]);
            await RunAsync(command, arguments);
        }
    }

    /// <summary>Where the keys to a data folder are.</summary>
    public static string KeysOf(string folder) => folder + "-keys";

    /// <summary>How long a command takes on a data folder, its start included.</summary>
    public static async Task<TimeSpan> TimeAsync(string program, string folder, params string[] words)
    {
        var (command, arguments) = Command(program, [.. words, .. Data(folder), "--environment=Production"]);
        var watch = Stopwatch.StartNew();
        await RunAsync(command, arguments);
        return watch.Elapsed;
    }

    /// <summary>How a published program is called: by the runtime of this machine, or by itself if it brought its own.</summary>
    public static (string Command, string[] Arguments) Command(string program, string[] arguments) =>
        Path.GetExtension(program) == ".dll" ? ("dotnet", [program, .. arguments]) : (program, arguments);

    private static string Passphrase(string folder) => Path.Combine(KeysOf(folder), "passphrase");

    private static string[] Data(string folder) => [$"--CaseTracker:DataDirectory={folder}", $"--CaseTracker:Keys:PassphraseFile={Passphrase(folder)}"];

    /// <summary>Runs a command to its end; throws with its output if it fails.</summary>
    public static async Task RunAsync(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{command} {string.Join(' ', arguments)}: {output}");
    }
}
