using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using FsCheck;
using FsCheck.Fluent;

namespace CaseTracker.Domain.Tests.Cases;

/// <summary>
/// Hundreds of walks through the routes by whoever comes, with inputs that fit and inputs that do not, while days go by. After each step every invariant of the domain holds;
/// after each refusal nothing has changed.
/// </summary>
public class RandomWalkTests
{
    private const int Walks = 300;

    /// <summary>A walk: which concern, and a number for each step that says who does what and how well.</summary>
    private static readonly Arbitrary<(int Concern, int[] Steps)> AnyWalk = Arb.From(
        from concern in Gen.Choose(0, Openings.Length - 1)
        from length in Gen.Choose(5, 40)
        from steps in Gen.ArrayOf(Gen.Choose(0, int.MaxValue - 1), length)
        select (concern, steps),
        // A walk that breaks an invariant is shown without the steps that do not matter.
        walk => walk.steps.Select((_, i) => (walk.concern, walk.steps.Where((_, k) => k != i).ToArray())));

    private static Func<World, Case>[] Openings =>
    [
        w => Journey.Sent(w, Route.R1),
        w => w.Submit("line-manager", w.Council.Planner, w.Council.Stannage, i => i.With("confidentiality", "confidential")),
        w => Journey.Sent(w, Route.R2),
        w => w.Submit("monitoring-officer", null, w.Council.Voss),
        w => Journey.Sent(w, Route.R3),
        w => Journey.Sent(w, Route.R3, i => i.With("name_consent", "confidential").With("witnesses", w.P(w.Council.Tuckwell))),
        w => w.Submit("formal-complaint", null, w.Council.Rahman),
        w => Journey.To(w, Route.R3, Stage.Assessment),
        w => Journey.To(w, Route.R3, Stage.Investigation),
        w => Journey.ToConvened(w),
        w => Journey.Sent(w, Route.R4),
        w => w.Submit("report-dispute", w.Council.Auditor, w.Council.Marsh),
        w => Journey.Sent(w, Route.R5),
        w => w.Submit("officer-conduct", w.Council.Deputy, w.Council.Mo),
        w => w.Record("group-head", w.Council.Loader, w.Council.Stannage, Actor.ManagerRole, w.Council.PlanningHead, i => i.With("handler", w.P(w.Council.PlanningHead))),
        w => w.SubmitAll("formal-complaint", w.Council.Planner, [w.Council.Rahman, w.Council.Lorne])[0],
    ];

