namespace CaseTracker.Domain.Statistics;

/// <summary>What somebody knows of a row of a table: at least, at most. A row that is withheld has no upper bound of its own.</summary>
public sealed record KnownRow(string Name, int Min, int Max)
{
    /// <summary>More than any council has concerns.</summary>
    public const int Unbounded = 1 << 28;

    /// <summary>A cell that was taken to a multiple of 5 next to it.</summary>
    public static KnownRow Rounded(string name, int published) => new(name, Math.Max(0, published - Publisher.CellError), published + Publisher.CellError);

    /// <summary>A cell that was taken to the nearest multiple of 5.</summary>
    public static KnownRow Nearest(string name, int published) => new(name, Math.Max(0, published - Publisher.NearestError), published + Publisher.NearestError);

    /// <summary>A cell that was published as it is.</summary>
    public static KnownRow Exact(string name, int published) => new(name, published, published);

    /// <summary>A cell that was left out, of which nothing but that is known.</summary>
    public static KnownRow Hidden(string name) => new(name, 0, Unbounded);

    /// <summary>Whether it was left out.</summary>
    public bool IsHidden => Max >= Unbounded;
}

/// <summary>What somebody knows of the concerns of one family, from the day after <paramref name="After"/> to <paramref name="Until"/>.</summary>
public sealed record KnownCount(Family Family, DateOnly After, DateOnly Until, int Min, int Max);

/// <summary>What somebody knows of the concerns that are received and not decided at the end of a day.</summary>
public sealed record KnownOpen(DateOnly At, int Min, int Max);

/// <summary>What somebody knows of the rows of a table, each concern of the family and the days being in one of them. Tables with the same code cover days that do not overlap, unless one is withheld and lies within another.</summary>
public sealed class KnownTable(string code, Family family, DateOnly after, DateOnly until, IReadOnlyList<KnownRow> rows)
{
    public string Code => code;

    public Family Family => family;

    public DateOnly After => after;

    public DateOnly Until => until;

    public IReadOnlyList<KnownRow> Rows => rows;

    /// <summary>What all rows hold together at least.</summary>
    public long Least { get; } = rows.Sum(r => (long)r.Min);

    /// <summary>What all rows hold together at most.</summary>
    public long Most { get; } = rows.Sum(r => (long)r.Max);
}

/// <summary>Everything that somebody who kept every release and every answer knows (L of the property). <paramref name="Beginning"/> is the day before the first: nothing was counted then.</summary>
public sealed record Knowledge(DateOnly Beginning, IReadOnlyList<KnownCount> Counts, IReadOnlyList<KnownOpen> Open, IReadOnlyList<KnownTable> Tables)
{
    /// <summary>What follows from everything in the ledger.</summary>
    public static Knowledge Of(StatisticsLedger ledger)
    {
        var beginning = (ledger.Begun ?? throw new InvalidOperationException("The figures have no beginning yet.")).From.AddDays(-1);
        var (counts, open, tables) = (new List<KnownCount>(), new List<KnownOpen>(), new List<KnownTable>());
        foreach (var figures in ledger.Releases.Select(r => r.Figures))
        {
            var period = figures.Period;
            counts.Add(SinceThen(Family.Received, beginning, period.To, figures.Since.Received));
            counts.Add(SinceThen(Family.Decided, beginning, period.To, figures.Since.Decided));
            tables.AddRange(figures.Tables.Select(t => new KnownTable(t.Code, t.Family, period.From.AddDays(-1), period.To, [.. t.Rows.Select(r => r.Count is { } c ? KnownRow.Rounded(r.Name, c) : KnownRow.Hidden(r.Name))])));
        }
        foreach (var answer in ledger.Answers) Add(answer, beginning, counts, open, tables);
        return new(beginning, counts, open, tables);
    }

    private static KnownCount SinceThen(Family family, DateOnly beginning, DateOnly until, int published) =>
        new(family, beginning, until, Math.Max(0, published - Publisher.NearestError), published + Publisher.NearestError);

    private static void Add(Answered answer, DateOnly beginning, List<KnownCount> counts, List<KnownOpen> open, List<KnownTable> tables)
    {
        DateOnly NotBefore(DateOnly day) => day < beginning ? beginning : day;
        switch (answer.Kind)
        {
            case AnswerKind.Received or AnswerKind.Decided:
                counts.Add(new(answer.Kind == AnswerKind.Received ? Family.Received : Family.Decided, NotBefore(answer.From!.Value.AddDays(-1)), NotBefore(answer.To!.Value), answer.Min, answer.Max));
                break;
            case AnswerKind.Open:
                open.Add(new(NotBefore(answer.To!.Value), answer.Min, answer.Max));
                break;
            case AnswerKind.Row:
                var period = Period.Parse(answer.Period) ?? throw new InvalidOperationException($"There is no period {answer.Period}.");
                var at = tables.FindIndex(t => t.Code == answer.Table && t.After == period.From.AddDays(-1) && t.Until == period.To);
                var rows = tables[at].Rows.Select(r => r.Name == answer.Row ? r with { Min = Math.Max(r.Min, answer.Min), Max = Math.Min(r.Max, answer.Max) } : r);
                tables[at] = new(tables[at].Code, tables[at].Family, tables[at].After, tables[at].Until, [.. rows]);
                break;
        }
    }
}
