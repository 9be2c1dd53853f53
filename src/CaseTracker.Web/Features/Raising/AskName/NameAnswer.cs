using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Raising.Journey;

namespace CaseTracker.Web.Features.Raising.AskName;

/// <summary>named or confidential: what may be done with the raiser's name.</summary>
public sealed class NameAnswer : Answer
{
    public string? Confidentiality { get; set; }

    /// <summary>Why the councillor is not to be told, for whoever decides it; asked on a formal complaint.</summary>
    public string? NameReason { get; set; }

    public override string Question() => Questions.Name;

    public override void Show(Inputs draft) => (Confidentiality, NameReason) = (Typed(draft.Text("confidentiality")), draft.Text(Case.NameReason));

    public override Inputs Keep() => Inputs(("confidentiality", One(Confidentiality)),
        ("name_consent", One(Confidentiality switch { "named" => "yes", "confidential" => "confidential", _ => null })), (Case.NameReason, One(Confidentiality == "confidential" ? NameReason : null)));

    public override IEnumerable<InputFault> Faults(Checking check)
    {
        foreach (var fault in base.Faults(check)) yield return fault;
        if (Confidentiality is { Length: > 0 } and not ("named" or "confidential")) yield return new(nameof(Confidentiality), "Choose what we may do with your name");
        if (Confidentiality != "confidential" || RouteTable.RouteOf(check.All.Text("route")) != Domain.Routes.Route.R3) yield break;
        if (string.IsNullOrWhiteSpace(NameReason)) yield return new(nameof(NameReason), "Enter why the councillor should not be told the name");
        else if (NameReason.Length > Longest) yield return new(nameof(NameReason), "Why the councillor should not be told must be 2,000 characters or fewer");
    }

    private const int Longest = 2000;

    protected override string? Property(string input) => input == "confidentiality" ? nameof(Confidentiality) : null;
}
