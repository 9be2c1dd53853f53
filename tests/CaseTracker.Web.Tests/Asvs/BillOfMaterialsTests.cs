using System.Text.Json;
using System.Text.Json.Nodes;
using CaseTracker.Web.Tests.Support;

namespace CaseTracker.Web.Tests.Asvs;

/// <summary>
/// The bill of materials in <c>docs/security/sbom.json</c> (CycloneDX 1.6) lists what the locked files lock: the packages of the program, and what its assets are built from. With CASETRACKER_WRITE_DOCS=1 it is written anew. It is what a scanner of known faults reads;
/// none runs here.
/// </summary>
public class BillOfMaterialsTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly string File = Path.Combine(Root.Folder, "docs", "security", "sbom.json");

    // What is shipped: the programs, and the migrations that they run.
    private static readonly string[] Projects = ["src/CaseTracker.Domain", "src/CaseTracker.Data", "src/CaseTracker.Web", "migrations/CaseTracker.Migrations.Sqlite", "migrations/CaseTracker.Migrations.PostgreSql"];

    [Fact]
    [Asvs("15.1.2")]
    public void It_lists_every_package_that_the_locked_files_lock()
    {
        var text = Bill().ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";
        if (Environment.GetEnvironmentVariable("CASETRACKER_WRITE_DOCS") == "1") System.IO.File.WriteAllText(File, text);
        System.IO.File.ReadAllText(File).ReplaceLineEndings("\n").ShouldBe(text, "write it anew with CASETRACKER_WRITE_DOCS=1");
    }

    [Fact]
    public void It_names_each_with_its_version_and_digest()
    {
        var components = JsonNode.Parse(System.IO.File.ReadAllText(File))!["components"]!.AsArray();
        var names = components.Select(c => c!["purl"]!.GetValue<string>()).ToList();
        names.ShouldBeUnique();
        names.ShouldContain(n => n.StartsWith("pkg:nuget/MediatR@5.", StringComparison.Ordinal));
        names.ShouldContain(n => n.StartsWith("pkg:npm/govuk-frontend@", StringComparison.Ordinal));
        names.ShouldContain(n => n.StartsWith("pkg:npm/%40ministryofjustice/frontend@", StringComparison.Ordinal));
        components.Where(c => c!["hashes"]!.AsArray().Count == 0).ShouldBeEmpty();
    }

    private static JsonObject Bill() => new()
    {
        ["bomFormat"] = "CycloneDX",
        ["specVersion"] = "1.6",
        ["version"] = 1,
        ["metadata"] = new JsonObject { ["component"] = new JsonObject { ["type"] = "application", ["name"] = "CaseTracker" } },
        ["components"] = new JsonArray([.. NuGet().Concat(Npm()).DistinctBy(c => c.Purl).OrderBy(c => c.Purl, StringComparer.Ordinal).Select(c => (JsonNode)new JsonObject
        {
            ["type"] = "library",
            ["name"] = c.Name,
            ["version"] = c.Version,
            // What only builds the assets is not shipped.
            ["scope"] = c.IsShipped ? "required" : "excluded",
            ["purl"] = c.Purl,
            ["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-512", ["content"] = c.Digest }),
        })]),
    };

    private static IEnumerable<Part> NuGet() =>
        from project in Projects
        from target in Locked(Path.Combine(project, "packages.lock.json"))["dependencies"]!.AsObject()
        from package in target.Value!.AsObject()
        where package.Value!["type"]!.GetValue<string>() != "Project"
        let version = package.Value["resolved"]!.GetValue<string>()
        select new Part(package.Key, version, $"pkg:nuget/{package.Key}@{version}", Hex(package.Value["contentHash"]!.GetValue<string>()), true);

    private static IEnumerable<Part> Npm() =>
        from package in Locked("src/CaseTracker.Web/package-lock.json")["packages"]!.AsObject()
        where package.Key.Length > 0
        let name = package.Key[(package.Key.LastIndexOf("node_modules/", StringComparison.Ordinal) + "node_modules/".Length)..]
        let version = package.Value!["version"]!.GetValue<string>()
        let digest = package.Value["integrity"]!.GetValue<string>()
        where digest.StartsWith("sha512-", StringComparison.Ordinal)
        select new Part(name, version, $"pkg:npm/{name.Replace("@", "%40", StringComparison.Ordinal)}@{version}", Hex(digest["sha512-".Length..]), name is "govuk-frontend" or "@ministryofjustice/frontend" or "accessible-autocomplete");

    private static JsonNode Locked(string path) => JsonNode.Parse(System.IO.File.ReadAllText(Path.Combine(Root.Folder, path)))!;

    private static string Hex(string base64) => Convert.ToHexStringLower(Convert.FromBase64String(base64));

    private sealed record Part(string Name, string Version, string Purl, string Digest, bool IsShipped);
}
