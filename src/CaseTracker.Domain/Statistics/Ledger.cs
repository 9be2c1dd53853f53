using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CaseTracker.Domain.Statistics;

/// <summary>The two cumulative numbers, rounded, at the end of a quarter.</summary>
public sealed record Since(int Received, int Decided);

/// <summary>A row as published; null is withheld: [c].</summary>
public sealed record PublishedRow(string Name, int? Count);

/// <summary>A table as published.</summary>
public sealed record PublishedTable(string Code, string Name, Family Family, int Total, IReadOnlyList<PublishedRow> Rows)
{
    /// <summary>Whether it is withheld as a whole.</summary>
    [JsonIgnore]
    public bool IsWithheld => Rows.All(r => r.Count is null);
}

/// <summary>The figures of one period, as published. They never change.</summary>
public sealed record Figures(string Name, Since Since, int Received, int Decided, IReadOnlyList<PublishedTable> Tables)
{
    /// <summary>What the figures cover.</summary>
    [JsonIgnore]
    public Period Period { get; } = Period.Parse(Name) ?? throw new InvalidOperationException($"There is no period {Name}.");
}

/// <summary>What a request under the Freedom of Information Act was answered about.</summary>
public enum AnswerKind
{
    /// <summary>Nothing but published figures, or a refusal: no new figure.</summary>
    Nothing,

    /// <summary>Concerns received from one day to another.</summary>
    Received,

    /// <summary>Concerns decided from one day to another.</summary>
    Decided,

    /// <summary>Concerns open at the end of a day.</summary>
    Open,

    /// <summary>Concerns of one row of a published table.</summary>
    Row,
}

/// <summary>
/// Something that was told, or done with what was told. Entries are only ever added; everything shown is made from them alone, so that it can be made again, byte for byte.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "entry")]
[JsonDerivedType(typeof(Begun), "begun")]
[JsonDerivedType(typeof(Released), "released")]
[JsonDerivedType(typeof(Corrected), "corrected")]
[JsonDerivedType(typeof(Shown), "shown")]
[JsonDerivedType(typeof(Answered), "answered")]
public abstract record LedgerEntry
{
    private static readonly JsonSerializerOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter() } };

    /// <summary>The entry as it is stored and hashed.</summary>
    public string ToText() => JsonSerializer.Serialize(this, Written);

    /// <summary>Reads what <see cref="ToText"/> wrote.</summary>
    public static LedgerEntry FromText(string text) => JsonSerializer.Deserialize<LedgerEntry>(text, Written) ?? throw new JsonException("An entry is empty.");
}

/// <summary>From when figures are published, and over how many years tables are added up. Fixed for ever: whatever is chosen after looking at the figures tells something about them.</summary>
public sealed record Begun(DateOnly From, int BreakdownYears) : LedgerEntry;

/// <summary>A period was published.</summary>
public sealed record Released(Figures Figures, string Commentary) : LedgerEntry;

/// <summary>A new edition of a release says what was wrong with the words of the one before. Figures stay: what was counted wrongly is put right in the period in which it is noticed.</summary>
public sealed record Corrected(string Period, string What, string Commentary) : LedgerEntry;

/// <summary>Whether everybody, or only the committee, may read a release.</summary>
public sealed record Shown(string Period, bool ToEverybody) : LedgerEntry;

/// <summary>
/// An answer to a request for information. <paramref name="Table"/> (code), <paramref name="Row"/> and <paramref name="Period"/> name a row, <paramref name="From"/> and <paramref name="To"/> the days; for
/// concerns that were open, only the last. The figure told is a range.
/// </summary>
public sealed record Answered(string Request, DateOnly On, AnswerKind Kind, DateOnly? From, DateOnly? To, string? Period, string? Table, string? Row, int Min, int Max) : LedgerEntry;

/// <summary>An edition of a release.</summary>
public sealed record Edition(int Number, int Entry, DateTimeOffset At, string? Corrects, string Commentary);

/// <summary>A release with its editions, the first first.</summary>
public sealed record Release(Figures Figures, IReadOnlyList<Edition> Editions, bool IsPublic)
{
    public Period Period { get; } = Figures.Period;

