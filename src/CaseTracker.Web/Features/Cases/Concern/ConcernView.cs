using CaseTracker.Data;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.Letters;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.Correspondence.Shared;
using CaseTracker.Web.Features.Cases.Shared;
using CaseTracker.Web.Features.Cases.WhoHasSeen;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.TagHelpers;
using MediatR;
using Microsoft.EntityFrameworkCore;
using DueKind = CaseTracker.Web.TagHelpers.DueKind;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Features.Cases.Concern;

/// <summary>The raiser's own page of a concern.</summary>
[Access(Who.Grant, Grants = ["raiser"], ByReceipt = true)]
public sealed record ConcernQuery(string Reference) : IRequest<ConcernView>, ICaseRequest;

/// <summary>An agreement as the raiser reads it.</summary>
public sealed record ConsentRow(string What, string To, DateOnly GivenOn, DateOnly? Until, DateOnly? TakenBackOn);

/// <summary>Somebody kept out, and why.</summary>
public sealed record KeptOutRow(string Name, string Reason);

/// <summary>A paper that the raiser added.</summary>
public sealed record EvidenceRow(DateTimeOffset At, string Text, IReadOnlyList<FileLine> Files);

/// <summary>Who may open it, by role only.</summary>
public sealed record AccessRow(string Role, string Since);

/// <summary>A fact of the side column.</summary>
public sealed record ConcernFacts(string Route, string Stage, StageKind StageKind, (DueKind Kind, string Words, string Date)? Due, string Name, string ReceivedOn, string? ConcernReference, IReadOnlyList<string> Linked);

/// <summary>Everything the raiser sees of a concern.</summary>
public sealed record ConcernView(string Reference, Guid Version, string About, DateOnly Today, NextStep Next, IReadOnlyList<StageStep> Steps)
{
    public required OpenQuestion? Question { get; init; }
    public required string ThreadTitle { get; init; }
    public required string ThreadReaders { get; init; }
    public required IReadOnlyList<ThreadMessage> Messages { get; init; }
    public required SentConcern Sent { get; init; }
    public required IReadOnlyList<EvidenceRow> Evidence { get; init; }
    public required IReadOnlyList<LetterLine> Letters { get; init; }
    public required IReadOnlyList<ConsentRow> Consents { get; init; }
    public required bool MayTakeBackConsent { get; init; }
    public required IReadOnlyList<KeptOutRow> KeptOut { get; init; }
    public required IReadOnlyList<ConcernAct> Acts { get; init; }
    public required ConcernFacts Facts { get; init; }
    public required IReadOnlyList<SeenRow> Seen { get; init; }
    public required IReadOnlyList<AccessRow> Access { get; init; }
    public required IReadOnlyList<TimelineEntry> Timeline { get; init; }
}

/// <summary>Shows a concern to its raiser. Opening it is logged, though not shown to the raiser.</summary>
public sealed class ConcernHandler(CaseDesk desk, CaseDb db, LetterDesk letters) : IRequestHandler<ConcernQuery, ConcernView>
{
    /// <inheritdoc/>
    public async Task<ConcernView> Handle(ConcernQuery request, CancellationToken cancellationToken)
    {
        var c = await desk.FindAsync(request.Reference, cancellationToken);
        var now = await desk.NowAsync(c, cancellationToken);
        var views = await SeenRow.ReadAsync(db, c, cancellationToken);
        await desk.SeenAsync(c, "case", cancellationToken);
        var sent = await letters.SentToAsync(c, Addressee.Raiser, cancellationToken);
        var about = SentConcern.AboutOf(c, now);
        var (files, reader) = (await CaseFiles.OfAsync(db, c, now.Seam, cancellationToken), CaseReader.Of(c, c.Raiser, now.Today, now.Seam));
        var possible = c.PossibleFor(Actor.Raiser).ToHashSet();
        return new ConcernView(c.Reference.Value, c.Version, about, now.Today, NextStep.Of(c, now), StageSteps.Of(c, now))
        {
            Question = OpenQuestion.Of(c, now).FirstOrDefault(),
            ThreadTitle = $"Between you and {Holding.Of(c, now)?.Role ?? "those who deal with this"}",
            ThreadReaders = $"{about} cannot see this",
            Messages = RaiserThread.Of(c, now),
            Sent = SentConcern.Of(c, now),
            Evidence = [.. c.Events.Where(e => e.Verb == Verbs.AddEvidence.Code && (e.OnBehalfOf ?? e.As) == Actor.Raiser).Select(e => new EvidenceRow(e.At, c.Read(e, now.Seam).Text("note"), files.LinesOf(e, reader, "concerns")))],
            Letters = sent,
            Consents = [.. c.Consents.OrderBy(x => x.GivenAt).Select(x => ConsentOf(x, c, now))],
            MayTakeBackConsent = possible.Contains(Verbs.WithdrawConsent) && c.Consents.Any(x => x.StandsOn(now.Today)),
            KeptOut = [.. c.Named.Where(n => n.Part == NamedPart.KeptOut).Select(n => new KeptOutRow(now.People.Find(n.Person)?.Name ?? c.ReadName(n, now.Seam), c.ReadReason(n, now.Seam)))],
            Acts = ConcernActs.Of(c, now),
            Facts = FactsOf(c, now),
            Seen = views,
            Access = [.. c.Grants.Where(g => g.IsLive(now.Today) && g.Kind != GrantKind.Raiser).Select(g => AccessOf(g, c))],
            Timeline = [.. new Timeline(c, now, true).For(TimelineVariant.Raiser).Concat(sent.Select(l => l.Entry(isOwn: true))).OrderByDescending(e => e.At)],
        };
    }

