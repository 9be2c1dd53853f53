using CaseTracker.Data;
using CaseTracker.Data.Imports;
using CaseTracker.Web.Features.Imports.Files;
using CaseTracker.Web.Pipeline;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Imports.FollowRun;

/// <summary>Runs are whose who brought the file: for everybody else there is no such page.</summary>
public static class OwnRuns
{
    /// <summary>The run. Throws <see cref="NotFoundException"/> if there is none, if it is somebody else's, or if it is of another kind.</summary>
    public static async Task<ImportRun> FindAsync(CaseDb db, ICurrentPerson current, ImportKind kind, Guid id, CancellationToken cancellationToken)
    {
        var me = current.Person!.Id;
        return await db.ImportRuns.FirstOrDefaultAsync(r => r.Id == id && r.PersonId == me && r.Kind == kind.Code, cancellationToken) ?? throw new NotFoundException();
    }
}
