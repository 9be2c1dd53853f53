using System.Collections.Frozen;
using System.Text.RegularExpressions;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.Letters;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Domain.Taxonomies;

namespace CaseTracker.Domain.Cases;

/// <summary>
/// The refusals. Those with a “needs” in the table look up facts; each of the others has its predicate here. A predicate answers null where all is well,
/// otherwise the refusal to make.
/// </summary>
internal static partial class Guards
{
    private static readonly string[] OfficerTiers = ["front-line-office", "front-line-depot", "middle-manager", "senior-management", "statutory-officer", "political-assistant"];
    private static readonly string[] MemberGroups = ["cabinet", "scrutiny", "committee-chair", "backbench"];
    private static readonly string[] MemberTypes = ["councillor", "co-opted", "group-leader", "chair", "ungrouped", "parish", "former"];
    private static readonly string[] OfficerTypes = ["officer", "statutory-officer", "political-assistant"];

    private static readonly FrozenDictionary<string, Func<Move, RefusedException?>> Predicates = new Dictionary<string, Func<Move, RefusedException?>>
    {
        ["reason"] = m => Unless(m.In.Text("reason").Length >= 10, "reason", "reason"),
        ["decline-reason"] = m => Unless(m.In.Text("reason").Length >= 10, "decline-reason", "reason"),
        ["oversight"] = m => Unless(m.In.Text("reason").Length >= 10, "oversight", "reason"),
        ["future"] = m => InFuture(m, "occurred_on") ?? InFuture(m, "occurred_until") ?? InFuture(m, "done_on"),
        ["main-theme"] = m => Unless(m.In.List("themes").Count <= 1 || m.In.List("themes").Contains(m.In.Text("main_theme")), "main-theme", "main_theme"),
        ["before-incident"] = BeforeIncident,
        ["own-case"] = m => Unless(m.Case.Raiser is not { } raiser || m.In.Parties("subject").All(s => s.Person != raiser), "own-case", "subject"),
        ["declaration"] = m => Unless(m.In.Ticked("declaration"), "declaration", "declaration"),
        ["read-back"] = m => Unless(m.In.Ticked("read_back"), "read-back", "read_back"),
        // Of an anonymous raiser it is not asked what they are, where the rule that follows turns them away for their own sake.
        ["officers-only"] = m => Unless(TargetRoute(m) != Route.R1 || RaiserIsOfficer(m) || (m.Case.Confidentiality == "anonymous" && m.Verb.Guards.Contains("anonymous-route")), "officers-only", "route"),
        ["anonymous-route"] = m => Unless(m.Case.Confidentiality != "anonymous" || TargetRoute(m) is Route.R2 or Route.R3, "anonymous-route", "route"),
        ["report-sides"] = m => Unless(TargetRoute(m) != Route.R4 || (RaiserIsOfficer(m) && SubjectIsMember(m)) || (RaiserIsMember(m) && SubjectIsOfficer(m)), "report-sides", "route"),
        ["officer-subject"] = m => Unless(TargetRoute(m) != Route.R5 || SubjectIsOfficer(m), "officer-subject", "route"),
        ["written"] = m => Unless(TargetRoute(m) != Route.R3 || (m.In.Allegations.Count > 0 && m.In.Allegations.All(a => a.Text.Length >= 50)), "written", "allegations"),
        ["heading"] = m => Unless(TargetRoute(m) != Route.R3 || m.In.Allegations.All(a => m.Now.Taxonomy.CodeHeadingsOn(m.Verb == Verbs.Disclose ? m.Case.ReceivedOn : m.Now.Today).Any(h => h.Code == a.Heading)), "heading", "allegations"),
        ["named-member"] = m => Unless(TargetRoute(m) != Route.R3 || SubjectIsMember(m), "named-member", "subject"),
        ["too-old"] = TooOld,
        ["protected"] = m => Unless(m.In.Text("protected") != "yes" || m.In.Ticked("protected_read"), "protected", "protected_read"),
        ["group-leader"] = GroupLeader,
        ["outcome-route"] = OutcomeRoute,
        ["breach-informal"] = m => Unless(m.Case.Route == Route.R3 || m.In.Text("outcome") is not ("breach" or "no-breach"), "breach-informal", "outcome"),
        ["sanction-informal"] = m => Unless(m.Case.Route == Route.R3 || (!m.In.Has("sanction") && m.Now.Taxonomy.Sanction(m.In.Text("outcome")) is null), "sanction-informal", "outcome"),
        ["statutory-officer"] = m => Unless(m.Case.Route != Route.R5 || !SubjectIsStatutory(m) || m.In.Text("outcome") is "no-action" or "referred", "statutory-officer", "outcome"),
        ["hr-result"] = HrResult,
        ["top-level"] = m => Unless(Handlers.LevelOf(m.Case) is "" or "line-manager" or "group-head" or "director", "top-level"),
        ["report-top"] = m => Unless(m.Case.Route != Route.R4 || Handlers.LevelOf(m.Case) != "director", "report-top"),
        ["pressure-asked"] = m => Unless(m.In.Has("pressure"), "pressure-asked", "pressure"),
        ["interest-formal"] = m => Unless(m.Case.Route == Route.R3, "interest-formal"),
        ["convert-fresh"] = m => Unless(m.In.Allegations.Count > 0 && m.In.Allegations.All(a => a.Text.Length >= 50 && a.Text != m.Now.Seam.Open(m.Case.Narrative, m.Case.Id, "narrative")), "convert-fresh", "allegations"),
        ["convert-consent"] = m => Unless(m.In.Has("name_consent"), "convert-consent", "name_consent"),
        ["convert-officer"] = m => Unless(m.Case.Route != Route.R5 && !(m.In.Has("subject") && SubjectIsOfficer(m)), "convert-officer"),
        ["advised-before"] = m => Unless(m.Case.Route != Route.R3 || m.In.Has("conflict_declaration") || !AdvisedBefore(m), "advised-before", "conflict_declaration"),
        ["told-already"] = m => Unless(!m.Case.Has("disclosed"), "told-already"),
        ["withdraw-late"] = m => Unless(m.Case.Stage is not (Stage.Decision or Stage.Review or Stage.Closed) || m.Case.Route != Route.R3, "withdraw-late"),
        ["split-one"] = m => Unless(m.In.Parties("subject").Any(s => !IsSubject(m.Case, s, m.Now.Seam)), "split-one", "subject"),
        ["merge-subject"] = m => Unless(m.Now.Other is { } o && o.Subject == m.Case.Subject && o.ReadSubjectName(m.Now.Seam) == m.Case.ReadSubjectName(m.Now.Seam), "merge-subject", "case"),
        ["link-same"] = m => Unless(m.Now.Other is { } o && o.Id != m.Case.Id, "link-same", "case"),
        ["reopen-gone"] = m => Unless(!m.Case.Has("destroyed"), "reopen-gone"),
        ["later"] = Later,
        ["own-words"] = m => Unless(m.In.Text("fact") is not ("words" or "summary" or "narrative" or "wish"), "own-words", "fact"),
        ["no-stage-edit"] = m => Unless(m.In.Text("fact") is not ("stage" or "route"), "no-stage-edit", "fact"),
        ["holder"] = Holder,
        ["cover-dates"] = m => Unless(Covers.DatesFit(m.In.Date("starts_on"), m.In.Date("until"), m.Now.Today), "cover-dates", "starts_on"),
        ["cover-deputy"] = m => Unless(Covers.MayCover(m.Person("person"), m.In.Date("starts_on") ?? m.Now.Today, m.In.Date("until") ?? m.Now.Today), "cover-deputy", "person"),
        ["no-name"] = m => Unless(m.Case.Raiser is not null || !m.Case.RaiserName.IsEmpty, "no-name"),
        ["risk"] = m => Unless(m.In.Text("risk").Length >= 20, "risk", "risk"),
        ["four-answers"] = m => Unless(Enumerable.Range(1, 4).All(n => m.In.Text($"filter_answers.{n}") is "yes" or "no" or "doubt" && m.In.Has($"filter_answers.{n}.reason")), "four-answers", "filter_answers"),
        ["anonymous-formal"] = m => Unless(m.Case.Confidentiality != "anonymous" || m.Choice != "agreed" || m.In.Ticked("compelling"), "anonymous-formal", "compelling"),
        ["neutral"] = m => Unless(m.In.Ticked("neutral"), "neutral", "neutral"),
        ["interest-test"] = m => Unless(m.Now.Taxonomy.List("public_interest_questions").All(q => m.In.Has($"interest_test.{q.Code}") && m.In.Has($"interest_test.{q.Code}.reason")), "interest-test", "interest_test"),
        ["crime"] = m => Unless(m.In.Text("crime").Length >= 10, "crime", "crime"),
        ["ip-eligible"] = Eligible,
        ["view-considered"] = m => Unless(m.In.Text("considered").Length >= 20, "view-considered", "considered"),
        ["three-members"] = m => Unless(m.In.Parties("members").Select(p => p.Person).OfType<Pseudonym>().Distinct().Count() >= 3, "three-members", "members"),
        ["hearing-notice"] = m => Unless(m.In.Date("hearing_on") is { } day && m.Now.Calendar.Between(m.Now.Today, day.AddDays(-1)) >= 5, "hearing-notice", "hearing_on"),
        ["every-allegation"] = m => Unless(m.Case.Allegations.Where(a => a.Disclosed).All(a => m.In.Text($"findings.{a.Number}") is "breach" or "no-breach" && m.In.Has($"findings.{a.Number}.reason")), "every-allegation", "findings"),
        ["sanction-body"] = m => Unless(m.Now.Taxonomy.Sanction(m.In.Text("sanction"))?.Power != SanctionPower.Recommend || m.In.Has("recommend_to"), "sanction-body", "recommend_to"),
        ["no-handler"] = _ => null,
        ["changed-since-import"] = _ => null,
        ["both-letters"] = m => Unless(m.In.Has("letters.raiser") && m.In.Has("letters.subject"), "both-letters", "letters"),
        ["publish-name"] = PublishName,
        ["outcome-pair"] = OutcomePair,
        ["off-ramp"] = m => Unless(m.Now.Taxonomy.Has("off_ramps", m.In.Text("destination")), "off-ramp", "destination"),
    }.ToFrozenDictionary();

