using CaseTracker.Data;
using CaseTracker.Domain;
using CaseTracker.Domain.Protection;
using CaseTracker.Web.Features.Raising.AskEvidence;
using CaseTracker.Web.Features.Raising.Journey;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Raising.AddDraftFile;

/// <summary>Takes a file in for a draft: reads, seals, looks through and scans it. Nothing is stored in the database yet, so that a slow sender holds nobody up.</summary>
[Access(Who.SignedIn, ByReceipt = true)]
public sealed record TakeDraftFileCommand(Guid Id, bool Recording, string? Description, IncomingFile? File) : IRequest<TakenFile>;

public sealed class TakeDraftFileValidator : AbstractValidator<TakeDraftFileCommand>
{
    public TakeDraftFileValidator()
    {
        RuleFor(c => c.Description).Cascade(CascadeMode.Stop).NotEmpty().WithMessage("Enter what the file shows or says")
            .MaximumLength(EvidenceAnswer.Longest).WithMessage($"What it shows must be {EvidenceAnswer.Longest:N0} characters or fewer");
        RuleFor(c => c.File).NotNull().WithMessage("Select a file");
    }
}

public sealed class TakeDraftFileHandler(DraftDesk drafts, EvidenceDesk evidence) : IRequestHandler<TakeDraftFileCommand, TakenFile>
{
    public async Task<TakenFile> Handle(TakeDraftFileCommand request, CancellationToken cancellationToken)
    {
        var draft = await drafts.WithFilesAsync(await drafts.OpenAsync(request.Id, request.Recording, cancellationToken), cancellationToken);
        if (draft.Answers.List("files").Count + draft.Files.Count >= EvidenceAnswer.Most) throw new RefusedException("file", $"Describe {EvidenceAnswer.Most} things or fewer, files among them. More can be added once this is sent", EvidenceDesk.Field);
        return await evidence.TakeAsync(request.File!, request.Id, null, cancellationToken);
    }
}

/// <summary>Adds a file that was taken in to its draft.</summary>
[Access(Who.SignedIn, ByReceipt = true)]
public sealed record AddDraftFileCommand(Guid Id, bool Recording, string Description, TakenFile File) : IRequest, IWrites;

public sealed class AddDraftFileHandler(CaseDb db, DraftDesk drafts, ISeam seam) : IRequestHandler<AddDraftFileCommand>
{
    public async Task<Unit> Handle(AddDraftFileCommand request, CancellationToken cancellationToken)
    {
        var draft = await drafts.OpenAsync(request.Id, request.Recording, cancellationToken);
        var last = await db.EvidenceFiles.Where(f => f.DraftId == request.Id).MaxAsync(f => (int?)f.Number, cancellationToken) ?? 0;
        db.EvidenceFiles.Add(request.File.Row(seam, draft.Draft.Id, null, request.Description.ReplaceLineEndings("\n"), last + 1));
        return Unit.Value;
    }
}
