using CaseTracker.Data;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Protection;
using CaseTracker.Web.Features.Raising.StartConcern;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Raising.StartReport;

/// <summary>Begins a report without an account. Answers with the draft's id.</summary>
[Access(Who.Anyone)]
public sealed record StartReportCommand(string? Protected, bool ProtectedRead) : IRequest<Guid>, IWrites, IAsksProtected;

public sealed class StartReportValidator : ProtectedValidator<StartReportCommand>;

public sealed class StartReportHandler(CaseDb db, ReportVisit visit, Visits visits, ReportLimits limits, CaseDesk desk, ISeam seam) : IRequestHandler<StartReportCommand, Guid>
{
    public async Task<Guid> Handle(StartReportCommand request, CancellationToken cancellationToken)
    {
        if (!visit.IsReporting) throw new NotFoundException();
        var now = await desk.NowAsync(null, cancellationToken);
        var begun = ((IAsksProtected)request).Begun();
        // Pressing twice begins once: a draft in which nothing was answered is taken up again.
        var before = visit.Holder is { } holder ? await db.Drafts.FirstOrDefaultAsync(d => d.Owner == holder, cancellationToken) : null;
        if (before?.Read(seam).Values.Keys.All(begun.Values.ContainsKey) == true)
        {
            before.Save(begun, now);
            return before.Id;
        }
        limits.Take(ReportAct.Start, visit.Network);
        // Each report is a visit of its own, so that nothing ties two of one person together.
        if (before is not null) db.Drafts.Remove(before);
        visit.Enter(visits.Begin());
        var draft = db.Drafts.Add(Draft.StartAnonymous(visit.Holder!.Value, now)).Entity;
        draft.Save(begun, now);
        return draft.Id;
    }
}
