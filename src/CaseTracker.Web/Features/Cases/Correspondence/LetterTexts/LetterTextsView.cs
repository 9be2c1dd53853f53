using CaseTracker.Data;
using CaseTracker.Domain.Letters;
using CaseTracker.Domain.People;
using CaseTracker.Web.Features.Cases.Correspondence.Shared;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Cases.Correspondence.LetterTexts;

/// <summary>The council's texts for letters; with <paramref name="Kind"/> one of them, to be changed.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer])]
public sealed record LetterTextsQuery(string? Kind) : IRequest<LetterTextsView>;

public sealed record LetterTextsView(IReadOnlyList<LetterTextsView.Line> Lines, LetterTextsView.Open? Chosen)
{
    /// <param name="Version">0 for the product's own text.</param>
    public sealed record Line(string Code, string Name, int Version);

    public sealed record Open(string Code, string Name, string Text, IReadOnlyList<Earlier> Versions);

    public sealed record Earlier(int Version, DateTimeOffset At, string By, bool IsProducts);
}

/// <summary>Puts a new version of a text in force. Letters that were sent stay as they are. An empty text goes back to the product's.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer])]
public sealed record ChangeLetterTextCommand(string Kind, string? Text) : IRequest<int>, IWrites;

public sealed class ChangeLetterTextValidator : AbstractValidator<ChangeLetterTextCommand>
{
    public ChangeLetterTextValidator()
    {
        RuleFor(c => c.Text).MaximumLength(LetterText.Longest).WithMessage($"Enter a text of {LetterText.Longest:N0} characters or fewer");
        RuleFor(c => c.Text).Custom((text, validation) =>
        {
            foreach (var field in LetterText.Unknown(text ?? "", LetterFacts.Fields.Keys.ToHashSet())) validation.AddFailure($"Use only the fields listed below: {{{field}}} is none of them");
        });
    }
}

public sealed class LetterTextsHandler(CaseDb db, LetterDesk desk, ICurrentPerson current, TimeProvider time) : IRequestHandler<LetterTextsQuery, LetterTextsView>, IRequestHandler<ChangeLetterTextCommand, int>
{
    public async Task<LetterTextsView> Handle(LetterTextsQuery request, CancellationToken cancellationToken)
    {
        var versions = await db.LetterTemplates.AsNoTracking().Select(t => new { t.Kind, t.Version, t.At, t.PersonId, IsProducts = t.Text == "" }).ToListAsync(cancellationToken);
        var lines = LetterKinds.All.Select(k => new LetterTextsView.Line(k.Code, k.Name, versions.Where(v => v.Kind == k.Code).MaxBy(v => v.Version) is { IsProducts: false } v ? v.Version : 0)).ToList();
        if (request.Kind is null) return new(lines, null);
        var kind = LetterKinds.Find(request.Kind) ?? throw new NotFoundException();
        return new(lines, new(kind.Code, kind.Name, (await desk.TextAsync(kind, cancellationToken)).Text,
            [.. versions.Where(v => v.Kind == kind.Code).OrderByDescending(v => v.Version).Select(v => new LetterTextsView.Earlier(v.Version, v.At, current.Organisation.Find(v.PersonId)?.Name ?? "Somebody who left", v.IsProducts))]));
    }

    public async Task<int> Handle(ChangeLetterTextCommand request, CancellationToken cancellationToken)
    {
        var kind = LetterKinds.Find(request.Kind) ?? throw new NotFoundException();
        var version = (await db.LetterTemplates.Where(t => t.Kind == kind.Code).MaxAsync(t => (int?)t.Version, cancellationToken) ?? 0) + 1;
        var text = (request.Text ?? "").ReplaceLineEndings("\n").Trim();
        db.LetterTemplates.Add(new LetterTemplate { Kind = kind.Code, Version = version, Text = text == kind.Text.Trim() ? "" : text, At = time.GetUtcNow(), PersonId = current.Person!.Id });
        return version;
    }
}
