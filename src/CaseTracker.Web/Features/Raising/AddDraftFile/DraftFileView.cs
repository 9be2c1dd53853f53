using CaseTracker.Web.Features.Raising.Journey;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Raising.AddDraftFile;

/// <summary>The page on which a file is added to a draft.</summary>
[Access(Who.SignedIn, ByReceipt = true)]
public sealed record DraftFileQuery(Guid Id, bool Recording, bool FromCheck) : IRequest<DraftFileView>;

public sealed record DraftFileView(string Journey, string Back, FileTaking Taking);

public sealed class DraftFileHandler(DraftDesk drafts, EvidenceDesk evidence) : IRequestHandler<DraftFileQuery, DraftFileView>
{
    public async Task<DraftFileView> Handle(DraftFileQuery request, CancellationToken cancellationToken)
    {
        var journey = (await drafts.OpenAsync(request.Id, request.Recording, cancellationToken)).Journey;
        return new(journey.Name, journey.Address(request.Id, journey.Asking(Questions.Evidence).Code, request.FromCheck) + (request.Recording ? "#evidence-section" : ""), evidence.Taking);
    }
}
