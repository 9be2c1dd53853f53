using CaseTracker.Web.Features.Shared;

namespace CaseTracker.Web.Features.Cases.ConvertToFormal;

/// <summary>The fresh allegation and what goes with it.</summary>
public sealed class ConvertForm
{
    public Guid? Version { get; set; }
    public List<AllegationForm> Allegations { get; set; } = [];
    public DateForm OccurredOn { get; set; } = new();
    public string? NameConsent { get; set; }
    public string? NameReason { get; set; }

    /// <summary>Whether the concern came without a name, so that there is none to keep.</summary>
    public bool IsNameless { get; set; }
    public List<string> Carry { get; set; } = [];
    public bool Declaration { get; set; }
}
