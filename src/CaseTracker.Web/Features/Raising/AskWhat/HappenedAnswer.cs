using CaseTracker.Domain.Cases;
using CaseTracker.Web.Features.Raising.Journey;

namespace CaseTracker.Web.Features.Raising.AskWhat;

/// <summary>The account, and the one line that a manager reads who is not given the account.</summary>
public sealed class HappenedAnswer : Answer
{
    public string? Narrative { get; set; }
    public string? Summary { get; set; }

    public override string Question() => Questions.Happened;

    public override void Show(Inputs draft) => (Narrative, Summary) = (Typed(draft.Text("narrative")), Typed(draft.Text("summary")));

    public override Inputs Keep() => Inputs(("narrative", One(Narrative?.ReplaceLineEndings("\n"))), ("summary", One(Summary)));

    protected override string? Property(string input) => input switch { "narrative" => nameof(Narrative), "summary" => nameof(Summary), _ => null };
}
