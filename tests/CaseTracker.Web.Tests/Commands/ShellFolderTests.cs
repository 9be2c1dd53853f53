using CaseTracker.Web.Commands;

namespace CaseTracker.Web.Tests.Commands;

public sealed class ShellFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("casetracker-shell-").FullName;

    public void Dispose() => Directory.Delete(_root, true);

    private string Folder(string name, params string[] files)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, name)).FullName;
        foreach (var file in files) File.WriteAllText(Path.Combine(folder, file), "");
        return folder;
    }

    [Fact]
    public void A_published_program_takes_paths_from_where_it_stands_whatever_PWD_says()
    {
        var (here, there) = (Folder("here", "f.csv"), Folder("there", "f.csv"));
        new ShellFolder(here, there, there).Existing("f.csv").ShouldBe(Path.Combine(here, "f.csv"));
    }

    [Fact]
    public void Run_from_its_project_it_takes_paths_from_the_folder_of_the_shell()
    {
        var (project, shell, stale) = (Folder("project", "CaseTracker.Web.csproj"), Folder("shell", "f.csv"), Folder("stale"));
        new ShellFolder(project, null, shell).Existing("f.csv").ShouldBe(Path.Combine(shell, "f.csv"));
        new ShellFolder(project, shell, stale).Existing("f.csv").ShouldBe(Path.Combine(shell, "f.csv"));
        new ShellFolder(project, shell, stale).New("out.csv").ShouldBe(Path.Combine(shell, "out.csv"));
        new ShellFolder(project, null, null).Existing("f.csv").ShouldBe(Path.Combine(project, "f.csv"));
    }

    [Fact]
    public void A_full_path_is_itself()
    {
        var file = Path.Combine(Folder("any", "f.csv"), "f.csv");
        new ShellFolder(_root, null, null).Existing(file).ShouldBe(file);
    }

    [Fact]
    public void A_missing_file_is_looked_for_where_the_command_was_typed()
    {
        var (project, shell) = (Folder("project", "CaseTracker.Web.csproj"), Folder("shell"));
        new ShellFolder(project, shell, null).Existing("../none.csv").ShouldBe(Path.Combine(_root, "none.csv"));
    }
}
