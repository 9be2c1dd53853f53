using CaseTracker.Domain.Cases;
using CaseTracker.Web.Features.Raising.Journey;

namespace CaseTracker.Web.Features.Raising.AskKeepOut;

/// <summary>Somebody to keep out, as typed.</summary>
public sealed class KeptOutForm
{
    public string? Person { get; set; }
    public string? Reason { get; set; }

    internal bool IsBlank => string.IsNullOrWhiteSpace(Person) && string.IsNullOrWhiteSpace(Reason);
}

/// <summary>People who must not see it, each with a reason.</summary>
public sealed class KeepOutAnswer : Answer
{
    // Persons and reasons are two lists that run side by side: what is missing so far holds its place.
    private const string Missed = "-";
    private const int Most = 10, Longest = 2000;

    public List<KeptOutForm> Items { get; set; } = [];

    public override string Question() => Questions.KeepOut;

    public override void Show(Inputs draft) => Items = [.. draft.List("keep_out").Select((person, i) => new KeptOutForm { Person = Shown(person), Reason = Shown(draft.List("keep_out_reason").ElementAtOrDefault(i)) })];

    public override Inputs Keep()
    {
        var rows = Items.Where(i => !i.IsBlank).ToList();
        return Inputs(("keep_out", rows.Select(r => Kept(r.Person))), ("keep_out_reason", rows.Select(r => Kept(r.Reason?.ReplaceLineEndings("\n")))));
    }

    public override void TakeTyped(Func<string, IReadOnlyList<string?>, IReadOnlyList<string>> unmatched)
    {
        for (var i = 0; i < Items.Count; i++) Items[i].Person = unmatched($"{nameof(Items)}[{i}].{nameof(KeptOutForm.Person)}", [Items[i].Person]).FirstOrDefault() ?? Items[i].Person;
    }

    public override IEnumerable<InputFault> Faults(Checking check)
    {
        if (Items.Count(i => !i.IsBlank) > Most) yield return new("Items[0].Person", $"Choose {Most} people or fewer");
        for (var i = 0; i < Items.Count; i++)
        {
            if (Items[i].IsBlank) continue;
            if (Named(check, Items[i].Person).In(check.Now.People) is null) yield return new($"Items[{i}].Person", "Choose a person from the list");
            if (string.IsNullOrWhiteSpace(Items[i].Reason)) yield return new($"Items[{i}].Reason", "Enter why they must not see it");
            else if (Items[i].Reason!.Length > Longest) yield return new($"Items[{i}].Reason", $"Reason must be {Longest:N0} characters or fewer");
        }
    }

    protected override string? Property(string input) => null;

    // Without an account names stand in place of people.
    private static Party Named(Checking check, string? person) => check.Draft.IsAnonymous ? KnownNames.In(Inputs(("keep_out", One(person))), check.Now).Parties("keep_out").FirstOrDefault() ?? Party.Called("") : Party.Parse(person ?? "");

    private static string Kept(string? value) => string.IsNullOrWhiteSpace(value) ? Missed : value;

    private static string? Shown(string? value) => value is null or Missed ? null : value;
}
