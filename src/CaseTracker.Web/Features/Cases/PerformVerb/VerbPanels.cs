using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.Shared;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Features.Cases.PerformVerb;

/// <summary>A line of the conflict check.</summary>
public sealed record ConflictLine(bool IsClear, string Who, string Text);

/// <summary>Something that the raiser may agree to, and how it stands.</summary>
public sealed record ConsentLine(string What, string State, bool IsAgreed);

/// <summary>Another case about the same person.</summary>
public sealed record RelatedLine(string Reference, string Words);

/// <summary>How old a case was when it came, and what else there is about the same person that whoever acts may open.</summary>
public sealed record HistoryPart(string Age, IReadOnlyList<RelatedLine> Others);

/// <summary>What the law asks of an Independent Person (Localism Act 2011 s.28(8)), for one of them.</summary>
public sealed record EligibilityPart(string Name, string? Barred, IReadOnlyList<EligibilityLine> Facts);

/// <summary>One of the things that the law asks, and whether what is recorded says that it is so.</summary>
public sealed record EligibilityLine(bool IsClear, string Text);

/// <summary>What stands above a form because the act turns on it. Null parts are not shown.</summary>
public sealed record VerbPanels(IReadOnlyList<ConflictLine>? Conflicts, bool MayHandle, IReadOnlyList<ConsentLine>? Consents, string? AskHref, IReadOnlyList<string>? Clock, IReadOnlyList<string>? CannotTakeIt, IReadOnlyList<EligibilityPart>? Eligibility)
{
    /// <summary>Null where the act does not turn on it.</summary>
    public HistoryPart? History { get; init; }

    private static readonly HashSet<string> OfTheRaiser = ["c-raiser", "c-panel-near", "c-mo-near", "c-deputy", "c-mo-party", "c-handler-close", "c-investigator"];

    /// <summary>The panels of that act.</summary>
    public static VerbPanels Of(VerbAttempt attempt)
    {
        var wanted = attempt.Text.Panels;
        var own = attempt.As == Actor.Raiser;
        var conflicts = wanted.Contains(VerbPanel.Checks) && (attempt.Reader.Holds(GrantKind.Mo) || attempt.Reader.Holds(GrantKind.Reviewer)) ? Check(attempt) : null;
        var consents = wanted.Contains(VerbPanel.Consents) && !own && attempt.Reader.Reads(CaseParts.Consents) ? Agreements(attempt) : null;
        var ask = consents?.Any(c => !c.IsAgreed) == true && attempt.Verb != Verbs.AskConsent && Verbs.AskConsent.IsPossible(attempt.Case.Route, attempt.Case.Stage, attempt.As)
            ? $"/casework/{attempt.Case.Reference}/{Verbs.AskConsent.Code}" : null;
        return new VerbPanels(conflicts, MayHandleIt(attempt), consents, ask, wanted.Contains(VerbPanel.Clock) ? ClockWords(attempt.Case, attempt.Now) : null, wanted.Contains(VerbPanel.Ladder) ? Blocked(attempt) : null,
            wanted.Contains(VerbPanel.Eligibility) ? Eligible(attempt) : null);
    }

    /// <summary>How the date of the case came about, in sentences.</summary>
    public static IReadOnlyList<string> ClockWords(Case c, Circumstances now)
    {
        if (c.MainClock is not { } clock) return ["No clock runs."];
        var words = new List<string>();
        if (c.IsPaused)
        {
            words.Add($"Paused since {c.PausedOn!.Value.InFull()}{(c.PausedUntil is { } until ? $", until {until.InFull()}" : "")}.");
            if (clock.DaysLeft is { } left) words.Add($"{DueWords.Count(left, "working day")} left when it was paused.");
            return words;
        }
        words.Add(clock.Extended ? "Somebody extended the limit." : now.Calendar.Explain(clock.StartedOn, clock.Limit, clock.Unit));
        if (clock.PausedDays > 0) words.Add($"{DueWords.Count(clock.PausedDays, "paused working day")} did not count.");
        return words;
    }

