using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;

namespace CaseTracker.Web.Features.Cases.Shared;

/// <summary>The conversations of a case. Messages stand in the events that sent them; each belongs to one thread and never to another.</summary>
public static class CaseThreads
{
    private static readonly HashSet<string> ToRaiser = ["acknowledge", "advise", "ask-consent", "record-outcome", "close"];
    private static readonly HashSet<string> WithSubject = ["ask-other-side", "answer", "comment"];

    /// <summary>The messages of a thread (raiser, subject, independent-person or subject-ip), oldest first.</summary>
    public static IEnumerable<(CaseEvent Event, string Text)> In(Case c, string thread, Func<CaseEvent, Inputs> read) =>
        from e in c.Events
        where MayCarry(e)
        let inputs = read(e)
        where ThreadOf(e, inputs) == thread && inputs.Has("message")
        select (e, inputs.Text("message"));

    /// <summary>The thread to which an event's message belongs.</summary>
    public static string ThreadOf(CaseEvent e, Inputs inputs)
    {
        var author = e.OnBehalfOf ?? e.As;
        if (ToRaiser.Contains(e.Verb)) return "raiser";
        if (WithSubject.Contains(e.Verb)) return "subject";
        if (e.Verb == "comment-on-draft") return author == Actor.Raiser ? "raiser" : "subject";
        if (inputs.Text("thread") is { Length: > 0 } said) return said;
        return author switch { Actor.Subject => "subject", Actor.IndependentPerson => "independent-person", Actor.SubjectIp => "subject-ip", _ => "raiser" };
    }

    private static bool MayCarry(CaseEvent e) => ToRaiser.Contains(e.Verb) || WithSubject.Contains(e.Verb) || e.Verb is "send-message" or "comment-on-draft";
}
