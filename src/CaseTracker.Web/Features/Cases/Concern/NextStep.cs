using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Shared;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Features.Cases.Concern;

/// <summary>Somewhere to go.</summary>
public sealed record Way(string Text, string Href);

/// <summary>What happens next with a concern, as its raiser is told: who does what, by when, and what the raiser is asked.</summary>
/// <param name="Says">Who will do what; the date follows.</param>
/// <param name="By">By when; null where nothing is due.</param>
public sealed record NextStep(string Says, DateOnly? By)
{
    /// <summary>How far away the date is: "That is 3 working days from today."</summary>
    public string? Distance { get; init; }

    /// <summary>What else to know.</summary>
    public IReadOnlyList<string> More { get; init; } = [];

    /// <summary>What the raiser is asked; null where nothing is asked.</summary>
    public string? Question { get; init; }

    /// <summary>The button that answers the question.</summary>
    public Way? Button { get; init; }

    /// <summary>Other ways from here.</summary>
    public IReadOnlyList<Way> Ways { get; init; } = [];

    /// <summary>The date as it stands in the sentence.</summary>
    public string? ByWords(DateOnly today) => By is not { } by ? null : by.Year == today.Year ? by.WithoutYear() : by.InFull();

    /// <summary>What happens next.</summary>
    public static NextStep Of(Case c, Circumstances now)
    {
        var path = $"/concerns/{c.Reference}";
        var next = Stages(c, now, path) with { };
        if (c.IsPaused) next = Paused(next, c, now);
        var questions = OpenQuestion.Of(c, now);
        if (next.Question is null && questions.Count > 0)
        {
            next = next with
            {
                Question = questions.Count == 1 ? "You have been asked a question." : $"You have been asked {questions.Count} questions.",
                More = [.. next.More, "You can answer when you are ready; nothing is done until you do."],
                Button = new Way("Answer the question", "#reply"),
            };
        }
        return next with { Distance = next.By is { } by ? DistanceTo(by, now) : null };
    }

    /// <summary>"That is 3 working days from today."</summary>
    public static string DistanceTo(DateOnly by, Circumstances now)
    {
        if (by == now.Today) return "That is today.";
        var working = Math.Abs(now.Calendar.Between(now.Today, by));
        var span = working > 0 ? working.Count("working day") : Math.Abs(by.DayNumber - now.Today.DayNumber).Count("day");
        return by > now.Today ? $"That is {span} from today." : $"That date passed {span} ago.";
    }

    private static NextStep Stages(Case c, Circumstances now, string path)
    {
        var who = Holding.Of(c, now)?.Opening ?? "";
        DateOnly? Due(string clock) => c.Running(clock)?.DueOn;
        NextStep Will(string what, string clock, params string[] more) => new(who + "will " + what, Due(clock)) { More = more };
        var late = c.MainClock is { } main && main.DueOn < now.Today;

        if (who.Length == 0 && c.Route is Route.R2 or Route.R3 && c.IsOpen)
        {
            return new NextStep("Somebody will be named to take this", c.MainClock?.DueOn)
            {
                More = ["No Monitoring Officer can take it without a conflict of interest. The Chief Executive, who sees the reference and nothing else, names a substitute."],
            };
        }
        switch (c.Stage)
        {
            case Stage.Offered:
                return Will("say whether to take this on", "accept", late ? ["You need not wait: you can choose somebody else."] : []);
            case Stage.BeingHandled:
                return Will("tell you the outcome", "handle", late ? ["You need not wait: you can take it further."] : []);
            case Stage.Outcome:
                return new NextStep("Tell us whether it is settled", Due("reply"))
                {
                    More = [$"{who.TrimEnd(' ', ',')} recorded this outcome: {OutcomeWords(c, now)}.", "If we hear nothing by then, it is closed as settled."],
                    Question = "Is it settled?",
                    Button = new Way("Say whether it is settled", $"{path}/close"),
                };
            case Stage.RaiserChoice when c.Route == Route.R3:
                return new NextStep("Decide how to go on", Due("choose"))
                {
                    More = [Why(c, now), "Nothing is done until you decide."],
                    Question = "Your decision is needed.",
                    Button = new Way("Decide how to go on", $"{path}/accept-disclosure"),
                };
            case Stage.RaiserChoice:
                return new NextStep("Choose what happens next", Due("choose"))
                {
                    More = [Why(c, now), c.HasChannel ? "If you choose nothing by then, it is closed as not pursued." : "It is not closed unless you say so."],
                    Question = "Your decision is needed.",
                    Button = new Way("Choose what happens next", $"{path}/choose-route"),
                };
            case Stage.Received when c.Route == Route.R2:
                return Will("reply to you", "acknowledge", Due("advise") is { } advice ? [$"Advice follows by {advice.WithoutYear()}."] : []);
            case Stage.Received:
                return Will("reply to you", "acknowledge", "The councillor is told nothing yet.");
            case Stage.Triage or Stage.Advice:
                return Will("give you advice", "advise");
            case Stage.FollowUp:
                return Will("ask you whether things are better, and then close this", "follow-up");
            case Stage.Confidentiality:
                return Will("decide whether your name can be kept private", "confidentiality", "The councillor is told nothing before that.");
            case Stage.Filter:
                return Will("make the first checks: was the councillor in office and acting as one, and could it break the Code?", "filter");
            case Stage.OutsideCode:
                return Will("give you advice", "advise", "Your complaint falls outside the Code. That does not mean that nothing can be done.");
            case Stage.Disclosure:
                return Will("tell the councillor what is alleged, in neutral words", "disclose");
            case Stage.Comments:
                return new NextStep("The councillor may send comments", Due("comments")) { More = ["After that your complaint is assessed."] };
            case Stage.Assessment:
                return c.Live(GrantKind.AssessmentPanel, now.Today).Any() ? new NextStep("A sub-committee will assess your complaint and give reasons", Due("assess")) : Will("assess your complaint and give reasons", "assess");
            case Stage.Resolution:
                return Will("try to resolve this informally", "resolve");
            case Stage.Investigation when Holding.With(c, GrantKind.Investigator, now) is { } investigator:
                return new NextStep(investigator.Opening + "will finish the investigation", c.MainClock?.DueOn);
            case Stage.Investigation:
                return Will("appoint an investigator", "appoint");
            case Stage.View:
                return new NextStep("An Independent Person will give a view on the report", Due("view"));
            case Stage.Determination:
                return Will("decide, taking the Independent Person’s view into account", "determine");
            case Stage.Hearing:
                return new NextStep("A panel will hear the complaint", Due("hearing"));
            case Stage.Decision:
                return Will("send you the decision", "notice");
            case Stage.Review:
                return new NextStep("A reviewer who had no part in the decision will answer", Due("review"));
            case Stage.Withdrawal:
                return Will("check your withdrawal with you", "withdrawal", c.Route == Route.R3 ? "The Monitoring Officer may go on without you if the public interest calls for it." : "It is closed when that is done.") with
                {
                    Ways = [new Way("Carry on after all", $"{path}/cancel-withdrawal")],
                };
            case Stage.HandedOver:
                return new NextStep($"This is being passed to another procedure: {now.Taxonomy.Label("off_ramps", c.Destination ?? "other")}. We expect a confirmation", Due("handover"));
            default:
                return Closed(c, now);
        }
    }

