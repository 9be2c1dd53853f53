using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.Concern;
using CaseTracker.Web.Features.Shared;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Features.Cases.SubjectSide;

/// <summary>What the person whom a case is about is told, in neutral words: "alleged" until something is found.</summary>
internal static class SubjectWords
{
    /// <summary>What happens next, by when, and the button that answers it.</summary>
    public static (string Says, DateOnly? By, IReadOnlyList<string> More, Way? Button) Next(Case c, IReadOnlySet<Verb> possible, Circumstances now)
    {
        var path = $"/casework/{c.Reference}";
        if (c.IsPaused) return ("The clock is paused", null, c.PausedUntil is { } until ? [$"It goes on by {until.InFull()} at the latest."] : [], null);
        if (c.Route != Route.R3)
        {
            if (c.Stage == Stage.Closed) return ("This is closed", null, [], null);
            var asked = c.Events.LastOrDefault(e => e.Verb == Verbs.AskOtherSide.Code);
            var answered = asked is not null && c.Events.Any(e => e.Verb == Verbs.Answer.Code && e.Number > asked.Number);
            var due = asked is null ? null : c.Read(asked, now.Seam).Date("due_on");
            if (!answered && possible.Contains(Verbs.Answer)) return ("You are asked for your side", due, ["Nothing has been decided. You need not have anything in writing; say it in your own words."], new Way("Give your side", $"{path}/answer"));
            return (answered ? "You gave your side. It is being considered" : "It is being considered", null, [], null);
        }
        return c.Stage switch
        {
            Stage.Comments => ("You may send your comments on what is alleged", c.Running("comments")?.DueOn,
                ["Nothing has been decided. What you send is read before anything is assessed."], possible.Contains(Verbs.Comment) ? new Way("Send your comments", $"{path}/comment") : null),
            Stage.Assessment => ("The complaint will be assessed, and you will be told the result with reasons", c.Running("assess")?.DueOn, [], null),
            Stage.Resolution => ("The Monitoring Officer is trying to resolve this informally", c.Running("resolve")?.DueOn, [], null),
            Stage.Investigation when c.Has("draft") && possible.Contains(Verbs.CommentOnDraft) =>
                ("You may comment on the draft report", c.Running("draft-comments")?.DueOn, [], new Way("Comment on the draft", $"{path}/comment-on-draft")),
            Stage.Investigation => ("The alleged facts are being investigated", c.MainClock?.DueOn, [], null),
            Stage.View => ("An Independent Person will give a view on the report", c.Running("view")?.DueOn, [], null),
            Stage.Determination => ("A decision will be made, taking the Independent Person’s view into account", c.Running("determine")?.DueOn, [], null),
            Stage.Hearing => ("A panel will hear the complaint", c.Running("hearing")?.DueOn, [], null),
            Stage.Decision => ("You will be sent the decision", c.Running("notice")?.DueOn, [], null),
            Stage.Review => ("The decision is being reviewed", c.Running("review")?.DueOn, [], null),
            Stage.Closed => ("The complaint is closed", null, c.Outcome is { } outcome ? [$"It ended: {now.Taxonomy.Label("formal_outcomes", outcome).ToLowerInvariant()}."] : [], null),
            _ => ("The Monitoring Officer is considering the complaint", null, [], null),
        };
    }

    /// <summary>What else the subject can do now.</summary>
    public static IReadOnlyList<Way> Ways(Case c, IReadOnlySet<Verb> possible, Way? button)
    {
        (Verb Verb, string Text)[] all =
        [
            (Verbs.Answer, "Say more"), (Verbs.Comment, "Send your comments"), (Verbs.CommentOnDraft, "Comment on the draft report"), (Verbs.SendMessage, "Write a message"), (Verbs.AddEvidence, "Add evidence"),
            (Verbs.ConsultOwn, "Consult an Independent Person"), (Verbs.AskForReview, "Ask for a review"),
        ];
        return [.. all.Where(a => possible.Contains(a.Verb) && (a.Verb != Verbs.CommentOnDraft || c.Has("draft"))).Select(a => new Way(a.Text, $"/casework/{c.Reference}/{a.Verb.Code}")).Where(w => w.Href != button?.Href)];
    }

    /// <summary>A disclosed allegation, with what was found once it was decided.</summary>
    public static DisclosedAllegation Read(Allegation a, Case c, Circumstances now) => new(a.Number, now.Seam.Open(a.Text, c.Id, "allegation"), now.Taxonomy.Label("code_headings", a.Heading), a.Paragraph,
        c.Stage == Stage.Closed ? a.Finding switch { "breach" => "The Code was broken", "no-breach" => "The Code was not broken", _ => null } : null, c.Stage == Stage.Closed ? now.Seam.Open(a.FindingReason, c.Id, "finding_reason") : "");

    /// <summary>The raiser's papers that were disclosed with the allegation.</summary>
    public static IReadOnlyList<EvidenceRow> Papers(Case c, Circumstances now)
    {
        var sent = c.Events.Where(e => e.Verb == Verbs.Disclose.Code).SelectMany(e => c.Read(e, now.Seam).List("papers")).ToHashSet();
        return [.. c.Events.Where(e => e.Verb == Verbs.AddEvidence.Code && sent.Contains(e.Number.ToString(System.Globalization.CultureInfo.InvariantCulture))).Select(e => new EvidenceRow(e.At, c.Read(e, now.Seam).Text("note")))];
    }

    /// <summary>Whether an event is a message of one of the subject's threads.</summary>
    public static bool Threaded(CaseEvent e, Case c, Circumstances now, string thread) => e.Verb switch
    {
        "send-message" => c.Read(e, now.Seam).Text("thread") == thread,
        "ask-other-side" or "answer" => thread == "subject" && c.Route is Route.R4 or Route.R5,
        "comment" => thread == "subject",
        "comment-on-draft" => thread == "subject" && IsOwn(e),
        "issue-decision" or "decide-review" => thread == "subject",
        _ => false,
    };

    /// <summary>The messages among those events that hold a text for the subject.</summary>
    public static IReadOnlyList<ThreadMessage> Messages(Case c, Circumstances now, Func<CaseEvent, bool> which) =>
    [
        .. c.Events.Where(which).Select(e => (Event: e, Read: c.Read(e, now.Seam))).Select(x => (x.Event, x.Read, Text: x.Read.Text(x.Event.Verb is "issue-decision" or "decide-review" ? "letters.subject" : "message")))
            .Where(x => x.Text.Length > 0).Select(x => new ThreadMessage(x.Event.Number, Who(x.Event, x.Read, now), x.Event.At, IsOwn(x.Event), x.Text)),
    ];

    private static bool IsOwn(CaseEvent e) => (e.OnBehalfOf ?? e.As) == Actor.Subject;

    private static string Who(CaseEvent e, Inputs read, Circumstances now)
    {
        var name = now.People.Find(e.By) is { } person ? $"{person.Name}, {HatWords.Of(e.Hat)}" : HatWords.Of(e.Hat);
        if (!IsOwn(e)) return name;
        return e.OnBehalfOf is null ? "You" : $"You, recorded by {name} ({now.Taxonomy.Label("intake_channels", read.Text("channel")).ToLowerInvariant()})";
    }
}
