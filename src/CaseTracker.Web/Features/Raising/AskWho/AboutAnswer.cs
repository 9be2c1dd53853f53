using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Raising.Journey;

namespace CaseTracker.Web.Features.Raising.AskWho;

/// <summary>Whom it is about: people of the list, and names of others of one kind.</summary>
public sealed class AboutAnswer : Answer
{
    private const int MostPeople = 10, LongestName = 200;

    public List<string?> People { get; set; } = [];
    public string? OtherNames { get; set; }
    public string? Kind { get; set; }

    public override string Question() => Questions.About;

    public override void Show(Inputs draft)
    {
        People = [.. draft.Parties("subject").Where(p => p.Person is not null).Select(p => p.ToString())];
        OtherNames = Typed(string.Join('\n', draft.Parties("subject").Where(p => p.Person is null).Select(p => p.Name)));
        Kind = Typed(draft.Text("subject_type"));
    }

    public override Inputs Keep() => Inputs(("subject", [.. People.Where(p => !string.IsNullOrEmpty(p)).Distinct(), .. Lines(OtherNames).Distinct()]), ("subject_type", One(Lines(OtherNames).Count > 0 ? Kind : null)));

    public override void TakeTyped(Func<string, IReadOnlyList<string?>, IReadOnlyList<string>> unmatched) =>
        OtherNames = Typed(string.Join('\n', Lines(OtherNames).Concat(unmatched(nameof(People), People)).Distinct()));

    public override IEnumerable<InputFault> Faults(Checking check)
    {
        foreach (var fault in base.Faults(check)) yield return fault;
        var subjects = check.All.Parties("subject");
        if (subjects.Count > MostPeople) yield return new(nameof(People), $"Choose {MostPeople} people or fewer");
        if (subjects.Any(s => s.Person is not null && s.In(check.Now.People) is null)) yield return new(nameof(People), "Choose people from the list");
        if (subjects.Any(s => s.Person is not null && s.Person == check.Draft.Raiser.Person)) yield return new(nameof(People), Refusals.Of("own-case").Text);
        else if (subjects.Any(s => s.Person is not null && s.Person == check.Draft.Draft.Owner)) yield return new(nameof(People), "You cannot record a concern about yourself. Ask them to tell somebody else.");
        if (subjects.Any(s => s.Name.Length > LongestName)) yield return new(nameof(OtherNames), $"Each name must be {LongestName} characters or fewer");
    }

    protected override string? Property(string input) => input switch { "subject" => nameof(People), "subject_type" => nameof(Kind), _ => null };
}
