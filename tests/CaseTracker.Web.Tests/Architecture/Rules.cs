using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CaseTracker.Data;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Tests.Architecture;

/// <summary>The rules of the house. Each names what breaks it, so that it can be tried on an offender as well as on the product.</summary>
public static partial class Rules
{
    private static readonly string[] BannedWords = ["Manager", "Helper", "Helpers", "Util", "Utils", "Dto", "Base", "Service", "Services"];

    /// <summary>The Domain stands on nothing but the runtime.</summary>
    public static IEnumerable<string> ForeignReferences(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(a => a.Name!).Where(n => !n.StartsWith("System", StringComparison.Ordinal));

    /// <summary>A feature names no other; what several need lies in Shared or in the pipeline, which name none.</summary>
    public static IEnumerable<string> FeaturesThatNameAnother(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Feature is not null || file.Path.StartsWith("src/CaseTracker.Web/Pipeline/", StringComparison.Ordinal) || file.Path.StartsWith("src/CaseTracker.Web/TagHelpers/", StringComparison.Ordinal)
        from Match match in FeatureName().Matches(file.Text)
        let named = match.Groups[1].Value
        where named != file.Feature && named != "Shared"
        select $"{file.Path} names {named}";

    /// <summary>Pages send requests; they hold no database.</summary>
    public static IEnumerable<string> PagesThatTakeTheDatabase(IEnumerable<Type> types) =>
        from page in types
        where typeof(PageModel).IsAssignableFrom(page) && !page.IsAbstract
        from parameter in page.GetConstructors().SelectMany(c => c.GetParameters())
        where typeof(DbContext).IsAssignableFrom(parameter.ParameterType) || parameter.ParameterType.Assembly == typeof(CaseDb).Assembly
        select $"{page.Name} takes {parameter.ParameterType.Name}";

    /// <summary>Handlers know nothing of the web, so that another host could use them.</summary>
    public static IEnumerable<string> HandlersThatKnowTheWeb(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Feature is not null && HandlerFile().IsMatch(file.Name) && file.Text.Contains("AspNetCore", StringComparison.Ordinal)
        select file.Path;

    /// <summary>Access fails closed: a request says who may make it, even if that is anybody.</summary>
    public static IEnumerable<string> RequestsWithoutAccess(IEnumerable<Type> types) =>
        from type in types
        where !type.IsAbstract && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequest<>))
        where type.GetCustomAttribute<AccessAttribute>() is null
        select type.Name;

    /// <summary>A request for a role names one, and a request by grant names its case.</summary>
    public static IEnumerable<string> RequestsWithHalfARule(IEnumerable<Type> types) =>
        from type in types
        let access = type.GetCustomAttribute<AccessAttribute>()
        where access is not null
        where (access.Who == Who.Role && access.Roles.Length == 0) || (access.Who == Who.Grant && !typeof(ICaseRequest).IsAssignableFrom(type))
        select type.Name;

    /// <summary>Public types and methods of the Domain say what they are for.</summary>
    public static IEnumerable<string> WithoutComment(IEnumerable<Type> types, XDocument comments)
    {
        var said = comments.Descendants("member").Select(m => m.Attribute("name")!.Value).Select(n => n.Split('(')[0]).ToHashSet();
        foreach (var type in types.Where(t => t.IsVisible))
        {
            var name = type.FullName!.Replace('+', '.');
            if (!said.Contains($"T:{name}")) yield return name;
            foreach (var method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            {
                if (method.IsSpecialName || method.IsDefined(typeof(CompilerGeneratedAttribute)) || method.GetBaseDefinition() != method || typeof(Delegate).IsAssignableFrom(type)) continue;
                var arity = method.IsGenericMethodDefinition ? $"``{method.GetGenericArguments().Length}" : "";
                if (!said.Contains($"M:{name}.{method.Name}{arity}")) yield return $"{name}.{method.Name}";
            }
        }
    }

    /// <summary>Time comes from the clock that was given, so that tests can set it. Only the host takes the system's.</summary>
    public static IEnumerable<string> ReadsOfTheSystemClock(IEnumerable<SourceFile> files) =>
        from file in files
        from Match match in SystemClock().Matches(file.Text)
        where !(match.Value == "TimeProvider.System" && file.Path.StartsWith("src/CaseTracker.Web/Hosting/", StringComparison.Ordinal))
        // An id begins with its moment; of what somebody anonymous does that is the day.
        where !(match.Value == "Guid.CreateVersion7()" && file.Path == "src/CaseTracker.Domain/Protection/DayOnly.cs")
        select $"{file.Path} reads {match.Value}";

    /// <summary>Names that say nothing. A line manager is a person.</summary>
    public static IEnumerable<string> EmptyNames(IEnumerable<Type> types) =>
        from type in types
        where !type.IsDefined(typeof(CompilerGeneratedAttribute)) && type.Namespace?.StartsWith("CaseTracker", StringComparison.Ordinal) == true
        let words = Word().Matches(type.Name.Split('`')[0].Replace("LineManager", "", StringComparison.Ordinal)).Select(m => m.Value)
        where words.Any(BannedWords.Contains)
        select type.FullName;

    /// <summary>A page names its address and sets its title, by itself or by the layout of its feature.</summary>
    public static IEnumerable<string> PagesWithoutAddressOrTitle(IReadOnlyCollection<SourceFile> files) =>
        from file in files
        where file.Path.EndsWith(".cshtml", StringComparison.Ordinal) && !file.Name.StartsWith('_') && file.Text.Contains("@page", StringComparison.Ordinal)
        let layout = files.FirstOrDefault(f => f.Feature == file.Feature && f.Name == $"{OwnLayout().Match(file.Text).Groups[1].Value}.cshtml")
        where !PageAddress().IsMatch(file.Text) || !(SetsTitle(file) || (layout is not null && SetsTitle(layout)) || IsWithoutView(file))
        select file.Path;

    /// <summary>The content policy forbids style and script inside a page; the browser would drop them without a word.</summary>
    public static IEnumerable<string> PagesWithInlineStyleOrScript(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Path.EndsWith(".cshtml", StringComparison.Ordinal)
        from Match match in Inline().Matches(file.Text)
        select $"{file.Path}: {match.Value}";

    /// <summary>Commands in SQL stand in five files, beside the mapper; there they are put together from names of tables and numbers of the program’s own, and everything else is a parameter (ASVS 1.2.4).</summary>
    public static IEnumerable<string> CommandsMadeOfTexts(IEnumerable<SourceFile> files) =>
        from file in files
        from fault in WritesCommands.Contains(file.Path)
            ? Command().Matches(file.Text).SelectMany(m => Hole().Matches(m.Value)).Select(m => m.Groups[1].Value).Where(h => !OwnNames.Contains(h)).Select(h => $"{file.Path} puts {h} into a command")
            : RawCommand().Matches(file.Text).Select(m => $"{file.Path}: {m.Value}")
        select fault;

    /// <summary>A page is short: it binds, sends, and answers.</summary>
    public static IEnumerable<string> LongPages(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Feature is not null and not "Shared" && file.Name.EndsWith(".cshtml.cs", StringComparison.Ordinal)
        let lines = file.Text.Split('\n').Length
        where lines > 60
        select $"{file.Path} has {lines} lines";

    private static readonly string[] WritesCommands = ["src/CaseTracker.Data/Audit/AuditChain.cs", "src/CaseTracker.Data/Databases/CaseBackup.cs", "src/CaseTracker.Data/Databases/MigrationTurn.cs", "src/CaseTracker.Data/Databases/SqlitePragmas.cs", "src/CaseTracker.Data/Protection/KeyStore.cs"];

    private static readonly string[] OwnNames = ["Table", "Destroyed", "Seen", "Orphans", "Schema", "Turn", "Key", "table", "from.Table", "to.Table", "from.Destroyed", "ask.CommandText", "sql.DelimitIdentifier(nameof(CaseDb.AuditEntries))", "string.Join("];

    private static bool SetsTitle(SourceFile file) => file.Text.Contains("ViewData[\"Title\"] =", StringComparison.Ordinal);

    // A page that only posts and redirects shows nothing, so that it has nothing to name.
    private static bool IsWithoutView(SourceFile file) => !file.Text.Contains('<', StringComparison.Ordinal);

    [GeneratedRegex(@"\bFeatures\.([A-Z]\w*)(?=[.;\s])(?<!Features\.(Get|Set))")]
    private static partial Regex FeatureName();

    [GeneratedRegex(@"(Command|Query|View|Handler|Validator)s?\.cs$")]
    private static partial Regex HandlerFile();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b|\bTimeProvider\.System\b|\bEnvironment\.TickCount(64)?\b|\bGuid\.CreateVersion7\(\)")]
    private static partial Regex SystemClock();

    [GeneratedRegex(@"\b(FromSqlRaw|SqlQueryRaw|ExecuteSqlRaw)\w*\b|\.CommandText\s*=[^=]|new (Sqlite|Npgsql)Command\b|FormattableStringFactory")]
    private static partial Regex RawCommand();

    [GeneratedRegex("\"(SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|PRAGMA|ATTACH|VACUUM)\\b[^\"]*\"")]
    private static partial Regex Command();

    [GeneratedRegex(@"\{([^{}""]+)")]
    private static partial Regex Hole();

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z][a-z0-9]*")]
    private static partial Regex Word();

    [GeneratedRegex("Layout = \"(_\\w+)\"")]
    private static partial Regex OwnLayout();

    [GeneratedRegex("^@page \"/", RegexOptions.Multiline)]
    private static partial Regex PageAddress();

    [GeneratedRegex("""<[^>]*\s(style|on[a-z]+)\s*=\s*["'][^>]*>|<style\b|<script(?![^>]*\ssrc=)[^>]*>""", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();
}