    // As the directory and the declarations have it: what nobody recorded cannot be seen here, and the person is asked.
    private static List<EligibilityPart> Eligible(VerbAttempt attempt)
    {
        var now = attempt.Now;
        return [.. now.People.Holding(Role.IndependentPerson, now.Today).Select(p => new EligibilityPart(p.Name, Domain.Cases.Conflicts.Ineligible(p, now),
        [
            new(true, $"Appointed by the Council; in office since {p.JoinedOn.Brief()}"),
            Namesake(p, now) is { } same ? new(false, $"Somebody of the same name was {(same.Kind == PersonKind.Member ? "a member" : "an officer")} here{(same.LeftOn is { } left ? $" until {left.Brief()}" : "")}: make sure that it is not they") : new(true, "Not recorded as a member or officer of the council in the last five years"),
            new(true, "No declared relative, partner or close friend among members and officers"),
        ]))];
    }

    private static Person? Namesake(Person person, Circumstances now) =>
        now.People.People.FirstOrDefault(p => p.Id != person.Id && p.Kind is PersonKind.Officer or PersonKind.Member && string.Equals(p.Name, person.Name, StringComparison.OrdinalIgnoreCase) && (p.LeftOn is null || p.LeftOn > now.Today.AddYears(-5)));

    private static bool MayHandleIt(VerbAttempt attempt) =>
        attempt.Now.People.Find(attempt.Me) is not { } me || Hits(attempt, GrantKind.Mo, Domain.Cases.Conflicts.MoHat(me) ?? "", me).All(h => !h.Stops);

    private static List<ConflictLine> Check(VerbAttempt attempt)
    {
        var now = attempt.Now;
        var lines = new List<ConflictLine>();
        if (now.People.Find(attempt.Me) is { } me)
        {
            var hits = Hits(attempt, GrantKind.Mo, Domain.Cases.Conflicts.MoHat(me) ?? "", me).Where(h => h.Result != ConflictResult.Allowed).ToList();
            lines.Add(hits.Count == 0 ? new(true, "You.", "Not named, and you manage nobody who is") : new(false, "You.", Words(hits, me)));
        }
        if (attempt.Case.Route == Route.R3)
        {
            lines.AddRange(Group(attempt, now.People.Holding(Role.IndependentPerson, now.Today), GrantKind.IndependentPerson, "independent-person", "Independent Person. No link found or declared"));
            lines.AddRange(Group(attempt, now.People.Holding(Role.StandardsCommittee, now.Today), GrantKind.Panel, "panel-member", null));
        }
        else if (now.People.Find(attempt.Case.Subject) is { Kind: PersonKind.Member } member)
        {
            lines.Add(GroupLeader(attempt, member));
        }
        return lines;
    }

    // Named where the hit does not give away who raised it; otherwise only counted.
    private static IEnumerable<ConflictLine> Group(VerbAttempt attempt, IEnumerable<Person> people, GrantKind kind, string hat, string? clear)
    {
        var hidden = 0;
        foreach (var person in people)
        {
            var hits = Hits(attempt, kind, hat, person).Where(h => h.Result != ConflictResult.Allowed).ToList();
            if (hits.Count == 0)
            {
                if (clear is not null) yield return new ConflictLine(true, $"{person.Name},", clear);
                continue;
            }
            if (!attempt.KnowsRaiser && hits.Any(h => OfTheRaiser.Contains(h.Code))) hidden++;
            else yield return new ConflictLine(false, "", Words(hits, person));
        }
        if (hidden > 0) yield return new ConflictLine(false, "", $"{(hidden == 1 ? "One more person has" : $"{hidden} more people have")} a conflict that would tell who raised this. They are kept off");
    }