    // Facts that an input brings.
    private static readonly HashSet<string> ByInput = ["legal-duty", "no-comment", "agreed", "subject-asks", "same-raiser"];

    private const string NothingAsked = "Ask the person who raised this for what is missing first. Pause the clock while you wait for them.";

    // Predicates that look at no input.
    private static readonly HashSet<string> OfTheCaseAlone = ["top-level", "report-top", "interest-formal", "told-already", "withdraw-late", "no-name", "reopen-gone", "convert-officer"];

    /// <summary>Refusals that a predicate decides. A test asks that every refusal of the table is decided by a fact, a predicate, or the engine.</summary>
    public static IEnumerable<string> Decided => Predicates.Keys;

    /// <summary>Throws the first refusal of the verb's that applies.</summary>
    public static void Check(Move move)
    {
        // Nobody need be asked to agree to contact with a Group Leader whom the member does not have.
        foreach (var refusal in move.Verb.Guards.Select(Refusals.Of).OrderBy(r => r.Code == "leader-agreed"))
        {
            if (refusal.Only.Count > 0 && !refusal.Only.Any(o => o == move.Choice || o == move.From.Code() || o == move.As.Code())) continue;
            if (refusal.Needs is { } needs)
            {
                if (!Holds(needs, move)) throw Refusal(refusal, move);
            }
            else if (Predicates[refusal.Code](move) is { } no)
            {
                throw no;
            }
        }
        // The arrangements of the day say who decides (invariant 45): a sub-committee called under earlier ones no longer does.
        if (move.Verb.BySetting is not null && move.As == Actor.AssessmentPanel && !move.Now.Rules.PanelDecides(move.From, move.Case.ReceivedOn)) throw Move.Refuse("mo-decides");
    }

