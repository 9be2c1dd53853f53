using CaseTracker.Domain.Cases;
using CaseTracker.Web.Features.Raising.Journey;
using CaseTracker.Web.Features.Shared;

namespace CaseTracker.Web.Features.Raising.AskWhen;

/// <summary>A day, or the first and last day it can have been; and where.</summary>
public sealed class WhenAnswer : Answer
{
    public DateForm Occurred { get; set; } = new();

    /// <summary>"yes" where it is a period.</summary>
    public List<string> Period { get; set; } = [];
    public DateForm Until { get; set; } = new();
    public string? Setting { get; set; }
    public string? Place { get; set; }

    public override string Question() => Questions.When;

    public override void Show(Inputs draft)
    {
        (Occurred, Until) = (DateFields.Show(draft, "occurred_on"), DateFields.Show(draft, "occurred_until"));
        Period = [.. draft.List("period")];
        (Setting, Place) = (Typed(draft.Text("setting")), Typed(draft.Text("place")));
    }

    public override Inputs Keep()
    {
        var period = Period.Contains("yes");
        return new Inputs(Inputs(("period", One(period ? "yes" : null)), ("setting", One(Setting)), ("place", One(Place))).Values
            .Concat(DateFields.Keep("occurred_on", Occurred)).Concat(period ? DateFields.Keep("occurred_until", Until) : []));
    }

    public override IEnumerable<InputFault> Faults(Checking check)
    {
        var today = check.Now.Today;
        var (first, wrong) = Occurred.Read("date it happened", today, DateBound.TodayOrPast);
        if (wrong is not null) yield return new(nameof(Occurred), wrong);
        if (Period.Contains("yes"))
        {
            var (last, fault) = Until.Read("last day it can have been", today, DateBound.TodayOrPast);
            if (fault is not null) yield return new(nameof(Until), fault);
            else if (last < first) yield return new(nameof(Until), "Last day it can have been must be the same as or after the date it happened");
        }
        foreach (var other in base.Faults(check)) yield return other;
        if (string.IsNullOrWhiteSpace(Place)) yield return new(nameof(Place), "Enter where it happened");
    }

    protected override string? Property(string input) => input switch { "setting" => nameof(Setting), "place" => nameof(Place), _ => null };

    protected override string? Missing(string input) => input == "setting" ? "Select how it took place" : null;
}
