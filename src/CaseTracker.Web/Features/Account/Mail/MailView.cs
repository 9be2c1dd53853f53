using CaseTracker.Data;
using CaseTracker.Data.Outbox;
using CaseTracker.Domain.Protection;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Account.Mail;

/// <summary>The newest letters with links. Only in a demonstration, and only on the computer that runs it.</summary>
[Access(Who.Anyone)]
public sealed record MailQuery(bool FromThisComputer) : IRequest<MailView>;

/// <summary>Letters, newest first.</summary>
public sealed record MailView(IReadOnlyList<MailView.Letter> Letters)
{
    public sealed record Letter(string To, DateTimeOffset At, string Link);
}

public sealed class MailHandler(CaseDb db, ICurrentPerson current, ISiteFacts site, ISeam seam) : IRequestHandler<MailQuery, MailView>
{
    private const int Newest = 20;

    public async Task<MailView> Handle(MailQuery request, CancellationToken cancellationToken)
    {
        if (!site.IsDemonstration || !request.FromThisComputer) throw new NotFoundException();
        var messages = await db.Outbox.AsNoTracking().Where(m => m.Template == LinkLetters.Template).OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).Take(Newest).ToListAsync(cancellationToken);
        return new MailView([.. messages.Select(m => new MailView.Letter(current.Organisation.Find(m.Recipient)?.Name ?? "", m.CreatedAt, seam.Open(m.Link, m.Id, OutboxMessage.LinkColumn)))]);
    }
}