    /// <summary>The refusal if it stands whatever is entered, otherwise null.</summary>
    public static RefusedException? Standing(Refusal refusal, Move move)
    {
        if (refusal.Needs is not { } needs) return OfTheCaseAlone.Contains(refusal.Code) ? Predicates[refusal.Code](move) : null;
        return needs.Split('|').Any(ByInput.Contains) || Holds(needs, move) ? null : Refusal(refusal, move);
    }

    /// <summary>For somebody who has no account, or who wrote or spoke instead: channel, date, and read-back or document (invariant 44).</summary>
    public static void CheckRecordedFor(Move move)
    {
        if (!move.Now.Taxonomy.Has("intake_channels", move.In.Text("channel"))) throw new RefusedException("input", "Choose how it reached you.", "channel");
        if (move.In.Date("done_on") is not { } day) throw new RefusedException("input", "Enter the date on which they said or sent it.", "done_on");
        if (day > move.Now.Today) throw Move.Refuse("future", "done_on");
        if (!move.In.Ticked("read_back") && !move.In.Has("document")) throw Move.Refuse("recorded-for", "read_back");
    }

    /// <summary>Whether one of the alternatives holds.</summary>
    public static bool Holds(string needs, Move move) => needs.Split('|').Any(fact => FactHolds(fact, move));

