using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Domain.Taxonomies;

namespace CaseTracker.Domain.Tests.Cases;

/// <summary>
/// The invariants of the domain (routes, section 8), each a function that says what is wrong with a case, or null. They look at what is stored, never at how
/// the engine came to it.
/// </summary>
internal static class Invariants
{
    /// <summary>Number of the invariant and its function.</summary>
    public static readonly IReadOnlyDictionary<int, Func<World, Case, string?>> All = new Dictionary<int, Func<World, Case, string?>>
    {
        [1] = OneStageAndOneEventForEachChange,
        [2] = OnlyARowChangesAStage,
        [3] = OneSubject,
        [4] = OneRoute,
        [5] = CasesOfAConcernShareOnlyTheirRaiser,
        [7] = BreachOnlyOnAFormalComplaint,
        [8] = NoDecisionWithoutAViewThatWasConsidered,
        [9] = NoSanctionWithoutAFinding,
        [10] = RecommendedIsNeverImposed,
        [11] = WhoInvestigatedDoesNotDecide,
        [12] = IndependentPersonsAreEligible,
        [13] = NobodyIsContactedWithoutAgreement,
        [14] = TheSubjectIsNotToldBeforeTime,
        [17] = AGrantIsWhole,
        [23] = TheMoIsNotInHandledCasesUnasked,
        [24] = AnOpenStageHasAClock,
        [25] = DueDatesAreWorkingDays,
        [26] = PausedDaysDoNotCount,
        [28] = AClosedCaseHasAnAllowedPair,
        [29] = BreachOutcomeAndReasonGoTogether,
        [30] = TheOutcomeSentIsTheOneDecided,
        [31] = DatesAreInOrder,
        [32] = NoWithdrawalWithoutAnAnswerAboutPressure,
        [38] = LinkedCasesOpenNothing,
        [39] = TheSubjectsTimelineKeepsItsPlace,
        [40] = WhatHrDecidedIsNotStored,
        [41] = ParagraphsBelongToTheProtocolInForce,
        [42] = NoBreachIsPublishedBeforeAPoll,
        [43] = CoverEndsAndMeetsNoConflict,
        [44] = RecordedForIsProved,
        [45] = WhoDecidesIsAsArranged,
    };

    /// <summary>What is wrong with any case of the world; what <paramref name="first"/> finds before anything else.</summary>
    public static IEnumerable<string> Broken(World w, int? first = null) =>
        from i in All.OrderBy(i => i.Key != first)
        from c in w.Cases
        let wrong = i.Value(w, c)
        where wrong is not null
        select $"invariant {i.Key} ({i.Value.Method.Name}): {wrong}, {c.Route} {c.Stage}, {string.Join(' ', c.Events.Select(e => $"{e.Verb}{(e.Choice is null ? "" : $"[{e.Choice}]")}"))}";

    public static string? OneStageAndOneEventForEachChange(World w, Case c)
    {
        if (!Enum.IsDefined(c.Stage) || c.Events.Count == 0) return "no stage or no event";
        if (!c.Events.Select(e => e.Number).SequenceEqual(Enumerable.Range(1, c.Events.Count))) return "events are not numbered one after the other";
        if (c.Events[^1].To != c.Stage) return $"the last event led to {c.Events[^1].To}";
        for (var i = 1; i < c.Events.Count; i++)
        {
            // A case that is opened beside another begins with the papers carried over and the event that opened it.
            if (c.Events[i].From != c.Events[i - 1].To && c.Events[i].From != Stage.None) return $"{c.Events[i].Verb} started at {c.Events[i].From}, the event before it led to {c.Events[i - 1].To}";
            if (c.Events[i].At < c.Events[i - 1].At) return "an event is earlier than the one before it";
        }
        foreach (var e in c.Events)
        {
            if (e.At == default || e.On != LondonTime.DateOf(e.At)) return $"{e.Verb} has no time";
            if (e.As != Actor.System && e.Hat.Length == 0) return $"{e.Verb} by {e.As} has no hat";
            if (e.By is null && e.As is not (Actor.System or Actor.Raiser)) return $"{e.Verb} has no actor";
        }
        return null;
    }

