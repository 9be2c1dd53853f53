using CaseTracker.Data;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.SubjectAccess;
using CaseTracker.Web.Features.Cases.Shared;
using CaseTracker.Web.Features.Cases.SubjectAccess.Shared;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Cases.SubjectAccess.ReadRequest;

/// <summary>A request: its time, what was found, and how far it has come.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer, Role.ExternalMonitoringOfficer, Role.ChiefExecutive])]
public sealed record RequestQuery(string Reference) : IRequest<RequestView>;

/// <summary>What was found in one place.</summary>
/// <param name="Heading">The concern, or the account.</param>
public sealed record FoundGroup(string Heading, IReadOnlyList<FoundLine> Lines);

/// <summary>An item in the list: no word of it.</summary>
public sealed record FoundLine(Guid Id, string Words, DateOnly? On, string Caution, AccessDecision Decision, bool IsAnswered);

/// <param name="Times">How the date came about, in sentences.</param>
/// <param name="Plain">How many can be given at once: theirs, and naming nobody else.</param>
/// <param name="IsReady">Whether the next answer can be written.</param>
public sealed record RequestView(
    string Reference, string Name, DateOnly ReceivedOn, DueLine Due, IReadOnlyList<string> Times, string Scope, bool MayLead, bool IsOver, bool MaySearch, bool IsSearched, bool AwaitsIdentity, bool AwaitsAnswer, bool MayExtend, int Undecided, int Waiting, int Plain, bool IsReady,
    IReadOnlyList<FoundGroup> Groups, IReadOnlyList<RequestView.Handed> Answers, DateOnly? KeptUntil)
{
    /// <summary>An answer that was given.</summary>
    public sealed record Handed(Guid Id, string By, DateTimeOffset At);
}

public sealed class RequestQueryHandler(SubjectAccessDesk desk, ISeam seam, WorkingDays calendar) : IRequestHandler<RequestQuery, RequestView>
{
    public async Task<RequestView> Handle(RequestQuery query, CancellationToken cancellationToken)
    {
        var open = await desk.FindAsync(query.Reference, track: false, cancellationToken);
        var (request, over) = (open.Request, open.IsAnswered || open.Request.IsEnded);
        var answeredOn = open.IsAnswered ? open.Answers[^1].At.LondonDay() : (DateOnly?)null;
        var groups = open.Items.GroupBy(i => i.CaseId).Select(g => new FoundGroup(g.Key is { } id ? $"Concern {open.Cases[id].Reference}" : "Account and entry", [.. g.Select(i => new FoundLine(i.Id, ItemKinds.Words(i.Kind), i.On, Cautions.Words(i.Caution), i.Decision, i.AnswerId is not null))]));
        return new(request.Reference.Value, open.Asking.Name, request.ReceivedOn, SubjectAccessDesk.DueOf(request, answeredOn, open.Now.Today, calendar), [.. Times(request)], seam.Open(request.Scope, request.Id, SubjectAccessRequest.ScopeColumn), open.MayLead, over,
            open.MayLead && !over && open.Answers.Count == 0, request.SearchedAt is not null, request.RunsFrom is null, request.AskedOn is not null, request.RunsFrom is not null && request.ExtendedMonths == 0, open.Undecided, open.Waiting.Count, open.Waiting.Count(i => i.IsPlain), open.Request is { SearchedAt: not null, RunsFrom: not null } && open.ToAnswer.All(i => i.Decision != AccessDecision.Undecided), [.. groups],
            [.. open.Answers.Select(a => new RequestView.Handed(a.Id, open.Now.People.Find(a.By)?.Name ?? "Somebody who left", a.At))], over ? desk.KeptUntil(request.EndedOn ?? answeredOn!.Value) : null);
    }

    private IEnumerable<string> Times(SubjectAccessRequest request)
    {
        if (request.IsEnded)
        {
            yield return seam.Open(request.EndReason, request.Id, SubjectAccessRequest.EndColumn);
            yield break;
        }
        if (request.RunsFrom is not { } from)
        {
            yield return "The month does not run until they have shown who they are.";
            yield break;
        }
        yield return $"{(1 + request.ExtendedMonths).Count("month")} from {from.InFull()}, {(from == request.ReceivedOn ? "when it was received" : "when they showed who they are")}.";
        if (request.ExtendedMonths > 0) yield return $"Extended by {request.ExtendedMonths.Count("month")}: {seam.Open(request.ExtensionReason, request.Id, SubjectAccessRequest.ExtensionColumn)} They were told on {request.ToldOfExtensionOn!.Value.Brief()}.";
        if (request.DaysAwaited > 0) yield return $"{request.DaysAwaited.Count("day")} did not count, because you waited for their answer.";
        if (request.AskedOn is { } asked) yield return $"The time stands still since {asked.InFull()}, when you asked: {seam.Open(request.Question, request.Id, SubjectAccessRequest.QuestionColumn)}";
        else if (request.DueOn is { } due && due != from.AddMonths(1 + request.ExtendedMonths).AddDays(request.DaysAwaited)) yield return "That day is a day off, so it moves on to the next working day.";
    }
}

/// <summary>Looks, again, for everything about whoever asks. What was found before and decided stays as it is.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer])]
public sealed record SearchCommand(string Reference) : IRequest<Unit>;

/// <summary>Keeps what was found.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer])]
public sealed record KeepFoundCommand(string Reference, IReadOnlyList<SubjectAccessItem> Items) : IRequest<Unit>, IWrites;

/// <summary>Gives, at once, everything that they wrote or were sent and that names nobody else.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer, Role.ExternalMonitoringOfficer, Role.ChiefExecutive])]
public sealed record GivePlainCommand(string Reference) : IRequest<int>, IWrites;

public sealed class SearchHandler(CaseDb db, SubjectAccessDesk desk, SubjectAccessSearch search, ICurrentPerson current, ISeam seam, TimeProvider time, IMediator mediator) : IRequestHandler<SearchCommand, Unit>, IRequestHandler<KeepFoundCommand, Unit>, IRequestHandler<GivePlainCommand, int>
{
    public async Task<Unit> Handle(SearchCommand command, CancellationToken cancellationToken)
    {
        var open = await desk.FindLedAsync(command.Reference, cancellationToken);
        var items = await search.FindAsync(open.Request, cancellationToken);
        db.ChangeTracker.Clear();
        return await mediator.Send(new KeepFoundCommand(command.Reference, items), cancellationToken);
    }

    public async Task<Unit> Handle(KeepFoundCommand command, CancellationToken cancellationToken)
    {
        var open = await desk.FindLedAsync(command.Reference, cancellationToken);
        open.Request.Demand();
        if (open.Answers.Count > 0) throw new Domain.RefusedException("answered", "Register a new request: this one was answered.");
        db.SubjectAccessItems.AddRange(command.Items);
        open.Request.Searched(time.GetUtcNow());
        return Unit.Value;
    }

    public async Task<int> Handle(GivePlainCommand command, CancellationToken cancellationToken)
    {
        var open = await desk.FindAsync(command.Reference, track: true, cancellationToken);
        open.Request.Demand();
        var plain = open.Waiting.Where(i => i.IsPlain).ToList();
        foreach (var item in plain) item.Decide(AccessDecision.Give, null, null, null, unmentioned: false, open.NeverIn(item), current.Pseudonym!.Value, time.GetUtcNow(), seam);
        return plain.Count;
    }
}
