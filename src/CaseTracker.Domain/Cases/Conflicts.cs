using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;

namespace CaseTracker.Domain.Cases;

/// <summary>What a conflict rule means for the grant.</summary>
public enum ConflictResult
{
    /// <summary>The grant may be given.</summary>
    Allowed,

    /// <summary>It may be given when whoever gives it has read the warning.</summary>
    Warned,

    /// <summary>It may not be given; the case may go to somebody else.</summary>
    Blocked,
}

/// <summary>A hit of the conflict check.</summary>
public sealed record ConflictHit(string Code, ConflictResult Result)
{
    /// <summary>Whether the grant may not be given.</summary>
    public bool Stops => Result == ConflictResult.Blocked;
}

/// <summary>The conflict check before every grant (routes, section 5). It compares the person with everyone named in the case.</summary>
public static class Conflicts
{
    /// <summary>Not in the table: somebody who stood aside stays aside.</summary>
    public const string Recused = "recused";

    /// <summary>The hat in which somebody could hold a case as Monitoring Officer; null if they could not.</summary>
    public static string? MoHat(Person person) =>
        person.Is(Role.MonitoringOfficer) ? Role.MonitoringOfficer : person.Is(Role.DeputyMonitoringOfficer) ? Role.DeputyMonitoringOfficer
            : person.Is(Role.ExternalMonitoringOfficer) ? Role.ExternalMonitoringOfficer : null;

    /// <summary>Every rule that the grant would meet, in the order of the table.</summary>
    public static IReadOnlyList<ConflictHit> Of(Case c, GrantKind kind, string hat, Person person, Circumstances now)
    {
        var who = now.People.PseudonymOf(person);
        var hits = new List<ConflictHit>();
        void Hit(bool found, string code, ConflictResult result = ConflictResult.Blocked)
        {
            if (found) hits.Add(new ConflictHit(code, result));
        }

        var isSubject = c.Subject == who;
        var isRaiser = c.Raiser == who;
        Hit(isSubject && kind != GrantKind.Subject, "c-subject");
        Hit(isRaiser && kind != GrantKind.Raiser, "c-raiser");
        Hit(c.KeepsOut(who) && kind is not (GrantKind.Subject or GrantKind.Raiser), "c-kept-out");
        Hit(person.Is(Role.Administrator) && kind is not (GrantKind.Raiser or GrantKind.Subject), "c-administrator");
        if (kind is GrantKind.Mo or GrantKind.Reviewer) OfMo(Hit, c, hat, person, who, now);
        if (kind == GrantKind.Handler) OfHandler(Hit, c, person, who, now);
        if (kind is GrantKind.IndependentPerson or GrantKind.SubjectIp) Hit(Ineligible(person, now) is not null, "c-ip-law");
        if (kind == GrantKind.IndependentPerson) Hit(c.Grants.Any(g => g.Kind == GrantKind.SubjectIp && g.Person == who), "c-ip-both", ConflictResult.Warned);
        if (kind == GrantKind.Investigator) Hit(HadPart(c, who, now) || c.IsWitness(who) || Parties(c, now).Any(p => Organisation.Manages(person, p) || Organisation.WorksBeside(person, p)), "c-investigator");
        if (kind is GrantKind.Mo or GrantKind.AssessmentPanel or GrantKind.Panel or GrantKind.Reviewer) Hit(Investigated(c, who, now), "c-decider");
        if (kind is GrantKind.AssessmentPanel or GrantKind.Panel)
        {
            var subject = now.People.Find(c.Subject);
            Hit(subject is { PoliticalGroup.Length: > 0 } && subject.PoliticalGroup == person.PoliticalGroup, "c-same-group", now.Rules.On(c.ReceivedOn).SameGroupWarns ? ConflictResult.Warned : ConflictResult.Blocked);
            Hit(c.IsWitness(who) || IsClose(c, person, now) || HadPart(c, who, now), "c-panel-near");
        }
        if (kind == GrantKind.Reviewer) Hit(Decided(c, who), "c-reviewer");
        if (kind == GrantKind.Hr) Hit(Parties(c, now).Any(p => Organisation.Manages(person, p)), "c-hr");
        // Who stood aside once is not given the case again.
        Hit(c.IsRecused(who) && kind is not (GrantKind.Raiser or GrantKind.Subject), Recused);
        return hits;
    }

    /// <summary>What is stored with the grant: “clear”, or the codes that warned or were allowed.</summary>
    public static string Stored(IEnumerable<ConflictHit> hits) => hits.Select(h => h.Code).ToList() is { Count: > 0 } codes ? string.Join(',', codes) : "clear";

