namespace CaseTracker.Web.Commands;

/// <summary>
/// The folder in which a command was typed. <c>dotnet run</c> starts the program in the project's folder: the shell's is then that of the parent process
/// (Linux), or stands in PWD.
/// </summary>
public sealed class ShellFolder(string current, string? parent, string? pwd)
{
    private const string ProjectFile = "CaseTracker.Web.csproj";

    private readonly List<string> _folders = Candidates(current, parent, pwd);

    /// <summary>As of this process.</summary>
    public static ShellFolder Here() => new(Environment.CurrentDirectory, FolderOfDotnetRun(), Environment.GetEnvironmentVariable("PWD"));

    /// <summary>The full path of a file that should exist: where it does, or else where it was looked for first.</summary>
    public string Existing(string path) => _folders.Select(f => Path.GetFullPath(path, f)).FirstOrDefault(Path.Exists) ?? New(path);

    /// <summary>The full path of a file to be written.</summary>
    public string New(string path) => Path.GetFullPath(path, _folders[0]);

    private static List<string> Candidates(string current, string? parent, string? pwd)
    {
        if (!File.Exists(Path.Combine(current, ProjectFile))) return [current];
        return [.. new[] { parent, pwd, current }.OfType<string>().Where(f => Path.IsPathRooted(f) && Directory.Exists(f))];
    }

    private static string? FolderOfDotnetRun()
    {
        if (!OperatingSystem.IsLinux()) return null;
        try
        {
            // "pid (name) state parent": the name may hold spaces, so the fields are counted from its closing bracket.
            var stat = File.ReadAllText("/proc/self/stat");
            var parent = stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1];
            return File.ReadAllText($"/proc/{parent}/comm").Trim() == "dotnet" ? new DirectoryInfo($"/proc/{parent}/cwd").ResolveLinkTarget(true)?.FullName : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
