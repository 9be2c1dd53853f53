using CaseTracker.Data;
using CaseTracker.Domain.People;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Administration.Overview;

/// <summary>What an administrator can do. Nothing of cases: neither what they hold nor how many there are (product, Roles).</summary>
[Access(Who.Role, Roles = [Role.Administrator])]
public sealed record OverviewQuery : IRequest<OverviewView>;

/// <param name="LastImport">When somebody last imported one of the council's own records; null if nobody did.</param>
public sealed record OverviewView(int People, int WithAccount, DateTimeOffset? LastImport);

public sealed class OverviewHandler(CaseDb db, ICurrentPerson current, TimeProvider time) : IRequestHandler<OverviewQuery, OverviewView>
{
    // Those that the pages of imports show. The register of concerns is not among them.
    private static readonly string[] Records = ["bank-holidays", "protocol", "people", "directory"];

    public async Task<OverviewView> Handle(OverviewQuery request, CancellationToken cancellationToken)
    {
        var today = time.LondonToday();
        var last = await db.Imports.Where(i => Records.Contains(i.Kind)).MaxAsync(i => (DateTimeOffset?)i.At, cancellationToken);
        var withAccount = await db.Users.CountAsync(a => db.People.Any(p => p.Id == a.PersonId && (p.LeftOn == null || p.LeftOn > today)), cancellationToken);
        return new(current.Organisation.People.Count(p => p.LeftOn is null || p.LeftOn > today), withAccount, last);
    }
}
