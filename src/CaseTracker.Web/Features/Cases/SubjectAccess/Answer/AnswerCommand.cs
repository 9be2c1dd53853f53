using CaseTracker.Data;
using CaseTracker.Data.Evidence;
using CaseTracker.Domain.Letters;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.SubjectAccess;
using CaseTracker.Web.Features.Cases.Shared;
using CaseTracker.Web.Features.Cases.SubjectAccess.Shared;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Features.Cases.SubjectAccess.Answer;

/// <summary>The form with the covering letter, once everything is decided.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer, Role.ExternalMonitoringOfficer, Role.ChiefExecutive])]
public sealed record AnswerQuery(string Reference) : IRequest<AnswerView>;

/// <param name="Letter">The letter as the program puts it together.</param>
public sealed record AnswerView(string Reference, int Given, int InPart, int HeldBack, int Unmentioned, int Undecided, string Letter);

/// <summary>Answers: what was decided is closed, and can be handed out with the letter.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer, Role.ExternalMonitoringOfficer, Role.ChiefExecutive]), StepUp]
public sealed record AnswerCommand(string Reference, string? Letter) : IRequest<Guid>, IWrites;

public sealed class AnswerValidator : AbstractValidator<AnswerCommand>
{
    public AnswerValidator() => RuleFor(c => c.Letter).Cascade(CascadeMode.Stop).NotEmpty().WithMessage("Enter the letter").MaximumLength(LetterText.Longest).WithMessage($"The letter must be {LetterText.Longest:N0} characters or fewer");
}

public sealed class AnswerHandler(CaseDb db, SubjectAccessDesk desk, ICurrentPerson current, ISeam seam, ISiteFacts site, IOptions<CouncilOptions> council) : IRequestHandler<AnswerQuery, AnswerView>, IRequestHandler<AnswerCommand, Guid>
{
    public async Task<AnswerView> Handle(AnswerQuery query, CancellationToken cancellationToken)
    {
        var open = await OpenAsync(query.Reference, track: false, cancellationToken);
        int Of(AccessDecision decision) => open.ToAnswer.Count(i => i.Decision == decision);
        return new(open.Request.Reference.Value, Of(AccessDecision.Give), Of(AccessDecision.GiveInPart), Of(AccessDecision.HoldBack), open.ToAnswer.Count(i => i.Unmentioned), Of(AccessDecision.Undecided), AnswerLetter.Of(open, site.CouncilName ?? council.Value.Name, council.Value.DataProtectionEmail, current.Person!));
    }

    public async Task<Guid> Handle(AnswerCommand command, CancellationToken cancellationToken)
    {
        var open = await OpenAsync(command.Reference, track: true, cancellationToken);
        var items = open.ToAnswer;
        var undecided = items.Count(i => i.Decision == AccessDecision.Undecided);
        if (undecided > 0) throw new Domain.RefusedException("undecided", $"Decide about {undecided.Count("more item")} first: nothing is given that nobody has decided about.");
        if (open.Request.RunsFrom is null) throw new Domain.RefusedException("not-identified", "Record who asks first: nothing is given to somebody who may be somebody else.");
        if (open.Request.SearchedAt is null) throw new Domain.RefusedException("not-searched", "Search first: nothing was searched yet.");
        var never = items.SelectMany(open.NeverIn).Distinct().ToList();
        if (NameCheck.Find(command.Letter!, never) is { Count: > 0 } found) throw new Domain.RefusedException("withheld-name", $"Take out the name of {found[0].Who}: whoever asks must not learn it by this. It stands in the letter, or a word that is the same.", "letter");
        // Once more what was decided, by the case as it is now: agreement to be named may have been withdrawn since.
        foreach (var item in items)
            if (NameCheck.Find(item.ReadGiven(seam), open.NeverIn(item)).Count > 0) throw new Domain.RefusedException("withheld-name", $"Decide again about “{ItemKinds.Words(item.Kind)}”{(item.On is { } on ? $" of {on.Brief()}" : "")}: it names somebody who may not be named any more.");
        var answer = SubjectAccessAnswer.Keep(open.Request.Id, items.Count, command.Letter!.Trim(), current.Pseudonym!.Value, open.Now.Now, seam);
        db.SubjectAccessAnswers.Add(answer);
        foreach (var item in items) item.GoWith(answer.Id);
        return answer.Id;
    }

    private async Task<OpenRequest> OpenAsync(string reference, bool track, CancellationToken cancellationToken)
    {
        var open = await desk.FindAsync(reference, track, cancellationToken);
        open.Request.Demand();
        return open.IsAnswered ? throw new NotFoundException() : open;
    }
}

/// <summary>An answer that was given, for whoever may read what stands in it.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer, Role.ExternalMonitoringOfficer, Role.ChiefExecutive])]
public sealed record GivenAnswerQuery(string Reference, Guid Id) : IRequest<GivenAnswerView>;

