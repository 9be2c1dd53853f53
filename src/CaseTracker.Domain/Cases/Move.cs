using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;

namespace CaseTracker.Domain.Cases;

/// <summary>One step under way: what guards and effects look at and add to.</summary>
internal sealed class Move(Case @case, Step step, Circumstances now)
{
    public Case Case { get; } = @case;
    public Step Step { get; } = step;
    public Circumstances Now { get; } = now;
    public Verb Verb => Step.Verb;
    public Inputs In => Step.Inputs;
    public Actor As => Step.OnBehalfOf ?? Step.As;
    public Stage From { get; } = @case.Stage;
    public Route FromRoute { get; } = @case.Route;
    public string? Choice { get; set; }
    public VerbRow Row { get; set; } = null!;

    /// <summary>Where the case is when the step is done.</summary>
    public Stage Target => Row.To.IsSame ? From : Row.To.IsBack ? Case.StageBefore ?? From : Row.To.Stage!.Value;

    /// <summary>Words for the sentence beside the inputs.</summary>
    public Dictionary<string, string> Words { get; } = [];
    public List<string> Warnings { get; } = [];
    public List<Case> Opened { get; } = [];
    public Pseudonym? OldHolder { get; set; }

    /// <summary>Who held it as Monitoring Officer before the step.</summary>
    public Pseudonym? OldMo { get; } = @case.HeldByMo(now.Today)?.Person;
    public Pseudonym? NewHolder { get; set; }

    /// <summary>Checked holders of the grants that the step gives, found before anything changes.</summary>
    public List<PlannedGrant> Planned { get; } = [];

    /// <summary>The person who acts, if one does.</summary>
    public Person? Actor => Now.People.Find(Step.By);

    /// <summary>Whose act it is: of whoever it is recorded for, where the holder records it.</summary>
    public Pseudonym? Acting => Step.OnBehalfOf?.Grant() is { } kind ? Case.Live(kind, Now.Today).LastOrDefault()?.Person : Step.By;

    /// <summary>The person that an input names, if known.</summary>
    public Person? Person(string input) => In.Party(input)?.In(Now.People);

    /// <summary>The refusal with that code.</summary>
    public static RefusedException Refuse(string code, string? field = null, params (string Name, string? Value)[] words) => Refusals.Exception(code, field, words);
}

/// <summary>A grant that a step will give, with the result of its conflict check.</summary>
internal sealed record PlannedGrant(GrantKind Kind, Pseudonym? Person, string Hat, string Check)
{
    public DateOnly? StartsOn { get; init; }
    public DateOnly? Until { get; init; }
    public IReadOnlyList<int> Papers { get; init; } = [];
}
