using CaseTracker.Domain.Routes;

namespace CaseTracker.Domain.Cases;

/// <summary>Which of a verb's rows the inputs pick. “decision” is asked where only the person who acts can say.</summary>
internal static class Choices
{
    /// <summary>The choice, or null where the verb's rows tell none apart.</summary>
    public static string? Of(Move move)
    {
        var (input, c) = (move.In, move.Case);
        return move.Verb.Code switch
        {
            "import" => input.Text("status"),
            "choose-route" => input.Text("route") is { Length: > 0 } route ? (route == "monitoring-officer" ? "to-mo" : "to-manager") : null,
            "withdraw" => input.Text("pressure") is "" or "no" ? "not-pressed" : "pressed",
            "give-consent" or "withdraw-consent" => input.Text("consent_kind"),
            "exclude-person" => input.Parties("keep_out").Any(p => p.Person is { } who && Holder(c, move)?.Person == who) ? "holder" : "not-holder",
            "act" or "advise" => input.Text("contact") switch { "member" => "contact", "group-leader" => "contact-leader", _ => "no-contact" },
            "ask-other-side" => c.Route == Route.R5 ? "contact" : null,
            "close" => Closing(move),
            "acknowledge" => c.Route != Route.R3 ? null : c.Confidentiality switch { "named" => "named", "anonymous" => "anonymous", _ => "asked" },
            "decide-confidentiality" => input.Text("conf_decision"),
            "apply-filter" => Enumerable.Range(1, 4).Any(n => input.Text($"filter_answers.{n}") == "no") ? "fail" : "pass",
            "record-view" => input.Text("decision") == "report" || (c.Has("report") && input.Text("decision").Length == 0) ? "report" : null,
            "find" => input.Values.Any(v => v.Key.StartsWith("findings.", StringComparison.Ordinal) && v.Value is ["breach"]) ? "breach" : "no-breach",
            "pause" => input.Text("pause_reason") == "waiting-raiser" ? "waiting-raiser" : "other",
            "record-leaving" => Leaver(move),
            // Where a complaint ended before the member was told, only the first checks lead to telling them (decision 0007).
            "reopen" => c.Route == Route.R3 && c.Grants.All(g => g.Kind != GrantKind.Subject) ? "untold" : null,
            "assess" or "decide" or "record-resolution" or "decide-review" => input.Text("decision"),
            _ => null,
        };
    }

    private static string? Closing(Move move) => (move.Case.Route, move.Case.Stage) switch
    {
        (_, Stage.Outcome) => move.As == Actor.Raiser ? "settled" : "unanswered",
        (_, Stage.RaiserChoice) => "not-pursued",
        (Route.R2, _) => move.In.Text("closure_reason") == "insufficient-information" ? "insufficient-information" : null,
        (Route.R3, Stage.Filter) => "insufficient-information",
        (Route.R3, Stage.Assessment) => move.In.Text("outcome") == "referred-to-police" ? "police" : "insufficient-information",
        _ => null,
    };

    // A Monitoring Officer who looks into a manager's case does not hold it.
    private static Grant? Holder(Case c, Move move) => c.Route is Route.R2 or Route.R3 ? c.HeldByMo(move.Now.Today) : c.HeldByHandler(move.Now.Today);

    private static string? Leaver(Move move)
    {
        var who = move.In.Party("person")?.Person;
        if (who is null) return null;
        if (who == move.Case.Subject) return "subject";
        if (who == move.Case.Raiser) return "raiser";
        if (move.Case.HeldByHandler(move.Now.Today)?.Person == who) return "handler";
        return move.Case.Live(GrantKind.Mo, move.Now.Today).Any(g => g.Person == who) ? "mo" : null;
    }
}
