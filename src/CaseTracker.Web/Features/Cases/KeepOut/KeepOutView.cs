using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.Concern;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.TagHelpers;
using MediatR;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Features.Cases.KeepOut;

/// <summary>The page on which a raiser keeps somebody out.</summary>
[Access(Who.Grant, Grants = ["raiser"], ByReceipt = true)]
public sealed record KeepOutQuery(string Reference) : IRequest<KeepOutView>, ICaseRequest;

/// <summary>Whom one may keep out, and what follows if it is whoever has the case now.</summary>
public sealed record KeepOutView(ConcernHead Head, string IfHolder, IReadOnlyList<PersonChoice> People);

/// <summary>Shows it.</summary>
public sealed class KeepOutViewHandler(CaseDesk desk) : IRequestHandler<KeepOutQuery, KeepOutView>
{
    /// <inheritdoc/>
    public async Task<KeepOutView> Handle(KeepOutQuery request, CancellationToken cancellationToken)
    {
        var c = await desk.FindAsync(request.Reference, cancellationToken);
        var now = await desk.NowAsync(c, cancellationToken);
        await desk.SeenAsync(c, "case", cancellationToken);
        var head = ConcernHead.Of(c, Verbs.ExcludePerson, now);
        var then = c.Route is Route.R2 or Route.R3 ? "the next Monitoring Officer without a conflict takes it" : "you choose who should deal with it instead";
        return new KeepOutView(head, $"It is with {head.Holder} now. If you keep them out, their access ends at once and {then}.", ConcernHead.People(c, now));
    }
}
