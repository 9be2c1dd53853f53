using CaseTracker.Data;
using CaseTracker.Data.Identity;
using CaseTracker.Data.Settings;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Protocols;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Pipeline;

/// <summary>Who makes the request.</summary>
public interface ICurrentPerson
{
    /// <summary>The person signed in, as they are in the organisation now; null if nobody is, or if they have left.</summary>
    Person? Person { get; }

    /// <summary>How far somebody has come through the door, also while they owe a second step; null if nobody has given a password.</summary>
    Entry? Entry { get; }

    /// <summary>Their pseudonym, or what stands for the receipt of somebody anonymous; null otherwise.</summary>
    Pseudonym? Pseudonym { get; }

    /// <summary>Whether somebody writes a report without an account, or came back with its receipt.</summary>
    bool IsAnonymous { get; }

    /// <summary>Whether the request comes from a command on the host.</summary>
    bool IsOperator { get; }

    /// <summary>People and how they report to each other, as of this request.</summary>
    Organisation Organisation { get; }

    /// <summary>Appointments that are not in force yet, the oldest first, as of this request.</summary>
    IReadOnlyList<Appointment> Appointments { get; }
}

/// <summary>Who makes this request, and what the site knows about itself, read once for each request.</summary>
public sealed class CurrentPerson(OrganisationCache cache, CaseDb db, ISeam seam, OperatorMark mark, ReportVisit visit, TimeProvider time) : ICurrentPerson, IVisitor, ISiteFacts
{
    private OrganisationSnapshot? _snapshot;
    private bool? _hasCases;

    /// <inheritdoc/>
    public Person? Person { get; private set; }

    /// <inheritdoc/>
    public Entry? Entry { get; private set; }

    /// <inheritdoc/>
    public Pseudonym? Pseudonym => Person is { } p ? seam.PseudonymOf(p.Id) : visit.Holder;

    /// <inheritdoc/>
    public bool IsAnonymous => Person is null && visit.Holder is not null;

    /// <inheritdoc/>
    public bool IsOperator => mark.IsSet;

    /// <inheritdoc/>
    public Organisation Organisation => Snapshot.Organisation;

    /// <inheritdoc/>
    public IReadOnlyList<Appointment> Appointments => Snapshot.Appointments;

    /// <summary>The council's working days, as of this request.</summary>
    public WorkingDays Calendar => Snapshot.Calendar;

    /// <summary>The versions of the council's Protocol, as of this request.</summary>
    public ProtocolVersions Protocol => Snapshot.Protocol;

    /// <inheritdoc/>
    public string? CouncilName => Snapshot.Settings.GetValueOrDefault(Setting.CouncilName);

    /// <inheritdoc/>
    public bool IsDemonstration => Snapshot.Settings.ContainsKey(Setting.Demonstration);

    /// <inheritdoc/>
    public string? DisplayName => Person is { } p ? $"{p.Name}, {RoleWords.First(p)}" : null;

    /// <inheritdoc/>
    public bool HasCasework => Person is { } p && p.Roles.Any(Role.Casework.Contains);

    /// <inheritdoc/>
    public async ValueTask<bool> HasCasesAsync() => HasCasework || (Person is not null && (_hasCases ??= await CaseGate.LiveGrants(db, this, time.LondonToday()).AnyAsync(g => g.Kind != GrantKind.Raiser)));

    /// <inheritdoc/>
    public bool MayRecordForOthers => HasCasework && Person!.Roles.Any(RoleWords.MayRecord.Contains);

    /// <inheritdoc/>
    public bool IsAdministrator => Person?.Is(Role.Administrator) ?? false;

    /// <inheritdoc/>
    public bool KeepsRecords => Person?.Is(Role.DemocraticServices) ?? false;

    /// <inheritdoc/>
    public bool ReadsStatistics => Person is { } p && (p.Is(Role.StandardsCommittee) || p.Is(Role.MonitoringOfficer) || p.Is(Role.DeputyMonitoringOfficer));

    /// <inheritdoc/>
    public TimeSpan IdleLimit => Sessions.Idle;

    // A command asks for people only when it needs them: there may be none yet.
    private OrganisationSnapshot Snapshot => _snapshot ??= cache.Get(db);

    /// <inheritdoc/>
    public bool IsReporting => visit.IsReporting;

    /// <summary>Reads the organisation at the start of a request.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken) => _snapshot ??= await cache.GetAsync(db, cancellationToken);

    /// <summary>That person, if they serve today.</summary>
    public Person? Serving(Guid personId) => Organisation.Find(personId) is { } p && p.ServesOn(time.LondonToday()) ? p : null;

    /// <summary>The request is this person's, if they still serve; otherwise it stays nobody's.</summary>
    public void ActAs(Guid personId) => Person = Serving(personId);

    /// <summary>The request comes with this session. It is its person's only if nothing is owed.</summary>
    public void Enter(Entry entry) => (Entry, Person) = (entry, entry.Owes == Owed.Nothing ? entry.Person : null);
}
