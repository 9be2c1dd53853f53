using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;

namespace CaseTracker.Web.Features.Raising.Journey;

/// <summary>
/// Whoever writes without an account types names: a list of people would show the council's staff to everybody. Names of those whom everybody knows, councillors and the officers who lead the council, are recognised, so that conflicts of interest are found and a
/// complaint is about a person; others stay as typed, and whether they work here cannot be found out.
/// </summary>
public static class KnownNames
{
    private static readonly string[] Codes = ["subject", "witnesses", "keep_out"];
    private static readonly string[] Leading = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer, Role.ExternalMonitoringOfficer, Role.ChiefExecutive, Role.Director];
    private static readonly string[] Titles = ["CLLR", "COUNCILLOR", "MR", "MRS", "MS", "MISS", "DR", "MX", "SIR", "DAME"];

    /// <summary>Those who could be asked to deal with it: the only people who can be kept out of it.</summary>
    public static IEnumerable<Person> WhoDealsWith(Circumstances now) =>
        now.People.People.Where(p => p.ServesOn(now.Today) && new[] { Role.MonitoringOfficer, Role.DeputyMonitoringOfficer, Role.ExternalMonitoringOfficer }.Any(p.Is)).OrderBy(p => p.Name, StringComparer.CurrentCulture);

    /// <summary>The answers with the people in place of their names.</summary>
    public static Inputs In(Inputs answers, Circumstances now) =>
        Codes.Aggregate(answers, (all, code) => all.Has(code) ? all.With(code, [.. all.List(code).Select(name => Person(name, now) is { } found ? Party.Of(now.People.PseudonymOf(found)).ToString() : name)]) : all);

    private static Person? Person(string name, Circumstances now)
    {
        var plain = Plain(name);
        var found = now.People.People.Where(p => IsPublic(p) && Plain(p.Name) == plain).Take(2).ToList();
        return found.Count == 1 ? found[0] : null;
    }

    private static bool IsPublic(Person person) => person.Kind == PersonKind.Member || Leading.Any(person.Is);

    private static string Plain(string name) =>
        string.Join(' ', name.ToUpperInvariant().Split([' ', '.', ',', '\u00a0'], StringSplitOptions.RemoveEmptyEntries).Where(w => !Titles.Contains(w)));
}
