using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.Concern;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.TagHelpers;
using MediatR;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Features.Cases.Withdraw;

/// <summary>The page on which a raiser withdraws.</summary>
[Access(Who.Grant, Grants = ["raiser"], ByReceipt = true)]
public sealed record WithdrawQuery(string Reference) : IRequest<WithdrawView>, ICaseRequest;

/// <summary>What the page says: who checks, and what follows from each answer.</summary>
public sealed record WithdrawView(ConcernHead Head, bool IsFormal, IReadOnlyList<Choice> Answers);

/// <summary>Says what follows from each answer, by route.</summary>
public sealed class WithdrawViewHandler(CaseDesk desk) : IRequestHandler<WithdrawQuery, WithdrawView>
{
    /// <inheritdoc/>
    public async Task<WithdrawView> Handle(WithdrawQuery request, CancellationToken cancellationToken)
    {
        var c = await desk.FindAsync(request.Reference, cancellationToken);
        var now = await desk.NowAsync(c, cancellationToken);
        await desk.SeenAsync(c, "case", cancellationToken);
        var head = ConcernHead.Of(c, Verbs.Withdraw, now);
        var toManager = c.HeldByMo(now.Today) is null && c.Route is Route.R1 or Route.R4 or Route.R5;
        var mo = c.HeldByMo(now.Today) is { } held ? now.People.Find(held.Person)?.Name : MonitoringOfficers.Choose(c, now).Person?.Name;
        var officer = mo is null ? "A Monitoring Officer" : $"{mo}, the Monitoring Officer,";
        var given = toManager ? $"{officer} is told, and may open your concern for this. {head.Holder} cannot close it." : $"{officer} talks to you first. Nobody else can close it.";
        return new WithdrawView(head, c.Route == Route.R3,
        [
            new("no", "No, it is my own decision", c.Route == Route.R3
                ? "The Monitoring Officer confirms it and closes the complaint. If the public interest calls for it, it may go on without you; you are told why."
                : $"{char.ToUpperInvariant(head.Holder[0])}{head.Holder[1..]} confirms it, and your concern is closed."),
            new("yes", "Yes, somebody has pressed me, or I am worried about what may follow", given),
            new("talk", "I would rather talk to the Monitoring Officer about it", given),
        ]);
    }
}
