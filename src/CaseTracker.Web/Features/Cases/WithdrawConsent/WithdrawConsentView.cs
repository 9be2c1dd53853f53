using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.Concern;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.TagHelpers;
using MediatR;

namespace CaseTracker.Web.Features.Cases.WithdrawConsent;

/// <summary>The page on which a raiser takes an agreement back.</summary>
[Access(Who.Grant, Grants = ["raiser"], ByReceipt = true)]
public sealed record WithdrawConsentQuery(string Reference) : IRequest<WithdrawConsentView>, ICaseRequest;

/// <summary>The agreements that stand, by kind.</summary>
public sealed record WithdrawConsentView(ConcernHead Head, IReadOnlyList<Choice> Kinds);

/// <summary>Shows it.</summary>
public sealed class WithdrawConsentViewHandler(CaseDesk desk) : IRequestHandler<WithdrawConsentQuery, WithdrawConsentView>
{
    /// <inheritdoc/>
    public async Task<WithdrawConsentView> Handle(WithdrawConsentQuery request, CancellationToken cancellationToken)
    {
        var c = await desk.FindAsync(request.Reference, cancellationToken);
        var now = await desk.NowAsync(c, cancellationToken);
        await desk.SeenAsync(c, "case", cancellationToken);
        var standing = c.Consents.Where(x => x.StandsOn(now.Today)).GroupBy(x => x.Kind)
            .Select(k => new Choice(k.Key, now.Taxonomy.Label("consent_kinds", k.Key).Sentence(), $"Agreed {k.Select(x => x.GivenAt.LondonDay().InFull()).Distinct().AndList()}"));
        return new WithdrawConsentView(ConcernHead.Of(c, Verbs.WithdrawConsent, now), [.. standing]);
    }
}
