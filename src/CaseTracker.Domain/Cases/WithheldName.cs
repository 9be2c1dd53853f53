using CaseTracker.Domain.Letters;
using CaseTracker.Domain.Routes;

namespace CaseTracker.Domain.Cases;

/// <summary>
/// The name of whoever raised a case does not reach the person whom it is about by a slip of the pen: while they may not be told it, no text that they will read may hold it
/// (domain brief, section 6, rule 8; product, promises).
/// </summary>
internal static class WithheldName
{
    private static readonly HashSet<Actor> TheOtherSide = [Actor.Subject, Actor.SubjectIp, Actor.Raiser];

    /// <summary>Throws <see cref="RefusedException"/> “publish-name” beside the first such text.</summary>
    public static void Check(Move move)
    {
        var (c, now) = (move.Case, move.Now);
        if (TheOtherSide.Contains(move.Step.OnBehalfOf ?? move.As) || c.Subject is { } subject && !c.Has("name-withheld") && c.Agreed("use-name", now.Today, subject)) return;
        var name = now.People.Find(c.Raiser)?.Name ?? c.ReadRaiserName(now.Seam);
        if (string.IsNullOrWhiteSpace(name)) return;
        // Somebody of the same last name as the member must not make their own name unwritable.
        var about = now.People.Find(c.Subject)?.Name ?? c.ReadSubjectName(now.Seam) ?? "";
        if (NameCheck.Find(about, [new(name, "")]).Count > 0) return;
        foreach (var (field, text) in ForTheSubject(move))
            if (NameCheck.Find(text, [new(name, "")]).Count > 0) throw Move.Refuse("publish-name", field);
    }

    // What they read of a step: the texts that it carries to them, and whatever its sentence on their timeline quotes.
    private static IEnumerable<(string Field, string Text)> ForTheSubject(Move move)
    {
        var (c, input) = (move.Case, move.In);
        var read = move.Verb.Code switch
        {
            "disclose" => input.Allegations.Select(a => ($"allegations.{a.Number}.text", $"{a.Text} {a.Paragraph}")).Concat(Papers(move)),
            "convene" => Papers(move),
            "circulate-draft" => input.List("files").Select(text => ("files", text)),
            "issue-decision" or "decide-review" => [("letters.subject", input.Text("letters.subject"))],
            "send-message" when input.Text("thread") == "subject" => [("message", input.Text("message"))],
            "ask-other-side" => [("message", input.Text("message"))],
            _ => [],
        };
        var quotes = move.Verb.Timeline.Subject?.Contains("{reason}", StringComparison.Ordinal) == true && c.Grants.Any(g => g.Kind == GrantKind.Subject);
        return quotes ? read.Append(("reason", input.Text("reason"))) : read;
    }

    private static IEnumerable<(string Field, string Text)> Papers(Move move)
    {
        var sent = move.In.List("papers").ToHashSet();
        foreach (var e in move.Case.Events.Where(e => sent.Contains($"{e.Number}")))
        {
            // Everything that was entered with it, whatever it is called, but the note that stays with the Monitoring Officer.
            foreach (var text in move.Case.Read(e, move.Now.Seam).Values.Where(v => e.Verb != Verbs.FileReport.Code || v.Key != "note").SelectMany(v => v.Value)) yield return ("papers", text);
            if (e.Number == 1 && move.Case.Route == Route.R3) yield return ("papers", move.Now.Seam.Open(move.Case.Narrative, move.Case.Id, "narrative"));
        }
    }
}
