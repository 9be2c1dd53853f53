using System.Collections.Frozen;
using System.Linq.Expressions;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;

namespace CaseTracker.Domain.Retention;

/// <summary>
/// How long a closed case is kept, in months from the day on which it closed, by route and, where it says so, by outcome (domain, §6.16; UK GDPR Article 5(1)(e)). The council's own schedule is a setting.
/// </summary>
public sealed class RetentionSchedule
{
    /// <summary>
    /// Three years for what was settled informally, or never investigated; six, as for actions in civil law (Limitation Act 1980 s.2), for formal complaints that were.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, int> Defaults = new Dictionary<string, int>
    {
        ["R1"] = 36,
        ["R2"] = 36,
        ["R3"] = 72,
        ["R3:outside-scope"] = 36,
        ["R3:no-further-action"] = 36,
        ["R3:withdrawn"] = 36,
        ["R4"] = 36,
        ["R5"] = 36,
    };

    /// <summary>Shorter, and a complaint about how it was handled would find nothing left (Local Government Act 1974 s.26B: twelve months).</summary>
    public const int Shortest = 12;

    private readonly FrozenDictionary<string, int> _months;

    /// <summary>A schedule by "R3" or "R3:outcome"; what it leaves out is as in <see cref="Defaults"/>.</summary>
    public RetentionSchedule(IReadOnlyDictionary<string, int> months) => _months = Defaults.Concat(months).GroupBy(m => m.Key).ToFrozenDictionary(g => g.Key, g => g.Last().Value);

    /// <summary>Months for which such a case is kept.</summary>
    public int MonthsFor(Route route, string? outcome) => outcome is not null && _months.TryGetValue($"{route}:{outcome}", out var months) ? months : _months[$"{route}"];

    /// <summary>The first day on which a case that closed on that day may be deleted.</summary>
    public DateOnly DueOn(Route route, string? outcome, DateOnly closedOn) => closedOn.AddMonths(MonthsFor(route, outcome));

    /// <summary>Whether a case is kept no longer on that day; as a condition that a database understands.</summary>
    public Expression<Func<Case, bool>> IsDueOn(DateOnly day)
    {
        var c = Expression.Parameter(typeof(Case), "c");
        Expression Is<T>(string property, T value) => Expression.Equal(Expression.Property(c, property), Expression.Constant(value, typeof(T)));
        Expression ClosedBy(int months) => Expression.LessThanOrEqual(Expression.Property(c, nameof(Case.ClosedOn)), Expression.Constant(Latest(day, months), typeof(DateOnly?)));
        var routes = _months.Keys.Where(k => !k.Contains(':')).Select(k =>
        {
            var own = _months.Where(m => m.Key.StartsWith($"{k}:", StringComparison.Ordinal)).OrderBy(m => m.Key, StringComparer.Ordinal);
            var kept = own.Aggregate(ClosedBy(_months[k]), (otherwise, m) => Expression.Condition(Is(nameof(Case.Outcome), m.Key[(k.Length + 1)..]), ClosedBy(m.Value), otherwise));
            return (Expression)Expression.AndAlso(Is(nameof(Case.Route), Enum.Parse<Route>(k)), kept);
        });
        return Expression.Lambda<Func<Case, bool>>(Expression.AndAlso(Is(nameof(Case.IsOpen), false), routes.Aggregate(Expression.OrElse)), c);
    }

    /// <summary>The outcomes of a route that have a time of their own, with that time in months.</summary>
    public IEnumerable<(string Outcome, int Months)> Exceptions(Route route) =>
        _months.Where(m => m.Key.StartsWith($"{route}:", StringComparison.Ordinal) && m.Value != _months[$"{route}"]).Select(m => (m.Key[(m.Key.IndexOf(':') + 1)..], m.Value)).OrderBy(x => x.Item1, StringComparer.Ordinal);

    // The last day of closing from which the months are over: adding months to a later day may fall on the same day, as 28, 29 and 30 November with three months do.
    private static DateOnly? Latest(DateOnly day, int months)
    {
        var closed = day.AddMonths(-months);
        while (closed.AddDays(1).AddMonths(months) <= day) closed = closed.AddDays(1);
        return closed;
    }
}
