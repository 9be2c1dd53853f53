using CaseTracker.Web.Tests.Support;

namespace CaseTracker.Web.Tests.Architecture;

/// <summary>A file of the product's source, or one made up to break a rule.</summary>
public sealed record SourceFile(string Path, string Text)
{
    private static readonly Lazy<IReadOnlyList<SourceFile>> Read = new(() =>
    [
        .. Directory.EnumerateFiles(System.IO.Path.Combine(Root.Folder, "src"), "*", SearchOption.AllDirectories)
            .Select(f => (Full: f, Relative: System.IO.Path.GetRelativePath(Root.Folder, f).Replace('\\', '/')))
            .Where(f => f.Relative.EndsWith(".cs", StringComparison.Ordinal) || f.Relative.EndsWith(".cshtml", StringComparison.Ordinal))
            .Where(f => !f.Relative.Split('/').Any(part => part is "bin" or "obj" or "node_modules" or "wwwroot"))
            .OrderBy(f => f.Relative, StringComparer.Ordinal)
            .Select(f => new SourceFile(f.Relative, File.ReadAllText(f.Full))),
    ]);

    /// <summary>Every C# and Razor file of the product.</summary>
    public static IReadOnlyList<SourceFile> All => Read.Value;

    /// <summary>The folder below Features in which the file lies, or null.</summary>
    public string? Feature => Path.Split('/') is ["src", "CaseTracker.Web", "Features", var feature, _, ..] ? feature : null;

    /// <summary>The file's last name.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];
}
