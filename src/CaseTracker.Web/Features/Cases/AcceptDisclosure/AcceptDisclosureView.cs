using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.Concern;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.TagHelpers;
using MediatR;

namespace CaseTracker.Web.Features.Cases.AcceptDisclosure;

/// <summary>The page on which a raiser decides how to go on after confidentiality was refused.</summary>
[Access(Who.Grant, Grants = ["raiser"], ByReceipt = true)]
public sealed record AcceptDisclosureQuery(string Reference) : IRequest<AcceptDisclosureView>, ICaseRequest;

/// <summary>Why it was refused, and the ways from here.</summary>
public sealed record AcceptDisclosureView(ConcernHead Head, string Why, string Otherwise, IReadOnlyList<Choice> Answers, bool AsksName);

/// <summary>Shows it.</summary>
public sealed class AcceptDisclosureViewHandler(CaseDesk desk) : IRequestHandler<AcceptDisclosureQuery, AcceptDisclosureView>
{
    /// <inheritdoc/>
    public async Task<AcceptDisclosureView> Handle(AcceptDisclosureQuery request, CancellationToken cancellationToken)
    {
        var c = await desk.FindAsync(request.Reference, cancellationToken);
        var now = await desk.NowAsync(c, cancellationToken);
        await desk.SeenAsync(c, "case", cancellationToken);
        var head = ConcernHead.Of(c, Verbs.AcceptDisclosure, now);
        var refused = c.Events.LastOrDefault(e => e.Verb == Verbs.DecideConfidentiality.Code);
        var possible = c.PossibleFor(Actor.Raiser).ToHashSet();
        List<Choice> answers = [];
        answers.Add(new(AcceptDisclosureCommand.GoOn, "Go on, and the councillor may be told my name", "Never your contact details. The complaint goes to the first checks."));
        if (possible.Contains(Verbs.MakeInformal)) answers.Add(new(Verbs.MakeInformal.Code, "Go back to an informal route", "The formal complaint is closed, and an informal case is opened. The councillor is told nothing."));
        if (possible.Contains(Verbs.Withdraw)) answers.Add(new(Verbs.Withdraw.Code, "Withdraw my complaint", "It is checked with you first."));
        return new AcceptDisclosureView(head, refused is null ? "" : c.Read(refused, now.Seam).Text("reason"),
            c.Running("choose") is { } choose ? $"Decide by {StageSteps.Date(choose.DueOn, now)}. {NextStep.DistanceTo(choose.DueOn, now)} After that the Monitoring Officer may close it as not pursued." : "", answers, c.Confidentiality == "anonymous");
    }
}
