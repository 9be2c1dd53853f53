using CaseTracker.Data;
using CaseTracker.Domain.Cases;
using CaseTracker.Web.Features.Cases.CaseRecord;
using CaseTracker.Web.Features.Cases.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Cases.CaseViews;

/// <summary>Everybody who has looked at a case: the whole log, for the Monitoring Officer.</summary>
[Access(Who.Grant, Grants = ["mo", "reviewer", "import-record"])]
public sealed record CaseViewsQuery(string Reference, int From) : IRequest<CaseViewsView>, ICaseRequest;

/// <summary>A page of the log, newest first.</summary>
public sealed record CaseViewsView(CaseReference Reference, IReadOnlyList<ViewLine> Lines, int From, bool HasMore)
{
    public const int PageSize = 50;
}

public sealed class CaseViewsHandler(CaseDb db, CaseOpening opening) : IRequestHandler<CaseViewsQuery, CaseViewsView>
{
    public async Task<CaseViewsView> Handle(CaseViewsQuery request, CancellationToken cancellationToken)
    {
        var open = await opening.OpenAsync(request.Reference, "views", cancellationToken);
        var (id, from) = (open.Case.Id, Math.Max(0, request.From));
        var views = await db.CaseViews.Where(v => v.CaseId == id).OrderByDescending(v => v.Number).Skip(from).Take(CaseViewsView.PageSize + 1).ToListAsync(cancellationToken);
        return new(open.Case.Reference, [.. views.Take(CaseViewsView.PageSize).Select(v => ViewLine.Of(v, open))], from, views.Count > CaseViewsView.PageSize);
    }
}
