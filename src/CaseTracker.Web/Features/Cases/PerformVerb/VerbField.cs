using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.TagHelpers;

namespace CaseTracker.Web.Features.Cases.PerformVerb;

/// <summary>How a field is asked for.</summary>
public enum FieldKind
{
    Line,
    Text,
    Radios,
    Checkboxes,
    Select,
    Date,
    Person,
    People,
    Tick,

    /// <summary>Not asked: there is only one answer.</summary>
    Fixed,
}

/// <summary>One question of a form, made from the declaration of an input.</summary>
/// <param name="Name">Name in the form: the input's code, or a number or part of it.</param>
/// <param name="Kind">How it is asked.</param>
/// <param name="Label">The question.</param>
public sealed record VerbField(string Name, FieldKind Kind, string Label)
{
    /// <summary>The input that the answer goes to, where it is not <see cref="Name"/>.</summary>
    public string Input { get; init; } = Name;

    public string? Hint { get; init; }

    /// <summary>A heading before it.</summary>
    public string? Section { get; init; }

    /// <summary>The most characters of a text that the rules of the input do not limit.</summary>
    public int? Most { get; init; }

    public IReadOnlyList<FieldChoice> Choices { get; init; } = [];

    public IReadOnlyList<PersonChoice> People { get; init; } = [];

    /// <summary>The answer before anybody typed one.</summary>
    public IReadOnlyList<string> Default { get; init; } = [];

    /// <summary>Which days a date may be, as far as the form can tell.</summary>
    public DateBound Bound { get; init; } = DateBound.Any;

    /// <summary>A text whose lines are answers of their own.</summary>
    public bool EachLine { get; init; }

    /// <summary>Lines of a text box.</summary>
    public int Rows { get; init; } = 5;

    /// <summary>Radios beside each other.</summary>
    public bool Inline { get; init; }

    /// <summary>What is said where an answer is needed and missing, if the rules of the input say nothing.</summary>
    public string? Missing { get; init; }

    /// <summary>The field and those that its answers reveal, in the order in which they stand on the page.</summary>
    public IEnumerable<VerbField> WithRevealed() => [this, .. Choices.SelectMany(c => c.Reveals).SelectMany(f => f.WithRevealed())];
}

/// <summary>An answer to choose.</summary>
/// <param name="Value">What the form carries.</param>
/// <param name="Label">What is read.</param>
/// <param name="Hint">What follows from it, or why it may be refused.</param>
public sealed record FieldChoice(string Value, string Label, string? Hint = null)
{
    /// <summary>What goes to the input, where the form may not carry it.</summary>
    public string Stored { get; init; } = Value;

    /// <summary>Asked only where this is chosen. Without script everything is there, and what does not belong to the choice is left out.</summary>
    public IReadOnlyList<VerbField> Reveals { get; init; } = [];
}
