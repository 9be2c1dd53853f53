using CaseTracker.Data;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Routes;
using CaseTracker.Domain.Taxonomies;
using CaseTracker.Web.Features.Cases.Shared;
using CaseTracker.Web.Features.Cases.SubjectAccess.Shared;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Cases.CaseList;

/// <summary>The cases that the current person deals with.</summary>
[Access(Who.SignedIn)]
public sealed record CaseListQuery(string? Tab, IReadOnlyList<string?>? Route, IReadOnlyList<string?>? Theme, string? Stage, string? With, string? Sort, string? After, string? Before) : IRequest<CaseListView>;

/// <summary>Tabs, filters and one page of cases.</summary>
/// <param name="Substitutes">References of cases for which the reader names a Monitoring Officer: the reference is all they see of them.</param>
/// <param name="BringsRegister">Whether the reader may import an earlier register.</param>
/// <param name="DecidesDeletion">Whether the reader decides about deleting what is kept no longer.</param>
/// <param name="HasInsight">Whether the reader may look at exact figures of all cases.</param>
/// <param name="Appointments">How many appointments wait, for those who may stop them.</param>
/// <param name="Requests">Requests for personal data that wait for the reader, the next one due first.</param>
/// <param name="RolesToConfirm">How many roles a file of people proposes, for those who confirm them.</param>
public sealed record CaseListView(
    DateOnly Today, CaseFilters Filters, ShelfCounts Counts, FilterBox Box, IReadOnlyList<CaseLine> Lines, string? Previous, string? Next, IReadOnlyList<CaseReference> Substitutes, bool HoldsCasesAsMo,
    bool ArrangesCover, bool HasAny, int RolesToConfirm, int Appointments, bool BringsRegister, bool DecidesDeletion, bool HasInsight, IReadOnlyList<ListedRequest> Requests)
{
    /// <summary>"1 is overdue"; null if nothing is.</summary>
    public string? OverdueWords => Counts.Overdue == 0 ? null : $"{Counts.Overdue.OnTab()} {Are(Counts.Overdue)} overdue";

    /// <summary>"and 3 are due in the next 5 working days."</summary>
    public string SoonWords
    {
        get
        {
            var soon = Counts.Due - Counts.Overdue;
            var days = $"due in the next {CaseShelf.Soon} working days.";
            return (Counts.Overdue, soon) switch
            {
                (0, 0) => $"Nothing is overdue or {days}",
                (0, _) => $"{soon.OnTab()} {Are(soon)} {days} Nothing is overdue.",
                (_, 0) => $"and nothing else is {days}",
                _ => $"and {soon.OnTab()} {Are(soon)} {days}",
            };
        }
    }

    /// <summary>"7 of 9 open cases, soonest date first".</summary>
    public string Heading
    {
        get
        {
            var all = Counts.Of(Filters.Tab);
            var cases = $"{all.OnTab()} {(Filters.Tab == CaseFilters.WithMe ? $"{(all == 1 ? "case" : "cases")} with you" : Filters.Tab == CaseFilters.Waiting ? $"{(all == 1 ? "case" : "cases")} waiting for others" : $"{Filters.Counted} {(all == 1 ? "case" : "cases")}")}";
            return $"{(Filters.Narrow ? $"{Counts.Chosen.OnTab()} of " : "")}{cases}, {Filters.SortWords}";
        }
    }

    /// <summary>What an empty tab says.</summary>
    public (string Title, string Text) Nothing => Filters.Tab switch
    {
        CaseFilters.New => ("Nothing is new", "Cases on which nobody has acted yet are listed here."),
        CaseFilters.Due => ("Nothing is due soon", $"Cases that are overdue, or due in the next {CaseShelf.Soon} working days, are listed here."),
        CaseFilters.WithMe => ("Nothing is with you", "Cases that wait for you are listed here."),
        CaseFilters.Waiting => ("You are waiting for nobody", "Cases that wait for somebody else are listed here."),
        CaseFilters.Closed => ("None of your cases is closed", "Closed cases are listed here for as long as you may read them."),
        _ => ("None of your cases is open", "Cases that are not closed are listed here."),
    };

    private static string Are(int count) => count == 1 ? "is" : "are";
}

public sealed class CaseListHandler(CaseDb db, CaseShelf shelf, CaseDesk desk, ICurrentPerson current, Taxonomy taxonomy, TimeProvider time, SubjectAccessDesk requests, WorkingDays calendar) : IRequestHandler<CaseListQuery, CaseListView>
{
    public async Task<CaseListView> Handle(CaseListQuery request, CancellationToken cancellationToken)
    {
        var (me, today) = (current.Person!, time.LondonToday());
        var isOfficer = me.Is(Role.MonitoringOfficer) || me.Is(Role.DeputyMonitoringOfficer);
        var filters = CaseFilters.Read(request.Tab, request.Route, request.Theme, request.Stage, request.With, request.Sort, taxonomy);
        var hasAny = await shelf.HasAnyAsync(cancellationToken);
        if (!hasAny && !me.Roles.Any(Role.Casework.Contains)) throw new NotFoundException();
        var counts = await shelf.CountAsync(filters, cancellationToken);
        var page = await shelf.PageAsync(filters, ListPlace.Parse(request.After), ListPlace.Parse(request.Before), cancellationToken);
        var lines = (await shelf.LoadAsync(page.Ids, cancellationToken)).Select(c => shelf.Line(c)).ToList();
        return new(today, filters, counts, FilterBox.Of(filters, taxonomy), lines, page.Previous is { } back ? filters.Href(before: back.ToString()) : null,
            page.Next is { } on ? filters.Href(after: on.ToString()) : null, await SubstitutesAsync(me, cancellationToken), Conflicts.MoHat(me) is not null,
            me.Is(Role.MonitoringOfficer) || me.Is(Role.ChiefExecutive), hasAny, isOfficer ? current.Organisation.RolesProposed(today).Sum(p => p.ProposedRoles.Count) : 0,
            Appointment.Watchers(current.Organisation, today).Contains(me) ? current.Appointments.Count : 0, me.Is(Role.MonitoringOfficer), isOfficer, isOfficer, Conflicts.MoHat(me) is not null || me.Is(Role.ChiefExecutive) ? await requests.WaitingAsync(calendar, cancellationToken) : []);
    }

    // Where nobody is left to hold a case, the Chief Executive, or the chief finance officer, names somebody and sees the reference only (c-no-mo).
    private async Task<IReadOnlyList<CaseReference>> SubstitutesAsync(Person me, CancellationToken cancellationToken)
    {
        var today = time.LondonToday();
        if (current.Organisation.ChiefExecutive(today)?.Id != me.Id && current.Organisation.ChiefFinanceOfficer(today)?.Id != me.Id) return [];
        var lacking = true;
        var cases = await db.Cases.AsNoTracking().Where(c => c.LacksMo == lacking).OrderBy(c => c.Id).Take(CaseShelf.Most).Include(c => c.Grants).Include(c => c.Named).AsSplitQuery().ToListAsync(cancellationToken);
        if (cases.Count == 0) return [];
        var now = await desk.NowAsync(null, cancellationToken);
        return [.. cases.Where(c => c.MayAct(Actor.ChiefExecutiveRole, current.Pseudonym, now)).Select(c => c.Reference)];
    }
}
