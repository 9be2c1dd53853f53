using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;

namespace CaseTracker.Domain.Cases;

/// <summary>Who is told after a step. Nobody is told of their own act.</summary>
internal static class Notices
{
    /// <summary>The notices of a step that was taken.</summary>
    public static IEnumerable<Notice> Of(Move move)
    {
        foreach (var row in move.Verb.Mail)
            foreach (var who in Readers(row.To, move).OfType<Pseudonym>().Distinct().Where(w => w != move.Step.By))
                yield return new Notice(About(row, move).Reference, who, row.Template);
    }

    // A step that opens a case tells its new holder of that one.
    private static Case About(MailRow row, Move move) => row.Template == "new" && move.Opened.Count > 0 && (move.Verb == Verbs.Convert || move.Verb == Verbs.MakeInformal) ? move.Opened[0] : move.Case;

    private static IEnumerable<Pseudonym?> Readers(string to, Move move)
    {
        var (c, day) = (About(new MailRow(to, to is "mo" or "handler or mo" ? "new" : ""), move), move.Now.Today);
        IEnumerable<Pseudonym?> Holding(GrantKind kind) => move.Case.Live(kind, day).Select(g => g.Person);
        return to switch
        {
            "raiser" => [move.Case.Raiser],
            "handler or mo" => [c.Holder(day)?.Person],
            "mo" => move.Verb == Verbs.MakeInformal ? [move.OldHolder] : c.Live(GrantKind.Mo, day).Select(g => g.Person),
            "handler" => move.Verb == Verbs.Convert ? [move.OldHolder] : Holding(GrantKind.Handler),
            "old holder" => move.OldHolder == move.NewHolder ? [] : [move.OldHolder],
            "next holder" or "holder, where changed" => move.OldHolder == move.NewHolder ? [] : [move.NewHolder],
            "next holder or raiser" => move.Choice == "handler" ? [move.Case.Raiser] : move.OldHolder == move.NewHolder ? [] : [move.NewHolder],
            "subject" or "subject, where told" => Holding(GrantKind.Subject),
            "independent-person" => Holding(GrantKind.IndependentPerson),
            "subject-ip" => Holding(GrantKind.SubjectIp),
            "investigator" => Holding(GrantKind.Investigator),
            "assessment panel" => Holding(GrantKind.AssessmentPanel),
            "panel" => Holding(GrantKind.Panel),
            "reviewer" => Holding(GrantKind.Reviewer),
            "hr" => Holding(GrantKind.Hr),
            "other side" => OtherSide(move),
            _ => [],
        };
    }

    private static IEnumerable<Pseudonym?> OtherSide(Move move)
    {
        var (c, day) = (move.Case, move.Now.Today);
        var side = move.In.Text("thread") switch
        {
            "subject" => Actor.Subject,
            "independent-person" => Actor.IndependentPerson,
            "subject-ip" => Actor.SubjectIp,
            _ => Actor.Raiser,
        };
        if (side == Actor.SubjectIp) return c.Live(move.As == Actor.Subject ? GrantKind.SubjectIp : GrantKind.Subject, day).Select(g => g.Person);
        if (move.As == side) return [c.Holder(day)?.Person];
        return side == Actor.Raiser ? [c.Raiser] : c.Live(side.Grant()!.Value, day).Select(g => g.Person);
    }
}
