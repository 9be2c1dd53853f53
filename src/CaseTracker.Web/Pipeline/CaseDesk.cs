using CaseTracker.Data;
using CaseTracker.Data.Audit;
using CaseTracker.Data.Outbox;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Protocols;
using CaseTracker.Domain.Routes;
using CaseTracker.Domain.Taxonomies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Pipeline;

/// <summary>
/// Where handlers take a case up and put it back: loads it whole, brings the circumstances, takes a step in the name of the current person, writes down
/// who is to be told, and logs views before anything is sent.
/// </summary>
public sealed class CaseDesk(
    CaseDb db, CaseReads reads, ViewLog log, ICurrentPerson current, ISeam seam, TimeProvider time, WorkingDays calendar, Taxonomy taxonomy, ProtocolVersions protocol, IOptions<RulesOptions> rules, IOptions<CouncilOptions> council)
{
    private static readonly TimeOnly Morning = new(7, 0);

    /// <summary>The day in Europe/London.</summary>
    public DateOnly Today => time.LondonToday();

    /// <summary>The case with that reference, whole. Throws <see cref="NotFoundException"/> if there is none or the current person has no live grant on it.</summary>
    public async Task<Case> FindAsync(string reference, CancellationToken cancellationToken)
    {
        var c = await FindOtherAsync(reference, cancellationToken) ?? throw new NotFoundException();
        return current.IsOperator || c.GrantsOf(current.Pseudonym, Today).Any() ? c : throw new NotFoundException();
    }

    /// <summary>The case with that reference, whatever the current person may see: for verbs by role, whose handler asks the case itself. Null if there is none.</summary>
    public async Task<Case?> FindOtherAsync(string reference, CancellationToken cancellationToken) =>
        CaseReference.Parse(reference) is { } parsed ? await reads.CaseAsync(db, parsed, cancellationToken) : null;

    /// <summary>The same with what goes on around the case, for verbs by role: as many commands for a case that does not exist.</summary>
    public async Task<(Case? Case, Circumstances Now)> FindOtherNowAsync(string reference, CancellationToken cancellationToken)
    {
        var c = await FindOtherAsync(reference, cancellationToken);
        return (c, await AroundAsync(await NowAsync(null, cancellationToken), c, cancellationToken));
    }

    /// <summary>The cases with these ids, with their events, grants and clocks, whatever the current person may see: for what the calendar does to many.</summary>
    public Task<List<Case>> FindAllAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        db.Cases.Include(c => c.Events.OrderBy(e => e.Number)).Include(c => c.Grants.OrderBy(g => g.StartedAt).ThenBy(g => g.Id)).Include(c => c.Clocks.OrderBy(k => k.StartedOn).ThenBy(k => k.Id)).AsSplitQuery()
            .Where(c => ids.Contains(c.Id)).OrderBy(c => c.Id).ToListAsync(cancellationToken);

    /// <summary>The moment, calendar, organisation and arrangements; with a case, also what other cases of the concern and linked ones say.</summary>
    public async Task<Circumstances> NowAsync(Case? of, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var circumstances = new Circumstances(now, now.LondonDay(), calendar, current.Organisation, rules.Value.Rules(council.Value.ReferencePrefix).On(now.LondonDay()), seam)
        {
            Taxonomy = taxonomy,
            Protocol = protocol,
            NewReference = () => CaseReference.New(council.Value.ReferencePrefix),
            Covers = await reads.CoversAsync(db, now.LondonDay(), cancellationToken),
        };
        return of is null ? circumstances : await AroundAsync(circumstances, of, cancellationToken);
    }

    /// <summary>
    /// Takes a step in the name of the current person. <paramref name="version"/> is the one that the form was made from: a newer case is refused as stale.
    /// Throws <see cref="Domain.RefusedException"/>; the refusal “not-found” becomes <see cref="NotFoundException"/>.
    /// </summary>
    public async Task<Done> DoAsync(Case c, Verb verb, Actor actor, Inputs inputs, CancellationToken cancellationToken, Guid? version = null, Actor? onBehalfOf = null, Case? other = null)
    {
        if (version is { } known && known != c.Version) throw new StaleException(new InvalidOperationException("The form was made from an earlier version."));
        var now = await NowAsync(c, cancellationToken) with { Other = other };
        Done done;
        try
        {
            done = c.Do(new Step(verb, actor, actor == Actor.System ? null : current.Pseudonym, inputs) { OnBehalfOf = onBehalfOf }, now);
        }
        catch (Domain.RefusedException refused) when (refused.Code == "not-found")
        {
            throw new NotFoundException();
        }
        Keep(done.Opened, done.Notices);
        return done;
    }

    /// <summary>Stores a concern just raised.</summary>
    public void Keep(Raised raised) => Keep(raised.Cases, raised.Notices);

    /// <summary>As what the current person can act on the case now.</summary>
    public IReadOnlyList<Actor> ActorsOf(Case c) => [.. c.GrantsOf(current.Pseudonym, Today).Where(g => !g.ReadOnly).Select(g => g.Kind.AsActor()).OfType<Actor>().Distinct()];

    /// <summary>Logs that the current person opens something of a case. Stored at once: nothing is sent if this fails (invariant 21).</summary>
    public async Task SeenAsync(Case c, string what, CancellationToken cancellationToken)
    {
        var grant = c.GrantsOf(current.Pseudonym, Today).OrderBy(g => g.Kind == GrantKind.Raiser).FirstOrDefault() ?? throw new NotFoundException();
        var view = new CaseView { CaseId = c.Id, Person = current.Pseudonym, As = grant.Kind, Hat = grant.Hat, What = what, At = time.GetUtcNow() };
        // What writes itself has its turn already, and stores the view with the rest.
        if (db.Database.CurrentTransaction is null) await log.WriteAsync([view], cancellationToken);
        else db.AuditEntries.Add(ViewLog.EntryOf(view));
    }

    /// <summary>Writes down who is to be told: a mail leaves once this is stored. What somebody anonymous did is told the next morning, since a mail says when it was sent.</summary>
    public void Tell(IReadOnlyList<Notice> notices)
    {
        DateTimeOffset? later = DayOnly.Moment is null ? null : LondonTime.Moment(Today.AddDays(1), Morning);
        db.Outbox.AddRange(notices.Select(n => new OutboxMessage { Recipient = n.To, Reference = n.Reference.Value, Template = n.Template, CreatedAt = time.GetUtcNow(), TryAt = later ?? DateTimeOffset.UnixEpoch }));
    }

    private void Keep(IReadOnlyList<Case> opened, IReadOnlyList<Notice> notices)
    {
        db.Cases.AddRange(opened);
        Tell(notices);
    }

    private async Task<Circumstances> AroundAsync(Circumstances now, Case? of, CancellationToken cancellationToken)
    {
        var same = await reads.OthersAsync(db, of, cancellationToken);
        var investigators = await reads.InvestigatorsAsync(db, of?.Links.Select(l => l.OtherId) ?? [], cancellationToken);
        return (of is null ? now : now.For(of)) with { SameConcern = same, InvestigatorsOfLinked = investigators };
    }
}