    public static string? OnlyARowChangesAStage(World w, Case c)
    {
        // The route may have changed on the way, in place: every route on which the case can have been is followed from the end.
        var routes = new HashSet<Route> { c.Route };
        foreach (var e in c.Events.Reverse())
        {
            if (e.Verb == Case.BankHolidaysCorrected.Code) continue;
            var verb = Verbs.Of(e.Verb);
            var actor = e.OnBehalfOf ?? e.As;
            var rows = verb.Rows.Where(r => (r.By ?? verb.Actors).Contains(actor) && (r.When is null || r.When == e.Choice)).ToList();
            if (e.From == Stage.None && e.Verb is "convert" or "make-informal" or "split")
            {
                if (e.Verb != "split" && !rows.Any(r => r.Opens.Any(o => routes.Contains(o.Route) && o.Stage == e.To))) return $"{e.Verb} opened a case at {e.To}";
                continue;
            }
            var carried = e is { Verb: "add-evidence", From: Stage.Received } && c.Events.Any(x => x.Number > e.Number && x.From == Stage.None);
            var raised = e is { Verb: "add-evidence", As: Actor.System or Actor.ManagerRole or Actor.MoRole, OnBehalfOf: Actor.Raiser };
            if (carried || raised) continue;
            var from = routes.SelectMany(after => rows.Where(r => (r.Becomes ?? after) == after)
                .SelectMany(r => r.Routes.Where(before => (r.Becomes is not null || before == after) && r.IsFrom(e.From, before) && (r.To.IsBack ? e.To != e.From : r.To.IsSame ? e.To == e.From : r.To.Stage == e.To)))).ToHashSet();
            if (from.Count == 0) return $"no row lets {actor} {e.Verb} from {e.From} to {e.To} on {string.Join('/', routes)}";
            routes = from;
        }
        return null;
    }

    public static string? OneSubject(World w, Case c) => c.Subject is null == c.SubjectName.IsEmpty ? "not exactly one subject" : null;

    public static string? OneRoute(World w, Case c)
    {
        if (RouteTable.RouteOf(c.RouteCode) != c.Route) return $"{c.RouteCode} is not of {c.Route}";
        if (!RouteTable.Of(c.Route).Stages.Contains(c.Stage)) return $"{c.Route} has no stage {c.Stage}";
        return c.Route == Route.R3 && c.Events.Any(e => e.Verb is "choose-route" or "refer") ? "an informal case became formal in place" : null;
    }

    public static string? CasesOfAConcernShareOnlyTheirRaiser(World w, Case c)
    {
        if (c.Events.Any(e => e.CaseId != c.Id) || c.Grants.Any(g => g.CaseId != c.Id) || c.Clocks.Any(k => k.CaseId != c.Id) || c.Consents.Any(k => k.CaseId != c.Id)) return "holds a part of another case";
        foreach (var other in w.Cases.Where(o => o.ConcernId == c.ConcernId && o.Id != c.Id))
        {
            if (other.Raiser != c.Raiser) return "another raiser in the same concern";
            if (other.ConcernReference != c.ConcernReference) return "another concern reference in the same concern";
            if (other.Events.Select(e => e.Id).Intersect(c.Events.Select(e => e.Id)).Any() || other.Grants.Select(g => g.Id).Intersect(c.Grants.Select(g => g.Id)).Any()) return "shares an event or a grant";
        }
        return null;
    }

    public static string? BreachOnlyOnAFormalComplaint(World w, Case c) =>
        c.Route == Route.R3 ? null
            : c.Outcome is "breach" or "no-breach" || c.ClosureReason is "breach" or "no-breach" || c.Has("finding") || c.Sanctions.Count > 0 || c.Allegations.Any(a => a.Finding is not null) ? "breach, finding or sanction on an informal case" : null;

