using CaseTracker.Data;
using CaseTracker.Domain;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Raising.ReturnToReport;

/// <summary>Comes back with the code of a report. Answers with its references.</summary>
[Access(Who.Anyone)]
public sealed record ReturnToReportCommand(string? Code) : IRequest<IReadOnlyList<string>>;

/// <summary>Says the same of every code that opens nothing, after the same work.</summary>
public sealed class ReturnToReportHandler(CaseDb db, ReportVisit visit, Visits visits, Receipts receipts, ReportLimits limits, CaseDesk desk) : IRequestHandler<ReturnToReportCommand, IReadOnlyList<string>>
{
    public async Task<IReadOnlyList<string>> Handle(ReturnToReportCommand request, CancellationToken cancellationToken)
    {
        if (!visit.IsReporting) throw new NotFoundException();
        limits.Take(ReportAct.Try, visit.Network);
        if (string.IsNullOrWhiteSpace(request.Code)) throw new RefusedException("receipt", "Enter your code", nameof(request.Code));
        if (Receipts.Read(request.Code) is not { } code)
            throw new RefusedException("receipt", $"Enter all {Receipts.Length} letters and figures of your code. It has none other than A to Z and 0 to 9, and no letter U", nameof(request.Code));
        var holder = receipts.HolderOf(code);
        var cases = await CaseGate.LiveGrants(db, holder, desk.Today).Where(g => g.Kind == GrantKind.Raiser).Join(db.Cases, g => g.CaseId, c => c.Id, (_, c) => c.Reference).Order().ToListAsync(cancellationToken);
        if (cases.Count == 0) throw new RefusedException("receipt", "Check your code, group by group. There is no report with this one. Reports are deleted when they have been kept as long as they may be", nameof(request.Code));
        visit.Enter(visits.Return(holder));
        return [.. cases.Select(c => c.Value)];
    }
}
