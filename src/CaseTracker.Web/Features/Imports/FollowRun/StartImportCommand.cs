using CaseTracker.Data;
using CaseTracker.Data.Imports;
using CaseTracker.Domain.People;
using CaseTracker.Web.Features.Imports.Files;
using CaseTracker.Web.Features.Imports.RunImport;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Imports.FollowRun;

/// <summary>
/// Says yes to what the check found, or asks for another look at a file whose run was stopped. Said twice, it is done once: the run has moved on by then.
/// </summary>
[Access(Who.Role, Roles = [Role.Administrator, Role.DemocraticServices, Role.MonitoringOfficer])]
public sealed record StartImportCommand(string? Kind, Guid Id) : IRequest;

public sealed class StartImportHandler(CaseDb db, ICurrentPerson current, ImportBell bell) : IRequestHandler<StartImportCommand, Unit>
{
    public async Task<Unit> Handle(StartImportCommand request, CancellationToken cancellationToken)
    {
        var run = await OwnRuns.FindAsync(db, current, ImportKind.For(request.Kind, current.Person), request.Id, cancellationToken);
        if (!run.Ask()) return Unit.Value;
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // The other of two clicks came first, and it is being done.
            return Unit.Value;
        }
        await bell.RingAsync(run.Id, cancellationToken);
        return Unit.Value;
    }
}
