using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;

namespace CaseTracker.Domain.Cases;

public sealed partial class Case
{
    /// <summary>
    /// Takes a step by the table of routes, or refuses and changes nothing. Throws <see cref="RefusedException"/> with the code and exact words of the
    /// refusal; “not-found” if whoever asks holds no live grant as which they could ask.
    /// </summary>
    public Done Do(Step step, Circumstances now)
    {
        var move = new Move(this, step, now);
        if (!MayAct(move)) throw Move.Refuse("not-found");
        move.Choice = Choices.Of(move);
        var rows = step.Verb.RowsFor(Route, Stage, move.As, move.Choice).Where(r => r.Unless != "no-channel" || HasChannel).ToList();
        if (rows.Count == 0) throw NoRow(move);
        move.Row = rows[0];
        if (step.OnBehalfOf is not null) Guards.CheckRecordedFor(move);
        Guards.Check(move);
        if (InputRules.Faults(step.Verb, move.Choice, step.Inputs, now, this).FirstOrDefault() is { } fault) throw new RefusedException("input", fault.Message, fault.Field);
        GrantPlan.Fill(move);
        return Apply(move);
    }

    /// <summary>The verbs that somebody with that grant could try now, whatever the guards will say, in the order of the table.</summary>
    public IEnumerable<Verb> PossibleFor(Actor actor) => Verbs.All.Where(v => v.IsPossible(Route, Stage, actor));

    /// <summary>What would be said if the verb were tried now with nothing entered about consent or time: the refusal that no input can cure, or null.</summary>
    public RefusedException? Blocked(Verb verb, Actor actor, Pseudonym? by, Circumstances now)
    {
        var move = new Move(this, new Step(verb, actor, by, Inputs.Empty), now);
        var rows = verb.Rows.Where(r => r.Routes.Contains(Route) && r.IsFrom(Stage, Route) && (r.By ?? verb.Actors).Contains(actor)).ToList();
        if (rows.Count == 0) return NoRow(move);
        var unconditional = verb.Guards.Select(Refusals.Of).Where(r => r.Needs is not null && r.Only.Count == 0);
        return unconditional.Where(r => !Guards.Holds(r.Needs!, move)).Select(r => Guards.Refusal(r, move)).FirstOrDefault();
    }

    /// <summary>
    /// Recalculates the dates of running clocks after bank holidays were corrected, with an event where one moved (invariant 25).
    /// Dates that somebody set by hand stay. Null if nothing moved.
    /// </summary>
    public CaseEvent? Recalculate(Circumstances now)
    {
        var moved = new List<string>();
        foreach (var clock in _clocks.Where(c => c is { IsRunning: true, Extended: false, PausedOn: null }))
        {
            var due = now.Calendar.Add(clock.StartedOn, clock.Limit, clock.Unit);
            if (clock.PausedDays > 0) due = now.Calendar.Add(due, clock.PausedDays);
            if (due == clock.DueOn) continue;
            moved.Add($"{clock.Kind}: {clock.DueOn:yyyy-MM-dd} {due:yyyy-MM-dd}");
            clock.DueOn = due;
        }
        if (moved.Count == 0) return null;
        RefreshLists(now.Today);
        return Record(new Move(this, new Step(BankHolidaysCorrected, Actor.System, null, new Inputs([new("moved", [.. moved])])), now) { Row = BankHolidaysCorrected.Rows[0] });
    }

    /// <summary>Something the calendar did, not a verb of anybody.</summary>
    public static readonly Verb BankHolidaysCorrected = new("bank-holidays-corrected", "Bank holidays were corrected", "all")
    {
        Actors = [Actor.System],
        Rows = [new([Route.R1, Route.R2, Route.R3, Route.R4, Route.R5], [StageGroup.Any], To.Same)],
        Timeline = new("Bank holidays were corrected. Due {due}.", "Bank holidays were corrected. Due {due}.", "Bank holidays were corrected. Due {due}."),
    };

