namespace CaseTracker.Web.Features.Cases.PerformVerb;

/// <summary>What is shown around one panel-worthy subject of a form.</summary>
public enum VerbPanel
{
    /// <summary>The conflict check, with reasons.</summary>
    Checks,

    /// <summary>What the raiser agreed to, and what is missing.</summary>
    Consents,

    /// <summary>How the date came about.</summary>
    Clock,

    /// <summary>Who is next, and who cannot be asked.</summary>
    Ladder,

    /// <summary>How old it was when it came, and what else there is about the same person.</summary>
    History,

    /// <summary>What the law asks of an Independent Person, and how it stands with each.</summary>
    Eligibility,
}

/// <summary>The words of one field where the general ones are not good enough.</summary>
/// <param name="Label">The question.</param>
/// <param name="Hint">Help that stays visible.</param>
/// <param name="Section">A heading before it.</param>
public sealed record FieldText(string? Label = null, string? Hint = null, string? Section = null);

/// <summary>The words of one act: what the page says before, the button, and what is said when it is done. {clock:handle} stands for a limit.</summary>
/// <param name="Title">Names the act; the page's heading.</param>
/// <param name="Button">Names the act too.</param>
/// <param name="Done">The banner afterwards.</param>
public sealed record VerbText(string Title, string Button, string Done)
{
    /// <summary>What a link to the page says.</summary>
    public string Link { get; init; } = Title;

    /// <summary>One or two sentences before the form.</summary>
    public string Lead { get; init; } = "";

    /// <summary>Who will read what is typed.</summary>
    public string Readers { get; init; } = "";

    /// <summary>A consequence that must not be missed.</summary>
    public string Warning { get; init; } = "";

    /// <summary>What follows; shown before an act that cannot be undone, which is then asked to be confirmed. Empty for acts that need no second look.</summary>
    public IReadOnlyList<string> Then { get; init; } = [];

    public IReadOnlyList<VerbPanel> Panels { get; init; } = [];

    /// <summary>Words of fields, by the code of the input.</summary>
    public IReadOnlyDictionary<string, FieldText> Fields { get; init; } = new Dictionary<string, FieldText>();

    /// <summary>Whether the answers are shown once more before they count.</summary>
    public bool IsChecked => Then.Count > 0;
}
