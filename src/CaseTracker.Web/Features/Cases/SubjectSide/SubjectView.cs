using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.Concern;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Features.Cases.SubjectSide;

/// <summary>A case as the person whom it is about may see it: what was disclosed to them or what they were asked, and their own part.</summary>
[Access(Who.Grant, Grants = ["subject"])]
public sealed record SubjectQuery(string Reference) : IRequest<SubjectView>, ICaseRequest;

/// <summary>An allegation as it was disclosed.</summary>
public sealed record DisclosedAllegation(int Number, string Text, string Heading, string? Paragraph, string? Finding, string FindingReason);

/// <summary>What the subject sees. Nothing of the raiser's side, of consents, of notes, or of an informal case.</summary>
public sealed record SubjectView(string Reference, bool IsFormal, string Says, DateOnly? By, string? Distance, IReadOnlyList<string> More, Way? Button)
{
    public required DateOnly Today { get; init; }
    public required IReadOnlyList<DisclosedAllegation> Allegations { get; init; }
    public required IReadOnlyList<ThreadMessage> Asked { get; init; }

    /// <summary>Who raised it, where they agreed that the subject is told.</summary>
    public required string? RaisedBy { get; init; }
    public required IReadOnlyList<EvidenceRow> Papers { get; init; }
    public required string ThreadTitle { get; init; }
    public required IReadOnlyList<ThreadMessage> Messages { get; init; }

    /// <summary>Messages with the Independent Person whom the subject consults; null if they consult none.</summary>
    public required IReadOnlyList<ThreadMessage>? OwnThread { get; init; }
    public required IReadOnlyList<Way> Ways { get; init; }
    public required IReadOnlyList<TimelineEntry> Timeline { get; init; }
    public required DateOnly? OpenUntil { get; init; }

    /// <summary>The date as it stands in a sentence.</summary>
    public string? ByWords => By is not { } by ? null : by.Year == Today.Year ? by.WithoutYear() : by.InFull();

    /// <summary>Reads the subject's part of a case. Whoever calls it has checked the grant and logs the view.</summary>
    public static SubjectView Of(Case c, Pseudonym? me, Circumstances now)
    {
        var formal = c.Route == Route.R3;
        var possible = c.PossibleFor(Actor.Subject).Where(v => c.Blocked(v, Actor.Subject, me, now) is null).ToHashSet();
        var (says, by, more, button) = SubjectWords.Next(c, possible, now);
        var own = c.Live(GrantKind.SubjectIp, now.Today).Any() || c.Events.Any(e => e.Verb == Verbs.ConsultOwn.Code);
        return new SubjectView(c.Reference.Value, formal, says, by, by is { } due ? NextStep.DistanceTo(due, now) : null, more, button)
        {
            Today = now.Today,
            Allegations = [.. c.Allegations.Where(a => formal && a.Disclosed).Select(a => SubjectWords.Read(a, c, now))],
            Asked = formal ? [] : SubjectWords.Messages(c, now, e => e.Verb == Verbs.AskOtherSide.Code),
            RaisedBy = !c.Has("name-withheld") && c.Agreed("use-name", now.Today, me) ? now.People.Find(c.Raiser)?.Name ?? c.ReadRaiserName(now.Seam) : null,
            Papers = SubjectWords.Papers(c, now),
            ThreadTitle = $"Between you and {Holding.Of(c, now)?.Role.Replace("your line manager", "the line manager", StringComparison.Ordinal) ?? "the council"}",
            Messages = SubjectWords.Messages(c, now, e => SubjectWords.Threaded(e, c, now, "subject")),
            OwnThread = own ? SubjectWords.Messages(c, now, e => SubjectWords.Threaded(e, c, now, "subject-ip")) : null,
            Ways = SubjectWords.Ways(c, possible, button),
            Timeline = new Timeline(c, now, false).For(TimelineVariant.Subject),
            OpenUntil = c.GrantsOf(me, now.Today).FirstOrDefault(g => g.Kind == GrantKind.Subject)?.Until,
        };
    }
}

/// <summary>Reads the subject's part for a page of its own.</summary>
public sealed class SubjectHandler(CaseDesk desk, ICurrentPerson current) : IRequestHandler<SubjectQuery, SubjectView>
{
    /// <inheritdoc/>
    public async Task<SubjectView> Handle(SubjectQuery request, CancellationToken cancellationToken)
    {
        var c = await desk.FindAsync(request.Reference, cancellationToken);
        var now = await desk.NowAsync(c, cancellationToken);
        await desk.SeenAsync(c, "case", cancellationToken);
        return SubjectView.Of(c, current.Pseudonym, now);
    }
}
