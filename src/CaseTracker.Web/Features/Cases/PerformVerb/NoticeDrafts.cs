using CaseTracker.Domain.Letters;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.Correspondence.Shared;
using CaseTracker.Web.Features.Cases.Shared;

namespace CaseTracker.Web.Features.Cases.PerformVerb;

/// <summary>A part of a notice that can be put in or left out.</summary>
public sealed record NoticePart(string Code, string Label, bool IsIn);

/// <summary>
/// The letters with which a decision leaves begin with the council's own decision notice, filled from the case. What is published is put together from the parts that somebody chose: nothing is taken out of a text that holds more.
/// </summary>
public sealed class NoticeDrafts(LetterDesk letters)
{
    private static readonly (string Code, string Label)[] Parts =
    [
        ("allegations", "What was alleged"), ("findings", "What was found on each allegation, with reasons"), ("outcome", "The outcome"), ("sanctions", "What follows"),
        ("considered", "How the Independent Person’s view was taken into account"), ("review", "Whether a review can be asked for"),
    ];

    /// <summary>The parts of the published notice with those chosen; null for other acts. Nothing chosen yet means all.</summary>
    public static IReadOnlyList<NoticePart>? PartsOf(Verb verb, IReadOnlyCollection<string>? chosen) =>
        verb == Verbs.Publish ? [.. Parts.Select(p => new NoticePart(p.Code, p.Label, chosen is null || chosen.Contains(p.Code)))] : null;

    /// <summary>The texts that the fields of that act begin with, by field.</summary>
    public async Task<IReadOnlyDictionary<string, string>> OfAsync(VerbAttempt attempt, IReadOnlyCollection<string>? chosen, CancellationToken cancellationToken)
    {
        var verb = attempt.Verb;
        if (verb != Verbs.IssueDecision && verb != Verbs.DecideReview && verb != Verbs.Publish) return new Dictionary<string, string>();
        var open = new OpenCase(attempt.Case, attempt.Reader, attempt.Words, attempt.Now);
        var kind = LetterKinds.Find("decision-notice")!;
        async Task<string> Draft(Addressee to, IEnumerable<string> without) => Plain(await letters.DraftAsync(open, kind, to, without.ToHashSet(), cancellationToken));
        if (verb == Verbs.Publish) return new Dictionary<string, string> { ["letters.notice"] = await Draft(Addressee.Public, PartsOf(verb, chosen)!.Where(p => !p.IsIn).Select(p => p.Code)) };
        return new Dictionary<string, string> { ["letters.raiser"] = await Draft(Addressee.Raiser, []), ["letters.subject"] = await Draft(Addressee.Subject, []) };
    }

    // These letters are kept and shown as they are typed, without the marks of headings.
    private static string Plain(string text) => string.Join('\n', text.Split('\n').Select(l => l.StartsWith("# ", StringComparison.Ordinal) ? l[2..] : l));
}
