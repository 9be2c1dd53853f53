using System.Net;
using System.Net.Sockets;
using System.Text;
using CaseTracker.Domain.Evidence;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Tests.Support;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Tests.Asvs;

/// <summary>Files in XML that ask for something elsewhere: somebody waits at the address, and nobody comes.</summary>
public class ExternalEntityTests(App app) : IClassFixture<App>
{
    [Fact]
    [Asvs("1.5.1")]
    public async Task What_a_file_refers_to_elsewhere_is_never_fetched()
    {
        using var elsewhere = new TcpListener(IPAddress.Loopback, 0);
        elsewhere.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)elsewhere.LocalEndpoint).Port}/fetched";
        var given = await app.GivenCaseAsync(Route.R2, Stage.Advice);
        var raiser = await app.SignInAsync(given.Raiser);
        foreach (var (name, content) in Files(address))
        {
            Should.Throw<FileRefusedException>(() => Look(content, name), name);
            var page = await raiser.UploadAsync($"/concerns/{given}/add-evidence", content, name, new { Note = "A paper." });
            page.Errors.ShouldNotBeEmpty(name);
        }
        // It would have connected by now, and waited for an answer.
        elsewhere.Pending().ShouldBeFalse();

        // The listener hears whoever does come.
        using var visitor = new TcpClient();
        await visitor.ConnectAsync((IPEndPoint)elsewhere.LocalEndpoint, TestContext.Current.CancellationToken);
        SpinWait.SpinUntil(elsewhere.Pending, TimeSpan.FromSeconds(5)).ShouldBeTrue();
    }

    private static void Look(byte[] content, string name)
    {
        using var stream = new MemoryStream(content);
        var kind = FileInspector.Inspect(stream, name);
        if (kind.IsCleaned) FileInspector.Clean(kind, stream, Stream.Null);
    }

    private static IEnumerable<(string Name, byte[] Content)> Files(string address)
    {
        var entity = $"<!DOCTYPE x [<!ENTITY % far SYSTEM \"{address}\"> %far; <!ENTITY e SYSTEM \"{address}\">]>";
        const string Namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main", Relations = "http://schemas.openxmlformats.org/package/2006/relationships";
        byte[] Part(string text) => Encoding.UTF8.GetBytes($"<?xml version=\"1.0\"?>{entity}{text}");
        yield return ("drawing.svg", Part("<svg xmlns=\"http://www.w3.org/2000/svg\"><text>&e;</text></svg>"));
        yield return ("note.docx", SampleFiles.Word("x", ("word/header1.xml", Part($"<w:hdr xmlns:w=\"{Namespace}\"><w:p>&e;</w:p></w:hdr>"))));
        yield return ("core.docx", SampleFiles.Word("x", ("word/_rels/header1.xml.rels", Part($"<Relationships xmlns=\"{Relations}\"/>"))));
        yield return ("linked.docx", SampleFiles.Word("x", ("word/_rels/header1.xml.rels", Encoding.UTF8.GetBytes($"<?xml version=\"1.0\"?><Relationships xmlns=\"{Relations}\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate\" Target=\"{address}\" TargetMode=\"External\"/></Relationships>"))));
    }
}
