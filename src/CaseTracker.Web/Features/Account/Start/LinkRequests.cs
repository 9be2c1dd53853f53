using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Account.Start;

/// <summary>Addresses for which a link was asked. They are looked up later, so that the answer betrays nothing by the time it takes.</summary>
public sealed class LinkRequests
{
    // What does not fit is dropped: whoever asks a thousand times must not fill the memory.
    private readonly Channel<string> _asked = Channel.CreateBounded<string>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Takes note of an address.</summary>
    public void Ask(string email) => _asked.Writer.TryWrite(email);

    /// <summary>An address that waits, if there is one.</summary>
    public bool TryTake([MaybeNullWhen(false)] out string email) => _asked.Reader.TryRead(out email);

    /// <summary>The addresses as they come.</summary>
    public IAsyncEnumerable<string> ReadAsync(CancellationToken cancellationToken) => _asked.Reader.ReadAllAsync(cancellationToken);
}

/// <summary>Looks up the addresses one after the other, and writes a letter to those who may have one.</summary>
public sealed partial class LinkRequestsReader(LinkRequests requests, IServiceProvider services, ILogger<LinkRequestsReader> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var email in requests.ReadAsync(stoppingToken)) await WriteAsync(email);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Whoever was told to look into their email finds a letter there, also when the site stops.
            while (requests.TryTake(out var email)) await WriteAsync(email);
        }
    }

    private async Task WriteAsync(string email)
    {
        try
        {
            await using var scope = services.CreateOperatorScope();
            await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new SendLinkCommand(email), CancellationToken.None);
        }
        // One address that fails must not keep the links from everybody after it.
        catch (Exception e)
        {
            NotWritten(e);
        }
    }

    [LoggerMessage(LogLevel.Error, "A one-time link could not be written")]
    private partial void NotWritten(Exception e);
}