    [Fact]
    public void Whatever_anybody_does_the_invariants_hold() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Walks).WithReplay(20251121, 7), Prop.ForAll(AnyWalk, walk => Walk(walk.Concern, walk.Steps, null) is { } fault ? throw new InvalidOperationException(fault) : true));

    /// <summary>Faults put into the engine: each is the mistake that its invariant is there for.</summary>
    private static readonly Dictionary<string, (int Invariant, Action<World, Case, Done> Fault)> Broken = new()
    {
        ["a step that leaves its clock running when it closes the case"] = (24, (w, c, _) =>
        {
            if (c.Stage == Stage.Closed && c.Clocks.LastOrDefault(k => k is { IsRunning: false, IsWindow: false }) is { } clock) clock.StoppedOn = null;
        }
        ),
        ["a stage that forgets to start a clock"] = (24, (_, c, done) =>
        {
            if (done.Event.From != done.Event.To) foreach (var clock in c.Clocks) clock.StoppedOn ??= done.Event.On;
        }
        ),
        ["a due date that falls on a Sunday"] = (25, (w, c, _) =>
        {
            if (c.MainClock is { Extended: false, PausedOn: null } clock) clock.DueOn = clock.DueOn.AddDays(7 - (int)clock.DueOn.DayOfWeek);
        }
        ),
        ["a subject who is given an informal case to read"] = (14, (w, c, _) => Give(w, c, GrantKind.Subject, c.Subject, "member")),
        ["a grant without a conflict check"] = (17, (w, c, _) => Give(w, c, GrantKind.Hr, w.Pseudonym(w.Council.Hr), "hr", check: "")),
        ["a Monitoring Officer who comes by an unasked grant"] = (23, (w, c, _) =>
        {
            if (c.Route is Route.R1 or Route.R4 or Route.R5) Give(w, c, GrantKind.Mo, w.Pseudonym(w.Council.Mo), "monitoring-officer");
        }
        ),
        ["an Independent Person whom the law bars"] = (12, (w, c, _) => Give(w, c, GrantKind.IndependentPerson, w.Pseudonym(w.Council.Clara), "independent-person")),
        ["an investigator who sits on the panel"] = (11, (w, c, _) =>
        {
            foreach (var who in c.Grants.Where(g => g.Kind == GrantKind.Investigator).Select(g => g.Person).ToList()) Give(w, c, GrantKind.Panel, who, "panel-member");
        }
        ),
        ["a cover that has no last day"] = (43, (w, c, _) =>
        {
            if (c.Route is Route.R2 or Route.R3) Give(w, c, GrantKind.Mo, w.Pseudonym(w.Council.External), "cover");
        }
        ),
        ["a paused clock that is not paused"] = (26, (_, c, _) => c.Clocks.Where(k => k.IsRunning).ToList().ForEach(k => k.PausedOn = null)),
    };

    public static TheoryData<string> Faults => [.. Broken.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_planted_in_the_engine_is_found(string fault)
    {
        var (invariant, plant) = Broken[fault];
        string? found = null;
        var random = new System.Random(7);
        for (var i = 0; i < 200 && found is null; i++)
        {
            var steps = Enumerable.Range(0, 40).Select(_ => random.Next()).ToArray();
            found = Walk(i % Openings.Length, steps, plant, prefer: fault.StartsWith("a sanction", StringComparison.Ordinal) ? "sanction" : null);
        }

        found.ShouldNotBeNull($"{fault} was not found").ShouldContain($"invariant {invariant} ");
    }

    private static void Give(World w, Case c, GrantKind kind, Pseudonym? who, string hat, string check = "clear")
    {
        if (who is null || c.Live(kind, w.Today).Any(g => g.Person == who)) return;
        c.Give(new PlannedGrant(kind, who, hat, check), new Move(c, new Step(Verbs.AddNote, Actor.System, null, Inputs.Empty), w.Now(c)));
    }

    private static void Remove(Case c, string fact) => c.Facts.Remove(fact);

    /// <summary>Takes the walk; what went wrong and how it came about, or null.</summary>
    private static string? Walk(int concern, int[] steps, Action<World, Case, Done>? fault, string? prefer = null)
    {
        var w = new World { Rules = new CouncilRules { ReviewAllowed = concern % 2 == 0, PreElection = [(new(2025, 9, 1), new(2025, 10, 2))] } };
        Openings[concern](w);
        w.Engine = (c, step, now) =>
        {
            var done = c.Do(step, now);
            fault?.Invoke(w, c, done);
            return done;
        };
        if (Invariants.Broken(w).FirstOrDefault() is { } already) return already;
        foreach (var number in steps)
        {
            var random = new System.Random(number);
            w.On(w.Today.AddDays(random.Next(4) == 0 ? random.Next(30) : random.Next(2)));
            var c = w.Cases[random.Next(w.Cases.Count)];
            if (random.Next(40) == 0) Calendar(w, random);
            var wrong = Step(w, c, random, prefer) ?? Invariants.Broken(w).FirstOrDefault();
            if (wrong is not null) return wrong;
        }
        return null;
    }

    /// <summary>One step: mostly by somebody who may, with inputs that fit; sometimes by anybody, with inputs that do not. A refusal may change nothing.</summary>
    private static string? Step(World w, Case c, System.Random random, string? prefer)
    {
        var actors = c.Grants.Where(g => g.IsLive(w.Today)).Select(g => g.Kind.AsActor()).OfType<Actor>().Concat([Actor.System, Actor.MoRole, Actor.ChiefExecutiveRole]).Distinct().ToList();
        var actor = random.Next(8) == 0 ? Enum.GetValues<Actor>()[random.Next(16)] : actors[random.Next(actors.Count)];
        var possible = c.PossibleFor(actor).ToList();
        var verb = random.Next(8) == 0 || possible.Count == 0 ? Verbs.All[random.Next(Verbs.All.Count)] : possible.FirstOrDefault(v => v.Code == prefer) ?? possible[random.Next(possible.Count)];
        var choices = verb.Choices.ToList();
        var choice = choices.Count > 0 && random.Next(4) > 0 ? choices[random.Next(choices.Count)] : null;
        var by = random.Next(12) == 0 ? w.Council.People[random.Next(w.Council.People.Count)] : w.Acting(c, actor);
        var inputs = Spoil(w, Favourable.For(w, c, verb, choice, actor), random);
        // Now and then the holder does it for somebody who cannot.
        Actor? whom = actor is Actor.Raiser or Actor.Subject or Actor.IndependentPerson && random.Next(5) == 0 ? actor : null;
        if (whom is not null)
        {
            actor = c.Holder(w.Today)?.Kind == GrantKind.Handler ? Actor.Handler : Actor.Mo;
            by = w.Person(c.Holder(w.Today)?.Person);
            inputs = inputs.With("channel", "phone").With("done_on", Inputs.Iso(w.Today)).With(random.Next(6) == 0 ? "nothing" : "read_back", "yes");
        }
        var other = verb.Code is "link" or "merge" ? w.Cases[random.Next(w.Cases.Count)] : null;
        var before = Snapshot.Of(w.Cases);
        try
        {
            w.Do(c, verb.Code, actor, by, inputs, other, whom);
            return null;
        }
        catch (RefusedException refused)
        {
            if (refused.Message.Contains('{') || refused.Message.Contains("  ", StringComparison.Ordinal)) return $"{verb.Code} was refused in broken words: {refused.Message}";
            return Snapshot.Of(w.Cases) == before ? null : $"{verb.Code}[{choice}] by {actor} was refused with {refused.Code}, and something changed";
        }
    }

    /// <summary>Leaves something out, or puts in what does not belong.</summary>
    private static Inputs Spoil(World w, Inputs inputs, System.Random random)
    {
        if (random.Next(4) > 0 || inputs.Values.Count == 0) return inputs;
        var code = inputs.Values.Keys.ElementAt(random.Next(inputs.Values.Count));
        return random.Next(6) switch
        {
            0 => inputs.With(code),
            1 => inputs.With(code, "x"),
            2 => inputs.With(code, w.P(w.Council.People[random.Next(w.Council.People.Count)])),
            3 => inputs.With(code, Inputs.Iso(w.Today.AddDays(random.Next(-40, 40)))),
            4 => inputs.With("outcome", "breach").With("closure_reason", "breach"),
            _ => inputs.With(code, new string('x', random.Next(1, 60))),
        };
    }

    /// <summary>A bank holiday is proclaimed or taken back, cover is arranged, somebody is away.</summary>
    private static void Calendar(World w, System.Random random)
    {
        if (random.Next(2) == 0)
        {
            w.Calendar = new WorkingDays(new BankHolidays([new(w.Calendar.Add(w.Today, random.Next(1, 8)), "A day of thanks")]));
            foreach (var c in w.Cases) c.Recalculate(w.Now(c));
            return;
        }
        var cover = Covers.Arrange(w.Council.Mo, w.Council.Deputy, w.Today, w.Today.AddDays(random.Next(20)), w.Council.Chief, w.Now());
        foreach (var earlier in w.Covers) earlier.EndedAt ??= w.Now().Now;
        w.Covers.Add(cover);
        foreach (var c in w.Cases) c.ApplyCover(cover, w.Now(c));
    }
}