    /// <summary>The refusal with the date or name that it speaks of.</summary>
    public static RefusedException Refusal(Refusal refusal, Move move) =>
        // No date can be given for what nobody was asked (decision 0007).
        refusal.Code == "information-wait" && move.Case.Last("information") is null ? new RefusedException(refusal.Code, NothingAsked) : Move.Refuse(refusal.Code, FieldOf(refusal.Code), ("date", Date(ClockOf(refusal.Code) is { } clock ? DateOf(clock, move) : move.Now.Rules.PollAfter(move.Now.Today))),
            ("sanction", move.Now.Taxonomy.Label("sanctions", move.In.Text("sanction"))));

    private static bool FactHolds(string fact, Move move)
    {
        var (c, now) = (move.Case, move.Now);
        if (fact.StartsWith("not:", StringComparison.Ordinal)) return !FactHolds(fact[4..], move);
        if (fact.StartsWith("after:", StringComparison.Ordinal)) return c.Last(fact[6..]) is { } clock && clock.HasPassed(now.Today);
        if (fact.StartsWith("before:", StringComparison.Ordinal)) return c.Last(fact[7..]) is { } open && now.Today <= open.DueOn;
        return fact switch
        {
            "consent-contact" => c.Agreed("contact-member", now.Today),
            "consent-leader" => c.Agreed("contact-group-leader", now.Today),
            "consent-mo" => c.Agreed("tell-monitoring-officer", now.Today),
            "consent-handover" => c.Agreed("pass-on", now.Today),
            "legal-duty" => move.In.Has("legal_duty"),
            "no-comment" => move.In.Ticked("no_comment"),
            "agreed" => move.In.Ticked("agreed"),
            "both-commented" => BothCommented(c),
            "paused" => c.IsPaused,
            "same-raiser" => now.Other is { } o && c.Raiser is not null && o.Raiser == c.Raiser,
            "actor-investigated" => move.Step.By is { } who && Conflicts.Investigated(c, who, now),
            "by-panel" => now.Rules.PanelDecides(c.Stage, c.ReceivedOn),
            "sanction-off" => SanctionsOf(move).Any(s => s.Power != SanctionPower.None),
            "sanction-power" => SanctionsOf(move).Any(s => s.Power == SanctionPower.None),
            // Whoever records the withdrawal may have heard more than was said when it was asked for (invariant 32).
            "pressure" => c.Has("pressure") || move.In.Text("pressure") is "yes" or "talk",
            "pre-election" => now.Rules.PollAfter(now.Today) is not null,
            "subject-asks" => now.Rules.NoBreachPublished && move.In.Ticked("subject_asks"),
            "reviews-on" => now.Rules.ReviewAllowed,
            _ => c.Has(fact),
        };
    }

    /// <summary>The sanctions named that may not be used; of an imported row, those that could not be on the day on which it was closed.</summary>
    private static IEnumerable<Sanction> SanctionsOf(Move move) =>
        move.In.List("sanction").Select(move.Now.Taxonomy.Sanction).OfType<Sanction>().Where(s => move.Verb == Verbs.Import ? !s.IsEnabledOn(move.In.Date("closed_on") ?? move.Now.Today) : !s.IsEnabledFor(move.Case.ReceivedOn, move.Now.Today));

