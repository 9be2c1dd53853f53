using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Routes;

namespace CaseTracker.Domain.Tests.Cases;

/// <summary>Takes a fresh case to a stage by the shortest way, a working day for each step.</summary>
internal static class Journey
{
    private sealed record Leg(Stage From, params (string Verb, string? Choice, Actor Actor)[] Steps);

    private static readonly Dictionary<Stage, Leg> Handled = new()
    {
        [Stage.BeingHandled] = new(Stage.Offered, ("accept", null, Actor.Handler)),
        [Stage.Outcome] = new(Stage.BeingHandled, ("record-outcome", null, Actor.Handler)),
        [Stage.RaiserChoice] = new(Stage.Offered, ("decline", null, Actor.Handler)),
        [Stage.Withdrawal] = new(Stage.BeingHandled, ("withdraw", "not-pressed", Actor.Raiser)),
        [Stage.HandedOver] = new(Stage.BeingHandled, ("hand-over", null, Actor.Handler)),
        [Stage.Closed] = new(Stage.Outcome, ("close", "settled", Actor.Raiser)),
    };

    private static readonly Dictionary<Stage, Leg> Advised = new()
    {
        [Stage.Triage] = new(Stage.Received, ("acknowledge", null, Actor.Mo)),
        [Stage.Advice] = new(Stage.Triage, ("triage", null, Actor.Mo)),
        [Stage.FollowUp] = new(Stage.Advice, ("advise", "no-contact", Actor.Mo)),
        [Stage.Withdrawal] = new(Stage.Triage, ("withdraw", "not-pressed", Actor.Raiser)),
        [Stage.HandedOver] = new(Stage.Triage, ("hand-over", null, Actor.Mo)),
        [Stage.Closed] = new(Stage.FollowUp, ("close", null, Actor.Mo)),
    };

    private static readonly Dictionary<Stage, Leg> Formal = new()
    {
        [Stage.Confidentiality] = new(Stage.Received, ("acknowledge", "asked", Actor.Mo)),
        [Stage.RaiserChoice] = new(Stage.Confidentiality, ("decide-confidentiality", "refused", Actor.Mo)),
        [Stage.Filter] = new(Stage.Received, ("acknowledge", "named", Actor.Mo)),
        [Stage.OutsideCode] = new(Stage.Filter, ("apply-filter", "fail", Actor.Mo)),
        [Stage.Disclosure] = new(Stage.Filter, ("apply-filter", "pass", Actor.Mo)),
        [Stage.Comments] = new(Stage.Disclosure, ("disclose", null, Actor.Mo)),
        [Stage.Assessment] = new(Stage.Comments, ("comment", null, Actor.Subject)),
        [Stage.Resolution] = new(Stage.Assessment, ("assess", "informal-resolution", Actor.Mo)),
        [Stage.Investigation] = new(Stage.Assessment, ("assess", "investigate", Actor.Mo)),
        [Stage.View] = new(Stage.Investigation, ("appoint-investigator", null, Actor.Mo), ("circulate-draft", null, Actor.Investigator), ("comment-on-draft", null, Actor.Raiser),
            ("comment-on-draft", null, Actor.Subject), ("file-report", null, Actor.Investigator)),
        [Stage.Determination] = new(Stage.View, ("request-view", null, Actor.Mo), ("record-view", "report", Actor.IndependentPerson)),
        [Stage.Hearing] = new(Stage.Determination, ("decide", "hearing", Actor.Mo)),
        [Stage.Decision] = new(Stage.Assessment, ("assess", "no-further-action", Actor.Mo)),
        [Stage.Review] = new(Stage.Closed, ("ask-for-review", null, Actor.Raiser)),
        [Stage.Withdrawal] = new(Stage.Filter, ("withdraw", "not-pressed", Actor.Raiser)),
        [Stage.HandedOver] = new(Stage.Filter, ("hand-over", null, Actor.Mo)),
        [Stage.Closed] = new(Stage.Decision, ("issue-decision", null, Actor.Mo)),
    };

    /// <summary>Every stage that a case of the route can be at.</summary>
    public static IEnumerable<Stage> Stages(Route route) => RouteTable.Of(route).Stages.Where(s => s != Stage.Draft);

    /// <summary>A case of the route, just sent: by an officer about a member; on R4 by the chair of a committee about an auditor's report, on R5 by a member about an officer.</summary>
    public static Case Sent(World w, Route route, Func<Inputs, Inputs>? with = null, Person? raiser = null, Person? subject = null) => route switch
    {
        Route.R1 => w.Submit("group-head", raiser ?? w.Council.Planner, subject ?? w.Council.Stannage, with ?? (i => i.With("handler", w.P(w.Council.PlanningHead)))),
        Route.R2 => w.Submit("monitoring-officer", raiser ?? w.Council.Planner, subject ?? w.Council.Stannage, with),
        Route.R3 => w.Submit("formal-complaint", raiser ?? w.Council.Planner, subject ?? w.Council.Stannage, with),
        Route.R4 => w.Submit("report-dispute", raiser ?? w.Council.Marsh, subject ?? w.Council.Auditor, with),
        _ => w.Submit("officer-conduct", raiser ?? w.Council.Rahman, subject ?? w.Council.Tenancy, with),
    };

    /// <summary>A case of the route at the stage.</summary>
    public static Case To(World w, Route route, Stage stage)
    {
        // Only somebody who asked for confidentiality meets that stage and the choice after it.
        var confidential = route == Route.R3 && stage is Stage.Confidentiality or Stage.RaiserChoice;
        var c = confidential ? Sent(w, route, i => i.With("name_consent", "confidential").With("confidentiality", "confidential")) : Sent(w, route);
        return Go(w, c, stage);
    }

    /// <summary>Takes a case that was just sent on to the stage.</summary>
    public static Case Go(World w, Case c, Stage stage)
    {
        if (stage == RouteTable.Of(c.Route).Entry) return c;
        var leg = (c.Route switch { Route.R2 => Advised, Route.R3 => Formal, _ => Handled })[stage];
        Go(w, c, leg.From);
        foreach (var (verb, choice, actor) in leg.Steps) w.Later().Do(c, verb, actor, choice);
        if (c.Stage != stage) throw new InvalidOperationException($"The way to {stage} led to {c.Stage}.");
        return c;
    }

    /// <summary>Takes a case that stands at one stage on to a later one.</summary>
    public static Case Go(World w, Case c, Stage from, Stage to)
    {
        var legs = new Stack<Leg>();
        var ways = c.Route switch { Route.R2 => Advised, Route.R3 => Formal, _ => Handled };
        for (var at = to; at != from; at = ways[at].From) legs.Push(ways[at]);
        foreach (var (verb, choice, actor) in legs.SelectMany(l => l.Steps)) w.Later().Do(c, verb, actor, choice);
        if (c.Stage != to) throw new InvalidOperationException($"The way to {to} led to {c.Stage}.");
        return c;
    }

    /// <summary>A formal complaint with its panel convened and the Independent Person's view of the report recorded.</summary>
    public static Case ToConvened(World w)
    {
        var c = To(w, Route.R3, Stage.Hearing);
        w.Later().Do(c, "convene", Actor.Mo);
        return c;
    }

    /// <summary>A formal complaint in which the panel found a breach.</summary>
    public static Case ToBreach(World w)
    {
        var c = ToConvened(w);
        w.Later(8).Do(c, "find", Actor.Panel, "breach");
        return c;
    }
}
