using System.Collections.Frozen;
using System.Text.Json;

namespace CaseTracker.Domain.Taxonomies;

/// <summary>A code and the words people see for it.</summary>
public sealed record Term(string Code, string Label);

/// <summary>A route as the taxonomies describe it.</summary>
public sealed record RouteTerm(string Code, string Label, bool Informal, string Outcomes, bool SanctionsAllowed);

/// <summary>What the council may do with a sanction.</summary>
public enum SanctionPower
{
    /// <summary>No power in English law.</summary>
    None,

    /// <summary>May be imposed.</summary>
    Impose,

    /// <summary>May only be recommended to whoever decides.</summary>
    Recommend,
}

/// <summary>
/// A sanction of the catalogue. English councils cannot suspend, disqualify or withdraw allowances (Localism Act 2011 s.28(11) gives no such
/// power): these stand in the catalogue, off. A change of law is a setting: <see cref="EnabledFrom"/> and <see cref="EnabledTo"/>.
/// </summary>
public sealed record Sanction(string Code, string Label, SanctionPower Power, bool Enabled, string RecommendTo, string Note)
{
    /// <summary>First day on which a sanction that is off may be used; null means never.</summary>
    public DateOnly? EnabledFrom { get; init; }

    /// <summary>First day on which the sanction may no longer be used; null means no end.</summary>
    public DateOnly? EnabledTo { get; init; }

    /// <summary>Whether the sanction may be used on that day.</summary>
    public bool IsEnabledOn(DateOnly day) => (Enabled || EnabledFrom <= day) && !(EnabledTo <= day);

    /// <summary>Whether it may be used on that day against a member about whom it was received then: a power that came later does not reach back, and one that is gone is gone.</summary>
    public bool IsEnabledFor(DateOnly received, DateOnly day) => IsEnabledOn(received) && IsEnabledOn(day);
}

/// <summary>Words of a heading of the Code, and the first day and the first day no more on which an allegation can be received under it. A new Code is a change of these.</summary>
public sealed record HeadingDates(string? Label = null, DateOnly? From = null, DateOnly? To = null)
{
    internal bool HoldsOn(DateOnly day) => !(From > day) && !(To <= day);
}

/// <summary>The days from and to which a setting switches a sanction on or off.</summary>
public sealed record SanctionDates(DateOnly? EnabledFrom = null, DateOnly? EnabledTo = null);

/// <summary>The lists of codes and labels that the product uses (domain brief, section 4), read once from the file built into it.</summary>
public sealed class Taxonomy
{
    private const string CodeHeadings = "code_headings";
    private static readonly Lazy<Taxonomy> BuiltIn = new(Read);
    private readonly FrozenDictionary<string, IReadOnlyList<Term>> _lists;
    private readonly FrozenDictionary<string, FrozenDictionary<string, string>> _labels;
    private IReadOnlyDictionary<string, HeadingDates> _headings = new Dictionary<string, HeadingDates>();

    private Taxonomy(IReadOnlyDictionary<string, IReadOnlyList<Term>> lists, IReadOnlyList<RouteTerm> routes, IReadOnlyList<Sanction> sanctions)
    {
        _lists = lists.ToFrozenDictionary();
        _labels = lists.ToFrozenDictionary(l => l.Key, l => l.Value.ToFrozenDictionary(t => t.Code, t => t.Label));
        Routes = routes;
        Sanctions = sanctions;
    }

    /// <summary>Routes, in the order in which they are offered.</summary>
    public IReadOnlyList<RouteTerm> Routes { get; }

    /// <summary>The catalogue of sanctions, with those that are off.</summary>
    public IReadOnlyList<Sanction> Sanctions { get; }

    /// <summary>Names of the lists.</summary>
    public IEnumerable<string> Lists => _lists.Keys;

    /// <summary>The lists as the product brings them.</summary>
    public static Taxonomy Load() => BuiltIn.Value;

