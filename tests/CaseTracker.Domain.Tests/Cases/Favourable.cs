using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Routes;
using CaseTracker.Domain.Taxonomies;

namespace CaseTracker.Domain.Tests.Cases;

/// <summary>Inputs that nothing refuses: what a careful person would enter for each verb.</summary>
internal static class Favourable
{
    public const string Reason = "For a reason that is given here.";
    public const string Account = "In the meeting the member called the officer clueless, in front of the applicants and the public.";
    public const string Allegation = "On that day, in the committee, the member called a named officer clueless and told her to go back to school.";
    private const string Message = "Thank you for telling us. This is what happens next.";

    /// <summary>A concern as the raise journey collects it; subject is added by whoever sends it.</summary>
    public static Inputs Concern(World w, string route, Person? raiser)
    {
        var to = RouteTable.RouteOf(route)!.Value;
        var inputs = new Inputs([]).With("narrative", Account).With("summary", "Called clueless in a meeting").With("occurred_on", Inputs.Iso(w.Today)).With("setting", "committee")
            .With("themes", "disrespect-in-meeting").With("route", route).With("declaration", "yes").With("wish", "An apology.");
        inputs = to == Route.R3 ? inputs.With("name_consent", "yes").With("confidentiality", "named").With("allegations.1.text", Allegation).With("allegations.1.heading", "respect") : inputs.With("confidentiality", "named");
        return raiser is null ? inputs.With("confidentiality").With("name_consent") : inputs;
    }