    private bool MayAct(Move move)
    {
        var (step, day) = (move.Step, move.Now.Today);
        if (step.OnBehalfOf is { } other)
        {
            if (other is not (Actor.Raiser or Actor.Subject or Actor.IndependentPerson) || step.As is not (Actor.Handler or Actor.Mo)) return false;
            if (!Live(other.Grant()!.Value, day).Any()) return false;
        }
        return step.As switch
        {
            Actor.System => step.By is null,
            Actor.AnyoneRole => true,
            Actor.ManagerRole => move.Actor is { } m && (m.Is(Role.LineManager) || m.Is(Role.GroupHead) || m.Is(Role.Director) || m.Is(Role.ChiefExecutive)),
            Actor.MoRole => move.Actor is { } p && Conflicts.MoHat(p) is { } hat && !Conflicts.Of(this, GrantKind.Mo, hat, p, move.Now).Any(c => c.Stops),
            Actor.ChiefExecutiveRole => move.Actor is { } ce && HeldByMo(day) is null && MonitoringOfficers.Substitutor(this, move.Now)?.Id == ce.Id,
            Actor.Raiser when step.By is null => Raiser is null && Live(GrantKind.Raiser, day).Any(),
            _ => Live(step.As.Grant()!.Value, day).Any(g => g.Person == step.By && step.By is not null && !g.ReadOnly),
        };
    }

    private RefusedException NoRow(Move move)
    {
        var instead = move.Verb.Instead.FirstOrDefault(i => i.Routes.Contains(Route) && (i.From.Count == 0 || i.From.Contains(Stage)));
        return instead is not null ? Move.Refuse(instead.Code)
            : Move.Refuse("not-now", null, ("verb", char.ToLowerInvariant(move.Verb.Label[0]) + move.Verb.Label[1..]), ("stage", StageName()));
    }

    /// <summary>The stage in the users' words, without a name.</summary>
    public string StageName() => StageName(Stage);

    /// <summary>Another stage of this case in the users' words.</summary>
    public string StageName(Stage stage) => RouteTable.Of(stage).Name
        .Replace("{handler}", HandlerWords(_grants.LastOrDefault(g => g.Kind == GrantKind.Handler)?.Hat), StringComparison.Ordinal)
        .Replace("{destination}", Destination is null ? "another procedure" : Taxonomies.Taxonomy.Load().Label("off_ramps", Destination), StringComparison.Ordinal);

    private static string HandlerWords(string? hat) => hat switch
    {
        "line-manager" => "the line manager",
        "group-head" => "the Group Head",
        "director" => "the Director",
        "chief-executive" => "the Chief Executive",
        "monitoring-officer" or "deputy-monitoring-officer" or "external-monitoring-officer" => "the Monitoring Officer",
        _ => "a manager",
    };

    private Done Apply(Move move)
    {
        var (verb, now, row) = (move.Verb, move.Now, move.Row);
        move.OldHolder = Holder(now.Today)?.Person;
        var target = move.Target;

        foreach (var fact in verb.Sets.For(move.Choice)) SetFact(fact);
        foreach (var fact in verb.Unsets.For(move.Choice).Concat(row.Unsets)) Facts.Remove(fact);
        if (target is Stage.Withdrawal or Stage.HandedOver && target != Stage) StageBefore = Stage;

        EndGrants(move, target);
        if (row.Becomes is { } route) ChangeRoute(route, route == Route.R2 ? "monitoring-officer" : move.In.Text("route"));
        Effects.Before(move);
        foreach (var grant in move.Planned) Give(grant, move);
        if (!row.To.IsSame) Enter(target, move);
        MoveClocks(move);
        Effects.After(move);
        if (Stage == Stage.Closed && move.From != Stage.Closed) EndOnClosing(move);

        move.NewHolder = Holder(now.Today)?.Person;
        RefreshLists(now.Today);
        move.Words.TryAdd("due", Inputs.Iso(MainClock?.DueOn));
        var recorded = Record(move);
        return new Done(recorded, move.Opened, [.. Notices.Of(move)], move.Warnings);
    }

