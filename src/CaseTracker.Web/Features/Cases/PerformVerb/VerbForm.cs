using System.Globalization;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.Shared;
using CaseTracker.Web.Features.Shared;

namespace CaseTracker.Web.Features.Cases.PerformVerb;

/// <summary>An act that somebody is about to take on a case.</summary>
/// <param name="Case">The case.</param>
/// <param name="Verb">The act.</param>
/// <param name="As">By which of their grants or roles.</param>
/// <param name="For">For whom it is recorded, where they act on another's behalf.</param>
/// <param name="Me">Who.</param>
/// <param name="Now">The moment, organisation and arrangements.</param>
public sealed record VerbAttempt(Case Case, Verb Verb, Actor As, Actor? For, Pseudonym? Me, Circumstances Now)
{
    /// <summary>Whose act it is.</summary>
    public Actor Whose => For ?? As;

    /// <summary>What whoever fills in the form may see.</summary>
    public CaseReader Reader { get; } = CaseReader.Of(Case, Me, Now.Today, Now.Seam);

    /// <summary>The case in the words that they may read.</summary>
    public CaseWords Words => new(Case, Reader, Now.People, Now.Seam, Now.Taxonomy, Now.Calendar, Now.Today);

    /// <summary>Whether they may know who raised it.</summary>
    public bool KnowsRaiser => Reader.Reads(CaseParts.RaiserIdentity);

    /// <summary>Texts that fields begin with, by their names.</summary>
    public IReadOnlyDictionary<string, string> Drafts { get; init; } = new Dictionary<string, string>();

    /// <summary>The words of the page.</summary>
    public VerbText Text { get; } = VerbWords.Of(Verb, For ?? As);
}

/// <summary>The form of an act: its fields, made from the inputs that the act declares, and how what was typed becomes inputs of the domain.</summary>
public sealed class VerbForm
{
    private readonly VerbAttempt _attempt;

    private VerbForm(VerbAttempt attempt, IReadOnlyList<VerbField> fields) => (_attempt, Fields) = (attempt, fields);

    /// <summary>The fields in their order.</summary>
    public IReadOnlyList<VerbField> Fields { get; }

    /// <summary>The names of all fields in their order, which is the order of the error summary.</summary>
    public IReadOnlyList<string> Names => [.. Fields.SelectMany(f => f.WithRevealed()).Select(f => f.Name)];

    /// <summary>The form for that act. <paramref name="typed"/> tells how many numbered parts are on the page already, <paramref name="more"/> asks for another.</summary>
    public static VerbForm Of(VerbAttempt attempt, VerbAnswers? typed = null, bool more = false) => new(attempt, VerbFields.Of(attempt, typed ?? VerbAnswers.None, more));

    /// <summary>What was typed, as inputs, with everything that is wrong with it.</summary>
    public (Inputs Inputs, IReadOnlyList<InputFault> Faults) Read(VerbAnswers typed)
    {
        var values = new Dictionary<string, List<string>>();
        var faults = new List<InputFault>();
        foreach (var field in Asked(typed))
        {
            var (read, fault) = ReadOne(field, typed);
            if (fault is not null) faults.Add(new InputFault(field.Name, fault));
            if (read.Count > 0) (values.TryGetValue(field.Input, out var list) ? list : values[field.Input] = []).AddRange(read);
        }
        var inputs = new Inputs(values.Select(v => KeyValuePair.Create(v.Key, v.Value.ToArray())));
        foreach (var fault in InputRules.Faults(_attempt.Verb, inputs.Text("pause_reason"), inputs, _attempt.Now, _attempt.Case))
            if (FieldFor(fault.Field, "input", typed) is { } name && faults.All(f => f.Field != name)) faults.Add(new InputFault(name, fault.Message));
        return (inputs, faults);
    }

