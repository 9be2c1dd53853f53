using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Shared;

namespace CaseTracker.Web.Features.Cases.Concern;

/// <summary>A message between the raiser and those who deal with the concern.</summary>
/// <param name="Number">Number of its event.</param>
/// <param name="Who">"You", or name and role.</param>
/// <param name="At">When.</param>
/// <param name="Ours">Whether the raiser wrote it.</param>
/// <param name="Text">What was written.</param>
public sealed record ThreadMessage(int Number, string Who, DateTimeOffset At, bool Ours, string Text)
{
    /// <summary>Whether this is the concern itself, which is read further down.</summary>
    public bool IsConcern { get; init; }
}

/// <summary>The raiser's thread: messages sent on it, and what acknowledging, advising, asking, recording and closing said to the raiser. Nothing of any other thread, and no notes.</summary>
public static class RaiserThread
{
    // Verbs whose message goes to the raiser. Messages of other verbs are the subject's.
    private static readonly HashSet<string> Told = [Verbs.Acknowledge.Code, Verbs.Advise.Code, Verbs.AskConsent.Code, Verbs.RecordOutcome.Code, Verbs.Close.Code];

    /// <summary>The messages, oldest first.</summary>
    public static IReadOnlyList<ThreadMessage> Of(Case c, Circumstances now) => [.. c.Events.Select(e => Read(e, c, now)).OfType<ThreadMessage>()];

    private static ThreadMessage? Read(CaseEvent e, Case c, Circumstances now)
    {
        var ours = (e.OnBehalfOf ?? e.As) == Actor.Raiser;
        if (Begins(e, c)) return new ThreadMessage(e.Number, ours && e.OnBehalfOf is null ? "You" : Who(e, c, now), e.At, ours, Beginning(e, c, now)) { IsConcern = true };
        if (e.Verb == Verbs.SendMessage.Code)
        {
            var read = c.Read(e, now.Seam);
            return read.Text("thread") is "raiser" or "" ? new ThreadMessage(e.Number, ours ? You(e, c, now, read) : Who(e, c, now), e.At, ours, read.Text("message")) : null;
        }
        if (Told.Contains(e.Verb)) return c.Read(e, now.Seam).Text("message") is { Length: > 0 } told ? new ThreadMessage(e.Number, Who(e, c, now), e.At, false, told) : null;
        if (e.Verb == Verbs.IssueDecision.Code || e.Verb == Verbs.DecideReview.Code) return c.Read(e, now.Seam).Text("letters.raiser") is { Length: > 0 } letter ? new ThreadMessage(e.Number, Who(e, c, now), e.At, false, letter) : null;
        return null;
    }

    /// <summary>Whether the event began this case: sent, recorded, imported, or opened out of another case of the concern.</summary>
    private static bool Begins(CaseEvent e, Case c) => e.Verb switch
    {
        "submit" or "record-concern" or "import" => true,
        "convert" or "make-informal" or "split" => e.To != Stage.Closed && c.Events.First(x => x.Verb == e.Verb).Number == e.Number && c.Events.All(x => x.Verb is not ("submit" or "record-concern" or "import")),
        _ => false,
    };

    private static string Beginning(CaseEvent e, Case c, Circumstances now) => e.Verb switch
    {
        "record-concern" => $"Recorded your concern as you told it, {now.Taxonomy.Label("intake_channels", c.Read(e, now.Seam).Text("channel")).ToLowerInvariant()}, and read it back to you.",
        "import" => "Your concern was taken over from earlier records.",
        "convert" => "You sent your formal complaint.",
        "make-informal" => "You chose this informal route instead of the formal complaint.",
        "split" => "Your concern named more than one person. This is the part about this person.",
        _ => $"You sent your concern{(c.Events.Count(x => x.Verb == Verbs.AddEvidence.Code && x.At == e.At) is > 0 and var papers ? $", with {papers.Count("piece")} of evidence" : "")}.",
    };

    private static string You(CaseEvent e, Case c, Circumstances now, Inputs read) =>
        e.OnBehalfOf is null ? "You" : $"You, recorded by {Who(e, c, now)} ({now.Taxonomy.Label("intake_channels", read.Text("channel")).ToLowerInvariant()})";

    private static string Who(CaseEvent e, Case c, Circumstances now) =>
        e.As == Actor.System ? "CaseTracker" : now.People.Find(e.By) is { } person ? e.By == c.Raiser ? "You" : $"{person.Name}, {HatWords.Of(e.Hat)}" : HatWords.Of(e.Hat);
}