    private static NextStep Closed(Case c, Circumstances now)
    {
        var converted = c.Links.LastOrDefault(l => l.Kind == LinkKind.Converted);
        if (c.Has("converted") && converted is not null) return new NextStep("You made this a formal complaint", null) { More = ["It goes on under its own reference. This one is closed."], Ways = [new Way($"Go to {converted.Other}", $"/concerns/{converted.Other}")] };
        if (c.Outcome == "withdrawn" && converted is not null && c.Events.Any(e => e.Verb == Verbs.MakeInformal.Code))
            return new NextStep("You chose an informal route instead", null) { More = ["It goes on under its own reference. This one is closed."], Ways = [new Way($"Go to {converted.Other}", $"/concerns/{converted.Other}")] };
        if (c.ClosureReason == "merged-duplicate") return new NextStep("This was put together with another concern that you sent", null);
        var more = new List<string> { $"It ended on {(c.ClosedOn ?? now.Today).InFull()}: {OutcomeWords(c, now)}; {now.Taxonomy.Label("closure_reasons", c.ClosureReason ?? "").ToLowerInvariant()}." };
        if (c.Last("escalation-window") is { } window && window.DueOn >= now.Today && Handlers.Above(c, now).Any(o => o.IsFree)) more.Add($"If you are not content, you can take it further until {window.DueOn.InFull()}.");
        return new NextStep("This is closed", null) { More = more };
    }

    private static NextStep Paused(NextStep next, Case c, Circumstances now)
    {
        if (c.Running("information") is { } information)
        {
            var asked = c.Events.LastOrDefault(e => e.Verb == Verbs.Pause.Code) is { } pause ? c.Read(pause, now.Seam).Text("reason") : "";
            return new NextStep("Send what was asked for", information.DueOn)
            {
                More = [.. new[] { asked, "The clock stands still until you answer. If nothing comes by that date, this may be closed." }.Where(t => t.Length > 0)],
                Question = "We need something from you.",
                Button = new Way("Send a message", "#reply"),
                Ways = [new Way("Add evidence", $"/concerns/{c.Reference}/add-evidence")],
            };
        }
        var reason = now.Taxonomy.Label("pause_reasons", c.PauseReason ?? "other").ToLowerInvariant();
        return next with { By = null, More = [$"The clock is paused{(c.PausedUntil is { } until ? $" until {until.InFull()}" : "")}: {reason}.", .. next.More] };
    }

    private static string OutcomeWords(Case c, Circumstances now) =>
        RouteTable.Of(c.Route).Outcomes is { } list && c.Outcome is { } outcome ? now.Taxonomy.Label(list, outcome).ToLowerInvariant() : "no outcome";

    /// <summary>Why the case came back to the raiser, in the timeline's own words.</summary>
    private static string Why(Case c, Circumstances now) =>
        c.Events.LastOrDefault(e => e.To == Stage.RaiserChoice && e.From != Stage.RaiserChoice) is { } e ? new Timeline(c, now, true).Entry(e, TimelineVariant.Raiser)?.Sentence ?? "" : "";
}