    private void SetFact(string fact)
    {
        if (!Facts.Contains(fact)) Facts.Add(fact);
    }

    private void ChangeRoute(Route route, string code)
    {
        Route = route;
        RouteCode = RouteTable.Of(route).Codes.Contains(code) ? code : RouteTable.Of(route).Codes[0];
    }

    /// <summary>Enters a stage: stops the clocks that it does not run, starts those it does; re-entering starts them again.</summary>
    private void Enter(Stage stage, Move move)
    {
        var today = move.Now.Today;
        var wanted = RouteTable.ClocksOf(stage, Route);
        if (IsPaused) Unpause(today, move.Now.Calendar);
        foreach (var clock in _clocks.Where(c => c.IsRunning && (!wanted.Contains(c.Kind) || Stage == stage))) Stop(clock, today);
        foreach (var kind in wanted.Where(k => Running(k) is null)) Start(kind, move.Now);
        Stage = stage;
    }

    private void MoveClocks(Move move)
    {
        var today = move.Now.Today;
        var change = move.Verb.Clocks;
        foreach (var kind in change?.Stop ?? []) if (Running(kind) is { } clock) Stop(clock, today);
        foreach (var kind in (change?.Start ?? []).Concat(change?.StartWhen.For(move.Choice) ?? []).Concat(move.Row.Starts)) Restart(kind, move.Now);
        foreach (var kind in change?.Restart ?? []) if (RouteTable.ClocksOf(Stage, Route).Contains(kind)) Restart(kind, move.Now);
    }

    private void Restart(string kind, Circumstances now)
    {
        if (Running(kind) is { } clock) Stop(clock, now.Today);
        Start(kind, now);
    }

    private void Start(string kind, Circumstances now)
    {
        var (limit, unit) = (now.Rules.Limit(kind), RouteTable.Clock(kind).Unit);
        _clocks.Add(new CaseClock { CaseId = Id, Kind = kind, StartedOn = now.Today, Limit = limit, Unit = unit, DueOn = now.Calendar.Add(now.Today, limit, unit) });
    }

    private static void Stop(CaseClock clock, DateOnly today)
    {
        clock.StoppedOn = today;
        clock.PausedOn = null;
    }

    internal void Pause(string reason, DateOnly? until, Circumstances now)
    {
        (PausedOn, PausedUntil, PauseReason) = (now.Today, until, reason);
        SetFact("paused");
        foreach (var clock in _clocks.Where(c => c is { IsRunning: true, IsWindow: false } && c.Kind != "information"))
            (clock.PausedOn, clock.DaysLeft) = (now.Today, Math.Max(0, now.Calendar.Between(now.Today, clock.DueOn)));
    }

    internal void Unpause(DateOnly today, WorkingDays calendar)
    {
        foreach (var clock in _clocks.Where(c => c is { IsRunning: true, PausedOn: not null }))
        {
            clock.PausedDays += calendar.Between(clock.PausedOn!.Value, today);
            // A clock that had run out before the pause keeps its date: pausing forgives nothing.
            if (clock.DueOn >= clock.PausedOn) clock.DueOn = calendar.Add(today, clock.DaysLeft ?? 0);
            (clock.PausedOn, clock.DaysLeft) = (null, null);
        }
        (PausedOn, PausedUntil, PauseReason) = (null, null, null);
        Facts.Remove("paused");
    }

    private void EndGrants(Move move, Stage target)
    {
        if (target == Stage.Closed) return;
        foreach (var what in move.Row.Ends ?? move.Verb.Ends.For(move.Choice))
        {
            var ended = what switch
            {
                "holder" => _grants.Where(g => g.Kind is GrantKind.Handler or GrantKind.Mo && g.Hat != "cover" && move.In.Parties("keep_out").Any(p => p.Person == g.Person)),
                "old-holder" => OldHolders(move, target),
                _ => _grants.Where(g => g.Kind.Code() == what && (move.Verb != Verbs.Recuse || g.Person == move.Step.By)),
            };
            foreach (var grant in ended.Where(g => g.EndedAt is null).ToList()) End(grant, move);
        }
    }

