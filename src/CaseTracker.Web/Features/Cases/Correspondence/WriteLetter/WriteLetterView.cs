using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Letters;
using CaseTracker.Web.Features.Cases.Correspondence.Shared;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.TagHelpers;
using MediatR;

namespace CaseTracker.Web.Features.Cases.Correspondence.WriteLetter;

/// <summary>A letter begun from the council's text; with <paramref name="Body"/>, as it was changed since.</summary>
[Access(Who.Grant, Grants = ["mo"])]
public sealed record WriteLetterQuery(string Reference, string? Kind, string? To, string? Body) : IRequest<WriteLetterView>, ICaseRequest;

/// <param name="Names">Names in the text that the reader may know only if somebody has looked.</param>
public sealed record WriteLetterView(CaseReference Reference, string Name, string To, string Text, IReadOnlyList<Block> Blocks, IReadOnlyList<Choice> Names);

public sealed class WriteLetterQueryHandler(LetterDesk desk) : IRequestHandler<WriteLetterQuery, WriteLetterView>
{
    public async Task<WriteLetterView> Handle(WriteLetterQuery request, CancellationToken cancellationToken)
    {
        var letter = await desk.BeginAsync(request.Reference, request.Kind, request.To, cancellationToken);
        var text = request.Body ?? letter.Merged;
        return new(letter.Case.Case.Reference, letter.Kind.Name, LetterDesk.Words(letter.To), text, LetterText.Blocks(text), [.. NameCheck.Find(text, letter.Ask).Select(n => new Choice(n.Name, n.Name, n.Who.Sentence()))]);
    }
}
