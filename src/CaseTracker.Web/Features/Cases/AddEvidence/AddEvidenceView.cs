using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.Concern;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Cases.AddEvidence;

/// <summary>The page on which a raiser adds evidence.</summary>
[Access(Who.Grant, Grants = ["raiser"])]
public sealed record AddEvidenceQuery(string Reference) : IRequest<ConcernHead>, ICaseRequest;

/// <summary>Shows it.</summary>
public sealed class AddEvidenceViewHandler(CaseDesk desk) : IRequestHandler<AddEvidenceQuery, ConcernHead>
{
    /// <inheritdoc/>
    public async Task<ConcernHead> Handle(AddEvidenceQuery request, CancellationToken cancellationToken)
    {
        var c = await desk.FindAsync(request.Reference, cancellationToken);
        var now = await desk.NowAsync(c, cancellationToken);
        await desk.SeenAsync(c, "case", cancellationToken);
        return ConcernHead.Of(c, Verbs.AddEvidence, now);
    }
}
