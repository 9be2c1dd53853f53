using CaseTracker.Data;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Cases.FollowLink;

/// <summary>The page on which the reader follows a case. Mail names this address, which says nothing of the side they are on.</summary>
[Access(Who.Grant)]
public sealed record FollowLinkQuery(string Reference) : IRequest<string>, ICaseRequest;

public sealed class FollowLinkHandler(CaseDb db, ICurrentPerson current, TimeProvider time) : IRequestHandler<FollowLinkQuery, string>
{
    public async Task<string> Handle(FollowLinkQuery request, CancellationToken cancellationToken)
    {
        var reference = CaseReference.Parse(request.Reference) ?? throw new NotFoundException();
        var raised = await CaseGate.LiveGrants(db, current, time.LondonToday()).AnyAsync(g => g.Kind == GrantKind.Raiser && db.Cases.Any(c => c.Id == g.CaseId && c.Reference == reference), cancellationToken);
        return raised ? $"/concerns/{reference}" : CasePaths.Case(reference);
    }
}
