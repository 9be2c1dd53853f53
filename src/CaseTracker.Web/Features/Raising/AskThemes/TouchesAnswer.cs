using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Protocols;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Raising.Journey;
using CaseTracker.Web.Features.Shared;

namespace CaseTracker.Web.Features.Raising.AskThemes;

/// <summary>Themes, paragraphs of the Protocol in force on the day, and principles of public life.</summary>
public sealed class TouchesAnswer : Answer
{
    private const int MostThemes = 5, MostParagraphs = 10;

    public List<string> Themes { get; set; } = [];
    public string? MainTheme { get; set; }
    public List<string> Paragraphs { get; set; } = [];
    public string? MainParagraph { get; set; }

    /// <summary>Version of the Protocol whose paragraphs these are.</summary>
    public string? Version { get; set; }
    public List<string> Nolan { get; set; } = [];

    public override string Question() => Questions.Touches;

    public override void Show(Inputs draft)
    {
        (Themes, MainTheme) = ([.. draft.List("themes")], draft.List("themes").Count > 1 ? Typed(draft.Text("main_theme")) : null);
        (Paragraphs, Version) = ([.. draft.List("paragraphs")], Typed(draft.Text("paragraphs_version")));
        MainParagraph = Paragraphs.Count > 1 ? Paragraphs[0] : null;
        Nolan = [.. draft.List("nolan")];
    }

    public override Inputs Keep() => Inputs(("themes", Themes), ("main_theme", One(Themes.Count == 1 ? Themes[0] : MainTheme)),
        // The first paragraph is the main one.
        ("paragraphs", Paragraphs.OrderBy(p => p != MainParagraph)), ("paragraphs_version", One(Paragraphs.Count > 0 ? Version : null)), ("nolan", Nolan));

    public override IEnumerable<InputFault> Faults(Checking check)
    {
        foreach (var fault in base.Faults(check))
            yield return fault.Field == nameof(Themes) && Themes.Count > MostThemes ? new(nameof(Themes), $"Choose {MostThemes} themes or fewer") : fault;
        if (Themes.Count > 1 && string.IsNullOrEmpty(MainTheme)) yield return new(nameof(MainTheme), Refusals.Of("main-theme").Text.TrimEnd('.'));
        else if (Themes.Count > 1 && !Themes.Contains(MainTheme!)) yield return new(nameof(MainTheme), "Choose one of the themes that you ticked");
        if (Paragraphs.Count == 0) yield break;
        if (Paragraphs.Count > MostParagraphs) yield return new(nameof(Paragraphs), $"Choose {MostParagraphs} paragraphs or fewer");
        if (!string.IsNullOrEmpty(MainParagraph) && !Paragraphs.Contains(MainParagraph)) yield return new(nameof(MainParagraph), "Choose one of the paragraphs that you ticked");
        if (Governing(check.Protocols, check.All, check.Now) is not { } protocol) yield return new(nameof(Paragraphs), "Leave the paragraphs out: there was no Protocol on the day it happened");
        else if (protocol.Version != Version) yield return new(nameof(Paragraphs), $"Choose the paragraphs again: the Protocol of {protocol.EffectiveFrom.Brief()} was in force when it happened");
        else if (Paragraphs.Any(p => protocol.Find(p) is null)) yield return new(nameof(Paragraphs), "Choose paragraphs from the list");
    }

    /// <summary>The version that governs the day it happened; today's while the day is not known.</summary>
    public static ProtocolVersion? Governing(ProtocolVersions protocols, Inputs answers, Circumstances now) => protocols.InForceOn(answers.Date("occurred_on") ?? now.Today);

    protected override string? Property(string input) => input switch { "themes" => nameof(Themes), "nolan" => nameof(Nolan), _ => null };
}
