using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CaseTracker.Rig;

/// <summary>Takes mail and notes each Message-ID with its subject. It speaks as much SMTP as a relay on the same host: no encryption, no sign-in.</summary>
public sealed class PlainSmtpSink : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public PlainSmtpSink()
    {
        _listener.Start();
        _ = Task.Run(AcceptAsync);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How long it thinks about each mail before it says that it has it.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>Message-ID and subject of everything taken, repeats too.</summary>
    public ConcurrentBag<(string Id, string Subject)> Mails { get; } = [];

    /// <summary>Every line of every mail, as it came.</summary>
    public ConcurrentQueue<string> Lines { get; } = [];

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = TalkAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The sink was closed.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
                await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
                await writer.WriteLineAsync("220 sink");
                while (await reader.ReadLineAsync() is { } line)
                {
                    if (line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase))
                    {
                        await writer.WriteLineAsync("354 go on");
                        var (id, subject) = ("", "");
                        string? text;
                        while ((text = await reader.ReadLineAsync()) is not null && text != ".")
                        {
                            Lines.Enqueue(text);
                            if (text.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase)) id = text[11..].Trim(' ', '<', '>').Split('@')[0];
                            if (text.StartsWith("Subject:", StringComparison.OrdinalIgnoreCase)) subject = text[8..].Trim();
                        }
                        // Cut off before its end it is no mail: the site died in the middle, and no server would deliver it.
                        if (text is null) return;
                        Mails.Add((id, subject));
                        await Task.Delay(Pause);
                    }
                    await writer.WriteLineAsync(line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase) ? "221 bye" : "250 OK");
                }
            }
        }
        catch (IOException)
        {
            // The site was killed while it spoke.
        }
    }
}
