using CaseTracker.Domain;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.PerformVerb;

namespace CaseTracker.Web.Features.Cases;

/// <summary>Something that can be done to a case now, and where.</summary>
public sealed record CaseAct(string Code, string Label, string Href);

/// <summary>Something that people look for and that is refused now, with the reason.</summary>
public sealed record BlockedAct(string Code, string Label, string Reason);

/// <summary>What the holder may record for somebody who has no account, or who wrote or spoke instead.</summary>
/// <param name="Who">raiser, subject or independent-person, as in the address.</param>
/// <param name="Label">Who they are, in words.</param>
public sealed record ActsForOther(string Who, string Label, IReadOnlyList<CaseAct> Acts);

/// <summary>What somebody can do to a case now.</summary>
/// <param name="Main">What the stage calls for; the first is the page's main act.</param>
/// <param name="More">Everything else.</param>
/// <param name="NotYet">What people will look for, with the reason why not yet.</param>
/// <param name="ForOthers">What may be recorded for others.</param>
public sealed record CaseActs(IReadOnlyList<CaseAct> Main, IReadOnlyList<CaseAct> More, IReadOnlyList<BlockedAct> NotYet, IReadOnlyList<ActsForOther> ForOthers)
{
    /// <summary>Steps that are no page of a case: raising, import, cover, and those done by a role alone.</summary>
    public static readonly IReadOnlySet<string> Elsewhere = new HashSet<string>
    {
        "start", "discard", "signpost", "submit", "record-concern", "import", "arrange-cover", "take-oversight", "name-substitute",
    };

    // What each stage calls for, the likeliest first.
    private static readonly Dictionary<Stage, string[]> Called = new()
    {
        [Stage.Offered] = ["accept", "decline"],
        [Stage.BeingHandled] = ["answer", "act", "record-outcome", "ask-other-side"],
        [Stage.Outcome] = ["close", "escalate", "choose-route"],
        [Stage.RaiserChoice] = ["choose-route", "accept-disclosure", "make-informal", "escalate", "close"],
        [Stage.Received] = ["acknowledge"],
        [Stage.Triage] = ["triage", "close"],
        [Stage.Advice] = ["advise"],
        [Stage.FollowUp] = ["close", "advise", "record-action-done"],
        [Stage.Confidentiality] = ["decide-confidentiality"],
        [Stage.Filter] = ["apply-filter"],
        [Stage.OutsideCode] = ["advise", "close"],
        [Stage.Disclosure] = ["disclose"],
        [Stage.Comments] = ["comment", "consult-own", "end-comments"],
        [Stage.Assessment] = ["record-view", "assess", "request-view", "convene-assessment"],
        [Stage.Resolution] = ["record-resolution"],
        [Stage.Investigation] = ["circulate-draft", "file-report", "comment-on-draft", "appoint-investigator"],
        [Stage.View] = ["record-view", "request-view"],
        [Stage.Determination] = ["decide", "convene-assessment"],
        [Stage.Hearing] = ["record-view", "find", "convene", "request-view"],
        [Stage.Decision] = ["issue-decision", "sanction"],
        [Stage.Review] = ["decide-review"],
        [Stage.Withdrawal] = ["confirm-withdrawal", "continue-in-public-interest", "cancel-withdrawal"],
        [Stage.HandedOver] = ["confirm-handover", "return-handover"],
        [Stage.Closed] = ["publish", "record-action-done", "ask-for-review"],
    };

    // Looked for at a stage although no row leads there yet.
    private static readonly Dictionary<Stage, string[]> LookedFor = new()
    {
        [Stage.Investigation] = ["decide"],
        [Stage.View] = ["decide"],
    };

    // Refused most of the time without anybody missing it.
    private static readonly HashSet<string> Quiet = ["pause", "resume", "open-identity", "escalate", "ask-for-review", "publish", "reopen", "comment-on-draft", "convert", "sanction"];

    private static readonly string[] Everyday = ["send-message", "add-note"];

    /// <summary>Nothing.</summary>
    public static CaseActs None { get; } = new([], [], [], []);

