using CaseTracker.Data;
using CaseTracker.Domain.Letters;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.Correspondence.Shared;
using CaseTracker.Web.Features.Cases.Shared;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Features.Cases.Correspondence.ReadLetter;

/// <summary>A letter as it was sent: for whoever holds the complaint, and for the one to whom it went.</summary>
[Access(Who.Grant, Grants = ["mo", "raiser", "subject"], ByReceipt = true)]
public sealed record ReadLetterQuery(string Reference, Guid Id) : IRequest<ReadLetterView>, ICaseRequest;

/// <param name="Body">As it was sent, for the Word file.</param>
public sealed record ReadLetterView(string Reference, string Council, string Name, string To, DateTimeOffset SentAt, string Body, IReadOnlyList<Block> Blocks);

public sealed class ReadLetterHandler(CaseDb db, CaseOpening opening, ISiteFacts site, IOptions<CouncilOptions> council) : IRequestHandler<ReadLetterQuery, ReadLetterView>
{
    public async Task<ReadLetterView> Handle(ReadLetterQuery request, CancellationToken cancellationToken)
    {
        var open = await opening.OpenAsync(request.Reference, "letter", cancellationToken);
        var of = open.Case.Id;
        var letter = await db.CaseLetters.AsNoTracking().SingleOrDefaultAsync(l => l.Id == request.Id && l.CaseId == of, cancellationToken);
        if (letter is null || !MayRead(open.Reader, letter.To)) throw new NotFoundException();
        var body = letter.Read(open.Now.Seam);
        return new(open.Case.Reference.Value, site.CouncilName ?? council.Value.Name, LetterKinds.Find(letter.Kind)?.Name ?? letter.Kind, LetterDesk.Words(letter.To), letter.SentAt, body, LetterText.Blocks(body));
    }

    /// <summary>Whether somebody may read letters to that reader: the parties their own, whoever holds the complaint all.</summary>
    public static bool MayRead(CaseReader reader, Addressee to) => reader.Holds(GrantKind.Mo) || to switch
    {
        Addressee.Raiser => reader.Holds(GrantKind.Raiser),
        Addressee.Subject => reader.Holds(GrantKind.Subject),
        _ => false,
    };
}
