namespace CaseTracker.Web.Tests.Support;

/// <summary>The folder of the solution, for tests that read the source.</summary>
public static class Root
{
    public static string Folder { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "CaseTracker.sln"))) return folder.FullName;
        throw new InvalidOperationException("The tests run outside the solution.");
    }
}
