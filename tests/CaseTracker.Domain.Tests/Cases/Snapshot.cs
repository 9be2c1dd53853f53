using System.Text.Json;
using System.Text.Json.Serialization;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Protection;

namespace CaseTracker.Domain.Tests.Cases;

/// <summary>Everything that a case holds, as text: two are equal exactly if nothing changed.</summary>
internal static class Snapshot
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new SealedConverter() } };

    public static string Of(params IEnumerable<Case?> cases) => string.Join('\n', cases.OfType<Case>().Select(c => JsonSerializer.Serialize(c, Options)));

    private sealed class SealedConverter : JsonConverter<Sealed>
    {
        public override Sealed Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Sealed value, JsonSerializerOptions options) => writer.WriteBase64StringValue(value.Packed);
    }
}
