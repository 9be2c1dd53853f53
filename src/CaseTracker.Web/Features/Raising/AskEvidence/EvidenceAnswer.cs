using CaseTracker.Domain.Cases;
using CaseTracker.Web.Features.Raising.Journey;

namespace CaseTracker.Web.Features.Raising.AskEvidence;

/// <summary>What there is to show for it, each described.</summary>
public sealed class EvidenceAnswer : Answer
{
    /// <summary>How many things may be described, files among them, and in how many characters each.</summary>
    public const int Most = 20, Longest = 5000;

    public List<string?> Files { get; set; } = [];

    public override string Question() => Questions.Evidence;

    public override void Show(Inputs draft) => Files = [.. draft.List("files")];

    public override Inputs Keep() => Inputs(("files", Files.Select(f => f?.ReplaceLineEndings("\n"))));

    public override IEnumerable<InputFault> Faults(Checking check)
    {
        if (check.All.List("files").Count + check.Draft.Files.Count > Most) yield return new($"{nameof(Files)}[0]", $"Describe {Most} things or fewer");
        for (var i = 0; i < Files.Count; i++)
            if (Files[i]?.Length > Longest) yield return new($"{nameof(Files)}[{i}]", $"Description must be {Longest:N0} characters or fewer");
    }

    protected override string? Property(string input) => null;
}
