using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;

namespace CaseTracker.Domain.Cases;

/// <summary>Finds and checks the holders of the grants that a step gives, before anything changes. A conflict that stops refuses the step.</summary>
internal static class GrantPlan
{
    /// <summary>Fills the move's planned grants.</summary>
    public static void Fill(Move move)
    {
        foreach (var name in Kinds(move)) Plan(name, move);
        if (move.Verb == Verbs.ExcludePerson) PlanAfterExclusion(move);
        if (move.Target == Stage.RaiserChoice && !move.Case.HasChannel && move.FromRoute is Route.R1 or Route.R4 or Route.R5) PlanRecorder(move);
        if (move.Verb == Verbs.RecordLeaving && move.Choice == "mo") PlanNextMo(move, move.In.Party("person")!.Person!.Value);
    }

    /// <summary>Plans the Monitoring Officer who takes a case that enters R2 or R3, with the cover in force. Nobody free is not a refusal (c-no-mo).</summary>
    public static IEnumerable<PlannedGrant> Mo(Case c, Circumstances now, Move move, params IEnumerable<Pseudonym> not)
    {
        var choice = MonitoringOfficers.Choose(c, now, not);
        if (choice.Diverted.Count > 0) move.Words["diverted"] = string.Join(',', choice.Diverted);
        if (choice.Person is not { } person) yield break;
        var who = now.People.PseudonymOf(person);
        var hits = Conflicts.Of(c, GrantKind.Mo, choice.Hat, person, now);
        yield return new PlannedGrant(GrantKind.Mo, who, choice.Hat, Stored(choice.Diverted, hits));
        foreach (var cover in CoverFor(c, who, now, not)) yield return cover;
    }

    /// <summary>The cover that comes with whoever holds a case as Monitoring Officer; none by somebody with a conflict here, or who is on the way out (invariant 43).</summary>
    public static IEnumerable<PlannedGrant> CoverFor(Case c, Pseudonym holder, Circumstances now, params IEnumerable<Pseudonym> not)
    {
        var left = not.Append(holder).ToHashSet();
        return from cover in now.Covers
               where cover.For == holder && cover.IsLive(now.Today) && !left.Contains(cover.By)
               let deputy = now.People.Find(cover.By)
               where deputy is not null && Covers.IsFree(c, deputy, now)
               select new PlannedGrant(GrantKind.Mo, cover.By, "cover", "clear") { StartsOn = cover.StartsOn, Until = cover.Until };
    }

    private static string Stored(IReadOnlyList<string> diverted, IEnumerable<ConflictHit> hits) =>
        string.Join(',', diverted.Concat(hits.Select(h => h.Code)).Distinct()) is { Length: > 0 } codes ? codes : "clear";

    /// <summary>Plans the handler that the inputs name, or the only one possible. Throws the conflict that stops, or that the raiser has to confirm first.</summary>
    public static PlannedGrant Handler(Case c, Route route, string routeCode, Move move, IReadOnlyList<HandlerOption> options)
    {
        var now = move.Now;
        var asked = move.In.Party("handler")?.Person;
        if (route == Route.R5 && Handlers.Statutory(c, now) is { } only)
        {
            // Whoever was chosen: about a statutory officer there is one handler only.
            Stop(only.Person, Conflicts.Of(c, GrantKind.Handler, only.Level, only.Person, now), "handler");
            move.Warnings.Add(Refusals.Exception("c-statutory", null, ("person", only.Person.Name)).Message);
            move.Words["diverted"] = "c-statutory";
            return new PlannedGrant(GrantKind.Handler, now.People.PseudonymOf(only.Person), only.Level, "c-statutory");
        }
        var option = asked is null ? options.FirstOrDefault(o => o.IsOwn && o.IsFree) : options.FirstOrDefault(o => now.People.PseudonymOf(o.Person) == asked);
        if (option is null && move.Person("handler") is { } somebody) Stop(somebody, Conflicts.Of(c, GrantKind.Handler, "", somebody, now), "handler");
        if (option is null && asked is null && options.Where(o => o.IsOwn).ToList() is [var own, ..]) Stop(own.Person, own.Conflicts, "handler");
        if (option is null) throw options.Count == 0 ? Move.Refuse("no-handler", "handler") : new RefusedException("input", "Choose who should deal with this.", "handler");
        Stop(option.Person, option.Conflicts, "handler");
        if (option.NeedsConfirming && !move.In.Ticked("handler_confirmed")) throw Move.Refuse("c-handler-witness", "handler_confirmed", ("name", option.Person.Name));
        return new PlannedGrant(GrantKind.Handler, now.People.PseudonymOf(option.Person), option.Level, Conflicts.Stored(option.Conflicts));
    }

