using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.Shared;
using CaseTracker.Web.Features.Shared;

namespace CaseTracker.Web.Features.Cases.PerformVerb;

/// <summary>What the member is about to be told, as they will see it: the last look before it leaves (domain brief, section 6, rules 7 and 8).</summary>
/// <param name="MadeBy">Who made it, as far as they may know.</param>
/// <param name="CommentBy">The last day for their comments.</param>
public sealed record SubjectPreview(string MadeBy, IReadOnlyList<SubjectPreview.Line> Allegations, IReadOnlyList<SubjectPreview.PaperLine> Papers, DateOnly CommentBy)
{
    public sealed record Line(string Heading, string Text);

    /// <param name="Files">Files that go with it: whoever reads the paper may open them.</param>
    public sealed record PaperLine(string Title, string Text, int Files);

    /// <summary>The preview of what was typed; null for other acts.</summary>
    public static SubjectPreview? Of(VerbAttempt attempt, VerbForm form, VerbAnswers typed)
    {
        if (attempt.Verb != Verbs.Disclose) return null;
        var (c, now) = (attempt.Case, attempt.Now);
        var (inputs, _) = form.Read(typed);
        var sent = inputs.List("papers").ToHashSet();
        var papers = CasePapers.Of(c, attempt.Reader).Where(p => sent.Contains(p.Number.ToString(System.Globalization.CultureInfo.InvariantCulture))).Select(p => new PaperLine(p.Title, TextOf(c, p, now), CaseFiles.In(c.Read(p.Event, now.Seam)).Count));
        return new(MadeByWords(attempt), [.. inputs.Allegations.Select(a => new Line($"{a.Number}. {now.Taxonomy.Label("code_headings", a.Heading)}{(a.Paragraph is { } p ? $", paragraph {p}" : "")}", a.Text))], [.. papers],
            now.Calendar.Add(now.Today, now.Rules.Limit("comments")));
    }

    // As the domain will decide for the member’s own page, a moment later.
    private static string MadeByWords(VerbAttempt attempt)
    {
        var (c, now) = (attempt.Case, attempt.Now);
        if (c.Subject is not { } subject || c.Has("name-withheld") || !c.Agreed("use-name", now.Today, subject)) return "You are not told who made this.";
        return attempt.KnowsRaiser ? $"Made by {attempt.Words.Raiser}." : "Made by the person who raised it, whose name they are told.";
    }

    private static string TextOf(Case c, CasePaper paper, Circumstances now) => paper.Number == CaseReader.AccountOf(c)
        ? now.Seam.Open(c.Narrative, c.Id, "narrative") : CasePapers.TextOf(paper.Event, c.Read(paper.Event, now.Seam), withNote: false);
}
