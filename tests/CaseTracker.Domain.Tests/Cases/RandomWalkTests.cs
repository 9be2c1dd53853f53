using System.Reflection;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Protocols;
using CaseTracker.Domain.Routes;
using CaseTracker.Domain.Tests.Protocols;
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
        w => Journey.ToBreach(w),
        w => Journey.To(w, Route.R5, Stage.HandedOver),
        w => Journey.To(w, Route.R3, Stage.OutsideCode),
    ];

    private static readonly Lazy<ProtocolVersions> Protocol = new(() => new([.. new[] { "protocol-2019.md", "protocol-2025.md" }.Select(ProtocolFileTests.SampleVersion)]));

    [Fact]
    public void Whatever_anybody_does_the_invariants_hold() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Walks).WithReplay(20251121, 7), Prop.ForAll(AnyWalk, walk => Walk(walk.Concern, walk.Steps, null) is { } fault ? throw new InvalidOperationException(fault) : true));

    /// <summary>A mistake that an invariant is there to find.</summary>
    /// <param name="Invariant">Which.</param>
    /// <param name="Plant">Makes it, after a step.</param>
    /// <param name="Prefer">Verbs that are taken where they are possible, so that the walk comes to where the mistake can be made.</param>
    private sealed record Mistake(int Invariant, Action<World, Case, Done> Plant, params string[] Prefer);

    /// <summary>Faults put into the engine: each is the mistake that its invariant is there for.</summary>
    private static readonly Dictionary<string, Mistake> Broken = new()
    {
        ["a step that leaves no event"] = new(1, (_, c, done) =>
        {
            if (done.Event.From != done.Event.To) Parts<CaseEvent>(c, "_events").Remove(done.Event);
        }
        ),
        ["a stage that is simply set"] = new(2, (_, c, done) =>
        {
            if (done.Event is not { Verb: "acknowledge", To: Stage.Triage }) return;
            Force(c, nameof(Case.Stage), Stage.FollowUp);
            Force(done.Event, nameof(CaseEvent.To), Stage.FollowUp);
        }
        ),
        ["a case that loses its subject"] = new(3, (_, c, _) => Force(c, nameof(Case.Subject), null)),
        ["an informal case that becomes formal in place"] = new(4, (_, c, _) =>
        {
            if (c.Route is Route.R1 or Route.R2) Force(c, nameof(Case.Route), Route.R3);
        }
        ),
        ["two raisers in one concern"] = new(5, (w, c, _) =>
        {
            foreach (var other in w.Cases.Where(o => o.ConcernId == c.ConcernId && o.Id != c.Id)) Force(other, nameof(Case.Raiser), w.Pseudonym(w.Council.Tuckwell));
        }
        ),
        ["an informal case that ends in a breach"] = new(7, (_, c, _) =>
        {
            if (c.Stage == Stage.Closed && c.Route != Route.R3) Force(c, nameof(Case.Outcome), "breach");
        }
        ),
        ["a decision before the view of the report"] = new(8, (_, c, _) =>
        {
            foreach (var view in c.Events.Where(e => e.Verb == "record-view")) Force(view, nameof(CaseEvent.Choice), null);
        }
        ),
        ["a sanction that nobody found for"] = new(9, (_, c, _) =>
        {
            if (c.Sanctions.Count > 0) c.Facts.Remove("finding");
        }, "sanction"),
        ["a sanction that is switched off"] = new(9, (_, c, _) =>
        {
            foreach (var sanction in c.Sanctions) Force(sanction, nameof(RecordedSanction.Code), "suspension");
        }, "sanction"),
        ["a sanction that is imposed and recommended at once"] = new(10, (_, c, _) =>
        {
            foreach (var sanction in c.Sanctions) Force(sanction, nameof(RecordedSanction.Imposed), !sanction.Imposed);
        }, "sanction"),
        ["an investigator who sits on the panel"] = new(11, (w, c, _) =>
        {
            foreach (var who in c.Grants.Where(g => g.Kind == GrantKind.Investigator).Select(g => g.Person).ToList()) Give(w, c, GrantKind.Panel, who, "panel-member");
        }
        ),
        ["an Independent Person whom the law bars"] = new(12, (w, c, _) => Give(w, c, GrantKind.IndependentPerson, w.Pseudonym(w.Council.Clara), "independent-person")),
        ["a word with the member to which nobody agreed"] = new(13, (_, c, done) =>
        {
            if (done.Event is { Verb: "act" or "advise", Choice: "no-contact" }) Force(done.Event, nameof(CaseEvent.Choice), "contact");
        }, "act", "accept", "advise", "triage", "acknowledge"),
        ["a subject who is given an informal case to read"] = new(14, (w, c, _) => Give(w, c, GrantKind.Subject, c.Subject, "member")),
        ["a grant without a conflict check"] = new(17, (w, c, _) => Give(w, c, GrantKind.Hr, w.Pseudonym(w.Council.Hr), "hr", check: "")),
        ["a Monitoring Officer who comes by an unasked grant"] = new(23, (w, c, _) =>
        {
            if (c.Route is Route.R1 or Route.R4 or Route.R5) Give(w, c, GrantKind.Mo, w.Pseudonym(w.Council.Mo), "monitoring-officer");
        }
        ),
        ["a step that leaves its clock running when it closes the case"] = new(24, (_, c, _) =>
        {
            if (c.Stage == Stage.Closed && c.Clocks.LastOrDefault(k => k is { IsRunning: false, IsWindow: false }) is { } clock) clock.StoppedOn = null;
        }
        ),
        ["a stage that forgets to start a clock"] = new(24, (_, c, done) =>
        {
            if (done.Event.From != done.Event.To) foreach (var clock in c.Clocks) clock.StoppedOn ??= done.Event.On;
        }
        ),
        ["a due date that falls on a Sunday"] = new(25, (_, c, _) =>
        {
            if (c.MainClock is { Extended: false, PausedOn: null } clock) clock.DueOn = clock.DueOn.AddDays(7 - (int)clock.DueOn.DayOfWeek);
        }
        ),
        ["a paused clock that is not paused"] = new(26, (_, c, _) => c.Clocks.Where(k => k.IsRunning).ToList().ForEach(k => k.PausedOn = null)),
        ["a case closed without a reason"] = new(28, (_, c, _) =>
        {
            if (c.Stage == Stage.Closed) Force(c, nameof(Case.ClosureReason), null);
        }
        ),
        ["a breach that ends for another reason"] = new(29, (_, c, _) =>
        {
            if (c.Stage == Stage.Closed && c.ClosureReason != "breach") Force(c, nameof(Case.Outcome), "breach");
        }
        ),
        ["a letter that says what nobody decided"] = new(30, (_, c, done) =>
        {
            if (done.Event.Verb != "issue-decision") return;
            foreach (var decided in c.Events.Where(e => e.Verb is "find" or "decide" or "assess" or "record-resolution")) Force(decided, nameof(CaseEvent.Choice), "something-else");
        }, "issue-decision"),
        ["a case that closes before it was received"] = new(31, (_, c, _) =>
        {
            if (c.Stage == Stage.Closed) Force(c, nameof(Case.ClosedOn), c.ReceivedOn.AddDays(-1));
        }
        ),
        ["a manager who closes a case whose raiser was pressed"] = new(32, (_, c, done) =>
        {
            if (done.Event is not { Verb: "confirm-withdrawal", As: Actor.Handler }) return;
            foreach (var withdrawn in c.Events.Where(e => e.Verb == "withdraw")) Force(withdrawn, nameof(CaseEvent.Choice), "pressed");
        }, "confirm-withdrawal", "withdraw"),
        ["a link that only one of two cases knows"] = new(38, (_, c, _) => Parts<CaseLink>(c, "_links").Clear()),
        ["a subject who reads the Monitoring Officer's timeline"] = new(39, (w, _, _) => w.Timelines = (world, c) => new Timeline(c, world.Now(c), maySeeRaiser: true).For(TimelineVariant.Mo)),
        ["what Human Resources decided, written down"] = new(40, (w, c, done) =>
        {
            if (done.Event.Verb == "confirm-handover") Rewrite(w, c, done.Event, read => read.With("note", "A written warning."));
        }, "confirm-handover"),
        ["a paragraph that was not in force"] = new(41, (_, c, _) => Force(c, nameof(Case.Paragraphs), new List<string> { "99.1" })),
        ["a breach published before the poll"] = new(42, (_, _, done) =>
        {
            if (done.Event.Verb == "publish") Force(done.Event, nameof(CaseEvent.On), new DateOnly(2025, 9, 15));
        }, "publish", "issue-decision"),
        ["a cover that has no last day"] = new(43, (w, c, _) =>
        {
            if (c.Route is Route.R2 or Route.R3) Give(w, c, GrantKind.Mo, w.Pseudonym(w.Council.External), "cover");
        }
        ),
        ["something recorded for somebody without saying how it came"] = new(44, (w, c, done) =>
        {
            if (done.Event.OnBehalfOf is not null) Rewrite(w, c, done.Event, read => read.With("channel"));
        }
        ),
        ["an assessment against the arrangements of the day"] = new(45, (_, c, _) =>
        {
            foreach (var assessed in c.Events.Where(e => e.Verb == "assess")) Force(assessed, nameof(CaseEvent.As), Actor.AssessmentPanel);
        }
        ),
    };

    public static TheoryData<string> Faults => [.. Broken.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_planted_in_the_engine_is_found(string fault)
    {
        var mistake = Broken[fault];
        string? found = null;
        var random = new System.Random(7);
        for (var i = 0; i < 200 && found is null; i++)
        {
            var steps = Enumerable.Range(0, 40).Select(_ => random.Next()).ToArray();
            // The walk ends at the first thing that is wrong; only the invariant that is there for it counts.
            found = Walk(i % Openings.Length, steps, mistake) is { } wrong && wrong.StartsWith($"invariant {mistake.Invariant} ", StringComparison.Ordinal) ? wrong : null;
        }

        found.ShouldNotBeNull($"{fault} was not found by invariant {mistake.Invariant}");
    }

    [Fact]
    public void Every_invariant_finds_a_fault_that_was_planted_for_it() => Invariants.All.Keys.Except(Broken.Values.Select(m => m.Invariant)).ShouldBeEmpty();

    private static void Give(World w, Case c, GrantKind kind, Pseudonym? who, string hat, string check = "clear")
    {
        if (who is null || c.Live(kind, w.Today).Any(g => g.Person == who)) return;
        c.Give(new PlannedGrant(kind, who, hat, check), new Move(c, new Step(Verbs.AddNote, Actor.System, null, Inputs.Empty), w.Now(c)));
    }

    // Nothing in the domain lets anybody do this: a planted fault goes past it.
    private static void Force(object of, string property, object? value) => of.GetType().GetProperty(property)!.GetSetMethod(nonPublic: true)!.Invoke(of, [value]);

    private static List<T> Parts<T>(Case c, string field) => (List<T>)typeof(Case).GetField(field, BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(c)!;

    private static void Rewrite(World w, Case c, CaseEvent what, Func<Inputs, Inputs> change) =>
        Force(what, nameof(CaseEvent.Payload), w.Seam.Seal(KeyKind.Matter, c.Id, "event", 1, change(c.Read(what, w.Seam)).ToJson(), what.Id));

    /// <summary>Takes the walk; what went wrong and how it came about, or null.</summary>
    private static string? Walk(int concern, int[] steps, Mistake? mistake)
    {
        var w = new World { Rules = new CouncilRules { ReviewAllowed = concern % 2 == 0, PreElection = [(new(2025, 9, 1), new(2025, 10, 2))] }, Protocol = Protocol.Value };
        Openings[concern](w);
        w.Engine = (c, step, now) =>
        {
            var done = c.Do(step, now);
            mistake?.Plant(w, c, done);
            return done;
        };
        if (Wrong(w, mistake) is { } already) return already;
        foreach (var number in steps)
        {
            var random = new System.Random(number);
            w.On(w.Today.AddDays(random.Next(4) == 0 ? random.Next(30) : random.Next(2)));
            var c = w.Cases[random.Next(w.Cases.Count)];
            if (random.Next(40) == 0) Calendar(w, random);
            var wrong = Step(w, c, random, mistake?.Prefer ?? []) ?? Wrong(w, mistake);
            if (wrong is not null) return wrong;
        }
        return null;
    }

    // The invariant that is there for the mistake speaks first.
    private static string? Wrong(World w, Mistake? mistake) => Invariants.Broken(w, mistake?.Invariant).FirstOrDefault();

    /// <summary>One step: mostly by somebody who may, with inputs that fit; sometimes by anybody, with inputs that do not. A refusal may change nothing.</summary>
    private static string? Step(World w, Case c, System.Random random, string[] prefer)
    {
        var actors = c.Grants.Where(g => g.IsLive(w.Today)).Select(g => g.Kind.AsActor()).OfType<Actor>().Concat([Actor.System, Actor.MoRole, Actor.ChiefExecutiveRole]).Distinct().ToList();
        var actor = random.Next(8) == 0 ? Enum.GetValues<Actor>()[random.Next(16)] : actors[random.Next(actors.Count)];
        var possible = c.PossibleFor(actor).ToList();
        var verb = random.Next(8) == 0 || possible.Count == 0 ? Verbs.All[random.Next(Verbs.All.Count)] : prefer.Select(code => possible.FirstOrDefault(v => v.Code == code)).FirstOrDefault(v => v is not null) ?? possible[random.Next(possible.Count)];
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