    private static IEnumerable<string> Kinds(Move move)
    {
        // A step that leads to a closed case opens its new holder's grant on the new case, in the effects.
        if (move.Verb == Verbs.Convert || move.Verb == Verbs.MakeInformal) return [];
        var kinds = move.Verb.Grants.For(move.Choice).Select(k => k.Split(' ')[0]);
        return move.Verb == Verbs.Import ? kinds.Where(k => k != "mo" || move.FromRoute is Route.R2 or Route.R3).Where(k => k != "import-record" || move.FromRoute is not (Route.R2 or Route.R3)) : kinds;
    }

    private static void Plan(string name, Move move)
    {
        var (c, now) = (move.Case, move.Now);
        switch (name)
        {
            case "raiser":
                break;
            case "holder" when move.Target == Stage.Received:
                move.Planned.AddRange(Mo(c, now, move));
                break;
            case "holder":
                var route = move.Row.Becomes ?? move.FromRoute;
                var code = move.In.Text("route") is { Length: > 0 } chosen && RouteTable.RouteOf(chosen) == route ? chosen : c.RouteCode;
                if (move.Verb == Verbs.Import) move.Planned.Add(Imported(move, route, code));
                else move.Planned.Add(Handler(c, route, code, move, move.Verb == Verbs.Escalate ? Handlers.Above(c, now) : Handlers.Options(c, route, code, now)));
                break;
            case "next-holder" when move.Verb == Verbs.Reassign:
                PlanNamed(move, GrantKind.Mo, "person", p => Conflicts.MoHat(p)!);
                move.Planned.AddRange(CoverFor(c, move.Planned[^1].Person!.Value, now));
                break;
            case "next-holder" when move.As == Actor.Mo && move.FromRoute is Route.R2 or Route.R3 && move.Verb == Verbs.Recuse:
                PlanNextMo(move, move.Step.By!.Value);
                break;
            case "next-holder" when move.As == Actor.Reviewer:
                PlanReviewer(move, move.Step.By!.Value);
                break;
            case "mo" when move.Verb == Verbs.Withdraw:
                if (c.HeldByMo(now.Today) is null) move.Planned.AddRange(Mo(c, now, move));
                break;
            case "mo" when move.Verb == Verbs.TakeOversight:
                Give(move, GrantKind.Mo, move.Actor!, Conflicts.MoHat(move.Actor!)!, "reason");
                break;
            case "mo" when move.Verb == Verbs.NameSubstitute:
                PlanNamed(move, GrantKind.Mo, "person", p => Conflicts.MoHat(p) ?? Role.ExternalMonitoringOfficer);
                move.Planned.AddRange(CoverFor(c, move.Planned[^1].Person!.Value, now));
                break;
            case "mo" when move.Verb == Verbs.ArrangeCover:
                PlanCover(move);
                break;
            case "mo" when move.Verb == Verbs.Import:
                move.Planned.AddRange(Mo(c, now, move));
                break;
            case "import-record" when now.People.Holding(Role.MonitoringOfficer, now.Today).FirstOrDefault() is { } principal:
                var importing = now.People.Find(move.In.Party("imported_by")?.Person) ?? principal;
                if (!Conflicts.Of(c, GrantKind.ImportRecord, "", importing, now).Any(h => h.Stops)) Give(move, GrantKind.ImportRecord, importing, Conflicts.MoHat(importing) ?? Role.MonitoringOfficer, "imported_by");
                break;
            case "subject" when c.Subject is { } subject:
                move.Planned.Add(new PlannedGrant(GrantKind.Subject, subject, now.People.Find(subject)?.Kind == PersonKind.Member ? "member" : "officer", "clear"));
                break;
            case "subject":
                // A subject without an account is told, and answers, outside; the holder records it.
                move.Planned.Add(new PlannedGrant(GrantKind.Subject, null, move.FromRoute == Route.R3 || RouteTable.RouteOf(c.RouteCode) == Route.R4 && now.People.Find(c.Raiser)?.Kind == PersonKind.Officer ? "member" : "officer", "clear"));
                break;
            case "independent-person":
                PlanNamed(move, GrantKind.IndependentPerson, "person", _ => "independent-person", papers: true);
                break;
            case "subject-ip":
                PlanNamed(move, GrantKind.SubjectIp, "person", _ => "independent-person");
                break;
            case "investigator":
                PlanNamed(move, GrantKind.Investigator, "person", _ => "investigator");
                break;
            case "assessment-panel" or "panel":
                var kind = name == "panel" ? GrantKind.Panel : GrantKind.AssessmentPanel;
                foreach (var member in move.In.Parties("members").Select(p => p.In(now.People) ?? throw new RefusedException("input", "Choose panel members from the list.", "members")))
                    Give(move, kind, member, "panel-member", "members", papers: true);
                break;
            case "hr" when move.In.Text("destination") == "hr":
                PlanHr(move);
                break;
            case "reviewer":
                PlanReviewer(move);
                break;
        }
    }