    public static string? NoDecisionWithoutAViewThatWasConsidered(World w, Case c)
    {
        CaseEvent? report = null, view = null;
        foreach (var e in c.Events)
        {
            if (e is { Verb: "assess", Choice: "investigate" }) (report, view) = (null, null);
            if (e.Verb == "file-report") (report, view) = (e, null);
            if (e is { Verb: "record-view", Choice: "report" }) view = e;
            var decides = e.Verb is "decide" or "find" || (report is not null && (e.Verb, e.Choice) is ("assess", "no-further-action" or "informal-resolution") or ("close", "insufficient-information"));
            if (!decides) continue;
            if (view is null) return $"{e.Verb} without a view of the report";
            if (e.Verb is "decide" or "find" && c.Read(e, w.Seam).Text("considered").Length < 20) return $"{e.Verb} does not say how the view was considered";
        }
        return null;
    }

    public static string? NoSanctionWithoutAFinding(World w, Case c)
    {
        if (c.Sanctions.Count > 0 && !c.Has("finding")) return "a sanction without a finding";
        if (c.Has("finding") && !c.Events.Any(e => e is { Verb: "find", Choice: "breach" } or { Verb: "import" })) return "a finding that nobody made";
        return c.Sanctions.FirstOrDefault(s => w.Taxonomy.Sanction(s.Code)?.IsEnabledOn(s.On) != true) is { } off ? $"{off.Code} was not enabled on {off.On}" : null;
    }

    public static string? RecommendedIsNeverImposed(World w, Case c)
    {
        foreach (var s in c.Sanctions)
        {
            var recommended = w.Taxonomy.Sanction(s.Code)!.Power == SanctionPower.Recommend;
            if (recommended == s.Imposed) return $"{s.Code} is stored as {(s.Imposed ? "imposed" : "recommended")}";
            if (recommended == string.IsNullOrEmpty(s.RecommendedTo)) return $"{s.Code} names {s.RecommendedTo ?? "no body"}";
        }
        return null;
    }

    public static string? WhoInvestigatedDoesNotDecide(World w, Case c)
    {
        var linked = c.Links.Select(l => l.OtherId).ToHashSet();
        var investigated = w.Cases.Where(o => o.Id == c.Id || linked.Contains(o.Id)).SelectMany(o => o.Grants.Where(g => g.Kind == GrantKind.Investigator).Select(g => (g.Person, g.StartedAt))).ToList();
        bool Did(Pseudonym? who, DateTimeOffset before) => who is not null && investigated.Any(i => i.Person == who && i.StartedAt < before);
        if (c.Events.FirstOrDefault(e => e.Verb is "assess" or "decide" or "find" or "decide-review" && Did(e.By, e.At)) is { } decided) return $"who investigated did {decided.Verb}";
        return c.Grants.Any(g => g.Kind is GrantKind.Panel or GrantKind.AssessmentPanel or GrantKind.Reviewer && Did(g.Person, g.StartedAt)) ? "who investigated sits or reviews" : null;
    }

    public static string? IndependentPersonsAreEligible(World w, Case c)
    {
        foreach (var g in c.Grants.Where(g => g.Kind is GrantKind.IndependentPerson or GrantKind.SubjectIp))
        {
            if (w.Person(g.Person) is not { } person) continue;
            var day = LondonTime.DateOf(g.StartedAt);
            var recent = person.Kind is PersonKind.Member or PersonKind.Officer && (person.LeftOn is null || person.LeftOn > day.AddYears(-5));
            var near = w.Council.Organisation.RelationsOf(person).Any(r => r.Kind != RelationKind.Interest && r.Other.Kind is PersonKind.Member or PersonKind.Officer && r.Other.ServesOn(day));
            if (recent || near || !person.Is(Role.IndependentPerson)) return $"{person.Name} is not eligible";
        }
        return null;
    }

