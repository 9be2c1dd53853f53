using CaseTracker.Data;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Raising.Journey;

/// <summary>Takes a file away from a draft. It belongs to nothing then, and is erased with its keys.</summary>
[Access(Who.SignedIn, ByReceipt = true)]
public sealed record RemoveDraftFileCommand(Guid Id, bool Recording, Guid File) : IRequest, IWrites;

public sealed class RemoveDraftFileHandler(CaseDb db, DraftDesk drafts) : IRequestHandler<RemoveDraftFileCommand>
{
    public async Task<Unit> Handle(RemoveDraftFileCommand request, CancellationToken cancellationToken)
    {
        var draft = (await drafts.OpenAsync(request.Id, request.Recording, cancellationToken)).Draft.Id;
        if (await db.EvidenceFiles.FirstOrDefaultAsync(f => f.Id == request.File && f.DraftId == draft, cancellationToken) is { } file) file.DraftId = null;
        return Unit.Value;
    }
}
