using CaseTracker.Data;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Features.Cases.NameSubstitute;

/// <summary>The references of open cases that no Monitoring Officer can take, for whoever names a substitute. Empty for everybody else.</summary>
[Access(Who.SignedIn)]
public sealed record SubstitutesNeededQuery : IRequest<SubstitutesNeededView>;

/// <summary>References, and nothing else of the cases.</summary>
public sealed record SubstitutesNeededView(IReadOnlyList<string> References);

public sealed class SubstitutesNeededHandler(CaseDb db, CaseDesk desk, ICurrentPerson current) : IRequestHandler<SubstitutesNeededQuery, SubstitutesNeededView>
{
    public async Task<SubstitutesNeededView> Handle(SubstitutesNeededQuery query, CancellationToken cancellationToken)
    {
        var (me, today) = (current.Person!, desk.Today);
        if (me.Id != current.Organisation.ChiefExecutive(today)?.Id && me.Id != current.Organisation.ChiefFinanceOfficer(today)?.Id) return new SubstitutesNeededView([]);
        var waiting = await db.Cases.AsNoTracking().Include(c => c.Grants).Include(c => c.Named).AsSplitQuery()
            .Where(c => c.IsOpen && (c.Route == Route.R2 || c.Route == Route.R3) && !c.Grants.Any(g => g.Kind == GrantKind.Mo && g.Hat != "cover" && g.EndedAt == null)).ToListAsync(cancellationToken);
        if (waiting.Count == 0) return new SubstitutesNeededView([]);
        var now = await desk.NowAsync(null, cancellationToken);
        return new SubstitutesNeededView([.. waiting.Where(c => c.MayAct(Actor.ChiefExecutiveRole, current.Pseudonym, now)).Select(c => c.Reference.Value).Order()]);
    }
}