/// <param name="Files">Files to enclose.</param>
public sealed record GivenAnswerView(string Reference, string By, DateTimeOffset At, IReadOnlyList<Block> Letter, int Given, IReadOnlyList<GivenAnswerView.Enclosed> Files)
{
    /// <summary>A file, or why it does not go out.</summary>
    public sealed record Enclosed(Guid Item, string Name, string? WhyNot);
}

/// <summary>The answer as a Word file, or one of its files. Who takes it away proves first who they are (ASVS 7.5.3).</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer, Role.ExternalMonitoringOfficer, Role.ChiefExecutive]), StepUp]
public sealed record TakeAnswerQuery(string Reference, Guid Id, Guid? Item) : IRequest<TakenAnswer>;

/// <param name="Document">What stands in the Word file; null for a file of evidence.</param>
public sealed record TakenAnswer(string Name, AnswerDocument? Document, Stream? File);

public sealed class GivenAnswerHandler(CaseDb db, SubjectAccessDesk desk, EvidenceStore store, ISeam seam, ISiteFacts site, IOptions<CouncilOptions> council) : IRequestHandler<GivenAnswerQuery, GivenAnswerView>, IRequestHandler<TakeAnswerQuery, TakenAnswer>
{
    public async Task<GivenAnswerView> Handle(GivenAnswerQuery query, CancellationToken cancellationToken)
    {
        var (open, answer, items) = await FindAsync(query.Reference, query.Id, cancellationToken);
        await desk.SeenAsync(open, items, cancellationToken);
        var files = new List<GivenAnswerView.Enclosed>();
        foreach (var item in items.Where(i => i is { FileId: not null, Decision: AccessDecision.Give })) files.Add(await EnclosedAsync(open, item, cancellationToken));
        return new(open.Request.Reference.Value, open.Now.People.Find(answer.By)?.Name ?? "Somebody who left", answer.At, LetterText.Blocks(answer.Read(seam)), items.Count(i => i.Decision is AccessDecision.Give or AccessDecision.GiveInPart), files);
    }

    public async Task<TakenAnswer> Handle(TakeAnswerQuery query, CancellationToken cancellationToken)
    {
        var (open, answer, items) = await FindAsync(query.Reference, query.Id, cancellationToken);
        if (query.Item is { } id)
        {
            var item = items.SingleOrDefault(i => i.Id == id && i is { FileId: not null, Decision: AccessDecision.Give }) ?? throw new NotFoundException();
            var enclosed = await EnclosedAsync(open, item, cancellationToken);
            if (enclosed.WhyNot is not null) throw new NotFoundException();
            await desk.SeenAsync(open, [item], cancellationToken);
            var file = (await CaseFiles.OfAsync(db, open.CaseOf(item)!, seam, cancellationToken)).Of(item.FileId!.Value)!;
            return new(enclosed.Name, null, store.OpenVerified(file.Id, file.IsCleaned ? EvidenceStore.View : EvidenceStore.Original));
        }
        await desk.SeenAsync(open, items, cancellationToken);
        var given = items.Where(i => i.Decision is AccessDecision.Give or AccessDecision.GiveInPart).Select(i => new AnswerDocument.Given(ItemKinds.Words(i.Kind), open.CaseOf(i)?.Reference.Value, i.On, i.ReadGiven(seam))).ToList();
        return new($"{open.Request.Reference}.docx", new(open.Request.Reference.Value, site.CouncilName ?? council.Value.Name, answer.At, answer.Read(seam), given), null);
    }

    private async Task<(OpenRequest Open, SubjectAccessAnswer Answer, IReadOnlyList<SubjectAccessItem> Items)> FindAsync(string reference, Guid id, CancellationToken cancellationToken)
    {
        var open = await desk.FindAsync(reference, track: false, cancellationToken);
        var answer = open.Answers.SingleOrDefault(a => a.Id == id) ?? throw new NotFoundException();
        // An answer is read whole or not at all: what somebody may not see of it they would see in its letter.
        var items = open.Items.Where(i => i.AnswerId == id).ToList();
        return items.Count == await desk.CountAsync(id, cancellationToken) ? (open, answer, items) : throw new NotFoundException();
    }

    private async Task<GivenAnswerView.Enclosed> EnclosedAsync(OpenRequest open, SubjectAccessItem item, CancellationToken cancellationToken)
    {
        var files = await CaseFiles.OfAsync(db, open.CaseOf(item)!, seam, cancellationToken);
        var file = files.Of(item.FileId!.Value);
        return new(item.Id, file is null ? "A file" : $"{open.Request.Reference}-{files.NameOf(file)}", EnclosedFile.WhyNot(file, item, open));
    }
}
