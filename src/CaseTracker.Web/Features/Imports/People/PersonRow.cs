using CaseTracker.Domain.People;
using CaseTracker.Web.Features.Imports.Files;

namespace CaseTracker.Web.Features.Imports.People;

/// <summary>A row of the people file.</summary>
public sealed record PersonRow(CsvRow Source, string Email, string Name, PersonKind Kind, string LineManager, string GroupHead, IReadOnlyList<string> Roles, DateOnly JoinedOn, DateOnly? LeftOn)
{
    /// <summary>The file's columns.</summary>
    public static readonly IReadOnlyList<CsvColumn> Columns =
    [
        new("email", 254), new("display_name", 200), new("kind", 40), new("job_title", 200), new("service", 200), new("tier", 40), new("line_manager", 254), new("group_head", 254), new("phone", 50),
        new("publish_contact", 3), new("political_group", 200), new("group_role", 40), new("member_role", 40), new("ward", 200), new("system_roles", 500), new("joined_on", 10), new("left_on", 10),
    ];

    private static readonly Dictionary<string, PersonKind> Kinds = new()
    {
        ["officer"] = PersonKind.Officer,
        ["member"] = PersonKind.Member,
        ["independent-person"] = PersonKind.IndependentPerson,
        ["external"] = PersonKind.External,
    };

    private static readonly string[] Tiers = ["front-line-office", "front-line-depot", "middle-manager", "senior-management", "statutory-officer", "political-assistant"];
    private static readonly string[] GroupRoles = ["leader", "deputy", "member", "ungrouped"];
    private static readonly string[] MemberRoles = ["cabinet", "scrutiny", "committee-chair", "backbench"];
    private static readonly string[] OfOneKind = [Role.Officer, Role.Member, Role.IndependentPerson];

    /// <summary>Reads a row and adds its faults to the table.</summary>
    public static PersonRow Read(CsvRow row, DateOnly today)
    {
        var email = row.Required("email").Length == 0 ? "" : row.Email("email");
        var kind = row.Required("kind").Length == 0 ? "" : row.Code("kind", Kinds.Keys, "unknown-kind");
        row.Code("tier", Tiers, "unknown-tier");
        row.YesNo("publish_contact");
        var groupRole = row.Code("group_role", GroupRoles, "unknown-group-role");
        row.Code("member_role", MemberRoles, "unknown-member-role");
        var roles = row.Codes("system_roles", [.. Role.All], "unknown-role");
        var joined = row.PastDate(row.RequiredDate("joined_on"), "joined_on", today);
        var left = row.Date("left_on");
        if (left < joined) row.Fault("left_on", "left-before-joined", "left_on is earlier than joined_on.");
        // Notice may have been given; a date years ahead is a slip of the pen.
        if (left > today.AddYears(1)) row.Fault("left_on", "future-date", "left_on lies more than a year ahead.");

        if (kind.Length > 0)
        {
            if (kind != "officer" && row.Text("tier").Length > 0) row.Fault("tier", "officers-only", "Only an officer has a tier.");
            foreach (var column in new[] { "political_group", "group_role", "member_role", "ward" })
                if (kind != "member" && row.Text(column).Length > 0) row.Fault(column, "members-only", $"Only a member has a {column}.");
            foreach (var role in roles.Where(r => OfOneKind.Contains(r) && r != kind)) row.Fault("system_roles", "role-not-for-kind", $"The role {role} is only for somebody of that kind.");
        }
        var grouped = row.Text("political_group").Length > 0;
        if (groupRole.Length > 0 && grouped == (groupRole == "ungrouped")) row.Fault("group_role", "group-mismatch", "group_role and political_group do not go together.");

        return new(row, email, row.Required("display_name"), Kinds.GetValueOrDefault(kind), row.Email("line_manager"), row.Email("group_head"), roles, joined ?? default, left);
    }

    /// <summary>Writes the row to a person.</summary>
    public void WriteTo(Person person, IReadOnlyDictionary<string, Person> people, bool confirmRoles)
    {
        (person.Name, person.Kind, person.JoinedOn, person.LeftOn) = (Name, Kind, JoinedOn, LeftOn);
        (person.JobTitle, person.Service, person.Tier) = (Source.Text("job_title"), Source.Text("service"), Source.Text("tier"));
        (person.LineManagerId, person.GroupHeadId) = (people.GetValueOrDefault(LineManager)?.Id, people.GetValueOrDefault(GroupHead)?.Id);
        (person.Phone, person.PublishContact) = (Source.Text("phone"), Source.Text("publish_contact") == "yes");
        (person.PoliticalGroup, person.GroupRole, person.MemberRole, person.Ward) = (Source.Text("political_group"), Source.Text("group_role"), Source.Text("member_role"), Source.Text("ward"));

        var atOnce = Roles.Where(r => confirmRoles || !Role.Confirmed.Contains(r));
        var confirmed = person.Roles.Where(Role.Confirmed.Contains);
        person.Roles = [.. Role.All.Where(atOnce.Union(confirmed).Contains)];
        person.ProposedRoles = [.. Role.All.Where(r => Roles.Contains(r) && !person.Roles.Contains(r))];
    }
}