    private static PlannedGrant Imported(Move move, Route route, string code) =>
        Handlers.ForImport(move.Case, route, code, move.Now) is { } option
            ? new PlannedGrant(GrantKind.Handler, move.Now.People.PseudonymOf(option.Person), option.Level, Conflicts.Stored(option.Conflicts))
            : throw Move.Refuse("no-handler");

    private static void PlanAfterExclusion(Move move)
    {
        if (move.Choice != "holder" || move.FromRoute is not (Route.R2 or Route.R3)) return;
        move.Planned.AddRange(Mo(move.Case, move.Now, move, move.In.Parties("keep_out").Select(p => p.Person).OfType<Pseudonym>()));
    }

    /// <summary>The next Monitoring Officer, where the one who holds the case goes; whoever covers may go without one.</summary>
    private static void PlanNextMo(Move move, Pseudonym gone)
    {
        if (move.Case.HeldByMo(move.Now.Today)?.Person is { } holder && holder != gone) return;
        move.Planned.AddRange(Mo(move.Case, move.Now, move, gone));
    }

    private static void PlanCover(Move move)
    {
        var by = move.Person("person")!;
        if (move.Case.HeldByMo(move.Now.Today)?.Person is not { } holder) throw Move.Refuse("c-no-mo", "person");
        if (holder == move.Now.People.PseudonymOf(by)) throw Move.Refuse("cover-deputy", "person");
        Stop(by, Conflicts.Of(move.Case, GrantKind.Mo, Conflicts.MoHat(by)!, by, move.Now), "person");
        move.Planned.Add(new PlannedGrant(GrantKind.Mo, move.Now.People.PseudonymOf(by), "cover", "clear") { StartsOn = move.In.Date("starts_on"), Until = move.In.Date("until") });
    }

