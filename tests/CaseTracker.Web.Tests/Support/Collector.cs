using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace CaseTracker.Web.Tests.Support;

/// <summary>An OpenTelemetry collector that keeps the bytes it is sent, over HTTP or gRPC.</summary>
public sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Path, byte[] Bytes)> _taken = new();

    private Collector(bool grpc)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, l => l.Protocols = grpc ? HttpProtocols.Http2 : HttpProtocols.Http1));
        _app = builder.Build();
        _app.Run(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            _taken.Enqueue((http.Request.Path, body.ToArray()));
            if (!grpc) return;
            http.Response.ContentType = "application/grpc";
            // An empty message: everything was taken.
            await http.Response.Body.WriteAsync(new byte[5]);
            http.Response.AppendTrailer("grpc-status", "0");
        });
    }

    /// <summary>Where it listens.</summary>
    public string Endpoint => _app.Urls.Single();

    /// <summary>Addresses at which something arrived.</summary>
    public IEnumerable<string> Paths => _taken.Select(t => t.Path).Distinct().Order();

    /// <summary>All that arrived, byte for byte; texts in it can be read as they are.</summary>
    public string Text => string.Concat(_taken.Select(t => Encoding.UTF8.GetString(t.Bytes)));

    public static async Task<Collector> StartAsync(bool grpc)
    {
        var collector = new Collector(grpc);
        await collector._app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