    /// <summary>The date that a refusal about a time limit speaks of: of its clock; where none ran, what it would be today, or was when the case was closed.</summary>
    private static DateOnly DateOf(string clock, Move move)
    {
        var now = move.Now;
        if (move.Case.Last(clock) is { } ran && !(ran.StoppedOn <= ran.DueOn && !ran.IsWindow)) return ran.DueIf(now.Today, now.Calendar);
        return now.Calendar.Add(clock.EndsWith("-window", StringComparison.Ordinal) ? move.Case.ClosedOn ?? now.Today : now.Today, now.Rules.Limit(clock), RouteTable.Clock(clock).Unit);
    }

    private static string? ClockOf(string refusal) => refusal switch
    {
        "comments-wait" => "comments",
        "information-wait" => "information",
        "choice-wait" => "choose",
        "reply-wait" => "reply",
        "draft-wait" => "draft-comments",
        "escalate-time" => "escalation-window",
        "review-time" => "review-window",
        _ => null,
    };

    private static string? FieldOf(string refusal) => refusal switch
    {
        "contact-handler" or "contact-mo" or "leader-agreed" => "contact",
        "handover-consent" => "legal_duty",
        "sanction-off" or "sanction-power" => "sanction",
        "merge-people" => "case",
        _ => null,
    };

    private static RefusedException? Unless(bool fine, string code, string? field = null) => fine ? null : Move.Refuse(code, field);

    private static string Date(DateOnly? day) => day is { } d ? LondonTime.Date(d) : "";

    private static RefusedException? InFuture(Move m, string input) => Unless(m.In.Date(input) is not { } day || day > m.Now.Today == false, "future", input);

    /// <summary>The route that the inputs choose; the case's own where they choose none. A conversion is to R3.</summary>
    private static Route TargetRoute(Move m) =>
        m.Verb == Verbs.Convert || m.Verb == Verbs.Disclose ? Route.R3 : RouteTable.RouteOf(m.In.Text("route")) ?? m.Case.Route;

    private static bool RaiserIsOfficer(Move m) =>
        m.Now.People.Find(m.Case.Raiser) is { } raiser ? raiser.Kind == PersonKind.Officer : OfficerTiers.Contains(m.Case.SourceGroup);

    private static bool RaiserIsMember(Move m) =>
        m.Now.People.Find(m.Case.Raiser) is { } raiser ? raiser.Kind == PersonKind.Member : MemberGroups.Contains(m.Case.SourceGroup);

    private static IEnumerable<Party> SubjectsOf(Move m) =>
        m.In.Has("subject") ? m.In.Parties("subject") : [m.Case.Subject is { } s ? Party.Of(s) : Party.Called(m.Case.ReadSubjectName(m.Now.Seam) ?? "")];

    private static string TypeOf(Move m) => m.In.Text("subject_type") is { Length: > 0 } type ? type : m.Case.SubjectType;

    private static bool SubjectIsMember(Move m) => SubjectsOf(m).Any() && SubjectsOf(m).All(s => s.In(m.Now.People) is { } p ? p.Kind == PersonKind.Member : s.Name.Length > 0 && MemberTypes.Contains(TypeOf(m)));

    private static bool SubjectIsOfficer(Move m) => SubjectsOf(m).Any() && SubjectsOf(m).All(s => s.In(m.Now.People) is { } p ? p.Kind == PersonKind.Officer : OfficerTypes.Contains(TypeOf(m)));

    private static bool SubjectIsStatutory(Move m) => m.Now.People.Find(m.Case.Subject)?.IsStatutoryOfficer ?? m.Case.SubjectType == "statutory-officer";

    internal static bool IsSubject(Case c, Party party, ISeam seam) => party.Person is { } p ? c.Subject == p : party.Name == c.ReadSubjectName(seam);

    private static RefusedException? BeforeIncident(Move m)
    {
        if (m.Verb == Verbs.Correct) return Unless(m.In.Text("fact") != "date" || m.In.Date("new_value") is not { } moved || moved <= m.Case.ReceivedOn, "before-incident", "new_value");
        if (m.In.Date("occurred_on") is not { } occurred) return null;
        var received = m.In.Date("done_on") ?? m.In.Date("received_on");
        var closed = m.In.Date("closed_on");
        return Unless(!(received < occurred) && !(closed < (received ?? occurred)), "before-incident", "done_on");
    }