    /// <summary>
    /// Without a channel to the raiser somebody has to hold the case, to record what they choose: the last handler, or if that one is kept out, stands aside or left,
    /// the next on the ladder (routes, “On behalf”).
    /// </summary>
    private static void PlanRecorder(Move move)
    {
        var (c, now) = (move.Case, move.Now);
        if (move.Verb == Verbs.Decline) return;
        var gone = move.Verb == Verbs.ExcludePerson ? move.In.Parties("keep_out").Select(p => p.Person) : move.Verb == Verbs.RecordLeaving ? [move.In.Party("person")?.Person] : [move.Acting];
        var left = gone.OfType<Pseudonym>().ToHashSet();
        var next = Handlers.Above(c, now).Concat(Handlers.Options(c, c.Route, c.RouteCode, now)).FirstOrDefault(o => o.IsFree && !left.Contains(now.People.PseudonymOf(o.Person)));
        if (next is not null) move.Planned.Add(new PlannedGrant(GrantKind.Handler, now.People.PseudonymOf(next.Person), next.Level, Conflicts.Stored(next.Conflicts)));
    }

    private static void PlanReviewer(Move move, params IEnumerable<Pseudonym> not)
    {
        var choice = MonitoringOfficers.Reviewer(move.Case, move.Now, not);
        if (choice.Person is not { } person) throw Move.Refuse("c-no-mo");
        if (choice.Diverted.Count > 0) move.Words["diverted"] = string.Join(',', choice.Diverted);
        move.Planned.Add(new PlannedGrant(GrantKind.Reviewer, move.Now.People.PseudonymOf(person), choice.Hat, Stored(choice.Diverted, [])));
    }

    private static void PlanHr(Move move)
    {
        var (c, now) = (move.Case, move.Now);
        var staff = now.People.Holding(Role.Hr, now.Today).ToList();
        var free = staff.FirstOrDefault(p => !Conflicts.Of(c, GrantKind.Hr, "hr", p, now).Any(h => h.Stops));
        if (free is null) throw staff.Count == 0 ? new RefusedException("input", "Choose another procedure: nobody in Human Resources can receive this here.", "destination") : Move.Refuse("c-hr", "destination", ("name", staff[0].Name));
        move.Planned.Add(new PlannedGrant(GrantKind.Hr, now.People.PseudonymOf(free), "hr", "clear"));
    }

    private static void PlanNamed(Move move, GrantKind kind, string input, Func<Person, string> hat, bool papers = false)
    {
        if (move.Person(input) is not { } person) throw new RefusedException("input", "Choose a person from the list.", input);
        if (!person.ServesOn(move.Now.Today)) throw new RefusedException("input", "Choose somebody who is here now.", input);
        if (kind == GrantKind.Investigator && !person.Is(Role.Investigator) && person.Kind != PersonKind.Officer) throw new RefusedException("input", "Choose an investigator or an officer.", input);
        Give(move, kind, person, hat(person), input, papers);
    }

    private static void Give(Move move, GrantKind kind, Person person, string hat, string input, bool papers = false)
    {
        var hits = Conflicts.Of(move.Case, kind, hat, person, move.Now);
        Stop(person, hits, input);
        move.Warnings.AddRange(hits.Where(h => h.Result == ConflictResult.Warned).Select(h => Refusals.Exception(h.Code, null, ("name", person.Name)).Message));
        move.Planned.Add(new PlannedGrant(kind, move.Now.People.PseudonymOf(person), hat, Conflicts.Stored(hits)) { Papers = papers ? [.. move.In.List("papers").Select(p => int.TryParse(p, out var n) ? n : 0).Where(n => n > 0)] : [] });
    }

    private static void Stop(Person person, IEnumerable<ConflictHit> hits, string input)
    {
        if (hits.FirstOrDefault(h => h.Stops) is not { } hit) return;
        throw hit.Code == Conflicts.Recused ? new RefusedException(Conflicts.Recused, $"{person.Name} stood aside from this case. Choose somebody else.", input) : Move.Refuse(hit.Code, input, ("name", person.Name), ("person", person.Name));
    }
}