    /// <summary>Why the law bars somebody from acting as Independent Person (Localism Act 2011 s.28(8)); null if it does not.</summary>
    public static string? Ineligible(Person person, Circumstances now)
    {
        if (person.Is(Role.Administrator) || !person.Is(Role.IndependentPerson)) return "they were not appointed by the Council";
        if (person.Kind is PersonKind.Officer or PersonKind.Member && (person.LeftOn is null || person.LeftOn > now.Today.AddYears(-5))) return "they were a member or officer here within five years";
        var near = now.People.RelationsOf(person).Where(r => r.Kind is RelationKind.Relative or RelationKind.Partner or RelationKind.CloseFriend && r.Other.Kind is PersonKind.Officer or PersonKind.Member && r.Other.ServesOn(now.Today));
        return near.Any() ? "they are a relative or close friend of a member or officer here" : null;
    }

    /// <summary>Whether somebody advised on the case informally.</summary>
    public static bool Advised(Case c, Pseudonym who) => c.Route != Route.R3 && c.Events.Any(e => e.By == who && e.As is Actor.Mo or Actor.Handler && e.Verb is "triage" or "advise" or "act" or "record-outcome");

    /// <summary>Whether somebody investigated this or a linked case (invariant 11).</summary>
    public static bool Investigated(Case c, Pseudonym who, Circumstances now) =>
        c.Grants.Any(g => g.Kind == GrantKind.Investigator && g.Person == who) || now.InvestigatorsOfLinked.Contains(who);

    private static void OfMo(Action<bool, string, ConflictResult> hit, Case c, string hat, Person person, Pseudonym who, Circumstances now)
    {
        var parties = Parties(c, now).ToList();
        var manages = now.People.Find(c.Raiser) is { } raiser && Organisation.Manages(person, raiser);
        manages |= now.People.Find(c.Subject) is { Kind: PersonKind.Officer } officer && Organisation.Manages(person, officer);
        var near = c.IsWitness(who) || manages || IsClose(c, person, now);
        if (hat == Role.MonitoringOfficer)
        {
            hit(c.Subject == who || c.Raiser == who, "c-mo-party", ConflictResult.Blocked);
            hit(near, "c-mo-near", ConflictResult.Blocked);
        }
        else
        {
            // The deputy works for the principal: where the principal is a party, the deputy is managed by one.
            var managed = hat == Role.DeputyMonitoringOfficer && parties.Any(p => Organisation.Manages(p, person) || p.Is(Role.MonitoringOfficer));
            var party = c.Subject == who || c.Raiser == who || c.KeepsOut(who);
            hit(hat == Role.DeputyMonitoringOfficer && (near || managed || party), "c-deputy", ConflictResult.Blocked);
            hit(hat != Role.DeputyMonitoringOfficer && near, "c-mo-near", ConflictResult.Blocked);
        }
        hit(new[] { c }.Concat(now.SameConcern).Any(x => x.Grants.Any(g => g.Kind == GrantKind.Handler && g.Person == who)), "c-two-hats", ConflictResult.Blocked);
        hit(c.Route == Route.R3 && now.SameConcern.Any(s => Advised(s, who)), "c-advised", ConflictResult.Warned);
    }

    private static void OfHandler(Action<bool, string, ConflictResult> hit, Case c, Person person, Pseudonym who, Circumstances now)
    {
        hit(IsClose(c, person, now), "c-handler-close", ConflictResult.Blocked);
        hit(c.IsWitness(who), "c-handler-witness", ConflictResult.Warned);
        hit(c.Route == Route.R1 && now.People.Find(c.Raiser) is { } raiser && Organisation.Manages(person, raiser), "c-handler-line", ConflictResult.Allowed);
    }

    private static IEnumerable<Person> Parties(Case c, Circumstances now) => new[] { now.People.Find(c.Raiser), now.People.Find(c.Subject) }.OfType<Person>();

    private static bool IsClose(Case c, Person person, Circumstances now) =>
        Parties(c, now).Any(p => p.Id != person.Id && now.People.Between(person, p).Any(k => k is RelationKind.Relative or RelationKind.Partner or RelationKind.Interest or RelationKind.CloseFriend));

    private static bool HadPart(Case c, Pseudonym who, Circumstances now) => new[] { c }.Concat(now.SameConcern)
        .Any(x => x.Grants.Any(g => g.Person == who && g.Kind == GrantKind.Handler) || Advised(x, who) || (x.Id == c.Id && x.Events.Any(e => e.By == who && e.As == Actor.Mo)));

    private static bool Decided(Case c, Pseudonym who) => c.Events.Any(e => e.By == who && e.Verb is
        "decide-confidentiality" or "apply-filter" or "advise" or "assess" or "record-resolution" or "decide" or "find" or "sanction" or "issue-decision" or "close" or "decide-review");
}
