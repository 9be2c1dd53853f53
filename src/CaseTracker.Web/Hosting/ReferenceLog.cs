using System.Buffers;
using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CaseTracker.Web.Hosting;

/// <summary>
/// Log lines as JSON that hold references only. What the site says itself names nobody; what an exception says may quote what somebody wrote ("The input string '…' was not in a correct format"), so
/// its words are withheld unless its type is known to speak of the machine alone. Type, place and the number on the failure page remain.
/// </summary>
public sealed class ReferenceLog(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    /// <summary>Name by which the console finds it.</summary>
    public const string FormatterName = "references";

    private const string Withheld = "(words withheld)";

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Names of tables and constraints, states of the server; not class 22, which quotes values.
    private static readonly string[] TellingStates = ["08", "23", "25", "28", "40", "42", "53", "55", "57", "58", "XX"];

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var (entry, secret) = (logEntry, Secrets(logEntry.Exception));
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            json.WriteString("Timestamp", time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
            json.WriteNumber("EventId", entry.EventId.Id);
            json.WriteString("LogLevel", entry.LogLevel.ToString());
            json.WriteString("Category", entry.Category);
            json.WriteString("Message", Without(secret, entry.Formatter(entry.State, entry.Exception)));
            if (entry.Exception is { } exception) json.WriteString("Exception", Without(secret, exception.ToString()));
            if (entry.State is IReadOnlyList<KeyValuePair<string, object?>> state)
            {
                json.WriteStartObject("State");
                foreach (var (name, value) in state) json.WriteString(name, Without(secret, Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        textWriter.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    // The longest first: one may hold another.
    private static List<string> Secrets(Exception? e) => [.. Chain(e).Where(x => !SpeaksOfTheMachine(x)).SelectMany(Words).OfType<string>().Where(w => w.Length > 0).Distinct().OrderByDescending(w => w.Length)];

    // The driver says the same in several ways.
    private static string?[] Words(Exception e) => e is PostgresException refused ? [refused.Message, refused.MessageText, refused.Hint, refused.Where, refused.InternalQuery] : [e.Message];

    private static IEnumerable<Exception> Chain(Exception? e) => e switch
    {
        null => [],
        AggregateException several => several.InnerExceptions.SelectMany(Chain).Prepend(e),
        _ => Chain(e.InnerException).Prepend(e),
    };

    private static bool SpeaksOfTheMachine(Exception e) => e switch
    {
        PostgresException refused => TellingStates.Contains(refused.SqlState[..2]),
        DbUpdateException or SqliteException or DbException or IOException or SocketException or TimeoutException or UnauthorizedAccessException or OperationCanceledException or CryptographicException
            or OptionsValidationException or StartRefusedException => true,
        _ => false,
    };

    private static string Without(List<string> secrets, string text) => secrets.Aggregate(text, (t, s) => t.Replace(s, Withheld, StringComparison.Ordinal));
}
