using CaseTracker.Domain.Cases;
using CaseTracker.Web.Features.Raising.Journey;

namespace CaseTracker.Web.Features.Raising.AskName;

/// <summary>named or confidential: what may be done with the raiser's name.</summary>
public sealed class NameAnswer : Answer
{
    public string? Confidentiality { get; set; }

    public override string Question() => Questions.Name;

    public override void Show(Inputs draft) => Confidentiality = Typed(draft.Text("confidentiality"));

    public override Inputs Keep() => Inputs(("confidentiality", One(Confidentiality)),
        ("name_consent", One(Confidentiality switch { "named" => "yes", "confidential" => "confidential", _ => null })));

    public override IEnumerable<InputFault> Faults(Checking check)
    {
        foreach (var fault in base.Faults(check)) yield return fault;
        if (Confidentiality is { Length: > 0 } and not ("named" or "confidential")) yield return new(nameof(Confidentiality), "Choose what we may do with your name");
    }

    protected override string? Property(string input) => input == "confidentiality" ? nameof(Confidentiality) : null;
}
