using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Protocols;
using CaseTracker.Domain.Routes;
using CaseTracker.Domain.Taxonomies;
using CaseTracker.Domain.Tests.Protection;

namespace CaseTracker.Domain.Tests.Cases;

/// <summary>The council, its cases and the calendar: where tests let people take steps on days.</summary>
internal sealed class World(Council council)
{
    private int _seconds;

    public World()
        : this(new Council())
    {
    }

    public Council Council { get; } = council;
    public ClearSeam Seam { get; } = new();
    public CouncilRules Rules { get; set; } = new();
    public Taxonomy Taxonomy { get; set; } = Taxonomy.Load();
    public WorkingDays Calendar { get; set; } = new(BankHolidays.Computed);
    public ProtocolVersions? Protocol { get; set; }
    public List<Case> Cases { get; } = [];
    public List<Cover> Covers { get; } = [];
    public DateOnly Today { get; private set; } = new(2025, 6, 2);

    /// <summary>Takes a step. Tests that plant a fault put their own in its place.</summary>
    public Func<Case, Step, Circumstances, Done> Engine { get; set; } = (c, step, now) => c.Do(step, now);

    /// <summary>The timeline that the subject reads. Tests that plant a fault put another in its place.</summary>
    public Func<World, Case, IReadOnlyList<TimelineEntry>> Timelines { get; set; } = (w, c) => new Timeline(c, w.Now(c), maySeeRaiser: true).For(TimelineVariant.Subject);

    public IReadOnlyList<TimelineEntry> SubjectReads(Case c) => Timelines(this, c);

    public World On(DateOnly day)
    {
        Today = day;
        return this;
    }

    public World On(int year, int month, int day) => On(new DateOnly(year, month, day));

    /// <summary>So many working days later.</summary>
    public World Later(int workingDays = 1) => On(Calendar.Add(Today, workingDays));

    public Circumstances Now(Case? of = null, Case? other = null)
    {
        var linked = of?.Links.Select(l => l.OtherId).ToHashSet() ?? [];
        return new Circumstances(LondonTime.Moment(Today, new TimeOnly(9, 0)).AddSeconds(_seconds++), Today, Calendar, Council.Organisation, Rules, Seam)
        {
            Taxonomy = Taxonomy,
            Other = other,
            Covers = Covers,
            Protocol = Protocol,
            SameConcern = of is null ? [] : [.. Cases.Where(c => c.ConcernId == of.ConcernId && c.Id != of.Id)],
            InvestigatorsOfLinked = Cases.Where(c => linked.Contains(c.Id)).SelectMany(c => c.Grants).Where(g => g.Kind == GrantKind.Investigator).Select(g => g.Person).OfType<Pseudonym>().ToHashSet(),
        };
    }

    public Pseudonym Pseudonym(Person person) => Seam.PseudonymOf(person.Id);

    /// <summary>How an input names somebody.</summary>
    public string P(Person person) => "p:" + Pseudonym(person);

    public Person? Person(Pseudonym? who) => Council.Organisation.Find(who);

    /// <summary>Who acts as that on the case; for roles, who usually has them.</summary>
    public Person? Acting(Case c, Actor actor) => actor switch
    {
        Actor.System => null,
        Actor.AnyoneRole or Actor.ManagerRole => Council.PlanningHead,
        Actor.MoRole => Council.Mo,
        Actor.ChiefExecutiveRole => Council.Chief,
        Actor.Mo => Person(c.HeldByMo(Today)?.Person),
        _ => Person(c.Live(actor.Grant()!.Value, Today).LastOrDefault()?.Person),
    };

    public Done Do(Case c, string verb, Actor actor, Person? by, Inputs inputs, Case? other = null, Actor? onBehalfOf = null)
    {
        var done = Engine(c, new Step(Verbs.Of(verb), actor, by is null ? null : Pseudonym(by), inputs) { OnBehalfOf = onBehalfOf }, Now(c, other));
        Cases.AddRange(done.Opened);
        return done;
    }

    /// <summary>A step with favourable inputs, changed as the test wants.</summary>
    public Done Do(Case c, string verb, Actor actor, string? choice = null, Func<Inputs, Inputs>? with = null, Person? by = null, Case? other = null) =>
        Do(c, verb, actor, by ?? Acting(c, actor), (with ?? (i => i))(Favourable.For(this, c, Verbs.Of(verb), choice, actor)), other);

    /// <summary>The refusal of a step that is refused; the case must be as it was.</summary>
    public RefusedException Refused(Case c, string verb, Actor actor, string? choice = null, Func<Inputs, Inputs>? with = null, Person? by = null, Case? other = null)
    {
        var before = Snapshot.Of(c, other);
        var refused = Should.Throw<RefusedException>(() => Do(c, verb, actor, choice, with, by, other));
        Snapshot.Of(c, other).ShouldBe(before, $"{verb} was refused with {refused.Code}, yet something changed");
        return refused;
    }

    /// <summary>Sends a concern. Nobody as raiser sends it anonymously, with a receipt.</summary>
    public Case Submit(string route, Person? raiser, Person subject, Func<Inputs, Inputs>? with = null) => SubmitAll(route, raiser, [subject], with)[0];

    public IReadOnlyList<Case> SubmitAll(string route, Person? raiser, Person[] subjects, Func<Inputs, Inputs>? with = null)
    {
        var inputs = Favourable.Concern(this, route, raiser).With("subject", [.. subjects.Select(P)]);
        return Keep(Case.Submit(raiser is null ? RaiserIdentity.Anonymous(true) : new RaiserIdentity(Pseudonym(raiser), null, true), (with ?? (i => i))(inputs), Now()));
    }

    /// <summary>Records a concern that somebody without a channel told.</summary>
    public Case Record(string route, Person? raiser, Person subject, Actor by, Person recordedBy, Func<Inputs, Inputs>? with = null, string? name = null)
    {
        var inputs = Favourable.Concern(this, route, raiser).With("declaration").With("subject", P(subject)).With("channel", "phone").With("done_on", Inputs.Iso(Today)).With("read_back", "yes")
            .With("raiser", raiser is null ? name : P(raiser));
        return Keep(Case.RecordConcern(new RaiserIdentity(raiser is null ? null : Pseudonym(raiser), name, false), (with ?? (i => i))(inputs), by, Pseudonym(recordedBy), Now()))[0];
    }

    public IReadOnlyList<Case> Import(string route, Person raiser, Person[] subjects, Func<Inputs, Inputs> with, Case? continues = null)
    {
        var inputs = Favourable.Concern(this, route, raiser).With("declaration").With("subject", [.. subjects.Select(P)]).With("file", "concerns.csv").With("row", "4");
        return Keep(Case.Import(new RaiserIdentity(Pseudonym(raiser), null, true), with(inputs), "key", "digest", continues, Now()));
    }

    private IReadOnlyList<Case> Keep(Raised raised)
    {
        Cases.AddRange(raised.Cases);
        return raised.Cases;
    }
}
