using CaseTracker.Domain.Cases;

namespace CaseTracker.Web.Features.Raising.Journey;

/// <summary>A question, with the inputs of the table that answer it.</summary>
public sealed record Question(string Code, string Title, params string[] Inputs);

/// <summary>One page of a journey, with the questions on it.</summary>
public sealed record Step(string Code, string Title, params string[] Questions);

/// <summary>The questions of a concern, whoever types the answers.</summary>
public static class Questions
{
    public const string Told = "told", About = "about", Happened = "happened", When = "when", Witnesses = "witnesses", Touches = "touches", Evidence = "evidence", PutRight = "put-right",
        Route = "route", Allegations = "allegations", Name = "name", KeepOut = "keep-out";

    public static readonly IReadOnlyList<Question> All =
    [
        new(Told, "Who told you, and how?", "channel", "done_on", "raiser", "raiser_kind", "source_group"),
        new(About, "Who is it about?", "subject", "subject_type"),
        new(Happened, "What happened?", "narrative", "summary"),
        new(When, "When and where did it happen?", "occurred_on", "occurred_until", "period", "setting", "place"),
        new(Witnesses, "Who saw or heard it?", "witnesses"),
        new(Touches, "What does it touch?", "themes", "main_theme", "paragraphs", "paragraphs_version", "nolan"),
        new(Evidence, "What can you show?", "files"),
        new(PutRight, "What would put it right?", "wish", "support"),
        new(Route, "How would you like this handled?", "route", "handler", "handler_confirmed"),
        new(Allegations, "What do you say the councillor did?", "allegations"),
        new(Name, "What may we do with your name?", "confidentiality", "name_consent", Case.NameReason),
        new(KeepOut, "Is there anyone who must not see this?", "keep_out", "keep_out_reason"),
    ];

    /// <summary>The question with that code.</summary>
    public static Question Of(string code) => All.First(q => q.Code == code);

    /// <summary>The question that an input answers; null for one that no question asks.</summary>
    public static Question? Asking(string? input) => input is null ? null : All.FirstOrDefault(q => q.Inputs.Contains(input.Split('.')[0]));

    /// <summary>Whether an input, a numbered one, or one kept as typed, belongs to the question.</summary>
    public static bool Owns(this Question question, string key) => question.Inputs.Contains(key.Split('.') is ["typed", var code, ..] ? code : key.Split('.')[0]);

    /// <summary>What the draft holds of these questions.</summary>
    public static Inputs Only(this Inputs answers, IEnumerable<string> questions)
    {
        var owners = questions.Select(Of).ToList();
        return new Inputs(answers.Values.Where(v => owners.Any(q => q.Owns(v.Key))));
    }

    /// <summary>The draft with the answers to these questions replaced.</summary>
    public static Inputs Answered(this Inputs answers, IEnumerable<string> questions, Inputs by)
    {
        var owners = questions.Select(Of).ToList();
        return new Inputs(answers.Values.Where(v => !owners.Any(q => q.Owns(v.Key))).Concat(by.Values));
    }
}
