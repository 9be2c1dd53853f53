using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CaseTracker.Data.Evidence;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Pipeline;

/// <summary>
/// Asks a clamd about a file (INSTREAM: each chunk with its length in four bytes, and an empty one at the end). Only its plain "OK" clears a file and only its "FOUND" condemns one: no answer, a late one or any other leaves it held (ASVS 5.4.3, 16.5.3).
/// </summary>
public sealed class VirusScanner(IOptions<EvidenceOptions> options, ILogger<VirusScanner> log)
{
    private const int ChunkSize = 64 * 1024, LongestAnswer = 4 * 1024;

    /// <summary>Whether there is one.</summary>
    public bool IsConfigured => options.Value.Scanner.Length > 0;

    /// <summary>What it says of a file, read from the beginning.</summary>
    public async Task<ScanState> ScanAsync(Stream file, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(options.Value.ScannerSeconds));
        try
        {
            var answer = await AskAsync(file, limit.Token);
            if (answer == "stream: OK") return ScanState.Clean;
            if (answer.StartsWith("stream: ", StringComparison.Ordinal) && answer.EndsWith(" FOUND", StringComparison.Ordinal)) return ScanState.Quarantined;
            log.LogWarning("The virus scanner gave no verdict on a file, which is held. Its limits may be smaller than a file may be (StreamMaxLength)");
        }
        catch (Exception e) when (e is SocketException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            log.LogWarning("The virus scanner did not answer ({Why}); a file is held", e.GetType().Name);
        }
        return ScanState.Held;
    }

    /// <summary>The address that a setting names; null if it is none.</summary>
    public static EndPoint? AddressOf(string setting)
    {
        if (setting.StartsWith("unix:", StringComparison.Ordinal)) return setting.Length > 5 ? new UnixDomainSocketEndPoint(setting[5..]) : null;
        return Uri.TryCreate(setting, UriKind.Absolute, out var uri) && uri is { Scheme: "tcp", Host.Length: > 0, Port: > 0 } ? new DnsEndPoint(uri.Host, uri.Port) : null;
    }

    private async Task<string> AskAsync(Stream file, CancellationToken cancellationToken)
    {
        var address = AddressOf(options.Value.Scanner)!;
        using var socket = address is UnixDomainSocketEndPoint ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) : new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address, cancellationToken);
        await using var line = new NetworkStream(socket);
        await line.WriteAsync("zINSTREAM\0"u8.ToArray(), cancellationToken);
        var chunk = new byte[4 + ChunkSize];
        file.Position = 0;
        try
        {
            int read;
            do
            {
                read = await file.ReadAsync(chunk.AsMemory(4), cancellationToken);
                BinaryPrimitives.WriteInt32BigEndian(chunk, read);
                await line.WriteAsync(chunk.AsMemory(0, 4 + read), cancellationToken);
            }
            while (read > 0);
        }
        catch (IOException)
        {
            // It stops reading where it has seen enough, and says why.
        }
        Array.Clear(chunk);
        var (answer, held) = (new byte[LongestAnswer], 0);
        while (held < answer.Length && await line.ReadAsync(answer.AsMemory(held), cancellationToken) is > 0 and var more)
        {
            held += more;
            if (answer[held - 1] == 0) break;
        }
        return Encoding.Latin1.GetString(answer, 0, held).TrimEnd('\0', '\n');
    }
}
