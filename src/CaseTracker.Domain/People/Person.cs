namespace CaseTracker.Domain.People;

/// <summary>What a person is to the council.</summary>
public enum PersonKind
{
    /// <summary>A council employee.</summary>
    Officer,

    /// <summary>An elected or co-opted councillor.</summary>
    Member,

    /// <summary>Appointed under Localism Act 2011 s.28(7).</summary>
    IndependentPerson,

    /// <summary>Anybody else: investigator, another authority's Monitoring Officer.</summary>
    External,
}

/// <summary>Codes of the system roles, as in the people file.</summary>
public static class Role
{
    public const string Officer = "officer", Member = "member", LineManager = "line-manager", GroupHead = "group-head", Director = "director",
        ChiefExecutive = "chief-executive", MonitoringOfficer = "monitoring-officer", DeputyMonitoringOfficer = "deputy-monitoring-officer",
        ExternalMonitoringOfficer = "external-monitoring-officer", IndependentPerson = "independent-person", Investigator = "investigator",
        StandardsCommittee = "standards-committee", DemocraticServices = "democratic-services", Hr = "hr", Administrator = "administrator";

    /// <summary>Every role, in the order of the people file.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        Officer, Member, LineManager, GroupHead, Director, ChiefExecutive, MonitoringOfficer, DeputyMonitoringOfficer, ExternalMonitoringOfficer,
        IndependentPerson, Investigator, StandardsCommittee, DemocraticServices, Hr, Administrator,
    ];

    /// <summary>Roles that deal with cases. They exclude <see cref="Administrator"/> (product, Roles).</summary>
    public static readonly IReadOnlySet<string> Casework = new HashSet<string>
    {
        LineManager, GroupHead, Director, ChiefExecutive, MonitoringOfficer, DeputyMonitoringOfficer, ExternalMonitoringOfficer, IndependentPerson, Investigator, Hr,
    };

    /// <summary>Roles that groups at the council's identity provider may stand for. All others open cases, or look after the site, and are given here alone.</summary>
    public static readonly IReadOnlySet<string> ByGroup = new HashSet<string> { Officer, Member, StandardsCommittee, DemocraticServices };

    /// <summary>Casework roles that an imported file only proposes; a Monitoring Officer confirms them.</summary>
    public static readonly IReadOnlySet<string> Confirmed = new HashSet<string>
    {
        ChiefExecutive, MonitoringOfficer, DeputyMonitoringOfficer, ExternalMonitoringOfficer, IndependentPerson, Investigator, Hr, Administrator, StandardsCommittee, DemocraticServices,
        LineManager, GroupHead, Director,
    };
}

/// <summary>A person of the council or beside it. Kept apart from accounts: somebody may have none.</summary>
public sealed class Person
{
    public Guid Id { get; init; }

    /// <summary>Key of the people file; lower case.</summary>
    public string Email { get; set; } = "";
    public string Name { get; set; } = "";
    public PersonKind Kind { get; set; }
    public string JobTitle { get; set; } = "";
    public string Service { get; set; } = "";

    /// <summary>Officers only: a code of the source groups.</summary>
    public string Tier { get; set; } = "";
    public Guid? LineManagerId { get; set; }
    public Guid? GroupHeadId { get; set; }
    public string Phone { get; set; } = "";

    /// <summary>Whether the person agreed that contact details may be shown.</summary>
    public bool PublishContact { get; set; }
    public string PoliticalGroup { get; set; } = "";

    /// <summary>leader, deputy, member or ungrouped; empty for officers.</summary>
    public string GroupRole { get; set; } = "";

    /// <summary>cabinet, scrutiny, committee-chair or backbench; empty for officers.</summary>
    public string MemberRole { get; set; } = "";
    public string Ward { get; set; } = "";

    /// <summary>Roles in force.</summary>
    public List<string> Roles { get; set; } = [];

    /// <summary>Roles that a file proposed and nobody confirmed yet.</summary>
    public List<string> ProposedRoles { get; set; } = [];
    public DateOnly JoinedOn { get; set; }
    public DateOnly? LeftOn { get; set; }

    /// <summary>Whether the person has the role in force.</summary>
    public bool Is(string role) => Roles.Contains(role);

    /// <summary>The same person, with further roles for as long as whoever asks holds this copy: the register does not change.</summary>
    public Person With(IEnumerable<string> roles)
    {
        var same = (Person)MemberwiseClone();
        same.Roles = [.. Role.All.Where(r => Is(r) || roles.Contains(r))];
        return same;
    }

    /// <summary>Whether the person serves on that day.</summary>
    public bool ServesOn(DateOnly day) => JoinedOn <= day && (LeftOn is null || LeftOn > day);

    /// <summary>Holder of a statutory post: head of paid service (1989 Act s.4), Monitoring Officer (s.5) or chief finance officer (1972 Act s.151).</summary>
    public bool IsStatutoryOfficer => Tier == "statutory-officer";
}

/// <summary>How two people stand to each other, as declared: it bars some grants (routes, section 5).</summary>
public sealed class Relation
{
    public Guid Id { get; init; }
    public Guid PersonId { get; init; }
    public Guid OtherId { get; init; }
    public RelationKind Kind { get; init; }
}

/// <summary>Kinds of declared relation.</summary>
public enum RelationKind
{
    Relative,
    Partner,
    CloseFriend,

    /// <summary>A declared interest with that person.</summary>
    Interest,
}
