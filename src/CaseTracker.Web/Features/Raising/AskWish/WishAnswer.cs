using CaseTracker.Domain.Cases;
using CaseTracker.Web.Features.Raising.Journey;

namespace CaseTracker.Web.Features.Raising.AskWish;

/// <summary>What would put it right, and what would help meanwhile.</summary>
public sealed class WishAnswer : Answer
{
    public string? Wish { get; set; }
    public string? Support { get; set; }

    public override string Question() => Questions.PutRight;

    public override void Show(Inputs draft) => (Wish, Support) = (Typed(draft.Text("wish")), Typed(draft.Text("support")));

    public override Inputs Keep() => Inputs(("wish", One(Wish?.ReplaceLineEndings("\n"))), ("support", One(Support?.ReplaceLineEndings("\n"))));

    protected override string? Property(string input) => input switch { "wish" => nameof(Wish), "support" => nameof(Support), _ => null };
}
