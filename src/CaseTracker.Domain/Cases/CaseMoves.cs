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
        now = now.For(this);
        var move = new Move(this, step, now);
        if (!MayAct(move)) throw Move.Refuse("not-found");
        move.Choice = Choices.Of(move);
        var rows = step.Verb.RowsFor(Route, Stage, move.As, move.Choice).Where(r => r.Unless != "no-channel" || HasChannel).ToList();
        if (rows.Count == 0) throw NoRow(move);
        move.Row = rows[0];
        if (step.OnBehalfOf is not null) Guards.CheckRecordedFor(move);
        Guards.Check(move);
        if (InputRules.Faults(step.Verb, move.Choice, step.Inputs, now, this).FirstOrDefault() is { } fault) throw new RefusedException("input", fault.Message, fault.Field);
        WithheldName.Check(move);
        GrantPlan.Fill(move);
        Prepare(move);
        return Apply(move);
    }

    /// <summary>The verbs that somebody with that grant could try now, whatever the guards will say, in the order of the table.</summary>
    public IEnumerable<Verb> PossibleFor(Actor actor) => Verbs.All.Where(v => v.IsPossible(Route, Stage, actor));

    /// <summary>What would be said if the verb were tried now with nothing entered about consent or time: the refusal that no input can cure, or null.</summary>
    public RefusedException? Blocked(Verb verb, Actor actor, Pseudonym? by, Circumstances now)
    {
        var move = new Move(this, new Step(verb, actor, by, Inputs.Empty), now.For(this));
        var rows = verb.Rows.Where(r => r.Routes.Contains(Route) && r.IsFrom(Stage, Route) && (r.By ?? verb.Actors).Contains(actor)).ToList();
        if (rows.Count == 0) return NoRow(move);
        return verb.Guards.Select(Refusals.Of).Where(r => r.Only.Count == 0 || r.Only.Contains(actor.Code()) || r.Only.Contains(Stage.Code()) || rows.All(row => row.When is { } when && r.Only.Contains(when)))
            .Select(r => Guards.Standing(r, move)).FirstOrDefault(no => no is not null);
    }

    /// <summary>
    /// Recalculates the dates of running clocks after bank holidays were corrected, with an event where one moved (invariant 25).
    /// Dates that somebody set by hand stay. Null if nothing moved.
    /// </summary>
    public CaseEvent? Recalculate(Circumstances now)
    {
        var moved = new List<string>();
        foreach (var clock in _clocks.Where(c => c is { IsRunning: true, Extended: false }))
        {
            var due = now.Calendar.Add(now.Calendar.Add(clock.StartedOn, clock.Limit, clock.Unit), clock.PausedDays);
            if (due == clock.DueOn) continue;
            moved.Add($"{clock.Kind}: {clock.DueOn:yyyy-MM-dd} {due:yyyy-MM-dd}");
            // A paused clock goes on with what is left of it by the corrected days.
            if (clock.PausedOn is { } paused) clock.DaysLeft = Math.Max(0, now.Calendar.Between(paused, due));
            clock.DueOn = due;
        }
        if (moved.Count == 0) return null;
        RefreshLists(now.Today);
        var move = new Move(this, new Step(BankHolidaysCorrected, Actor.System, null, new Inputs([new("moved", [.. moved])])), now) { Row = BankHolidaysCorrected.Rows[0] };
        move.Words["due"] = Inputs.Iso(MainClock?.DueIf(now.Today, now.Calendar));
        return Record(move);
    }

    /// <summary>Something the calendar did, not a verb of anybody.</summary>
    public static readonly Verb BankHolidaysCorrected = new("bank-holidays-corrected", "Bank holidays were corrected", "all")
    {
        Actors = [Actor.System],
        Rows = [new([Route.R1, Route.R2, Route.R3, Route.R4, Route.R5], [StageGroup.Any], To.Same)],
        Timeline = new("Bank holidays were corrected. Due {due}.", "Bank holidays were corrected. Due {due}.", "Bank holidays were corrected. Due {due}."),
    };

    /// <summary>Whether somebody acts on the case as that at all: by a live grant, or by a role that the case lets in.</summary>
    public bool MayAct(Actor actor, Pseudonym? by, Circumstances now) => MayAct(new Move(this, new Step(Verbs.SendMessage, actor, by, Inputs.Empty), now));

    private bool MayAct(Move move)
    {
        var (step, day) = (move.Step, move.Now.Today);
        if (step.OnBehalfOf is { } other)
        {
            // Only whoever holds the case, or covers for them, records for somebody else.
            if (other is not (Actor.Raiser or Actor.Subject or Actor.IndependentPerson) || step.As is not (Actor.Handler or Actor.Mo) || step.By is null) return false;
            if (Holder(day)?.Person != step.By && !Live(GrantKind.Mo, day).Any(g => g.Person == step.By && g.Hat == "cover")) return false;
            if (!Live(other.Grant()!.Value, day).Any()) return false;
        }
        return step.As switch
        {
            Actor.System => step.By is null,
            Actor.AnyoneRole => true,
            Actor.ManagerRole => move.Actor is { } m && Managers.Any(m.Is),
            Actor.MoRole => move.Actor is { } p && MoRoles.FirstOrDefault(p.Is) is { } hat && (step.Verb == Verbs.RecordConcern || !Conflicts.Of(this, GrantKind.Mo, hat, p, move.Now).Any(c => c.Stops)),
            Actor.ChiefExecutiveRole => move.Actor is { } ce && (HeldByMo(day) is null || step.Verb == Verbs.ArrangeCover) && MonitoringOfficers.Substitutor(this, move.Now)?.Id == ce.Id,
            Actor.Raiser when step.By is null => Raiser is null && Live(GrantKind.Raiser, day).Any(),
            // Who was told keeps their own letters, and with them the right to ask for a review as long as the arrangements say.
            Actor.Subject when step.Verb == Verbs.AskForReview => _grants.Any(g => g.Kind == GrantKind.Subject && g.Person == step.By && step.By is not null && g.EndedAt is null),
            _ => Live(step.As.Grant()!.Value, day).Any(g => g.Person == step.By && step.By is not null && !g.ReadOnly),
        };
    }

    private static readonly string[] Managers = [Role.LineManager, Role.GroupHead, Role.Director, Role.ChiefExecutive];

    // Another authority's Monitoring Officer holds the cases given to them, and looks into no others.
    private static readonly string[] MoRoles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer];

    private RefusedException NoRow(Move move)
    {
        var instead = move.Verb.Instead.FirstOrDefault(i => i.Routes.Contains(Route) && (i.From.Count == 0 || i.From.Contains(Stage)));
        if (instead is not null) return Move.Refuse(instead.Code);
        // The step is possible here; what is missing is the choice that picks its row.
        if (move.Verb.IsPossible(Route, Stage, move.As) && (move.Choice is null || !move.Verb.Choices.Contains(move.Choice)) && InputRules.Faults(move.Verb, move.Choice, move.In, move.Now, this).FirstOrDefault() is { } fault)
            return new RefusedException("input", fault.Message, fault.Field);
        return Move.Refuse("not-now", null, ("verb", char.ToLowerInvariant(move.Verb.Label[0]) + move.Verb.Label[1..]), ("stage", StageName()));
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
        if (row.Becomes is { } route) ChangeRoute(route, route == Route.R2 ? "monitoring-officer" : move.In.Text("route"), move);
        // R1 has two codes: the raiser may go from a Group Head to the line manager, or back.
        else if (verb == Verbs.ChooseRoute && RouteTable.RouteOf(move.In.Text("route")) == Route) RouteCode = move.In.Text("route");
        Effects.Before(move);
        EndCover(move);
        foreach (var grant in move.Planned) Give(grant, move);
        RefreshParts(move);
        if (!row.To.IsSame) Enter(target, move);
        MoveClocks(move);
        Effects.After(move);
        if (Stage == Stage.Closed && move.From != Stage.Closed) EndOnClosing(move);

        move.NewHolder = Holder(now.Today)?.Person;
        RefreshLists(now.Today);
        move.Words.TryAdd("due", Inputs.Iso(MainClock?.DueIf(now.Today, now.Calendar)));
        var recorded = Record(move);
        return new Done(recorded, move.Opened, [.. Notices.Of(move)], move.Warnings);
    }

    private void SetFact(string fact)
    {
        if (!Facts.Contains(fact)) Facts.Add(fact);
    }

    private void ChangeRoute(Route route, string code, Move move)
    {
        Route = route;
        RouteCode = RouteTable.Of(route).Codes.Contains(code) ? code : RouteTable.Of(route).Codes[0];
        // Asked for their side on R4; on R1 and R2 the other side has no grant (invariant 14).
        foreach (var grant in _grants.Where(g => g is { Kind: GrantKind.Subject, EndedAt: null })) End(grant, move);
    }

    /// <summary>Enters a stage: stops the clocks that it does not run, starts those it does; re-entering starts them again.</summary>
    private void Enter(Stage stage, Move move)
    {
        var today = move.Now.Today;
        var wanted = RouteTable.ClocksOf(stage, Route);
        // Back in an investigation that is under way, it is the investigator's time that runs, and the parties' for the draft.
        if (stage == Stage.Investigation && Has("investigator")) wanted = Has("draft") ? ["investigate", "draft-comments"] : ["investigate"];
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
        var clock = new CaseClock { CaseId = Id, Kind = kind, StartedOn = now.Today, Limit = limit, Unit = unit, DueOn = now.Calendar.Add(now.Today, limit, unit) };
        if (IsPaused && kind != "information" && !clock.IsWindow) (clock.PausedOn, clock.DaysLeft) = (now.Today, now.Calendar.Between(now.Today, clock.DueOn));
        _clocks.Add(clock);
    }

    private static void Stop(CaseClock clock, DateOnly today)
    {
        clock.StoppedOn = today;
        clock.PausedOn = null;
    }

    internal void Pause(string reason, DateOnly? until, Circumstances now)
    {
        // Nothing is paused twice (invariant 26): a new reason takes the place of the old one.
        if (IsPaused) Unpause(now.Today, now.Calendar);
        (PausedOn, PausedUntil, PauseReason) = (now.Today, until, reason);
        SetFact("paused");
        foreach (var clock in _clocks.Where(c => c is { IsRunning: true, IsWindow: false } && c.Kind != "information"))
            (clock.PausedOn, clock.DaysLeft) = (now.Today, Math.Max(0, now.Calendar.Between(now.Today, clock.DueOn)));
    }

    internal void Unpause(DateOnly today, WorkingDays calendar)
    {
        foreach (var clock in _clocks.Where(c => c is { IsRunning: true, PausedOn: not null }))
        {
            var due = clock.DueIf(today, calendar);
            clock.PausedDays += calendar.Between(clock.DueOn, due);
            clock.DueOn = due;
            (clock.PausedOn, clock.DaysLeft) = (null, null);
        }
        (PausedOn, PausedUntil, PauseReason) = (null, null, null);
        Facts.Remove("paused");
    }

    private void EndGrants(Move move, Stage target)
    {
        // Closing has rules of its own; a step on a case that is closed already ends what it says.
        if (target == Stage.Closed && move.From != Stage.Closed) return;
        foreach (var what in move.Row.Ends ?? move.Verb.Ends.For(move.Choice))
        {
            var ended = what switch
            {
                // Nobody can be asked who else should deal with it: who declines stays, to record what the raiser says (routes, “On behalf”).
                "handler" when move.Verb == Verbs.Decline && !HasChannel => [],
                "holder" => _grants.Where(g => g.Kind is GrantKind.Handler or GrantKind.Mo && g.Hat != "cover" && move.In.Parties("keep_out").Any(p => p.Person == g.Person)),
                "old-holder" => OldHolders(move, target),
                _ => _grants.Where(g => g.Kind.Code() == what && (move.Verb != Verbs.Recuse || g.Person == move.Acting)),
            };
            foreach (var grant in ended.Where(g => g.EndedAt is null).ToList()) End(grant, move);
        }
    }

    private IEnumerable<Grant> OldHolders(Move move, Stage target)
    {
        if (move.Verb == Verbs.Recuse) return _grants.Where(g => g.Kind.AsActor() == move.As && g.Person == move.Acting);
        if (move.Verb == Verbs.Reassign) return _grants.Where(g => g.Kind == GrantKind.Mo && g.Hat != "cover");
        return _grants.Where(g => g.Kind == GrantKind.Handler || (target == Stage.Offered && g.Kind == GrantKind.Mo && move.FromRoute == Route.R2));
    }

    /// <summary>Cover is for the officer who holds the case: when another takes over, it is at an end (routes, “Cover”).</summary>
    private void EndCover(Move move)
    {
        var day = move.Now.Today;
        var holder = Holds(Route) ? move.Planned.LastOrDefault(p => p is { Kind: GrantKind.Mo, Hat: not "cover" })?.Person ?? HeldByMo(day)?.Person : null;
        if (holder == move.OldMo && move.OldMo is not null) return;
        foreach (var cover in _grants.Where(g => g is { Kind: GrantKind.Mo, Hat: "cover", EndedAt: null })) End(cover, move);
    }

    private static bool Holds(Route route) => route is Route.R2 or Route.R3;

    /// <summary>An investigation needs an investigator, and a hearing a panel of three: who was the last to go takes the fact along.</summary>
    private void RefreshParts(Move move)
    {
        var day = move.Now.Today;
        if (move.Verb != Verbs.ExcludePerson && move.Verb != Verbs.EndAccess && move.Verb != Verbs.Recuse) return;
        if (Stage == Stage.Investigation && Has("investigator") && !Live(GrantKind.Investigator, day).Any())
        {
            Facts.Remove("investigator");
            Restart("appoint", move.Now);
        }
        if (Stage == Stage.Hearing && Live(GrantKind.Panel, day).Select(g => g.Person).Distinct().Count() < 3) Facts.Remove("panel");
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
        // Who holds the same grant already, and not for a time only, needs no second one.
        if (planned.Papers.Count == 0 && _grants.Any(g => g.Kind == planned.Kind && g.Person == planned.Person && g.Hat == planned.Hat && g.EndedAt is null && g.StartsOn == planned.StartsOn && g.Until == planned.Until)) return;
        _grants.Add(new Grant
        {
            CaseId = Id,
            Kind = planned.Kind,
            Person = planned.Person,
            Hat = planned.Hat,
            Reason = move.Verb.Code,
            StartedAt = move.Now.Now,
            StartsOn = planned.StartsOn,
            Until = planned.Until,
            Check = planned.Check,
            Papers = [.. planned.Papers],
            ReadOnly = planned.Kind == GrantKind.ImportRecord,
        });
    }

    private CaseEvent Record(Move move)
    {
        Version = Guid.NewGuid();
        ChangedAt = move.Now.Now;
        var payload = Effects.Payload(move).Values.Concat(move.Words.Select(w => new KeyValuePair<string, string[]>("w." + w.Key, [w.Value])));
        var hat = move.Step.Hat ?? HatIn(move);
        var id = DayOnly.NewId();
        var recorded = new CaseEvent
        {
            Id = id,
            CaseId = Id,
            Number = _events.Count + 1,
            Verb = move.Verb.Code,
            Choice = move.Choice,
            As = move.Step.As,
            By = move.Step.By,
            Hat = hat,
            OnBehalfOf = move.Step.OnBehalfOf,
            At = move.Now.Now,
            On = move.Now.Today,
            From = move.From,
            To = Stage,
            Payload = Seal(move.Now, "event", new Inputs(payload).ToJson(), move.Verb == Verbs.AddNote ? KeyKind.Notes : KeyKind.Matter, id),
        };
        _events.Add(recorded);
        return recorded;
    }

    /// <summary>In which capacity somebody acts: the hat of their grant, or of the role by which they act without one.</summary>
    private string HatIn(Move move) => move.Step.As switch
    {
        Actor.System => "",
        Actor.ManagerRole or Actor.MoRole or Actor.ChiefExecutiveRole or Actor.AnyoneRole => HatOf(move.Step.As, move.Actor),
        _ => _grants.LastOrDefault(g => g.Kind == move.Step.As.Grant() && g.Person == move.Step.By)?.Hat ?? "",
    };
}