    public static Inputs For(World w, Case c, Verb verb, string? choice, Actor actor)
    {
        var (council, now) = (w.Council, w.Now(c));
        Inputs In(params (string Code, string?[] Values)[] values) => values.Aggregate(new Inputs([]), (i, v) => i.With(v.Code, v.Values));
        (string, string?[]) Put(string code, params string?[] values) => (code, values);
        var reason = Put("reason", Reason);
        string Day(int workingDays) => Inputs.Iso(w.Calendar.Add(w.Today, workingDays));
        var today = Inputs.Iso(w.Today);
        string? Free(IEnumerable<HandlerOption> options) =>
            options.FirstOrDefault(o => o.IsFree && !o.NeedsConfirming && w.Pseudonym(o.Person) != c.HeldByHandler(w.Today)?.Person) is { } option ? w.P(option.Person) : null;
        string[] Panel() => [.. council.People.Where(p => p.Kind == PersonKind.Member && !Conflicts.Of(c, GrantKind.Panel, "panel-member", p, now).Any(h => h.Stops)).Take(3).Select(w.P)];
        switch (verb.Code)
        {
            case "choose-route" when choice == "to-mo":
                return In(Put("route", "monitoring-officer"));
            case "choose-route":
                var code = c.Route switch { Route.R4 => "report-dispute", Route.R5 => "officer-conduct", _ => "group-head" };
                return In(Put("route", code), Put("handler", Free(Handlers.Options(c, RouteTable.RouteOf(code)!.Value, code, now))));
            case "convert":
                var member = w.Person(c.Subject) is { Kind: PersonKind.Member } m ? m : council.Stannage;
                return In(Put("allegations.1.text", Allegation), Put("allegations.1.heading", "respect"), Put("subject", w.P(member)), Put("occurred_on", Inputs.Iso(c.OccurredOn)), Put("name_consent", "yes"), Put("declaration", "yes"));
            case "make-informal":
                return In(Put("route", "monitoring-officer"), reason);
            case "escalate":
                return In(reason, Put("handler", Free(Handlers.Above(c, now))));
            case "withdraw":
                return In(Put("pressure", choice == "pressed" ? "yes" : "no"), reason);
            case "confirm-withdrawal":
                return In(Put("pressure", "no"), Put("outcome", c.Route switch { Route.R3 => "withdrawn", Route.R4 => "report-unchanged", _ => "no-action" }), Put("note", "Asked them by phone."));
            case "ask-consent":
                return In(Put("consent_kind", "contact-member"), Put("consent_to", "the member"), Put("message", Message));
            case "give-consent":
                return In(Put("consent_kind", choice), Put("consent_to", c.Holder(w.Today)?.Person is { } h ? "p:" + h : "the Monitoring Officer"));
            case "withdraw-consent":
                return In(Put("consent_kind", choice));
            case "exclude-person":
                return In(Put("keep_out", choice == "holder" && c.Holder(w.Today)?.Person is { } kept ? "p:" + kept : w.P(council.Democratic)), reason);
            case "act" or "advise":
                var contact = choice switch { "contact" => "member", "contact-leader" => "group-leader", _ => "nobody" };
                return In(Put("action", "advised-officer"), Put("contact", contact), Put("note", "Listened, and spoke about it."), Put("message", Message), Put("done_on", today));
            case "ask-other-side":
                return In(Put("message", Message), Put("due_on", Day(5)));
            case "record-outcome":
                var outcome = c.Route switch { Route.R4 => "report-corrected", Route.R5 => w.Person(c.Subject) is { IsStatutoryOfficer: true } ? "no-action" : "handled-by-manager", _ => "apology" };
                return In(Put("outcome", outcome), Put("note", "Both met."), Put("message", Message));
            case "triage":
                return In(Put("note", "Not formal."), Put("action", "advised-officer"));
            case "record-risk":
                return In(Put("risk", "A colleague is at risk of harm, and it cannot wait."));
            case "decide-confidentiality":
                return In(Put("conf_decision", choice), reason, Put("compelling", "yes"));
            case "accept-disclosure":
                return In(Put("name_consent", "yes"), Put("raiser_name", c.Confidentiality == "anonymous" ? "Jo Field" : null));
            case "apply-filter":
                return Enumerable.Range(1, 4).Aggregate(In(), (i, n) => i.With($"filter_answers.{n}", choice == "fail" && n == 3 ? "no" : "yes").With($"filter_answers.{n}.reason", "As the account says."));
            case "disclose":
                return In(Put("allegations.1.text", Allegation), Put("allegations.1.heading", "respect"), Put("papers", "1"), Put("neutral", "yes"));
            case "request-view":
                return In(Put("person", w.P(council.Helen)), Put("papers", "1"), Put("due_on", Day(5)));
            case "record-view":
                return In(Put("view_text", "I think that the process has been fair so far."), Put("decision", choice ?? "early"));
            case "consult-own":
                return In(Put("person", w.P(council.Ravi)));
            case "convene-assessment":
                return In(Put("members", Panel()), Put("papers", "1"), Put("due_on", Day(7)));
            case "assess":
                return now.Taxonomy.List("public_interest_questions").Aggregate(In(Put("decision", choice), reason, Put("crime", choice == "police" ? "Reported to the county police by phone today." : null)),
                    (i, q) => i.With($"interest_test.{q.Code}", "yes").With($"interest_test.{q.Code}.reason", "As the account says."));
            case "record-resolution":
                return In(Put("decision", choice), Put("action", "apology"), reason);
            case "appoint-investigator":
                return In(Put("person", w.P(council.Investigator)), reason);
            case "circulate-draft":
                return In(Put("files", "The draft report."), Put("due_on", Day(10)), Put("neutral", "yes"));
            case "file-report":
                return c.Allegations.Where(a => a.Disclosed).Aggregate(In(Put("files", "The final report."), Put("note", "Final.")),
                    (i, a) => i.With($"proposed.{a.Number}", "breach").With($"proposed.{a.Number}.reason", "Two witnesses agree."));
            case "decide" or "decide-review":
                return In(Put("decision", choice), Put("considered", "The Independent Person agreed, and this follows the view."), reason, Put("letters.raiser", "Dear raiser"), Put("letters.subject", "Dear member"));
            case "convene":
                return In(Put("members", Panel()), Put("hearing_on", Day(8)), Put("papers", "1"));
            case "find":
                return c.Allegations.Where(a => a.Disclosed).Aggregate(In(Put("considered", "The panel followed the Independent Person's view.")),
                    (i, a) => i.With($"findings.{a.Number}", choice ?? "breach").With($"findings.{a.Number}.reason", "Witnesses agree."));
            case "sanction":
                return In(Put("sanction", "arrange-training"), reason);
            case "issue-decision":
                var decided = c.Facts.FirstOrDefault(f => f.StartsWith("decided:", StringComparison.Ordinal))?[8..] ?? "no-further-action";
                return In(Put("letters.raiser", "Dear raiser"), Put("letters.subject", "Dear member"), Put("outcome", decided), Put("closure_reason", RouteTable.Outcomes[Route.R3][decided][0]));
            case "publish":
                return In(Put("letters.publication", "The finding, without names."), Put("subject_asks", "yes"));
            case "hold-publication":
                return In(reason, Put("until", Inputs.Iso(w.Today.AddDays(28))));
            case "record-action-done":
                return In(Put("sanction", c.Sanctions.FirstOrDefault()?.Code), Put("action", c.Sanctions.Count == 0 ? "training" : null), Put("done_on", today));
            case "hand-over":
                return In(Put("destination", c.Route == Route.R5 ? "hr" : "other"), Put("papers", "1"), Put("legal_duty", "Duty to refer"), reason);
            case "confirm-handover":
                var handed = c.Route switch { Route.R3 => "no-further-action", Route.R4 => "report-unchanged", Route.R5 => "referred", _ => "no-action" };
                return In(Put("outcome", handed), Put("closure_reason", "other-procedure"));
            case "close":
                return (c.Route, c.Stage) switch
                {
                    (Route.R2, _) => In(Put("outcome", "advised-officer"), Put("closure_reason", choice ?? "resolved"), Put("message", Message)),
                    (_, Stage.OutsideCode) => In(Put("outcome", "outside-scope"), Put("closure_reason", "outside-capacity"), Put("message", Message)),
                    (_, Stage.Assessment) when choice == "police" => In(Put("outcome", "referred-to-police"), Put("closure_reason", "police")),
                    (Route.R3, Stage.Filter or Stage.Assessment) => In(Put("outcome", "no-further-action"), Put("closure_reason", "insufficient-information")),
                    _ => In(Put("message", Message)),
                };
            case "link" or "merge":
                return In(Put("case", "WD-0000-0000"), reason);
            case "split":
                var others = c.Route == Route.R5 ? [council.Enforcement, council.Auditor] : c.Route == Route.R4 ? [council.Auditor, council.Tenancy] : new[] { council.Voss, council.Lorne };
                return In(Put("subject", others.FirstOrDefault(o => w.Pseudonym(o) != c.Subject && w.Pseudonym(o) != c.Raiser) is { } person ? w.P(person) : null), reason);
            case "reassign":
                var next = new[] { council.Deputy, council.Mo, council.External }.FirstOrDefault(p => w.Pseudonym(p) != c.HeldByMo(w.Today)?.Person && !Conflicts.Of(c, GrantKind.Mo, Conflicts.MoHat(p)!, p, now).Any(h => h.Stops));
                return In(Put("person", next is null ? null : w.P(next)), reason);
            case "end-access":
                var gone = c.Grants.LastOrDefault(g => g.IsLive(w.Today) && g.Kind is not (GrantKind.Raiser or GrantKind.Subject or GrantKind.Mo))?.Person;
                return In(Put("person", gone is null ? w.P(council.Democratic) : "p:" + gone), reason);
            case "record-leaving":
                var leaver = choice switch { "raiser" => c.Raiser, "subject" => c.Subject, "handler" => c.HeldByHandler(w.Today)?.Person, _ => c.HeldByMo(w.Today)?.Person };
                return In(Put("person", leaver is null ? null : "p:" + leaver), Put("done_on", today));
            case "pause":
                return In(Put("pause_reason", choice == "waiting-raiser" ? "waiting-raiser" : "illness"), Put("until", choice == "waiting-raiser" ? null : Inputs.Iso(w.Today.AddDays(14))), reason);
            case "extend":
                return In(Put("due_on", c.MainClock is { } clock ? Inputs.Iso(w.Calendar.Add(clock.DueIf(w.Today, w.Calendar), 2)) : Day(2)), reason);
            case "correct":
                return In(Put("fact", "setting"), Put("new_value", c.Setting == "email" ? "phone" : "email"), reason);
            case "send-message":
                return In(Put("thread", actor switch { Actor.Subject => "subject", Actor.IndependentPerson => "independent-person", Actor.SubjectIp => "subject-ip", _ => "raiser" }), Put("message", Message));
            case "add-evidence":
                return In(Put("files", "An email of that day."), Put("note", "What was written."));
            case "add-note":
                return In(Put("note", "To be remembered."), Put("note_kind", "internal"));
            case "name-substitute":
                return In(Put("person", w.P(council.External)), reason);
            case "arrange-cover":
                return In(Put("person", w.P(council.Deputy)), Put("starts_on", today), Put("until", Inputs.Iso(w.Today.AddDays(14))));
            case "signpost":
                return In(Put("destination", "whistleblowing"));
            default:
                return In(reason, Put("message", Message));
        }
    }

    /// <summary>The lists with a sanction that English councils do not have switched on from a day.</summary>
    public static Taxonomy SwitchedOn(string sanction, DateOnly from) => Taxonomy.Load().WithSanctionDates(new Dictionary<string, SanctionDates> { [sanction] = new(from, null) });
}
