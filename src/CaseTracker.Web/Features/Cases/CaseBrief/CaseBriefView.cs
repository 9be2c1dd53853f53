using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Protocols;
using CaseTracker.Web.Features.Cases.CaseRecord;
using CaseTracker.Web.Features.Cases.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Cases.CaseBrief;

/// <summary>What somebody needs on paper to act: as much of the account as they may read.</summary>
[Access(Who.Grant, Grants = ["handler", "mo"])]
public sealed record CaseBriefQuery(string Reference) : IRequest<CaseBriefView>, ICaseRequest;

/// <summary>A brief to print.</summary>
public sealed record CaseBriefView(CaseReference Reference, string Title, string Route, string Stage, DueLine? Due, RaisedAccount Account, string With);

public sealed class CaseBriefHandler(CaseOpening opening, ProtocolVersions protocol) : IRequestHandler<CaseBriefQuery, CaseBriefView>
{
    public async Task<CaseBriefView> Handle(CaseBriefQuery request, CancellationToken cancellationToken)
    {
        var open = await opening.OpenAsync(request.Reference, "brief", cancellationToken);
        var account = new CaseStory(open, protocol).Account() ?? throw new NotFoundException();
        return new(open.Case.Reference, open.Words.Title, open.Words.RouteName, open.Words.StageTag.Text, open.Words.Due, account, open.Words.With.IsReader ? "you" : open.Words.With.InSentence);
    }
}
