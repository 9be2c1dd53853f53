using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.Concern;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.TagHelpers;
using MediatR;

namespace CaseTracker.Web.Features.Cases.ConvertToFormal;

/// <summary>The page on which a raiser makes a formal complaint of an informal concern.</summary>
[Access(Who.Grant, Grants = ["raiser"], ByReceipt = true)]
public sealed record ConvertQuery(string Reference) : IRequest<ConvertView>, ICaseRequest;

/// <summary>Whom it is about, the headings of the Code, and the raiser's own papers.</summary>
public sealed record ConvertView(ConcernHead Head, DateOnly OccurredOn, bool IsClosed, bool MayBeNamed, int AnsweredIn, IReadOnlyList<Choice> Headings, IReadOnlyList<Choice> Papers);

/// <summary>Shows it.</summary>
public sealed class ConvertViewHandler(CaseDesk desk) : IRequestHandler<ConvertQuery, ConvertView>
{
    private const int Opening = 90;

    /// <inheritdoc/>
    public async Task<ConvertView> Handle(ConvertQuery request, CancellationToken cancellationToken)
    {
        var c = await desk.FindAsync(request.Reference, cancellationToken);
        var now = await desk.NowAsync(c, cancellationToken);
        await desk.SeenAsync(c, "case", cancellationToken);
        var head = ConcernHead.Of(c, Verbs.Convert, now);
        if (head.NotNow is null && !ConcernActs.IsAboutMember(c, now)) head = head with { NotNow = Refusals.Of("named-member").Text };
        var papers = c.Events.Where(e => e.Verb == Verbs.AddEvidence.Code && (e.OnBehalfOf ?? e.As) == Actor.Raiser)
            .Select(e => new Choice(e.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), Short(c.Read(e, now.Seam).Text("note")), $"Added {e.At.InFull()}"));
        return new ConvertView(head, c.OccurredOn, c.Stage == Stage.Closed, c.Confidentiality != "anonymous", now.Rules.On(now.Today).Limit("acknowledge"), [.. now.Taxonomy.CodeHeadingsOn(now.Today).Select(t => new Choice(t.Code, t.Label))], [.. papers]);
    }

    private static string Short(string text) => text.Length <= Opening ? text : text[..Opening].TrimEnd() + "…";
}