    public static string? NobodyIsContactedWithoutAgreement(World w, Case c)
    {
        foreach (var e in c.Events.Where(e => e.Verb is "act" or "advise" or "ask-other-side" && e.Choice is "contact" or "contact-leader"))
        {
            var kind = e.Choice == "contact" ? "contact-member" : "contact-group-leader";
            var agreed = c.Consents.Any(k => k.Kind == kind && k.GivenAt < e.At && (k.WithdrawnAt is null || k.WithdrawnAt > e.At) && (k.Until is null || k.Until >= e.On));
            var risk = (e.As == Actor.Mo || e.Choice == "contact-leader") && c.Events.Any(r => r.Verb == "record-risk" && r.Number < e.Number);
            if (!agreed && !risk) return $"{e.Verb} made contact without agreement";
        }
        return null;
    }

    public static string? TheSubjectIsNotToldBeforeTime(World w, Case c)
    {
        var told = c.Grants.Where(g => g.Kind == GrantKind.Subject).ToList();
        if (c.Route is Route.R1 or Route.R2) return told.Any(g => g.IsLive(w.Today)) ? "the subject of an informal case has a grant" : null;
        var first = c.Events.FirstOrDefault(e => e.Verb == (c.Route == Route.R3 ? "disclose" : "ask-other-side"));
        if (told.Any(g => first is null || g.StartedAt < first.At)) return "the subject has a grant before being told";
        return c.Route == Route.R3 && first is null && c.Events.All(e => e.Verb != "import") && c.Stage is Stage.Comments or Stage.Assessment or Stage.Resolution or Stage.Investigation or Stage.View or Stage.Determination or Stage.Hearing or Stage.Decision ? "the subject was never told" : null;
    }

    public static string? AGrantIsWhole(World w, Case c)
    {
        foreach (var g in c.Grants)
        {
            if (g.Hat.Length == 0 || g.Reason.Length == 0 || g.Check.Length == 0 || g.StartedAt == default) return $"{g.Kind} has no hat, reason, start or check";
            if (!RouteTable.Grants.Single(r => r.Kind == g.Kind).Hats.Concat(["monitoring-officer", "external-monitoring-officer"]).Contains(g.Hat)) return $"{g.Kind} has the hat {g.Hat}";
            if (g.EndedAt < g.StartedAt || (g.EndedAt is not null && g.EndReason is null)) return $"{g.Kind} ended before it began, or for no reason";
            if (g.Person is null && g.Kind is not (GrantKind.Raiser or GrantKind.Subject)) return $"{g.Kind} belongs to nobody";
        }
        return c.Live(GrantKind.Mo, w.Today).Count(g => g.Hat != "cover") > 1 && c.Route is Route.R2 or Route.R3 ? "two Monitoring Officers hold it" : null;
    }

    public static string? TheMoIsNotInHandledCasesUnasked(World w, Case c) =>
        c.Route is Route.R2 or Route.R3 ? null
            : c.Grants.FirstOrDefault(g => g.Kind == GrantKind.Mo && g.IsLive(w.Today) && g.Reason is not ("take-oversight" or "withdraw" or "split")) is { } g ? $"Monitoring Officer by {g.Reason}"
            : c.Grants.Any(g => g.Kind == GrantKind.ImportRecord && !g.ReadOnly) ? "import-record can write" : null;

    public static string? AnOpenStageHasAClock(World w, Case c)
    {
        var working = c.Clocks.Where(k => k.IsRunning && !k.IsWindow).ToList();
        if (c.Stage == Stage.Closed) return working.Count > 0 ? $"closed, and {working[0].Kind} runs" : null;
        if (working.Count == 0) return "open, and no clock runs";
        return working.GroupBy(k => k.Kind).FirstOrDefault(g => g.Count() > 1) is { } twice ? $"{twice.Key} runs twice" : null;
    }

    public static string? DueDatesAreWorkingDays(World w, Case c) =>
        c.Clocks.FirstOrDefault(k => k is { IsRunning: true, PausedOn: null, Extended: false } && !w.Calendar.IsWorkingDay(k.DueOn)) is { } off ? $"{off.Kind} is due on {off.DueOn:dddd d MMMM yyyy}" : null;