    private static RefusedException? TooOld(Move m)
    {
        if (!m.Now.Rules.AgeLimit || TargetRoute(m) != Route.R3 || m.In.Date("occurred_on") is not { } occurred) return null;
        var last = m.Now.Calendar.AddMonths(occurred, m.Now.Rules.Limit("age-limit"));
        // Time spent on an informal route does not count.
        var sent = m.Verb == Verbs.Convert ? m.Case.ReceivedOn : m.Now.Today;
        return sent <= last ? null : Move.Refuse("too-old", "occurred_on", ("date", Date(last)));
    }

    private static RefusedException? GroupLeader(Move m)
    {
        if (m.Choice != "contact-leader") return null;
        var member = m.Now.People.Find(m.Case.Subject);
        var leader = member is null ? null : m.Now.People.GroupLeaderOf(member, m.Now.Today);
        // A group whose leader is absent has one all the same; the step is left out (c-group-leader).
        if (leader is null) return Move.Refuse(member is { PoliticalGroup.Length: > 0, GroupRole: not ("leader" or "ungrouped") } ? "c-group-leader" : "group-leader", "contact");
        var who = m.Now.People.PseudonymOf(leader);
        return who == m.Case.Raiser || m.Case.IsWitness(who) || m.Case.KeepsOut(who) ? Move.Refuse("c-group-leader", "contact") : null;
    }

    private static RefusedException? OutcomeRoute(Move m)
    {
        var outcome = m.In.Text("outcome");
        if (outcome.Length == 0 || m.Now.Taxonomy.Sanction(outcome) is not null || (m.Case.Route != Route.R3 && outcome is "breach" or "no-breach")) return null;
        return Unless(outcome != "converted-to-formal" && RouteTable.Outcomes[m.Case.Route].ContainsKey(outcome), "outcome-route", "outcome");
    }

    private static RefusedException? HrResult(Move m)
    {
        if (m.Case.Route != Route.R5 && m.Case.Destination != "hr") return null;
        if (m.Case is { Stage: Stage.HandedOver, Destination: "hr" })
        {
            if (m.In.Has("note")) return Move.Refuse("hr-result", "note");
            // Any other outcome would say what was decided: only that it was referred is recorded (invariant 40).
            return Unless((m.Case.Route != Route.R5 || m.In.Text("outcome") is "referred" or "") && m.In.Text("closure_reason") is "other-procedure" or "", "hr-result", "outcome");
        }
        return Unless(!HrDecision().IsMatch(m.In.Text("note") + " " + m.In.Text("message")), "hr-result", "note");
    }

    private static bool AdvisedBefore(Move m) => m.Step.By is { } who && m.Now.SameConcern.Any(c => Conflicts.Advised(c, who));

    private static RefusedException? Later(Move m)
    {
        if (m.Case.MainClock is not { } clock) return Move.Refuse("later", "due_on", ("due", ""));
        var now = clock.DueIf(m.Now.Today, m.Now.Calendar);
        if (m.In.Date("due_on") is not { } due || due <= now) return Move.Refuse("later", "due_on", ("due", Date(now)));
        if (!m.Now.Calendar.IsWorkingDay(due)) return new RefusedException("input", $"Choose a working day: {Date(due)} is not one.", "due_on");
        var last = m.Now.Calendar.Add(now > m.Now.Today ? now : m.Now.Today, clock.Limit, clock.Unit);
        return due <= last ? null : new RefusedException("input", $"Choose a date not after {Date(last)}: a limit can be extended by its own length at a time.", "due_on");
    }

    private static RefusedException? Holder(Move m)
    {
        var who = m.In.Party("person")?.Person;
        if (m.Verb == Verbs.EndAccess)
        {
            var holds = who is not null && m.Case.HeldByMo(m.Now.Today)?.Person == who;
            var hasAccess = who is not null && m.Case.GrantsOf(who, m.Now.Today).Any(g => g.Kind is not (GrantKind.Raiser or GrantKind.Subject));
            return Unless(!holds, "holder", "person") ?? (hasAccess ? null : new RefusedException("input", "Choose somebody who has access to this case.", "person"));
        }
        var next = m.Person("person");
        return Unless(next is not null && Conflicts.MoHat(next) is not null && who != m.Case.HeldByMo(m.Now.Today)?.Person, "holder", "person");
    }

