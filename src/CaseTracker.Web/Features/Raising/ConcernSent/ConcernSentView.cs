using CaseTracker.Data;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Raising.Journey;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Features.Raising.ConcernSent;

/// <summary>The confirmation of what was sent, for whoever sent it.</summary>
[Access(Who.SignedIn, ByReceipt = true)]
public sealed record ConcernSentQuery(Guid Id, bool Recording) : IRequest<ConcernSentView>;

public sealed record ConcernSentView(
    IReadOnlyList<string> References, DateTimeOffset At, int Evidence, IReadOnlyList<NextStep> Steps, string? Told, bool Recording, bool HasChannel);

/// <summary>What happens next: when, what, and how the date came about.</summary>
public sealed record NextStep(string When, string What);

/// <summary>
/// Tells what was stored and what was promised then; nothing that happened since, because whoever recorded it for somebody else may have no access to the case.
/// </summary>
public sealed class ConcernSentHandler(CaseDb db, DraftDesk drafts, CaseDesk desk, ISeam seam) : IRequestHandler<ConcernSentQuery, ConcernSentView>
{
    public async Task<ConcernSentView> Handle(ConcernSentQuery request, CancellationToken cancellationToken)
    {
        var me = drafts.Owner;
        var sent = await db.Submissions.AsNoTracking().FirstOrDefaultAsync(s => s.DraftId == request.Id && s.Owner == me, cancellationToken) ?? throw new NotFoundException();
        var cases = await db.Cases.AsNoTracking().Include(c => c.Grants).Include(c => c.Events.Where(e => e.At == sent.At)).AsSplitQuery()
            .Where(c => c.ConcernId == sent.ConcernId && c.ReceivedAt == sent.At).OrderBy(c => c.Id).ToListAsync(cancellationToken);
        if (cases.Count == 0 || cases[0].Events.Any(e => e.Verb == Verbs.RecordConcern.Code) != request.Recording) throw new NotFoundException();
        if (!request.Recording)
            foreach (var c in cases) await desk.SeenAsync(c, "case", cancellationToken);
        var words = new SentWords(cases, await desk.NowAsync(null, cancellationToken), request.Recording, seam);
        return new ConcernSentView([.. cases.Select(c => c.Reference.Value)], sent.At, cases[0].Events.Count(e => e.Verb == Verbs.AddEvidence.Code), words.Steps(), words.Told(), request.Recording, cases[0].HasChannel);
    }
}

/// <summary>The steps in words, by route.</summary>
internal sealed class SentWords(IReadOnlyList<Case> cases, Circumstances now, bool recording, ISeam seam)
{
    private readonly DateOnly _from = cases[0].ReceivedOn;
    private Case First => cases[0];
    private string You => recording ? "They" : "You";
    private string you => recording ? "they" : "you";
    private string them => recording ? "them" : "you";

    public IReadOnlyList<NextStep> Steps() => First.Route switch
    {
        Route.R2 =>
        [
            .. Waiting(),
            By("acknowledge", $"{Holder()} tells {them} that it has been read."),
            By("advise", $"{You} are given advice, including what a formal complaint would mean."),
            After($"{You} decide what to do. {You} may stop, ask for something informal, or make a formal complaint."),
        ],
        Route.R3 =>
        [
            .. Waiting(),
            By("acknowledge", $"{Holder()} tells {them} that the complaint has been received."),
            .. First.Confidentiality == "named" ? Array.Empty<NextStep>() : [After($"The Monitoring Officer decides whether the name can be kept from the councillor, normally within {Limit("confidentiality")} working days.", "Then")],
            After($"First checks, normally within {Limit("filter")} working days: was it a serving councillor, acting as one, and could it break the Code? After that the councillor is told, and can comment."),
        ],
        _ =>
        [
            By("accept", $"{Holder()} says whether they can take it on."),
            new($"By {Handled.WithoutYear()}, at the latest", $"{You} are told the outcome. That is {Limit("handle")} working days after it was taken on."),
            After($"{You} say whether that settles it. If not, {you} can take it higher or choose another way."),
        ],
    };

    public string? Told()
    {
        if (recording || First.Route == Route.R3) return null;
        var names = string.Join(" and ", cases.Select(c => now.People.Find(c.Subject)?.Name ?? c.ReadSubjectName(seam)));
        return First.Route switch
        {
            Route.R2 => $"Nothing is sent to {names} unless you agree, or someone is at risk. If that ever happens we tell you first, if we can.",
            Route.R4 => $"{names} will be asked for their side.",
            _ => $"Nobody speaks or writes to {names} about this unless you agree.",
        };
    }

    private DateOnly Handled => now.Calendar.Add(Due("accept"), Limit("handle"));

    private IEnumerable<NextStep> Waiting() => cases.All(c => Given(c) is not null) ? [] : [new("First", "No Monitoring Officer can take this without a conflict of interest. The Chief Executive, who sees the reference only, names one.")];

    private NextStep By(string clock, string what) => new($"By {Due(clock).WithoutYear()}", $"{what} That is {Limit(clock).Count("working day")} from {(_from == now.Today ? "today" : _from.WithoutYear())}.");

    private static NextStep After(string what, string when = "After that") => new(when, what);

    private DateOnly Due(string clock) => now.Calendar.Add(_from, Limit(clock), RouteTable.Clock(clock).Unit);

    private int Limit(string clock) => now.Rules.Limit(clock);

    // The grant that sending gave, whoever holds the case by now.
    private static Grant? Given(Case c) => c.Grants.FirstOrDefault(g => g.Kind is GrantKind.Handler or GrantKind.Mo && g.Hat != "cover" && g.Reason is "submit" or "record-concern");

    private string Holder()
    {
        var holders = cases.Select(Given).OfType<Grant>().DistinctBy(g => g.Person).Select(g => (now.People.Find(g.Person)?.Name, g.Hat)).ToList();
        if (holders.Count == 0) return "The Monitoring Officer";
        return string.Join(" or ", holders.Select(h => h.Hat == "line-manager" ? h.Name : $"{h.Name}, the {RoleWords.Of(h.Hat)},"));
    }
}