    public static string? PausedDaysDoNotCount(World w, Case c)
    {
        if (c.IsPaused != c.Has("paused")) return "paused in one place and not in another";
        foreach (var k in c.Clocks.Where(k => k is { IsRunning: true, IsWindow: false }))
        {
            if (k.Kind != "information" && k.PausedOn is not null != c.IsPaused && !(c.IsPaused && k.StartedOn >= c.PausedOn)) return $"{k.Kind} is {(c.IsPaused ? "not " : "")}paused";
            if (k.Extended || k.PausedOn is not null) continue;
            var due = w.Calendar.OnOrAfter(w.Calendar.Add(w.Calendar.Add(k.StartedOn, k.Limit, k.Unit), k.PausedDays));
            if (k.DueOn != due && k.DueOn >= w.Today) return $"{k.Kind} is due {k.DueOn}, {k.PausedDays} paused days after the limit is {due}";
        }
        return null;
    }

    public static string? AClosedCaseHasAnAllowedPair(World w, Case c) =>
        c.Stage != Stage.Closed || (c.ClosureReason == "merged-duplicate" && c.Outcome is null) ? null
            : c.Outcome is not null && RouteTable.Outcomes[c.Route].TryGetValue(c.Outcome, out var reasons) && reasons.Contains(c.ClosureReason) ? null : $"closed with {c.Outcome ?? "nothing"} and {c.ClosureReason ?? "nothing"}";

    public static string? BreachOutcomeAndReasonGoTogether(World w, Case c) =>
        (c.Outcome == "breach") != (c.ClosureReason == "breach") || (c.Outcome == "no-breach") != (c.ClosureReason == "no-breach") ? $"{c.Outcome} with {c.ClosureReason}" : null;

    public static string? TheOutcomeSentIsTheOneDecided(World w, Case c)
    {
        string? decided = null;
        foreach (var e in c.Events)
        {
            decided = (e.Verb, e.Choice) switch
            {
                ("assess", "no-further-action") => "no-further-action",
                ("record-resolution", "agreed") => "informal-resolution",
                ("decide", "no-breach") or ("find", "no-breach") => "no-breach",
                ("find", "breach") => "breach",
                _ => decided,
            };
            if (e.Verb == "issue-decision" && c.Read(e, w.Seam).Text("outcome") != decided) return $"sent {c.Read(e, w.Seam).Text("outcome")}, decided {decided}";
        }
        return null;
    }

    public static string? DatesAreInOrder(World w, Case c) =>
        c.OccurredOn > c.ReceivedOn ? $"happened on {c.OccurredOn}, received on {c.ReceivedOn}" : c.ClosedOn < c.ReceivedOn ? $"closed on {c.ClosedOn}, received on {c.ReceivedOn}"
            : c.Stage == Stage.Closed != c.ClosedOn is not null && c.Stage != Stage.Review ? "closed without a day, or open with one" : null;

    public static string? NoWithdrawalWithoutAnAnswerAboutPressure(World w, Case c)
    {
        foreach (var e in c.Events.Where(e => e.Verb == "confirm-withdrawal"))
        {
            var answer = c.Read(e, w.Seam).Text("pressure");
            if (answer.Length == 0) return "a withdrawal without an answer about pressure";
            var pressed = answer is "yes" or "talk" || c.Events.Any(x => x.Number < e.Number && x is { Verb: "withdraw", Choice: "pressed" });
            if (pressed && e.As != Actor.Mo) return $"{e.As} closed a case whose raiser was pressed";
        }
        var withdrawn = c.Stage == Stage.Closed && c.ClosureReason == "withdrawn" && c.Events.All(e => e.Verb is not ("confirm-withdrawal" or "make-informal" or "import"));
        return withdrawn ? "withdrawn, and nobody was asked" : null;
    }

