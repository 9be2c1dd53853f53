using CaseTracker.Data;
using CaseTracker.Domain.Letters;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.SubjectAccess;
using CaseTracker.Web.Features.Cases.Shared;
using CaseTracker.Web.Features.Cases.SubjectAccess.Shared;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.TagHelpers;
using FluentValidation;
using MediatR;

namespace CaseTracker.Web.Features.Cases.SubjectAccess.DecideItem;

/// <summary>One item with its text, for whoever decides about it.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer, Role.ExternalMonitoringOfficer, Role.ChiefExecutive])]
public sealed record ItemQuery(string Reference, Guid Id) : IRequest<ItemView>;

/// <param name="Where">The concern it comes from; null for what is about the account.</param>
/// <param name="People">Names that stand in it, each with what they are.</param>
/// <param name="Suggested">The text without the names that were found: a beginning.</param>
/// <param name="FileNote">Whether the file itself goes out, or why not; null for what is no file.</param>
public sealed record ItemView(
    string Reference, Guid Id, string Kind, string? Where, DateOnly? On, string Text, string Caution, IReadOnlyList<string> People, string Suggested, string? FileNote, bool IsAnswered, AccessDecision Decision, string? Exemption, string Why, string Part, bool Unmentioned,
    IReadOnlyList<Choice> Exemptions, Guid? Next);

/// <summary>Decides about an item.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer, Role.ExternalMonitoringOfficer, Role.ChiefExecutive])]
public sealed record DecideItemCommand(string Reference, Guid Id, string? Decision, string? Exemption, string? Why, string? Part, bool Unmentioned) : IRequest<Guid?>, IWrites;

public sealed class DecideItemValidator : AbstractValidator<DecideItemCommand>
{
    public DecideItemValidator()
    {
        RuleFor(c => c.Decision).Must(d => d is "Give" or "GiveInPart" or "HoldBack").WithMessage("Select whether it is given");
        RuleFor(c => c.Exemption).NotEmpty().When(Holds).WithMessage("Select why it is held back");
        RuleFor(c => c.Why).NotEmpty().When(Holds).WithMessage("Enter why this is so here");
        RuleFor(c => c.Why).MaximumLength(2000).WithMessage("Why this is so must be 2,000 characters or fewer");
    }

    private static bool Holds(DecideItemCommand c) => c.Decision is "GiveInPart" or "HoldBack";
}

public sealed class DecideItemHandler(CaseDb db, SubjectAccessDesk desk, ICurrentPerson current, ISeam seam) : IRequestHandler<ItemQuery, ItemView>, IRequestHandler<DecideItemCommand, Guid?>
{
    public async Task<ItemView> Handle(ItemQuery query, CancellationToken cancellationToken)
    {
        var open = await desk.FindAsync(query.Reference, track: false, cancellationToken);
        var item = open.Items.SingleOrDefault(i => i.Id == query.Id) ?? throw new NotFoundException();
        await desk.SeenAsync(open, [item], cancellationToken);
        var (c, text) = (open.CaseOf(item), item.Read(seam));
        IReadOnlyList<NamedParty> never = open.NeverIn(item), others = c is null ? [] : SubjectAccessWall.Others(c, open.Asking.Person, open.Asking.Name, open.Now);
        var (hidden, seen) = (NameCheck.Find(text, never), NameCheck.Find(text, others));
        // The name itself of somebody who asked for confidentiality is not said here.
        var people = hidden.Select(n => $"{char.ToUpperInvariant(n.Who[0])}{n.Who[1..]}, whose name they must not learn").Distinct().Concat(seen.Select(n => $"{n.Name}, {n.Who}")).ToList();
        return new(open.Request.Reference.Value, item.Id, ItemKinds.Words(item.Kind), c?.Reference.Value, item.On, text, Cautions.Words(item.Caution), people, Redaction.Without(text, [.. hidden, .. seen]), await FileNoteAsync(open, item, cancellationToken), item.AnswerId is not null || open.Request.IsEnded,
            item.Decision, item.Exemption, item.ReadWhy(seam), item.Decision == AccessDecision.GiveInPart ? item.ReadGiven(seam) : "", item.Unmentioned || (item.Decision == AccessDecision.Undecided && item.Caution == Cautions.Untold), [.. Exemptions.All.Select(e => new Choice(e.Code, e.Words, e.Law))], NextOf(open, item));
    }

    public async Task<Guid?> Handle(DecideItemCommand command, CancellationToken cancellationToken)
    {
        var open = await desk.FindAsync(command.Reference, track: true, cancellationToken);
        open.Request.Demand();
        var item = open.Items.SingleOrDefault(i => i.Id == command.Id) ?? throw new NotFoundException();
        if (item.FileId is not null && command.Decision == nameof(AccessDecision.GiveInPart)) throw new Domain.RefusedException("file", "Give the file or hold it back: nothing can be taken out of it here", "decision");
        item.Decide(Enum.Parse<AccessDecision>(command.Decision!), command.Exemption, command.Why, command.Part, command.Unmentioned, open.NeverIn(item), current.Pseudonym!.Value, open.Now.Now, seam);
        return NextOf(open, item);
    }

    private static Guid? NextOf(OpenRequest open, SubjectAccessItem item) =>
        open.Items.SkipWhile(i => i.Id != item.Id).Skip(1).Concat(open.Items.TakeWhile(i => i.Id != item.Id)).FirstOrDefault(i => i.AnswerId is null && i.Decision == AccessDecision.Undecided)?.Id;

    private async Task<string?> FileNoteAsync(OpenRequest open, SubjectAccessItem item, CancellationToken cancellationToken)
    {
        if (item.FileId is not { } id || open.CaseOf(item) is not { } c) return null;
        var file = (await CaseFiles.OfAsync(db, c, seam, cancellationToken)).Of(id);
        return EnclosedFile.WhyNot(file, item, open) ?? "The file goes out with the answer, as the copy without hidden details. Open it on the case first, and look.";
    }
}
