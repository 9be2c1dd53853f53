using System.Collections.Frozen;
using CaseTracker.Domain.Protection;

namespace CaseTracker.Domain.People;

/// <summary>A snapshot of people and how they report to each other, for lookups by the domain: handlers, conflicts, names.</summary>
public sealed class Organisation
{
    private readonly FrozenDictionary<Guid, Person> _byId;
    private readonly FrozenDictionary<Pseudonym, Person> _byPseudonym;
    private readonly FrozenDictionary<string, Person> _byEmail;
    private readonly FrozenDictionary<Guid, Relation[]> _relations;
    private readonly ISeam _seam;

    /// <summary>Takes a snapshot.</summary>
    public Organisation(IEnumerable<Person> people, IEnumerable<Relation> relations, ISeam seam)
    {
        _seam = seam;
        People = [.. people.OrderBy(p => p.Name, StringComparer.OrdinalIgnoreCase)];
        _byId = People.ToFrozenDictionary(p => p.Id);
        _byPseudonym = People.ToFrozenDictionary(p => seam.PseudonymOf(p.Id));
        _byEmail = People.ToFrozenDictionary(p => p.Email, StringComparer.OrdinalIgnoreCase);
        _relations = relations.SelectMany(r => new[] { (r.PersonId, r), (r.OtherId, r) }).GroupBy(x => x.Item1, x => x.r).ToFrozenDictionary(g => g.Key, g => g.ToArray());
    }

    /// <summary>Everybody, by name; leavers too.</summary>
    public IReadOnlyList<Person> People { get; }

    /// <summary>Person with that id, or null.</summary>
    public Person? Find(Guid? id) => id is { } x ? _byId.GetValueOrDefault(x) : null;

    /// <summary>Person behind the pseudonym, or null.</summary>
    public Person? Find(Pseudonym? pseudonym) => pseudonym is { } x ? _byPseudonym.GetValueOrDefault(x) : null;

    /// <summary>Person with that email address, or null.</summary>
    public Person? Find(string? email) => email is { } x ? _byEmail.GetValueOrDefault(x) : null;

    /// <summary>The person's pseudonym.</summary>
    public Pseudonym PseudonymOf(Person person) => _seam.PseudonymOf(person.Id);

    /// <summary>Those who hold the role and serve on that day, by date of joining.</summary>
    public IEnumerable<Person> Holding(string role, DateOnly day) => People.Where(p => p.Is(role) && p.ServesOn(day)).OrderBy(p => p.JoinedOn);

    /// <summary>Those who have not left and for whom a file proposed roles that nobody confirmed or declined yet.</summary>
    public IEnumerable<Person> RolesProposed(DateOnly day) => People.Where(p => p.ProposedRoles.Count > 0 && (p.LeftOn is null || p.LeftOn > day));

    /// <summary>The person's line manager, if any serves on that day.</summary>
    public Person? LineManagerOf(Person person, DateOnly day) => Serving(Find(person.LineManagerId), day);

    /// <summary>The person's Group Head; a Group Head is their own.</summary>
    public Person? GroupHeadOf(Person person, DateOnly day) => person.Is(Role.GroupHead) ? person : Serving(Find(person.GroupHeadId), day);

    /// <summary>The Director to whom the person's Group Head answers, or the person themself if one.</summary>
    public Person? DirectorOf(Person person, DateOnly day)
    {
        var at = person;
        for (var steps = 0; at is not null && steps < 8; steps++)
        {
            if (at.Is(Role.Director) && at.ServesOn(day)) return at;
            at = Find(at.GroupHeadId ?? at.LineManagerId) is { } up && up != at ? up : Find(at.LineManagerId);
        }
        return null;
    }

    /// <summary>The Chief Executive serving on that day.</summary>
    public Person? ChiefExecutive(DateOnly day) => Holding(Role.ChiefExecutive, day).FirstOrDefault();

    /// <summary>The chief finance officer: the statutory officer who is neither Chief Executive nor Monitoring Officer.</summary>
    public Person? ChiefFinanceOfficer(DateOnly day) =>
        People.FirstOrDefault(p => p.IsStatutoryOfficer && !p.Is(Role.ChiefExecutive) && !p.Is(Role.MonitoringOfficer) && p.ServesOn(day));

    /// <summary>Leader of the member's political group, if the member has a group and does not lead it.</summary>
    public Person? GroupLeaderOf(Person member, DateOnly day) =>
        member.PoliticalGroup.Length == 0 || member.GroupRole is "leader" or "ungrouped" ? null
            : People.FirstOrDefault(p => p.PoliticalGroup == member.PoliticalGroup && p.GroupRole == "leader" && p.ServesOn(day));

    /// <summary>Whether <paramref name="boss"/> is the line manager, Group Head or above of <paramref name="person"/>.</summary>
    public static bool Manages(Person boss, Person person) => person.LineManagerId == boss.Id || person.GroupHeadId == boss.Id;

    /// <summary>Whether the two work beside each other: same line manager.</summary>
    public static bool WorksBeside(Person one, Person other) => one.Id != other.Id && one.LineManagerId is { } m && m == other.LineManagerId;

    /// <summary>How the two are related as declared; empty if nothing was.</summary>
    public IEnumerable<RelationKind> Between(Person one, Person other) =>
        _relations.GetValueOrDefault(one.Id, []).Where(r => r.PersonId == other.Id || r.OtherId == other.Id).Select(r => r.Kind);

    /// <summary>Relations that the person declared with anybody.</summary>
    public IEnumerable<(RelationKind Kind, Person Other)> RelationsOf(Person one) =>
        _relations.GetValueOrDefault(one.Id, []).Select(r => (r.Kind, Find(r.PersonId == one.Id ? r.OtherId : r.PersonId))).Where(x => x.Item2 is not null).Select(x => (x.Kind, x.Item2!));

    private static Person? Serving(Person? person, DateOnly day) => person is not null && person.ServesOn(day) ? person : null;
}
