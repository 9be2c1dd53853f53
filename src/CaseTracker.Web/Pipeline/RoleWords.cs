using CaseTracker.Domain.People;

namespace CaseTracker.Web.Pipeline;

/// <summary>Roles as people say them.</summary>
public static class RoleWords
{
    // From the most particular to the most general: the first that somebody holds is what they are called.
    private static readonly (string Role, string Words)[] Names =
    [
        (Role.MonitoringOfficer, "Monitoring Officer"),
        (Role.DeputyMonitoringOfficer, "Deputy Monitoring Officer"),
        (Role.ExternalMonitoringOfficer, "Monitoring Officer of another authority"),
        (Role.ChiefExecutive, "Chief Executive"),
        (Role.Director, "Director"),
        (Role.GroupHead, "Group Head"),
        (Role.IndependentPerson, "Independent Person"),
        (Role.Investigator, "Investigator"),
        (Role.Hr, "Human Resources"),
        (Role.Administrator, "Administrator"),
        (Role.DemocraticServices, "Democratic Services"),
        (Role.LineManager, "Line manager"),
        (Role.StandardsCommittee, "Standards Committee"),
        (Role.Member, "Member"),
        (Role.Officer, "Officer"),
    ];

    /// <summary>Roles that may record a concern told by phone, in person or on paper.</summary>
    public static readonly IReadOnlySet<string> MayRecord = new HashSet<string>
    {
        Role.LineManager, Role.GroupHead, Role.Director, Role.ChiefExecutive, Role.MonitoringOfficer, Role.DeputyMonitoringOfficer, Role.ExternalMonitoringOfficer,
    };

    /// <summary>The role in words.</summary>
    public static string Of(string role) => Names.FirstOrDefault(n => n.Role == role).Words ?? role;

    /// <summary>The role by which somebody is called first.</summary>
    public static string First(Person person) => Names.FirstOrDefault(n => person.Is(n.Role)).Words ?? person.JobTitle;

    /// <summary>All the roles somebody holds, in words.</summary>
    public static IEnumerable<string> All(Person person) => Names.Where(n => person.Is(n.Role)).Select(n => n.Words);
}
