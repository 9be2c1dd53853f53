using CaseTracker.Domain.Cases;
using CaseTracker.Web.Features.Raising.Journey;

namespace CaseTracker.Web.Features.Raising.AskWitnesses;

/// <summary>Who saw or heard it: people of the list, and others in words.</summary>
public sealed class WitnessesAnswer : Answer
{
    private const int Most = 10, Longest = 200;

    public List<string?> People { get; set; } = [];
    public string? Others { get; set; }

    public override string Question() => Questions.Witnesses;

    public override void Show(Inputs draft)
    {
        People = [.. draft.Parties("witnesses").Where(p => p.Person is not null).Select(p => p.ToString())];
        Others = Typed(string.Join('\n', draft.Parties("witnesses").Where(p => p.Person is null).Select(p => p.Name)));
    }

    public override Inputs Keep() => Inputs(("witnesses", [.. People.Where(p => !string.IsNullOrEmpty(p)).Distinct(), .. Lines(Others).Distinct()]));

    public override void TakeTyped(Func<string, IReadOnlyList<string?>, IReadOnlyList<string>> unmatched) =>
        Others = Typed(string.Join('\n', Lines(Others).Concat(unmatched(nameof(People), People)).Distinct()));

    public override IEnumerable<InputFault> Faults(Checking check)
    {
        var witnesses = check.All.Parties("witnesses");
        if (witnesses.Any(w => w.Person is not null && w.In(check.Now.People) is null)) yield return new(nameof(People), "Choose people from the list");
        if (witnesses.Count > Most) yield return new(nameof(People), $"Choose {Most} people or fewer. You can name others in what happened.");
        if (witnesses.Any(w => w.Name.Length > Longest)) yield return new(nameof(Others), $"Each line must be {Longest} characters or fewer");
    }

    protected override string? Property(string input) => null;
}
