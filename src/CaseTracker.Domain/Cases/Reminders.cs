using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;

namespace CaseTracker.Domain.Cases;

/// <summary>
/// Who is reminded of a clock, and when (routes, “Clocks”): two working days before it is due where the limit is longer than five, on the day, then every five working days; five working
/// days late the raiser is told. Where a raiser may then choose again or escalate, they are told on the day after. Nobody is reminded of a clock that stands or of a case they may not open (invariant 27).
/// </summary>
public static class Reminders
{
    private const int DaysBefore = 2, DaysBetween = 5;
    private const string Due = "due", Late = "late", Choice = "choice";

    // Clocks after whose end the raiser may do something new: choose again, or escalate.
    private static readonly HashSet<string> OpensChoice = ["accept", "handle"];

    /// <summary>The last day on which a due date can lie for which somebody is reminded today.</summary>
    public static DateOnly Horizon(DateOnly today, WorkingDays calendar) => calendar.Add(today, DaysBefore);

    /// <summary>
    /// What has fallen due for a clock since its last reminder: one notice for each person, whatever number of days was missed. Empty if there is nothing to say today.
    /// </summary>
    public static IReadOnlyList<Notice> Of(Case c, CaseClock clock, DateOnly today, WorkingDays calendar)
    {
        if (!clock.IsRunning || clock.PausedOn is not null || clock.IsWindow || !c.IsOpen) return [];
        var words = new Dictionary<Pseudonym, string>();
        foreach (var (template, to) in Points(clock, calendar).TakeWhile(p => p.On <= today).Where(p => clock.RemindedOn is null || p.On > clock.RemindedOn).Select(p => (p.Template, p.To)))
            foreach (var who in Readers(c, to, today).OfType<Pseudonym>().Where(w => c.GrantsOf(w, today).Any()))
                words[who] = template;
        return [.. words.Select(w => new Notice(c.Reference, w.Key, w.Value))];
    }

    // Endless: a date that has passed is brought up again until somebody acts.
    private static IEnumerable<(DateOnly On, string Template, string To)> Points(CaseClock clock, WorkingDays calendar)
    {
        var reminds = RouteTable.Clocks.First(r => r.Code == clock.Kind).Reminds;
        if (calendar.Between(clock.StartedOn, clock.DueOn) > DaysBetween) yield return (calendar.Add(clock.DueOn, -DaysBefore), Due, reminds);
        yield return (clock.DueOn, Due, reminds);
        if (OpensChoice.Contains(clock.Kind)) yield return (calendar.Add(clock.DueOn, 1), Choice, "raiser");
        yield return (calendar.Add(clock.DueOn, DaysBetween), Late, "raiser");
        for (var on = calendar.Add(clock.DueOn, DaysBetween); ; on = calendar.Add(on, DaysBetween)) yield return (on, Late, reminds);
    }

    private static IEnumerable<Pseudonym?> Readers(Case c, string reminds, DateOnly day)
    {
        IEnumerable<Pseudonym?> Holding(GrantKind kind) => c.Live(kind, day).Select(g => g.Person);
        return reminds switch
        {
            "raiser" => [c.Raiser],
            "raiser (no channel: holder)" => c.HasChannel ? [c.Raiser] : [c.Holder(day)?.Person],
            "handler" => [c.HeldByHandler(day)?.Person],
            "mo" => Holding(GrantKind.Mo),
            "handler or mo" => [c.Holder(day)?.Person],
            "handler or mo, and hr" => [c.Holder(day)?.Person, .. Holding(GrantKind.Hr)],
            "subject" => Holding(GrantKind.Subject),
            "investigator and mo" => [.. Holding(GrantKind.Investigator), .. Holding(GrantKind.Mo)],
            "independent-person and mo" => [.. Holding(GrantKind.IndependentPerson), .. Holding(GrantKind.Mo)],
            "mo and panel" => [.. Holding(GrantKind.Mo), .. Holding(GrantKind.Panel)],
            "both parties" => [c.Raiser, .. Holding(GrantKind.Subject)],
            "reviewer" => Holding(GrantKind.Reviewer),
            "nobody" => [],
            _ => throw new InvalidOperationException($"Nobody knows who is reminded by “{reminds}”."),
        };
    }
}
