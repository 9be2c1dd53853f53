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
        ["Logging__LogLevel__Default"] = "Warning",
    };

    /// <summary>Arguments that serve a data folder.</summary>
    public static Func<string, string[]> Serve(string folder) => url => ["--urls", url, $"--CaseTracker:DataDirectory={folder}"];

    /// <summary>Publishes into a folder; answers the program.</summary>
    public static async Task<string> PublishAsync(string folder)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "CaseTracker.sln"))) root = root.Parent;
        await RunAsync("dotnet", "publish", Path.Combine(root.FullName, "src", "CaseTracker.Web"), "-c", "Release", "-o", folder, "-v", "q", "--nologo");
        return Path.Combine(folder, "CaseTracker.Web.dll");
    }

    /// <summary>Fills a data folder with a big invented council.</summary>
    public static Task LoadAsync(string program, string folder, int concerns)
    {
        var (command, arguments) = Command(program, ["sample", "load", "--concerns", $"{concerns}", $"--CaseTracker:DataDirectory={folder}", "--environment=Production"]);
        return RunAsync(command, arguments);
    }

    /// <summary>How long a command takes on a data folder, its start included.</summary>
    public static async Task<TimeSpan> TimeAsync(string program, string folder, params string[] words)
    {
        var (command, arguments) = Command(program, [.. words, $"--CaseTracker:DataDirectory={folder}", "--environment=Production"]);
        var watch = Stopwatch.StartNew();
        await RunAsync(command, arguments);
        return watch.Elapsed;
    }

    /// <summary>How a published program is called: by the runtime of this machine, or by itself if it brought its own.</summary>
    public static (string Command, string[] Arguments) Command(string program, string[] arguments) =>
        Path.GetExtension(program) == ".dll" ? ("dotnet", [program, .. arguments]) : (program, arguments);

    /// <summary>Runs a command to its end; throws with its output if it fails.</summary>
    public static async Task RunAsync(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{command} {string.Join(' ', arguments)}: {output}");
    }
}