    public static string? LinkedCasesOpenNothing(World w, Case c)
    {
        if (c.Grants.Any(g => g.Reason is "link" or "merge")) return "a link gave a grant";
        foreach (var link in c.Links)
        {
            if (w.Cases.FirstOrDefault(o => o.Id == link.OtherId) is not { } other) continue;
            if (other.Reference != link.Other || other.Links.All(l => l.OtherId != c.Id || l.Kind != link.Kind)) return "a link that the other case does not know";
        }
        return c.Links.Any(l => l.OtherId == c.Id) ? "linked to itself" : null;
    }

    public static string? TheSubjectsTimelineKeepsItsPlace(World w, Case c)
    {
        string[] never = ["add-note", "give-consent", "ask-consent", "withdraw-consent", "record-risk", "exclude-person", "open-identity", "convert", "make-informal", "withdraw"];
        var entries = w.SubjectReads(c);
        if (entries.Count > 0 && c.Route is Route.R1 or Route.R2) return "the subject reads an informal case";
        if (entries.FirstOrDefault(e => never.Contains(e.Verb)) is { } told) return $"the subject reads {told.Verb}";
        return entries.Any(e => c.Events.All(x => x.Number != e.Number)) ? "an entry without an event" : null;
    }

    public static string? WhatHrDecidedIsNotStored(World w, Case c)
    {
        foreach (var e in c.Events.Where(e => e.Verb == "confirm-handover"))
        {
            var read = c.Read(e, w.Seam);
            if (read.Text("w.destination") != "hr") continue;
            if (read.Has("note") || read.Text("closure_reason") != "other-procedure" || (c.Route == Route.R5 && read.Text("outcome") != "referred")) return "the hand-over says what Human Resources decided";
        }
        return null;
    }

    public static string? ParagraphsBelongToTheProtocolInForce(World w, Case c) =>
        w.Protocol is { } protocol && c.Paragraphs.FirstOrDefault(p => protocol.InForceOn(c.OccurredOn)?.Find(p) is null) is { } strange ? $"paragraph {strange} was not in force on {c.OccurredOn}" : null;

    public static string? NoBreachIsPublishedBeforeAPoll(World w, Case c) =>
        c.Events.Any(e => e.Verb == "publish" && w.Rules.PreElection.Any(p => p.From <= e.On && e.On <= p.Poll)) ? "published in a pre-election period" : null;

    public static string? CoverEndsAndMeetsNoConflict(World w, Case c)
    {
        foreach (var g in c.Grants.Where(g => g.Hat == "cover"))
        {
            if (g.Until is null || g.StartsOn is null || g.StartsOn > g.Until) return "a cover without days";
            if (g.IsLive(w.Today) && (c.Subject == g.Person || c.Raiser == g.Person || c.KeepsOut(g.Person!.Value) || c.IsRecused(g.Person.Value) || c.IsWitness(g.Person.Value))) return "a cover against a conflict";
            if (g.IsLive(w.Today) && c.HeldByMo(w.Today)?.Person == g.Person) return "somebody covers for themself";
        }
        return null;
    }

    public static string? RecordedForIsProved(World w, Case c)
    {
        foreach (var e in c.Events.Where(e => e.OnBehalfOf is not null && e.As != Actor.System))
        {
            var read = c.Read(e, w.Seam);
            if (e.By is null || read.Text("channel").Length == 0 || read.Date("done_on") is null || (!read.Ticked("read_back") && !read.Has("document"))) return $"{e.Verb} was recorded for somebody without who, how, when or proof";
        }
        return null;
    }

    public static string? WhoDecidesIsAsArranged(World w, Case c)
    {
        foreach (var e in c.Events.Where(e => e.Verb is "assess" or "decide"))
            if (w.Rules.PanelDecides(e.From, c.ReceivedOn) != (e.As == Actor.AssessmentPanel)) return $"{e.As} did {e.Verb}, against the arrangements of the day";
        return null;
    }
}