    private static RefusedException? Eligible(Move m)
    {
        if (m.Person("person") is not { } person) return new RefusedException("input", "Choose an Independent Person.", "person");
        return Conflicts.Ineligible(person, m.Now) is { } ground ? Move.Refuse("ip-eligible", "person", ("name", person.Name), ("ground", ground)) : null;
    }

    private static RefusedException? PublishName(Move m)
    {
        var (c, now) = (m.Case, m.Now);
        var text = string.Join("\n", m.In.Values.Where(v => v.Key.StartsWith("letters", StringComparison.Ordinal)).SelectMany(v => v.Value));
        var about = now.People.Find(c.Subject)?.Name ?? c.ReadSubjectName(now.Seam) ?? "";
        // A word that is the member's own last name cannot be kept out of a notice about them.
        bool Stands(string? name) => !string.IsNullOrWhiteSpace(name) && NameCheck.Find(about, [new(name, "")]).Count == 0 && NameCheck.Find(text, [new(name, "")]).Count > 0;
        if (!c.Agreed("use-name", now.Today) && Stands(now.People.Find(c.Raiser)?.Name ?? c.ReadRaiserName(now.Seam))) return Move.Refuse("publish-name", "letters");
        return c.Named.Any(n => Stands(now.People.Find(n.Person)?.Name ?? c.ReadName(n, now.Seam)))
            ? new RefusedException("input", "Take out the names of witnesses, and of whoever was kept out or stood aside: one stands in the notice, or a word that is the same.", "letters") : null;
    }

    private static RefusedException? OutcomePair(Move m)
    {
        var (outcome, reason) = Effects.ClosingCodes(m);
        if (m.Verb == Verbs.Import && m.Choice == "open") return null;
        // A refusal that follows says it better.
        if (m.Case.Route != Route.R3 && m.Verb.Guards.Contains("breach-informal") && (outcome is "breach" or "no-breach" || m.Now.Taxonomy.Sanction(outcome) is not null)) return null;
        var fits = RouteTable.Outcomes[m.Case.Route].TryGetValue(outcome, out var reasons) && reasons.Contains(reason);
        // These belong to verbs of their own, which ask what has to be asked.
        if (fits && m.Verb != Verbs.Import) fits = outcome != "converted-to-formal" && reason != "withdrawn";
        if (fits && m.Verb == Verbs.ConfirmHandover) fits = reason is "other-procedure" or "police" && (m.Case.Route != Route.R3 || outcome is "no-further-action" or "referred-to-police");
        if (fits && m.Verb == Verbs.IssueDecision) fits = m.Case.Has("decided:" + outcome);
        if (fits && m.Verb == Verbs.Close && m.Case.Route == Route.R3) fits = (m.From, outcome) is (Stage.OutsideCode, "outside-scope") or (Stage.Filter or Stage.Assessment or Stage.RaiserChoice, "no-further-action") or (Stage.Assessment, "referred-to-police");
        return Unless(fits, "outcome-pair", "closure_reason");
    }

    private static bool BothCommented(Case c)
    {
        var since = c.Events.LastOrDefault(e => e.Verb == "circulate-draft")?.Number ?? int.MaxValue;
        var sides = c.Events.Where(e => e.Number > since && e.Verb == "comment-on-draft").Select(e => e.OnBehalfOf ?? e.As).ToHashSet();
        return sides.Contains(Actor.Raiser) && sides.Contains(Actor.Subject);
    }

    /// <summary>Words by which a decision of Human Resources gives itself away (invariant 40).</summary>
    [GeneratedRegex(@"\b(dismiss(ed|al)|(written|final|verbal) warning|suspended|suspension|demot(ed|ion)|disciplinary (action|hearing|outcome|result|panel|sanction)|gross misconduct|no case to answer)\b", RegexOptions.IgnoreCase)]
    private static partial Regex HrDecision();
}
