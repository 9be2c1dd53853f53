using CaseTracker.Data;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Web.Features.Raising.Journey;
using CaseTracker.Web.Features.Raising.StartConcern;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Raising.RecordConcern;

/// <summary>What the recorder has begun already.</summary>
[Access(Who.Role, Roles = [Role.LineManager, Role.GroupHead, Role.Director, Role.ChiefExecutive, Role.MonitoringOfficer, Role.DeputyMonitoringOfficer, Role.ExternalMonitoringOfficer])]
public sealed record StartRecordQuery : IRequest<IReadOnlyList<BegunDraft>>;

public sealed class StartRecordViewHandler(DraftDesk drafts) : IRequestHandler<StartRecordQuery, IReadOnlyList<BegunDraft>>
{
    public async Task<IReadOnlyList<BegunDraft>> Handle(StartRecordQuery request, CancellationToken cancellationToken) =>
        [.. (await drafts.AllAsync(recording: true, cancellationToken)).Select(StartConcernViewHandler.Begun)];
}

/// <summary>Begins to record a concern for somebody else. Answers with the draft's id.</summary>
[Access(Who.Role, Roles = [Role.LineManager, Role.GroupHead, Role.Director, Role.ChiefExecutive, Role.MonitoringOfficer, Role.DeputyMonitoringOfficer, Role.ExternalMonitoringOfficer])]
public sealed record StartRecordCommand : IRequest<Guid>, IWrites;

public sealed class StartRecordHandler(CaseDb db, DraftDesk drafts, CaseDesk desk, ISeam seam) : IRequestHandler<StartRecordCommand, Guid>
{
    public async Task<Guid> Handle(StartRecordCommand request, CancellationToken cancellationToken)
    {
        var (me, now) = (drafts.Owner, await desk.NowAsync(null, cancellationToken));
        var mine = await db.Drafts.Where(d => d.Owner == me && d.ForSomebodyElse).ToListAsync(cancellationToken);
        // Pressing twice begins once: a draft in which nothing was answered is taken up again.
        var draft = mine.FirstOrDefault(d => d.Read(seam).Values.Keys.All(k => k == "done_on")) ?? db.Drafts.Add(Draft.Start(me, forSomebodyElse: true, now)).Entity;
        draft.Save(new Inputs([new("done_on", [Inputs.Iso(now.Today)])]), now);
        return draft.Id;
    }
}
