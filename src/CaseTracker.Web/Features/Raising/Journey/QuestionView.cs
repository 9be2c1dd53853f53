using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.TagHelpers;
using MediatR;

namespace CaseTracker.Web.Features.Raising.Journey;

/// <summary>What every page of a journey shows around its questions.</summary>
[Access(Who.SignedIn, ByReceipt = true)]
public sealed record QuestionQuery(Guid Id, bool Recording, string Step, bool FromCheck) : IRequest<QuestionView>;

public sealed record QuestionView(
    string Title, string Caption, string Back, Inputs Answers, string MadeFrom, DateTimeOffset? SavedAt, DateOnly KeptUntil, DateOnly Today, IReadOnlyList<PersonChoice> People)
{
    /// <summary>Files of the draft, on the page that asks for evidence.</summary>
    public IReadOnlyList<DraftFile> Files { get; init; } = [];

    /// <summary>Whether and how files are taken.</summary>
    public FileTaking? Taking { get; init; }

    /// <summary>Whether it is written without an account: nobody can come back to it before it is sent, and no list of people is shown.</summary>
    public bool IsAnonymous { get; init; }

    /// <summary>Names of those who could be asked to deal with it, where no list of people is shown.</summary>
    public IReadOnlyList<string> WhoDealsWith { get; init; } = [];

    /// <summary>For a page that has nothing to ask any more.</summary>
    public static QuestionView Nothing { get; } = new("", "", "", Inputs.Empty, "", null, default, default, []);
}

public sealed class QuestionHandler(DraftDesk drafts, EvidenceDesk evidence) : IRequestHandler<QuestionQuery, QuestionView>
{
    public async Task<QuestionView> Handle(QuestionQuery request, CancellationToken cancellationToken)
    {
        var draft = await drafts.OpenAsync(request.Id, request.Recording, cancellationToken);
        var (journey, answers) = (draft.Journey, draft.Answers);
        var step = journey.Step(request.Step);
        var asksEvidence = step.Questions.Contains(Questions.Evidence);
        if (asksEvidence) draft = await drafts.WithFilesAsync(draft, cancellationToken);
        return new QuestionView(step.Title, request.FromCheck ? $"{journey.Name}: change your answer" : journey.Caption(answers, step.Code),
            journey.Before(request.Id, answers, step.Code, request.FromCheck), answers, SaveAnswersHandler.Print(answers.Only(step.Questions)),
            draft.Draft.Answers.RowVersionOrNone() > 1 ? draft.Draft.SavedAt : null, draft.Draft.DiscardOn, draft.Now.Today, draft.IsAnonymous ? [] : [.. Choices(draft.Now)])
        {
            IsAnonymous = draft.IsAnonymous,
            WhoDealsWith = draft.IsAnonymous ? [.. KnownNames.WhoDealsWith(draft.Now).Select(p => p.Name)] : [],
            Files = draft.Files,
            Taking = asksEvidence ? evidence.Taking : null,
        };
    }

    /// <summary>Everybody whom a concern could name, those who left among them, with what tells them apart.</summary>
    public static IEnumerable<PersonChoice> Choices(Circumstances now) =>
        now.People.People.Select(p => new PersonChoice(Party.Of(now.People.PseudonymOf(p)).ToString(), p.Name, About(p, now.Today)));

    private static string? About(Person person, DateOnly today)
    {
        if (person.LeftOn <= today) return person.Kind == PersonKind.Member ? "former councillor" : "no longer here";
        var about = person.Kind == PersonKind.Member ? person.Ward : person.JobTitle;
        return about.Length == 0 ? null : about;
    }
}

internal static class SealedVersions
{
    /// <summary>How often a text was written; 0 if it never was.</summary>
    public static int RowVersionOrNone(this Sealed text) => text.IsEmpty ? 0 : text.RowVersion;
}
