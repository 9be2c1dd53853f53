using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Protocols;
using CaseTracker.Domain.Routes;

namespace CaseTracker.Web.Features.Raising.Journey;

/// <summary>What an answer is checked against.</summary>
/// <param name="All">The draft with this answer in it.</param>
/// <param name="Draft">The draft as it would stand, with the circumstances.</param>
/// <param name="Protocols">The versions of the Protocol.</param>
public sealed record Checking(Inputs All, OpenDraft Draft, ProtocolVersions Protocols)
{
    public Circumstances Now => Draft.Now;
}

/// <summary>
/// The answer to one question as it was typed, the same on the pages of both journeys: it reads itself from a draft, writes itself into one, and says
/// everything that is wrong with it at once.
/// </summary>
public abstract class Answer
{
    /// <summary>Code of the question. A method, so that no form can set it.</summary>
    public abstract string Question();

    /// <summary>Takes over what the draft holds.</summary>
    public abstract void Show(Inputs draft);

    /// <summary>What the draft is to hold.</summary>
    public abstract Inputs Keep();

    /// <summary>What is wrong, by property. What the limits of the inputs refuse, in the words of the page where it has its own.</summary>
    public virtual IEnumerable<InputFault> Faults(Checking check)
    {
        var verb = check.Draft.Draft.ForSomebodyElse ? Verbs.RecordConcern : Verbs.Submit;
        foreach (var fault in InputRules.Faults(verb, null, check.All, check.Now, check.Draft.Sketch()))
            if (Property(fault.Field) is { } property)
                yield return new InputFault(property, (check.All.Has(fault.Field) ? null : Missing(fault.Field)) ?? fault.Message.TrimEnd('.'));
    }

    /// <summary>Takes in names that were typed into a box of people and are not in its list. <paramref name="unmatched"/> finds them for a property.</summary>
    public virtual void TakeTyped(Func<string, IReadOnlyList<string?>, IReadOnlyList<string>> unmatched)
    {
    }

    /// <summary>The property that answers an input; null for an input of another question.</summary>
    protected abstract string? Property(string input);

    /// <summary>What the page says where an input is missing; null leaves it to the rules.</summary>
    protected virtual string? Missing(string input) => null;

    /// <summary>Lines that hold something, trimmed.</summary>
    protected static IReadOnlyList<string> Lines(string? text) => (text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Inputs from pairs of code and values.</summary>
    protected static Inputs Inputs(params (string Code, IEnumerable<string?>? Values)[] values) =>
        new(values.Select(v => KeyValuePair.Create(v.Code, (v.Values ?? []).OfType<string>().ToArray())));

    /// <summary>One value for an input.</summary>
    protected static IEnumerable<string?> One(string? value) => [value];

    /// <summary>Null instead of an empty text, as a form has it.</summary>
    protected static string? Typed(string text) => text.Length == 0 ? null : text;
}