    /// <summary>The edition that counts.</summary>
    public Edition Latest => Editions[^1];

    /// <summary>When it was first published.</summary>
    public DateTimeOffset PublishedAt => Editions[0].At;
}

/// <summary>An entry with its place in the ledger.</summary>
public sealed record NumberedEntry(int Number, DateTimeOffset At, LedgerEntry Entry);

/// <summary>Everything ever published, in the order in which it was.</summary>
public sealed class StatisticsLedger(IEnumerable<NumberedEntry> entries)
{
    private readonly List<NumberedEntry> _entries = [.. entries.OrderBy(e => e.Number)];

    public IReadOnlyList<NumberedEntry> Entries => _entries;

    /// <summary>The beginning, once there is one.</summary>
    public Begun? Begun => _entries.Select(e => e.Entry).OfType<Begun>().FirstOrDefault();

    /// <summary>The releases, in the order in which they were published.</summary>
    public IReadOnlyList<Release> Releases => [.. _entries.Where(e => e.Entry is Released).Select(e => Put((Released)e.Entry, e))];

    /// <summary>Answers to requests for information.</summary>
    public IEnumerable<Answered> Answers => _entries.Select(e => e.Entry).OfType<Answered>();

    /// <summary>The last day of the last quarter published; null if none is.</summary>
    public DateOnly? ClosedThrough => Published(PeriodKind.Quarter).Select(f => (DateOnly?)f.Period.To).Max();

    /// <summary>The ledger with one more entry, as it would be.</summary>
    public StatisticsLedger With(LedgerEntry entry, DateTimeOffset at) => new([.. _entries, new NumberedEntry(_entries.Count + 1, at, entry)]);

    /// <summary>The release of a period, or null.</summary>
    public Release? Find(Period period) => Releases.FirstOrDefault(r => r.Figures.Name == period.Name);

    /// <summary>The rounded cumulative numbers at the end of a day: nothing at the beginning, otherwise as published with the quarter that ended then; null if that is not published.</summary>
    public Since? SinceTheBeginning(DateOnly day) =>
        Begun is { } begun && day == begun.From.AddDays(-1) ? new Since(0, 0) : Published(PeriodKind.Quarter).FirstOrDefault(f => f.Period.To == day)?.Since;

    /// <summary>The periods that ended by a day and are not published yet, in the order in which they have to be: each quarter, then the year that it ends, then the term that the year ends.</summary>
    public IEnumerable<Period> Due(DateOnly through)
    {
        if (Begun is not { } begun) yield break;
        var published = _entries.Select(e => e.Entry).OfType<Released>().Select(r => r.Figures.Name).ToHashSet();
        for (var quarter = Quarter.Of(begun.From); quarter.To <= through; quarter = quarter.Next)
        {
            if (!published.Contains(Period.Of(quarter).Name)) yield return Period.Of(quarter);
            if (quarter.Number != 4) continue;
            if (!published.Contains(Period.Year(quarter.Year).Name)) yield return Period.Year(quarter.Year);
            var years = quarter.Year - begun.From.Year + 1;
            if (begun.BreakdownYears > 1 && years % begun.BreakdownYears == 0 && Period.Term(quarter.Year, begun.BreakdownYears) is var term && !published.Contains(term.Name)) yield return term;
        }
    }

    private IEnumerable<Figures> Published(PeriodKind kind) => _entries.Select(e => e.Entry).OfType<Released>().Select(r => r.Figures).Where(f => f.Period.Kind == kind);

    private Release Put(Released released, NumberedEntry at)
    {
        var name = released.Figures.Name;
        List<Edition> editions = [new(1, at.Number, at.At, null, released.Commentary)];
        foreach (var later in _entries) if (later.Entry is Corrected corrected && corrected.Period == name) editions.Add(new(editions.Count + 1, later.Number, later.At, corrected.What, corrected.Commentary));
        return new Release(released.Figures, editions, _entries.Select(e => e.Entry).OfType<Shown>().LastOrDefault(s => s.Period == name)?.ToEverybody ?? false);
    }
}
