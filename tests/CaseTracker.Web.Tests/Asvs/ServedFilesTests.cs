using System.Net;
using CaseTracker.Web.Tests.Support;

namespace CaseTracker.Web.Tests.Asvs;

/// <summary>Nothing but the built assets is served.</summary>
public class ServedFilesTests(App app) : IClassFixture<App>
{
    private static readonly string[] Endings = [".css", ".js", ".svg", ".png", ".ico", ".woff2"];

    [Fact]
    [Asvs("13.4.1")]
    public async Task Files_of_development_and_of_the_host_are_not_there()
    {
        var visitor = app.Browse();
        foreach (var path in new[]
        {
            "/.git/HEAD", "/.git/config", "/.gitignore", "/.env", "/.ci/run", "/.editorconfig", "/appsettings.json", "/appsettings.Development.json", "/appsettings.Production.json", "/appsettings.example.json", "/web.config", "/package.json", "/package-lock.json",
            "/packages.lock.json", "/dist/app.js.map", "/dist/app.css.map", "/dist/app.scss", "/Frontend/app.js", "/Program.cs", "/CaseTracker.Web.dll", "/CaseTracker.Web.pdb", "/CaseTracker.Web.deps.json", "/CaseTracker.Web.staticwebassets.endpoints.json",
            "/data/casetracker.db", "/casetracker.db", "/keys", "/evidence/", "/dist/", "/dist", "/dist/.stamp", "/swagger/index.html", "/server-status", "/elmah.axd", "/trace.axd", "/dist/../appsettings.json", "/dist/%2e%2e/appsettings.json", "/dist/..%2fappsettings.json", "/dist/%5c..%5cappsettings.json", "//etc/passwd",
        })
        {
            using var answer = await visitor.RawAsync(new(HttpMethod.Get, new Uri("http://localhost" + path)));
            // The door, for whoever has not gone through it, or nothing.
            answer.StatusCode.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.BadRequest);
        }
    }

    [Fact]
    [Asvs("13.4.1")]
    public void The_folder_that_is_served_holds_built_assets_and_no_maps_of_their_source()
    {
        var served = Directory.EnumerateFiles(Path.Combine(Root.Folder, "src", "CaseTracker.Web", "wwwroot"), "*", SearchOption.AllDirectories).ToList();
        served.ShouldNotBeEmpty();
        // What begins with a dot is never served, as the other test sees.
        served.Where(f => !Path.GetFileName(f).StartsWith('.') && !Endings.Contains(Path.GetExtension(f))).ShouldBeEmpty();
        served.Where(f => Path.GetExtension(f) is ".js" or ".css").Where(f => File.ReadAllText(f).Contains("sourceMappingURL", StringComparison.Ordinal)).ShouldBeEmpty();
    }
}
