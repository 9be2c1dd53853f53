using CaseTracker.Data;
using CaseTracker.Domain.Protection;
using CaseTracker.Web.Features.Raising.Journey;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Raising.StartReport;

/// <summary>What somebody should know before they report without an account.</summary>
[Access(Who.Anyone)]
public sealed record StartReportQuery : IRequest<StartReportView>;

/// <param name="IsSignedInBeside">Whether the browser is signed in to the site as well.</param>
/// <param name="Resume">Where a report that was begun in this visit goes on; null without one.</param>
public sealed record StartReportView(bool IsSignedInBeside, string? Resume);

public sealed class StartReportViewHandler(CaseDb db, ReportVisit visit, ISeam seam) : IRequestHandler<StartReportQuery, StartReportView>
{
    public async Task<StartReportView> Handle(StartReportQuery request, CancellationToken cancellationToken)
    {
        if (!visit.IsReporting) throw new NotFoundException();
        var draft = visit.Holder is { } holder ? await db.Drafts.AsNoTracking().FirstOrDefaultAsync(d => d.Owner == holder, cancellationToken) : null;
        return new StartReportView(visit.IsSignedInBeside, draft is null ? null : Reporting.Root + Journeys.Reporting.Resume(draft.Id, draft.Read(seam)));
    }
}
