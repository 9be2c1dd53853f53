using System.Globalization;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Raising.Journey;

namespace CaseTracker.Web.Features.Raising.AskAllegations;

/// <summary>One allegation as typed.</summary>
public sealed class AllegationForm
{
    public string? Text { get; set; }
    public string? Heading { get; set; }
    public string? Paragraph { get; set; }

    internal bool IsBlank => string.IsNullOrWhiteSpace(Text) && string.IsNullOrEmpty(Heading) && string.IsNullOrWhiteSpace(Paragraph);
}

/// <summary>The allegations of a formal complaint, numbered, each under a heading of the Code.</summary>
public sealed class AllegationsAnswer : Answer
{
    private const int Most = 20, Least = 50, Longest = 20000, LongestParagraph = 40;

    public List<AllegationForm> Items { get; set; } = [];

    public override string Question() => Questions.Allegations;

    public override void Show(Inputs draft) => Items = [.. draft.Allegations.Select(a => new AllegationForm { Text = Typed(a.Text), Heading = Typed(a.Heading), Paragraph = a.Paragraph })];

    public override Inputs Keep() => new(Items.Where(i => !i.IsBlank).SelectMany((item, i) => new[]
    {
        Pair(i, "text", item.Text?.ReplaceLineEndings("\n")), Pair(i, "heading", item.Heading), Pair(i, "paragraph", item.Paragraph),
    }));

    public override IEnumerable<InputFault> Faults(Checking check)
    {
        var some = Items.Any(i => !i.IsBlank);
        if (Items.Count(i => !i.IsBlank) > Most) yield return new("Items[0].Text", $"Write {Most} allegations or fewer");
        for (var i = 0; i < Math.Max(1, Items.Count); i++)
        {
            var item = Items.ElementAtOrDefault(i) ?? new AllegationForm();
            if (item.IsBlank && (some || i > 0)) continue;
            if ((item.Text?.Trim().Length ?? 0) < Least) yield return new($"Items[{i}].Text", $"{Refusals.Of("written").Text} Use {Least} characters or more.");
            else if (item.Text!.Length > Longest) yield return new($"Items[{i}].Text", $"Allegation must be {Longest.ToString("N0", CultureInfo.InvariantCulture)} characters or fewer");
            if (check.Now.Taxonomy.CodeHeadingsOn(check.Now.Today).All(h => h.Code != item.Heading)) yield return new($"Items[{i}].Heading", Refusals.Of("heading").Text);
            if (item.Paragraph?.Length > LongestParagraph) yield return new($"Items[{i}].Paragraph", $"Paragraph must be {LongestParagraph} characters or fewer");
        }
    }

    protected override string? Property(string input) => null;

    private static KeyValuePair<string, string[]> Pair(int index, string part, string? value) => new($"allegations.{index + 1}.{part}", [value ?? ""]);
}
