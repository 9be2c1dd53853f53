using CaseTracker.Domain.Cases;
using CaseTracker.Web.Features.Raising.Journey;
using CaseTracker.Web.Features.Shared;

namespace CaseTracker.Web.Features.Raising.RecordConcern;

/// <summary>Who told it, how and when: a person of the list, somebody else by name, or somebody who will not say.</summary>
public sealed class TalkedAnswer : Answer
{
    private const int LongestName = 200;

    public string? Channel { get; set; }
    public DateForm ToldOn { get; set; } = new();

    /// <summary>person, name or unknown.</summary>
    public string? Raiser { get; set; }
    public string? Person { get; set; }
    public string? Name { get; set; }
    public string? Group { get; set; }

    public override string Question() => Questions.Told;

    public override void Show(Inputs draft)
    {
        (Channel, ToldOn, Raiser) = (Typed(draft.Text("channel")), DateFields.Show(draft, "done_on"), Typed(draft.Text("raiser_kind")));
        if (Raiser == "person") Person = Typed(draft.Text("raiser"));
        if (Raiser == "name") (Name, Group) = (Typed(draft.Text("raiser")), Typed(draft.Text("source_group")));
    }

    public override Inputs Keep() => new(Inputs(("channel", One(Channel)), ("raiser_kind", One(Raiser)),
        ("raiser", One(Raiser switch { "person" => Person, "name" => Name, "unknown" => "anonymous", _ => null })), ("source_group", One(Raiser == "name" ? Group : null)))
        .Values.Concat(DateFields.Keep("done_on", ToldOn)));

    public override void TakeTyped(Func<string, IReadOnlyList<string?>, IReadOnlyList<string>> unmatched) => Person = unmatched(nameof(Person), [Person]).FirstOrDefault() ?? Person;

    public override IEnumerable<InputFault> Faults(Checking check)
    {
        foreach (var fault in base.Faults(check)) yield return fault;
        if (ToldOn.Read("date they told you", check.Now.Today, DateBound.TodayOrPast).Error is { } wrong) yield return new(nameof(ToldOn), wrong);
        switch (Raiser)
        {
            case "person" when Party.Parse(Person ?? "").In(check.Now.People) is null:
                yield return new(nameof(Person), "Choose a person from the list. If they are not in it, choose “Somebody else”.");
                break;
            case "person" when Party.Parse(Person!).Person == check.Draft.Draft.Owner:
                yield return new(nameof(Person), "Choose who told you. To raise a concern of your own, use “Raise a concern”.");
                break;
            case "name":
                if (string.IsNullOrWhiteSpace(Name)) yield return new(nameof(Name), "Enter their name");
                else if (Name.Length > LongestName) yield return new(nameof(Name), $"Name must be {LongestName} characters or fewer");
                if (!check.Now.Taxonomy.Has("source_groups", Group ?? "") || Group == "anonymous") yield return new(nameof(Group), "Choose which group they belong to");
                break;
            case "person" or "unknown":
                break;
            default:
                yield return new(nameof(Raiser), "Select who told you");
                break;
        }
    }

    protected override string? Property(string input) => input == "channel" ? nameof(Channel) : null;

    protected override string? Missing(string input) => "Select how it reached you";
}
