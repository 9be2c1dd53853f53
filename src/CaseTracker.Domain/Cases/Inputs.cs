using System.Globalization;
using System.Text.Json;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;

namespace CaseTracker.Domain.Cases;

/// <summary>
/// What somebody entered for a verb, by the input codes of the table. Dates are yyyy-MM-dd, ticks "yes", people <c>p:</c> and a pseudonym or plain text.
/// Numbered inputs hang on their code: <c>allegations.1.text</c>, <c>filter_answers.2</c>, <c>filter_answers.2.reason</c>, <c>letters.raiser</c>.
/// </summary>
public sealed class Inputs
{
    private readonly Dictionary<string, string[]> _values;

    /// <summary>No inputs.</summary>
    public static Inputs Empty => new([]);

    /// <summary>Inputs by code; blank values are left out.</summary>
    public Inputs(IEnumerable<KeyValuePair<string, string[]>> values) =>
        _values = values.Select(v => (v.Key, Kept: v.Value.Select(x => x.Trim()).Where(x => x.Length > 0).ToArray())).Where(v => v.Kept.Length > 0)
            .ToDictionary(v => v.Key, v => v.Kept, StringComparer.Ordinal);

    /// <summary>All inputs.</summary>
    public IReadOnlyDictionary<string, string[]> Values => _values;

    /// <summary>The same with one input set, or taken away where no value is given.</summary>
    public Inputs With(string code, params string?[] values)
    {
        var copy = new Dictionary<string, string[]>(_values) { [code] = [.. values.OfType<string>()] };
        return new Inputs(copy);
    }

    /// <summary>Whether anything was entered, under the code itself or a number of it.</summary>
    public bool Has(string code) => _values.ContainsKey(code) || _values.Keys.Any(k => k.StartsWith(code + ".", StringComparison.Ordinal));

    /// <summary>The first value, or an empty text.</summary>
    public string Text(string code) => _values.TryGetValue(code, out var v) ? v[0] : "";

    /// <summary>All values.</summary>
    public IReadOnlyList<string> List(string code) => _values.GetValueOrDefault(code, []);

    /// <summary>The value as a date; null if there is none or it is not one.</summary>
    public DateOnly? Date(string code) => DateOnly.TryParseExact(Text(code), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var d) ? d : null;

    /// <summary>A date as an input holds it; empty for none.</summary>
    public static string Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Whether a box was ticked.</summary>
    public bool Ticked(string code) => Text(code) is "yes" or "true";

    /// <summary>The first value as a person or text.</summary>
    public Party? Party(string code) => Text(code) is { Length: > 0 } text ? Cases.Party.Parse(text) : null;

    /// <summary>All values as persons or texts.</summary>
    public IReadOnlyList<Party> Parties(string code) => [.. List(code).Select(Cases.Party.Parse)];

    /// <summary>Numbered allegations, in order.</summary>
    public IReadOnlyList<AllegationInput> Allegations =>
    [
        .. _values.Keys.Where(k => k.StartsWith("allegations.", StringComparison.Ordinal)).Select(k => int.TryParse(k.Split('.')[1], CultureInfo.InvariantCulture, out var n) ? n : 0)
            .Where(n => n > 0).Distinct().Order()
            .Select(n => new AllegationInput(n, Text($"allegations.{n}.text"), Text($"allegations.{n}.heading"), Text($"allegations.{n}.paragraph") is { Length: > 0 } p ? p : null)),
    ];

    /// <summary>As stored in an event or a draft.</summary>
    public string ToJson() => JsonSerializer.Serialize(_values);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static Inputs FromJson(string json) => json.Length == 0 ? Empty : new Inputs(JsonSerializer.Deserialize<Dictionary<string, string[]>>(json)!);
}

/// <summary>An allegation as entered: number, text, Code heading, and paragraph of the Code if known.</summary>
public sealed record AllegationInput(int Number, string Text, string Heading, string? Paragraph);

/// <summary>Somebody named in a concern: a person known to the council, or a text.</summary>
/// <param name="Person">Their pseudonym, if known.</param>
/// <param name="Name">The text otherwise.</param>
public sealed record Party(Pseudonym? Person, string Name)
{
    /// <summary>A known person.</summary>
    public static Party Of(Pseudonym person) => new(person, "");

    /// <summary>Somebody known by name only.</summary>
    public static Party Called(string name) => new(null, name);

    /// <summary>Reads <c>p:</c> and a pseudonym, or else takes the text as a name.</summary>
    public static Party Parse(string text) =>
        text.StartsWith("p:", StringComparison.Ordinal) && Pseudonym.Parse(text[2..]) is { } person ? Of(person) : Called(text);

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString() => Person is { } p ? "p:" + p : Name;

    /// <summary>The person in the organisation, if known.</summary>
    public Person? In(Organisation people) => people.Find(Person);
}