    /// <summary>What somebody who acts as <paramref name="actors"/> can do now.</summary>
    public static CaseActs For(Case c, IReadOnlyList<Actor> actors, Pseudonym? me, Circumstances now)
    {
        var (open, blocked) = Sort(c, actors, me, now);
        string[] stage = [.. c.IsPaused && actors.Any(a => a is Actor.Handler or Actor.Mo) ? ["resume"] : Array.Empty<string>(), .. Called.GetValueOrDefault(c.Stage, [])];
        // What has been done once is offered again, but not first.
        var main = stage.Select(code => open.FirstOrDefault(v => v.Code == code)).OfType<Verb>().Where(v => !IsDone(c, v)).Concat(Everyday.Select(code => open.FirstOrDefault(v => v.Code == code)).OfType<Verb>()).ToList();
        // Whoever gave their name has none to be opened.
        var more = open.Except(main).Where(v => v != Verbs.OpenIdentity || c.Confidentiality != "named").ToList();
        CaseAct Act(Verb v) => new(v.Code, VerbWords.Of(v, As(c, v, actors)).Link, Href(c, v, actors));
        var oversight = c.GrantsOf(me, now.Today).Any(g => g.Kind == GrantKind.ImportRecord) && actors.Count == 0
            ? [new CaseAct(Verbs.TakeOversight.Code, VerbWords.Of(Verbs.TakeOversight, Actor.MoRole).Link, $"/casework/{c.Reference}/{Verbs.TakeOversight.Code}")] : Array.Empty<CaseAct>();
        return new CaseActs([.. main.Select(Act)], [.. more.Select(Act), .. oversight], blocked, Others(c, actors, me, now));
    }

    /// <summary>As which of their grants somebody takes that step: the one that has a move now, otherwise any that could ever.</summary>
    public static Actor As(Case c, Verb verb, IReadOnlyList<Actor> actors)
    {
        foreach (var actor in actors) if (verb.IsPossible(c.Route, c.Stage, actor)) return actor;
        return actors.FirstOrDefault(a => MayEver(verb, a));
    }

    /// <summary>Whether that step can be anybody's who holds such a grant.</summary>
    public static bool MayEver(Verb verb, Actor actor) => !Elsewhere.Contains(verb.Code) && (verb.Actors.Contains(actor) || verb.Rows.Any(r => r.By?.Contains(actor) ?? false));

    /// <summary>Why a step cannot be taken now, whatever is entered; null if it can.</summary>
    public static RefusedException? Refused(Case c, Verb verb, Actor actor, Pseudonym? me, Circumstances now)
    {
        var refused = c.Blocked(verb, actor, me, now);
        // Nobody was asked for anything yet, so there is no day to wait for.
        return refused is { Code: "information-wait" } && c.Last("information") is null
            ? new RefusedException(refused.Code, "Ask the person who raised this for what is missing first: pause the clock, waiting for them.") : refused;
    }

    private static (List<Verb> Open, List<BlockedAct> Blocked) Sort(Case c, IReadOnlyList<Actor> actors, Pseudonym? me, Circumstances now)
    {
        var open = new List<Verb>();
        var blocked = new List<BlockedAct>();
        foreach (var verb in Verbs.All.Where(v => actors.Any(a => MayEver(v, a))))
        {
            var actor = As(c, verb, actors);
            var possible = verb.IsPossible(c.Route, c.Stage, actor);
            if (!possible && !LookedFor.GetValueOrDefault(c.Stage, []).Contains(verb.Code)) continue;
            if (Refused(c, verb, actor, me, now) is not { } no) open.Add(verb);
            else if (!Quiet.Contains(verb.Code)) blocked.Add(new BlockedAct(verb.Code, LowerFirst(VerbWords.Of(verb, actor).Link), no.Message));
        }
        return (open, blocked);
    }

    private static List<ActsForOther> Others(Case c, IReadOnlyList<Actor> actors, Pseudonym? me, Circumstances now)
    {
        if (!actors.Any(a => a is Actor.Handler or Actor.Mo)) return [];
        var others = new List<ActsForOther>();
        foreach (var (who, label) in ForWhom)
        {
            if (!c.Live(who.Grant()!.Value, now.Today).Any()) continue;
            var acts = Verbs.All.Where(v => MayEver(v, who) && v != Verbs.Recuse && v.IsPossible(c.Route, c.Stage, who) && Refused(c, v, who, me, now) is null)
                .Select(v => new CaseAct(v.Code, VerbWords.Of(v, who).Link, $"/casework/{c.Reference}/for/{who.Code()}/{v.Code}")).ToList();
            if (acts.Count > 0) others.Add(new ActsForOther(who.Code(), label, acts));
        }
        return others;
    }

    /// <summary>For whom the holder may record something, in words.</summary>
    public static IReadOnlyDictionary<Actor, string> ForWhom { get; } = new Dictionary<Actor, string>
    {
        [Actor.Raiser] = "the person who raised it",
        [Actor.Subject] = "the person it is about",
        [Actor.IndependentPerson] = "the Independent Person",
    };

    private static bool IsDone(Case c, Verb verb) => verb.Sets.For(null).ToList() is { Count: > 0 } facts && facts.All(c.Has) && verb != Verbs.CirculateDraft;

    private static string Href(Case c, Verb verb, IReadOnlyList<Actor> actors) => $"/{(As(c, verb, actors) == Actor.Raiser ? "concerns" : "casework")}/{c.Reference}/{verb.Code}";

    private static string LowerFirst(string text) => text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..];
}
