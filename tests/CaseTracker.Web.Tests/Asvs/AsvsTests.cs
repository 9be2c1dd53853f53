using System.Reflection;
using System.Text;
using CaseTracker.Web.Tests.Support;

namespace CaseTracker.Web.Tests.Asvs;

/// <summary>
/// The list of security requirements in <c>docs/security/asvs.md</c> says what the tests say: each id with the tests that bear it, and where there are none, why. With CASETRACKER_WRITE_DOCS=1 it is written anew.
/// </summary>
public class AsvsTests
{
    private const string Variable = "CASETRACKER_WRITE_DOCS";

    private static readonly string File = Path.Combine(Root.Folder, "docs", "security", "asvs.md");

    [Fact]
    public void Every_test_that_bears_an_id_bears_a_known_one() => Proofs().SelectMany(p => p.Ids).Where(id => Requirements.All.All(r => r.Id != id)).ShouldBeEmpty();

    [Fact]
    public void What_no_test_shows_is_said_with_the_reason() => Requirements.All.Where(r => r.NotMet is null && r.NotApplicable is null && Proofs().All(p => !p.Ids.Contains(r.Id))).Select(r => r.Id).ShouldBeEmpty();

    [Fact]
    public void The_document_says_what_the_tests_say()
    {
        var text = Document();
        if (Environment.GetEnvironmentVariable(Variable) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(File)!);
            System.IO.File.WriteAllText(File, text);
        }
        System.IO.File.ReadAllText(File).ReplaceLineEndings("\n").ShouldBe(text, $"write it anew with {Variable}=1");
    }

    private static string Document()
    {
        var text = new StringBuilder("""
            # Security requirements and their proofs

            Ids and levels of ASVS 5.0.0. Made from the tests: each names the requirements that it shows to be met. What is not met says why.

            | Id | Level | Requirement | Shown by |
            |-|-|-|-|

            """.ReplaceLineEndings("\n"));
        foreach (var requirement in Requirements.All)
        {
            var proofs = Proofs().Where(p => p.Ids.Contains(requirement.Id)).Select(p => $"`{p.Test}`").Order(StringComparer.Ordinal).ToList();
            string?[] said = [requirement.NotMet is { } why ? $"**Not met.** {why}" : null, requirement.NotApplicable is { } reason ? $"**Not applicable.** {reason}" : null, proofs.Count > 0 ? string.Join("<br>", proofs) : null];
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"| {requirement.Id} | {requirement.Level} | {requirement.Must} | {string.Join("<br>", said.OfType<string>())} |\n");
        }
        return text.ToString();
    }

    private static List<(string Test, IReadOnlyList<string> Ids)> Proofs() =>
    [
        .. from type in typeof(AsvsTests).Assembly.GetTypes()
           from member in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Cast<MemberInfo>().Append(type)
           let asvs = member.GetCustomAttribute<AsvsAttribute>(inherit: false)
           where asvs is not null
           select (member == type ? type.Name : $"{type.Name}.{member.Name}", asvs.Ids),
    ];
}