    /// <summary>The field beside which something about that input is said: where a part is missing, the first that is; null if the form asks nothing of the kind.</summary>
    public string? FieldFor(string? input, string code, VerbAnswers typed)
    {
        if (input is null) return null;
        var asked = Asked(typed).Where(f => f.Kind != FieldKind.Fixed).ToList();
        if (asked.FirstOrDefault(f => f.Input == input) is { } own) return own.Name;
        var parts = asked.Where(f => f.Input.StartsWith(input + ".", StringComparison.Ordinal)).ToList();
        if (code == "heading") parts = [.. parts.Where(f => f.Input.EndsWith(".heading", StringComparison.Ordinal))];
        return (parts.FirstOrDefault(f => !typed.Has(f.Name)) ?? parts.FirstOrDefault())?.Name;
    }

    /// <summary>The answers as they are read back before they count.</summary>
    public IReadOnlyList<VerbAnswer> Answers(VerbAnswers typed) =>
        [.. Asked(typed).Where(f => f.Kind != FieldKind.Fixed).Select(f => new VerbAnswer(f.Label, Answer(f, typed))).Where(a => a.Text.Length > 0)];

    // Without script everything is on the page; what hangs on an answer that was not given does not count.
    private IEnumerable<VerbField> Asked(VerbAnswers typed) => Fields.SelectMany(f => Asked(f, typed));

    private static IEnumerable<VerbField> Asked(VerbField field, VerbAnswers typed)
    {
        yield return field;
        foreach (var choice in field.Choices.Where(c => c.Reveals.Count > 0 && typed.Of(field.Name).Contains(c.Value)))
            foreach (var revealed in choice.Reveals.SelectMany(f => Asked(f, typed))) yield return revealed;
    }

    private (IReadOnlyList<string> Values, string? Fault) ReadOne(VerbField field, VerbAnswers typed)
    {
        var given = typed.Of(field.Name);
        switch (field.Kind)
        {
            case FieldKind.Fixed:
                return (field.Default, null);
            case FieldKind.Date:
                var (day, wrong) = typed.Date(field.Name).Read("date", _attempt.Now.Today, field.Bound, required: false);
                return (day is { } d ? [Inputs.Iso(d)] : [], wrong ?? (day is null ? field.Missing : null));
            case FieldKind.Tick:
                return given is ["true", ..] ? (["yes"], null) : ([], field.Missing);
            case FieldKind.Radios or FieldKind.Checkboxes or FieldKind.Select when given.Any(g => field.Choices.All(c => c.Value != g)):
                return ([], "Choose an answer from the list.");
            case FieldKind.Person or FieldKind.People when given.Any(g => field.People.All(p => p.Value != g)):
                return ([], "Choose a person from the list.");
            case FieldKind.Radios or FieldKind.Checkboxes or FieldKind.Select:
                return ([.. given.Select(g => field.Choices.First(c => c.Value == g).Stored)], given.Count == 0 ? field.Missing : null);
            default:
                if (given.Count == 0) return ([], field.Missing);
                if (given[0].Length > field.Most) return (given, $"What you enter here must be {field.Most.Value.ToString("N0", CultureInfo.InvariantCulture)} characters or fewer.");
                return (field.EachLine ? [.. given.SelectMany(g => g.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))] : given, null);
        }
    }

    private static string Answer(VerbField field, VerbAnswers typed)
    {
        var given = typed.Of(field.Name);
        return field.Kind switch
        {
            FieldKind.Date => typed.Date(field.Name).Read("date", DateOnly.MinValue, required: false).Date?.InFull() ?? "",
            FieldKind.Tick => given is ["true", ..] ? "Yes" : "",
            FieldKind.Radios or FieldKind.Checkboxes or FieldKind.Select => string.Join("\n", given.Select(g => field.Choices.FirstOrDefault(c => c.Value == g)?.Label ?? "")),
            FieldKind.Person or FieldKind.People => string.Join("\n", given.Select(g => field.People.FirstOrDefault(p => p.Value == g)?.Name ?? "")),
            _ => string.Join("\n", given),
        };
    }
}

/// <summary>A question and its answer, as read back.</summary>
public sealed record VerbAnswer(string Question, string Text);
