using CaseTracker.Data;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Features.Retention.ForgetRequests;

/// <summary>Deletes requests for personal data that were answered or ended longer ago than the council keeps them, with everything that was found; their keys follow with the next sweep. Answers how many.</summary>
[Access(Who.Operator)]
public sealed record ForgetRequestsCommand : IRequest<int>, IWrites;

public sealed class ForgetRequestsHandler(CaseDb db, IOptions<RulesOptions> rules, TimeProvider time) : IRequestHandler<ForgetRequestsCommand, int>
{
    private const int Most = 50;

    public async Task<int> Handle(ForgetRequestsCommand request, CancellationToken cancellationToken)
    {
        var today = time.LondonToday();
        var ended = today.AddMonths(-rules.Value.SubjectAccessMonths);
        // A day later, so that it is over in London too.
        var answered = time.GetUtcNow().AddMonths(-rules.Value.SubjectAccessMonths).AddDays(-1);
        var due = await db.SubjectAccessRequests.Where(r => r.EndedOn <= ended
            || (db.SubjectAccessAnswers.Any(a => a.RequestId == r.Id) && !db.SubjectAccessAnswers.Any(a => a.RequestId == r.Id && a.At > answered) && !db.SubjectAccessItems.Any(i => i.RequestId == r.Id && i.AnswerId == null)))
            .OrderBy(r => r.ReceivedOn).Take(Most).ToListAsync(cancellationToken);
        var ids = due.ConvertAll(r => r.Id);
        db.RemoveRange(await db.SubjectAccessItems.Where(i => ids.Contains(i.RequestId)).ToListAsync(cancellationToken));
        db.RemoveRange(await db.SubjectAccessAnswers.Where(a => ids.Contains(a.RequestId)).ToListAsync(cancellationToken));
        db.RemoveRange(due);
        return due.Count;
    }
}
