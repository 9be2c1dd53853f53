using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.Concern;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.TagHelpers;
using MediatR;

namespace CaseTracker.Web.Features.Cases.Settle;

/// <summary>The page on which a raiser says whether an outcome settles the matter.</summary>
[Access(Who.Grant, Grants = ["raiser"], ByReceipt = true)]
public sealed record SettleQuery(string Reference) : IRequest<SettleView>, ICaseRequest;

/// <summary>The outcome, what was said with it, and where one can go if it does not settle it.</summary>
public sealed record SettleView(ConcernHead Head, string Outcome, ThreadMessage? Told, string Otherwise, IReadOnlyList<Choice> Answers);

/// <summary>Shows it.</summary>
public sealed class SettleViewHandler(CaseDesk desk) : IRequestHandler<SettleQuery, SettleView>
{
    private static readonly string[] Onward = [Verbs.Escalate.Code, Verbs.ChooseRoute.Code, Verbs.Convert.Code];

    /// <inheritdoc/>
    public async Task<SettleView> Handle(SettleQuery request, CancellationToken cancellationToken)
    {
        var c = await desk.FindAsync(request.Reference, cancellationToken);
        var now = await desk.NowAsync(c, cancellationToken);
        await desk.SeenAsync(c, "case", cancellationToken);
        var head = ConcernHead.Of(c, Verbs.Close, now);
        var outcome = RouteTable.Of(c.Route).Outcomes is { } list && c.Outcome is { } code ? now.Taxonomy.Label(list, code) : "";
        var recorded = c.Events.LastOrDefault(e => e.Verb == Verbs.RecordOutcome.Code)?.Number;
        var onward = ConcernActs.Of(c, now).Where(a => Onward.Any(v => a.Href.EndsWith("/" + v, StringComparison.Ordinal)))
            .Select(a => new Choice(a.Href[(a.Href.LastIndexOf('/') + 1)..], $"No. {a.Text}", a.Consequence));
        var reply = c.Running("reply")?.DueOn;
        return new SettleView(head, outcome, RaiserThread.Of(c, now).FirstOrDefault(m => m.Number == recorded),
            reply is { } due ? $"If we hear nothing by {StageSteps.Date(due, now)}, it is closed as settled." : "",
            [new(SettleCommand.Settled, "Yes, it is settled", "Your concern is closed with this outcome. You can still write, and take it further for a while."), .. onward]);
    }
}
