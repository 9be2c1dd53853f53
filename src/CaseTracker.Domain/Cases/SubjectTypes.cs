using CaseTracker.Domain.People;

namespace CaseTracker.Domain.Cases;

/// <summary>Kind of subject and group of raiser, as taken from the people file on the day a concern was received.</summary>
public static class SubjectTypes
{
    /// <summary>Kind of subject, in the order former, group-leader, chair, co-opted, ungrouped, councillor (routes, “Import, all rows”).</summary>
    public static string Of(Person person, DateOnly day)
    {
        if (person.Kind != PersonKind.Member) return person.IsStatutoryOfficer ? "statutory-officer" : person.Tier == "political-assistant" ? "political-assistant" : "officer";
        if (person.LeftOn <= day) return "former";
        if (person.GroupRole == "leader") return "group-leader";
        if (person.MemberRole == "committee-chair") return "chair";
        if (person.JobTitle.Contains("co-opted", StringComparison.OrdinalIgnoreCase)) return "co-opted";
        return person.GroupRole == "ungrouped" || person.PoliticalGroup.Length == 0 ? "ungrouped" : "councillor";
    }

    /// <summary>Group of a raiser: an officer's tier, a member's role, or what the person is to the council.</summary>
    public static string SourceGroupOf(Person? person) => person switch
    {
        null => "anonymous",
        { Kind: PersonKind.Officer, Tier.Length: > 0 } => person.Tier,
        { Kind: PersonKind.Member, MemberRole.Length: > 0 } => person.MemberRole,
        { Kind: PersonKind.Member } => "backbench",
        { Kind: PersonKind.IndependentPerson } => "independent-person",
        _ => "other",
    };
}
