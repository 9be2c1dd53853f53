using CaseTracker.Data;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Mail.ReadLetters;

/// <summary>The newest letters. Only in a demonstration, and only on the computer that runs it.</summary>
[Access(Who.Anyone)]
public sealed record ReadLettersQuery(bool FromThisComputer) : IRequest<ReadLettersView>;

/// <summary>Letters, newest first.</summary>
public sealed record ReadLettersView(IReadOnlyList<ReadLettersView.Line> Letters)
{
    public sealed record Line(string To, DateTimeOffset At, string Subject, string Sentence, string? Link, string LinkWords);
}

public sealed class ReadLettersHandler(CaseDb db, ICurrentPerson current, ISiteFacts site, Letters letters) : IRequestHandler<ReadLettersQuery, ReadLettersView>
{
    private const int Newest = 20;

    public async Task<ReadLettersView> Handle(ReadLettersQuery request, CancellationToken cancellationToken)
    {
        if (!site.IsDemonstration || !request.FromThisComputer) throw new NotFoundException();
        var messages = await db.Outbox.AsNoTracking().OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).Take(Newest).ToListAsync(cancellationToken);
        return new ReadLettersView([.. messages.Select(m => (m, Letter: letters.Of(m)))
            .Select(x => new ReadLettersView.Line(current.Organisation.Find(x.m.Recipient)?.Name ?? "", x.m.CreatedAt, x.Letter.Subject, x.Letter.Sentence, x.Letter.Link, x.Letter.LinkWords))]);
    }
}
