using System.Collections;
using System.Reflection;
using System.Text.Json;
using CaseTracker.Domain.Taxonomies;
using CaseTracker.Web.Hosting;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace CaseTracker.Web.Tests.Hosting;

public class SettingsExampleTests
{
    // What the framework itself reads.
    private static readonly string[] Framework = ["ConnectionStrings:CaseTracker", "ConnectionStrings:CaseTrackerKeys", "Logging:LogLevel:Default", "Logging:LogLevel:Microsoft", "urls"];

    private static readonly (string Section, Type Options)[] Bound =
    [
        (SiteOptions.Section, typeof(SiteOptions)), (KeyOptions.Section, typeof(KeyOptions)), (CouncilOptions.Section, typeof(CouncilOptions)), (RulesOptions.Section, typeof(RulesOptions)), (MailOptions.Section, typeof(MailOptions)), (SingleSignOnOptions.Section, typeof(SingleSignOnOptions)), (EvidenceOptions.Section, typeof(EvidenceOptions)), (TelemetryOptions.Section, typeof(TelemetryOptions)), (ReportingOptions.Section, typeof(ReportingOptions)), (LimitsOptions.Section, typeof(LimitsOptions)), (AutoMapperOptions.Section, typeof(AutoMapperOptions)),
    ];

    private static string File => Path.Combine(Root.Folder, "appsettings.example.json");

    private static IEnumerable<string> Known => Bound.SelectMany(b => Keys(b.Section, b.Options)).Concat(Framework);

    [Fact]
    public void The_example_names_every_setting_and_none_that_is_not_one()
    {
        using var json = JsonDocument.Parse(System.IO.File.ReadAllText(File), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        Leaves("", json.RootElement).Order().ShouldBe(Known.Order());
    }

    [Fact]
    public void Every_setting_of_the_example_is_explained()
    {
        var lines = System.IO.File.ReadAllLines(File).Select(l => l.Trim()).ToList();
        var silent = lines.Where((line, i) => line.StartsWith('"') && !line.EndsWith('{') && !lines[i - 1].StartsWith("//", StringComparison.Ordinal));
        silent.ShouldBeEmpty();
    }

    [Fact]
    public void The_example_is_read_as_it_stands()
    {
        var settings = new ConfigurationBuilder().AddJsonFile(File).Build();
        var site = settings.GetSection(SiteOptions.Section).Get<SiteOptions>()!;
        site.TrustedProxies.ShouldBe(["10.1.2.3", "10.8.0.0/16"]);
        site.PublicAddress.ShouldStartWith("https://");
        new CouncilOptionsCheck().Validate(null, settings.GetSection(CouncilOptions.Section).Get<CouncilOptions>()!).Succeeded.ShouldBeTrue();
        new MailOptionsCheck().Validate(null, settings.GetSection(MailOptions.Section).Get<MailOptions>()!).Succeeded.ShouldBeTrue();
        var signOn = settings.GetSection(SingleSignOnOptions.Section).Get<SingleSignOnOptions>()!;
        // The file is the operator's.
        (signOn.ClientSecret, signOn.ClientSecretFile) = ("secret", null);
        new SingleSignOnOptionsCheck().Validate(null, signOn).Failures.ShouldBeNull();
        new EvidenceOptionsCheck().Validate(null, settings.GetSection(EvidenceOptions.Section).Get<EvidenceOptions>()!).Succeeded.ShouldBeTrue();
        new TelemetryOptionsCheck().Validate(null, settings.GetSection(TelemetryOptions.Section).Get<TelemetryOptions>()!).Succeeded.ShouldBeTrue();
        new ReportingOptionsCheck().Validate(null, settings.GetSection(ReportingOptions.Section).Get<ReportingOptions>()!).Succeeded.ShouldBeTrue();
        new LimitsOptionsCheck().Validate(null, settings.GetSection(LimitsOptions.Section).Get<LimitsOptions>()!).Succeeded.ShouldBeTrue();
        var rules = settings.GetSection(RulesOptions.Section).Get<RulesOptions>()!;
        rules.PreElection.ShouldHaveSingleItem().Poll.ShouldBe(new DateOnly(2027, 5, 6));
        rules.ClockLimits.ShouldNotBeEmpty();
        var sanctions = rules.Sanctions;
        Should.NotThrow(() => Taxonomy.Load().WithSanctionDates(sanctions));
    }

    private static IEnumerable<string> Keys(string section, Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite)
        .SelectMany(p => p.PropertyType.Namespace!.StartsWith("CaseTracker.Web", StringComparison.Ordinal) && !p.PropertyType.IsEnum && !p.PropertyType.IsAssignableTo(typeof(IEnumerable))
            ? Keys($"{section}:{p.Name}", p.PropertyType) : [$"{section}:{p.Name}"]);

    private static IEnumerable<string> Leaves(string path, JsonElement element) => element.EnumerateObject().SelectMany(p =>
    {
        var at = path.Length == 0 ? p.Name : $"{path}:{p.Name}";
        return p.Value.ValueKind != JsonValueKind.Object || Known.Contains(at) ? [at] : Leaves(at, p.Value);
    });
}
