using CaseTracker.Web.Hosting;
using CaseTracker.Web.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace CaseTracker.Web.Tests.Hosting;

public class StartGuardTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("urls", "http://*:80")]
    [InlineData("http_ports", "8080")]
    [InlineData("Kestrel:Endpoints:Web:Url", "http://*:5080")]
    [Asvs("12.2.1")]
    public void A_council_s_site_refuses_to_start_on_plain_http(string? setting, string? value)
    {
        var refused = Should.Throw<StartRefusedException>(() => Check("Production", setting, value));
        refused.Message.ShouldContain("CaseTracker:TrustedProxies");
    }

    [Theory]
    [InlineData("urls", "http://*:80;https://*:443")]
    [InlineData("https_ports", "8443")]
    [InlineData("Kestrel:Endpoints:Web:Url", "https://*:443")]
    public void It_starts_with_https(string setting, string value) => Should.NotThrow(() => Check("Production", setting, value));

    [Fact]
    public void It_starts_behind_a_trusted_proxy() => Should.NotThrow(() => Check("Production", "urls", "http://*:80", "10.0.0.1"));

    [Fact]
    public void Development_needs_neither() => Should.NotThrow(() => Check("Development", null, null));

    private static void Check(string environment, string? setting, string? value, params string[] proxies) => StartGuard.Check(
        new ConfigurationBuilder().AddInMemoryCollection(setting is null ? [] : [new(setting, value)]).Build(), new Place(environment), new SiteOptions { TrustedProxies = proxies });

    private sealed class Place(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;
        public string ApplicationName { get; set; } = "CaseTracker";
        public string ContentRootPath { get; set; } = "/";
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