    private IEnumerable<Grant> OldHolders(Move move, Stage target)
    {
        if (move.Verb == Verbs.Recuse) return _grants.Where(g => g.Kind.AsActor() == move.As && g.Person == move.Step.By);
        if (move.Verb == Verbs.Reassign) return _grants.Where(g => g.Kind == GrantKind.Mo && g.Hat != "cover");
        return _grants.Where(g => g.Kind == GrantKind.Handler || (target == Stage.Offered && g.Kind == GrantKind.Mo && move.FromRoute == Route.R2));
    }

    internal static void End(Grant grant, Move move) => (grant.EndedAt, grant.EndReason) = (move.Now.Now, move.Verb.Code);

    private void EndOnClosing(Move move)
    {
        var (now, lastDay) = (move.Now, move.Now.Calendar.Add(move.Now.Today, move.Now.Rules.ReadAfterClosing));
        foreach (var clock in _clocks.Where(c => c is { IsRunning: true, IsWindow: false })) Stop(clock, now.Today);
        if (IsPaused) Unpause(now.Today, now.Calendar);
        foreach (var grant in _grants.Where(g => g.EndedAt is null))
        {
            switch (grant.Kind)
            {
                case GrantKind.Handler or GrantKind.Subject:
                    grant.Until = lastDay;
                    break;
                case GrantKind.Investigator or GrantKind.IndependentPerson or GrantKind.SubjectIp or GrantKind.Panel or GrantKind.AssessmentPanel or GrantKind.Hr or GrantKind.Reviewer:
                    End(grant, move);
                    break;
            }
        }
        if (Route is Route.R1 or Route.R4 or Route.R5) Restart("escalation-window", now);
        else if (Route == Route.R3 && now.Rules.ReviewAllowed) Restart("review-window", now);
        ClosedOn = now.Today;
    }

    internal void Give(PlannedGrant planned, Move move)
    {
        if (_grants.Any(g => g.Kind == planned.Kind && g.Person == planned.Person && g.Hat == planned.Hat && g.EndedAt is null && g.StartsOn == planned.StartsOn && planned.Papers.Count == 0)) return;
        _grants.Add(new Grant
        {
            CaseId = Id, Kind = planned.Kind, Person = planned.Person, Hat = planned.Hat, Reason = move.Verb.Code, StartedAt = move.Now.Now,
            StartsOn = planned.StartsOn, Until = planned.Until, Check = planned.Check, Papers = [.. planned.Papers], ReadOnly = planned.Kind == GrantKind.ImportRecord,
        });
    }

    private CaseEvent Record(Move move)
    {
        Version = Guid.NewGuid();
        ChangedAt = move.Now.Now;
        var payload = Effects.Payload(move).Values.Concat(move.Words.Select(w => new KeyValuePair<string, string[]>("w." + w.Key, [w.Value])));
        var hat = move.Step.Hat ?? (move.Step.As.Grant() is { } kind ? _grants.LastOrDefault(g => g.Kind == kind && g.Person == move.Step.By)?.Hat : null) ?? "";
        var recorded = new CaseEvent
        {
            CaseId = Id, Number = _events.Count + 1, Verb = move.Verb.Code, Choice = move.Choice, As = move.Step.As, By = move.Step.By, Hat = hat, OnBehalfOf = move.Step.OnBehalfOf,
            At = move.Now.Now, On = move.Now.Today, From = move.From, To = Stage,
            Payload = Seal(move.Now, "event", new Inputs(payload).ToJson(), move.Verb == Verbs.AddNote ? KeyKind.Notes : KeyKind.Matter),
        };
        _events.Add(recorded);
        return recorded;
    }
}
