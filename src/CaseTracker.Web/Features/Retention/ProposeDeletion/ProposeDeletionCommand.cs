using CaseTracker.Data;
using CaseTracker.Domain;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Retention;
using CaseTracker.Web.Features.Retention.Shared;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Retention.ProposeDeletion;

/// <summary>Proposes to delete concerns whose time is over. Answers how many; what is due no longer, or was proposed meanwhile, is left as it is.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer]), StepUp]
public sealed record ProposeDeletionCommand(IReadOnlyList<string> Ticked) : IRequest<int>, IWrites;

public sealed class ProposeDeletionValidator : AbstractValidator<ProposeDeletionCommand>
{
    public ProposeDeletionValidator() => RuleFor(c => c.Ticked).NotEmpty().WithMessage("Select at least one concern");
}

public sealed class ProposeDeletionHandler(CaseDb db, RetentionDesk desk, ICurrentPerson current) : IRequestHandler<ProposeDeletionCommand, int>
{
    public async Task<int> Handle(ProposeDeletionCommand request, CancellationToken cancellationToken)
    {
        var references = request.Ticked.Select(t => CaseReference.Parse(t)).OfType<CaseReference>().Distinct().ToList();
        var now = await desk.NowAsync(cancellationToken);
        var through = await desk.CountedThroughAsync(cancellationToken);
        var due = await desk.Unproposed().Where(c => references.Contains(c.Reference)).Select(c => c.ConcernId).ToListAsync(cancellationToken);
        var (cases, seconds) = (await desk.CasesAsync(due, cancellationToken), new List<Person>());
        foreach (var concern in due.Select(id => cases[id].ToList()).Where(its => Disposal.MayDecide(current.Person!, its, now)).ToList())
        {
            if (!RetentionDesk.IsCounted(concern, through)) throw new RefusedException("not-counted", $"Publish the statistics first: {concern[0].ConcernReference} is not in them yet.", nameof(ProposeDeletionCommand.Ticked));
            try
            {
                db.Disposals.Add(Disposal.Propose(concern, current.Pseudonym!.Value, now));
            }
            catch (RefusedException refused)
            {
                throw new RefusedException(refused.Code, refused.Message, nameof(ProposeDeletionCommand.Ticked));
            }
            seconds.AddRange(Disposal.WhoMayAgree(current.Pseudonym, concern, now));
        }
        desk.Tell(seconds);
        return db.Disposals.Local.Count;
    }
}