    private static ConflictLine GroupLeader(VerbAttempt attempt, Person member)
    {
        var (c, now) = (attempt.Case, attempt.Now);
        if (now.People.GroupLeaderOf(member, now.Today) is not { } leader) return new(false, "Group Leader.", $"{member.Name} leads the group or has none. Speak to the member instead");
        var who = now.People.PseudonymOf(leader);
        return who == c.Raiser || c.IsWitness(who) || c.KeepsOut(who) ? new(false, "Group Leader.", "Cannot be contacted about this") : new(true, $"{leader.Name},", "Group Leader. Can be contacted if the person who raised it agrees");
    }

    private static string Words(IEnumerable<ConflictHit> hits, Person person) =>
        string.Join(" ", hits.Select(h => h.Code == Domain.Cases.Conflicts.Recused ? $"{person.Name} stood aside." : Refusals.Exception(h.Code, null, ("name", person.Name), ("person", person.Name)).Message)).TrimEnd('.');

    private static IReadOnlyList<ConflictHit> Hits(VerbAttempt attempt, GrantKind kind, string hat, Person person) => Domain.Cases.Conflicts.Of(attempt.Case, kind, hat, person, attempt.Now);

    private static List<ConsentLine> Agreements(VerbAttempt attempt)
    {
        var (c, now) = (attempt.Case, attempt.Now);
        string[] kinds = attempt.Verb.Code switch
        {
            "refer" => ["tell-monitoring-officer"],
            "hand-over" => ["pass-on", "use-name"],
            "ask-other-side" => c.Route == Route.R5 ? ["contact-member", "use-name"] : ["use-name"],
            "act" or "advise" or "record-risk" => c.Route is Route.R4 or Route.R5 ? ["contact-member", "use-name"] : ["contact-member", "contact-group-leader", "use-name"],
            _ => [.. now.Taxonomy.List("consent_kinds").Select(t => t.Code).Where(k => c.Consents.Any(x => x.Kind == k) || k is "contact-member" or "use-name")],
        };
        return [.. kinds.Select(kind => Line(kind, attempt))];
    }

    private static ConsentLine Line(string kind, VerbAttempt attempt)
    {
        var (c, now) = (attempt.Case, attempt.Now);
        var what = kind switch
        {
            "contact-member" => c.Route is Route.R4 or Route.R5 ? "Speaking or writing to the other side" : "Speaking or writing to the member",
            "contact-group-leader" => "Speaking to the Group Leader",
            "use-name" => "Using their name",
            "share-narrative" => "Sharing their full account",
            "tell-monitoring-officer" => "Telling the Monitoring Officer",
            _ => "Passing this to another procedure",
        };
        if (c.Consents.LastOrDefault(x => x.Kind == kind && x.StandsOn(now.Today) && (x.OnlyTo is null || x.OnlyTo == attempt.Me)) is { } given)
            return new(what, $"Agreed on {given.GivenAt.LondonDay().Brief()}{(given.Until is { } until ? $", until {until.Brief()}" : "")}", true);
        if (c.Consents.Any(x => x.Kind == kind && x.WithdrawnAt is not null)) return new(what, "Agreed once, and withdrawn since", false);
        var asked = c.Events.LastOrDefault(e => e.Verb == Verbs.AskConsent.Code && c.Read(e, now.Seam).Text("consent_kind") == kind);
        return new(what, asked is null ? "Not agreed to, and not asked" : $"Asked on {asked.On.Brief()}. No answer yet", false);
    }

    private static List<string>? Blocked(VerbAttempt attempt)
    {
        // Whom the raiser keeps out is nobody else's business.
        if (attempt.As != Actor.Raiser) return null;
        var lines = Handlers.Above(attempt.Case, attempt.Now).Where(o => !o.IsFree)
            .Select(o => $"{RoleWords.Of(o.Level)}: {Refusals.Exception(o.Conflicts.First(h => h.Stops && Refusals.IsConflict(h.Code)).Code, null, ("name", o.Person.Name), ("person", o.Person.Name)).Message}").ToList();
        return lines.Count == 0 ? null : lines;
    }
}
