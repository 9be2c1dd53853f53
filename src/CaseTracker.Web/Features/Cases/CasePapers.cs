using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.Shared;
using CaseTracker.Web.Features.Shared;

namespace CaseTracker.Web.Features.Cases;

/// <summary>A paper of a case: the event that brought it, what it is, and from whom.</summary>
/// <param name="Number">Number of the event.</param>
/// <param name="Title">What it is, without a name.</param>
/// <param name="From">Whose it is.</param>
public sealed record CasePaper(int Number, string Title, Actor From, CaseEvent Event);

/// <summary>The papers of a case that can be read, sent, disclosed and handed over.</summary>
public static class CasePapers
{
    private static readonly HashSet<string> Bringing = ["add-evidence", "answer", "comment", "comment-on-draft", "circulate-draft", "file-report", "record-view"];

    /// <summary>The papers that somebody may read, oldest first.</summary>
    public static IReadOnlyList<CasePaper> Of(Case c, CaseReader reader)
    {
        var account = CaseReader.AccountOf(c);
        return [.. All(c).Where(p => p.Number == account ? reader.Reads(CaseParts.Narrative) : reader.ReadsPaper(p.Event))];
    }

    /// <summary>Every paper of the case, oldest first: the account is the first.</summary>
    public static IEnumerable<CasePaper> All(Case c)
    {
        var account = CaseReader.AccountOf(c);
        foreach (var e in c.Events)
        {
            if (e.Number == account) yield return new CasePaper(e.Number, $"What was raised, {c.ReceivedOn.Brief()}", Actor.Raiser, e);
            else if (Bringing.Contains(e.Verb)) yield return new CasePaper(e.Number, $"{Title(e)}, {e.On.Brief()}", e.OnBehalfOf ?? e.As, e);
        }
    }

    /// <summary>What a paper says. The note beside a final report is for the Monitoring Officer alone, wherever the report is sent.</summary>
    public static string TextOf(CaseEvent paper, Inputs read, bool withNote) => string.Join("\n\n", new[]
    {
        read.Text("message"), withNote || paper.Verb != Verbs.FileReport.Code ? read.Text("note") : "", read.Text("view_text"), read.Text("origin") is { Length: > 0 } origin ? $"Where it comes from: {origin}" : "",
    }.Concat(paper.Verb == Verbs.AddEvidence.Code ? [] : read.List("files")).Concat(Proposal.Of(read).Select(p => $"{p.Sentence} {p.Reason}")).Where(t => t.Length > 0).Distinct());

    private static string Title(CaseEvent e) => (e.Verb, e.OnBehalfOf ?? e.As) switch
    {
        ("add-evidence", Actor.Raiser) => "Evidence from the raiser",
        ("add-evidence", Actor.Subject) => "Evidence from the other side",
        ("add-evidence", Actor.Investigator) => "Evidence from the investigator",
        ("add-evidence", Actor.Handler) => "Evidence from the manager",
        ("add-evidence", _) => "Evidence from the Monitoring Officer",
        ("answer", _) => "Answer of the other side",
        ("comment", _) => "The member's comments",
        ("comment-on-draft", Actor.Raiser) => "The raiser's comments on the draft",
        ("comment-on-draft", _) => "The member's comments on the draft",
        ("circulate-draft", _) => "Draft report",
        ("file-report", _) => "Final report",
        _ => e.Choice == "report" ? "The Independent Person's view of the report" : "The Independent Person's early view",
    };
}