    private static ConsentRow ConsentOf(Consent consent, Case c, Circumstances now) => new(now.Taxonomy.Label("consent_kinds", consent.Kind),
        c.Read(consent, now.Seam).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(t => Party.Parse(t) is var p && p.In(now.People) is { } known ? known.Name : p.Name).AndList(),
        consent.GivenAt.LondonDay(), consent.Until, consent.WithdrawnAt?.LondonDay());

    private static AccessRow AccessOf(Grant grant, Case c) => grant.Kind == GrantKind.Subject
        ? new AccessRow(c.Route == Route.R3 ? "The councillor: only what was disclosed to them" : "The other side: only what they were asked", grant.StartedAt.LondonDay().InFull())
        : new AccessRow(HatWords.Of(grant.Kind, grant.Hat), (grant.StartsOn ?? grant.StartedAt.LondonDay()).InFull());

    private static ConcernFacts FactsOf(Case c, Circumstances now)
    {
        (DueKind, string, string)? due = c.IsPaused ? (DueKind.Paused, DueWords.Paused.Text, "")
            : c.MainClock is { } clock && c.IsOpen ? (Enum.Parse<DueKind>(now.Calendar.Words(now.Today, clock.DueOn).Kind.ToString()), now.Calendar.Words(now.Today, clock.DueOn).Text, clock.DueOn.InFull()) : null;
        var name = c.Confidentiality switch { "named" => "May be used as you agreed", "confidential" => "Kept confidential", _ => "Not known to us" };
        // Cases of the same concern have the same raiser. Links to other people's concerns are not the raiser's to see.
        var linked = c.Links.Where(l => l.Kind is LinkKind.Converted or LinkKind.Split or LinkKind.Merged).Select(l => l.Other.Value).ToList();
        return new ConcernFacts(RouteWords(c, now), c.IsPaused ? $"Paused: {c.StageName()}" : c.StageName(), KindOf(c), due, name, c.ReceivedOn.InFull(), c.ConcernReference == c.Reference ? null : c.ConcernReference.Value, linked);
    }

    private static string RouteWords(Case c, Circumstances now) => now.Taxonomy.Label("routes", c.RouteCode) + (now.Taxonomy.Route(c.RouteCode) is { Informal: true } ? " (informal)" : "");

    /// <summary>The look of the stage tag.</summary>
    public static StageKind KindOf(Case c) => c.IsPaused ? StageKind.Paused : c.Stage switch
    {
        Stage.Closed => StageKind.Closed,
        Stage.Outcome => StageKind.Done,
        Stage.Offered or Stage.Received => StageKind.New,
        Stage.Hearing or Stage.Decision or Stage.Determination => StageKind.Decision,
        Stage.BeingHandled or Stage.RaiserChoice or Stage.Comments or Stage.Investigation or Stage.View or Stage.HandedOver => StageKind.WithOthers,
        Stage.Withdrawal when c.Route is Route.R1 or Route.R4 or Route.R5 => StageKind.WithOthers,
        _ => StageKind.WithCouncil,
    };
}