    /// <summary>The same lists with the dates that settings give to sanctions, by code. Throws <see cref="ArgumentException"/> for an unknown code.</summary>
    public Taxonomy WithSanctionDates(IReadOnlyDictionary<string, SanctionDates> dates)
    {
        if (dates.Keys.FirstOrDefault(code => Sanctions.All(s => s.Code != code)) is { } unknown) throw new ArgumentException($"There is no sanction {unknown}.", nameof(dates));
        return new(_lists, Routes, [.. Sanctions.Select(s => dates.TryGetValue(s.Code, out var d) ? s with { EnabledFrom = d.EnabledFrom, EnabledTo = d.EnabledTo } : s)]) { _headings = _headings };
    }

    /// <summary>
    /// The same lists with headings of the Code that settings add, or give dates to. An older one stays known: what was alleged under it keeps its words.
    /// Throws <see cref="ArgumentException"/> for a new one without words.
    /// </summary>
    public Taxonomy WithCodeHeadings(IReadOnlyDictionary<string, HeadingDates> headings)
    {
        if (headings.FirstOrDefault(h => string.IsNullOrWhiteSpace(h.Value.Label) && !Has(CodeHeadings, h.Key)) is { Key: { } nameless }) throw new ArgumentException($"The heading {nameless} has no words.", nameof(headings));
        var all = List(CodeHeadings).Where(t => !headings.TryGetValue(t.Code, out var h) || string.IsNullOrWhiteSpace(h.Label)).Concat(headings.Where(h => !string.IsNullOrWhiteSpace(h.Value.Label)).Select(h => new Term(h.Key, h.Value.Label!))).ToList();
        return new(_lists.ToDictionary(l => l.Key, l => l.Key == CodeHeadings ? all : l.Value), Routes, Sanctions) { _headings = headings };
    }

    /// <summary>The headings under which an allegation can be received on that day.</summary>
    public IReadOnlyList<Term> CodeHeadingsOn(DateOnly day) => [.. List(CodeHeadings).Where(t => !_headings.TryGetValue(t.Code, out var h) || h.HoldsOn(day))];

    /// <summary>The terms of a list, in its order. Throws <see cref="KeyNotFoundException"/> for an unknown list.</summary>
    public IReadOnlyList<Term> List(string list) => _lists[list];

    /// <summary>Whether the list holds the code.</summary>
    public bool Has(string list, string code) => _labels[list].ContainsKey(code);

    /// <summary>The words for a code; the code itself if the list does not hold it (an older file may have used it).</summary>
    public string Label(string list, string code) => _labels[list].GetValueOrDefault(code, code);

    /// <summary>The route with that code, or null.</summary>
    public RouteTerm? Route(string code) => Routes.FirstOrDefault(r => r.Code == code);

    /// <summary>The sanction with that code, or null.</summary>
    public Sanction? Sanction(string code) => Sanctions.FirstOrDefault(s => s.Code == code);

    /// <summary>Outcomes that the route may end with.</summary>
    public IReadOnlyList<Term> OutcomesOf(string route) => List((Route(route) ?? throw new KeyNotFoundException($"There is no route {route}.")).Outcomes);

    private static Taxonomy Read()
    {
        using var file = typeof(Taxonomy).Assembly.GetManifestResourceStream("taxonomies.json") ?? throw new InvalidOperationException("The taxonomies are not built in.");
        using var json = JsonDocument.Parse(file);
        var lists = json.RootElement.EnumerateObject().ToDictionary(l => l.Name, l => (IReadOnlyList<Term>)[.. l.Value.EnumerateArray().Select(t => new Term(Text(t, "code"), Text(t, "label")))]);
        var routes = json.RootElement.GetProperty("routes").EnumerateArray().Select(r =>
            new RouteTerm(Text(r, "code"), Text(r, "label"), r.GetProperty("informal").GetBoolean(), Text(r, "outcomes"), r.GetProperty("sanctions_allowed").GetBoolean()));
        var sanctions = json.RootElement.GetProperty("sanctions").EnumerateArray().Select(s =>
            new Sanction(Text(s, "code"), Text(s, "label"), Enum.Parse<SanctionPower>(Text(s, "power"), true), s.GetProperty("enabled").GetBoolean(), Text(s, "recommend_to"), Text(s, "note")));
        return new(lists, [.. routes], [.. sanctions]);
    }

    private static string Text(JsonElement term, string name) => term.GetProperty(name).GetString() ?? "";
}
