using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Tests.Protection;

namespace CaseTracker.Domain.Tests.Cases;

/// <summary>
/// A small council with everybody that the rules speak of: a Monitoring Officer who is also a Group Head and manages the deputy, another authority's
/// Monitoring Officer, a Chief Executive, a chief finance officer, two groups of members with their leaders, and members of no group.
/// </summary>
internal sealed class Council
{
    private readonly List<Person> _people = [];
    private readonly List<Relation> _relations = [];
    private Organisation? _organisation;

    public Council()
    {
        Chief = Officer("Marcus Elvey", "statutory-officer", null, null, Role.LineManager, Role.ChiefExecutive);
        Finance = Officer("Gwen Tarrant", "statutory-officer", Chief, null, Role.LineManager, Role.Director);
        Place = Officer("Hannah Lidgate", "senior-management", Chief, null, Role.LineManager, Role.Director);
        Mo = Officer("Priya Ranas", "statutory-officer", Chief, null, Role.LineManager, Role.GroupHead, Role.MonitoringOfficer);
        Deputy = Officer("Tom Ashdown", "middle-manager", Mo, Mo, Role.LineManager, Role.DeputyMonitoringOfficer);
        Solicitor = Officer("Sue Blanchard", "front-line-office", Deputy, Mo);
        PlanningHead = Officer("Colin Farraday", "senior-management", Place, null, Role.LineManager, Role.GroupHead);
        HousingHead = Officer("Louise Pembury", "senior-management", Place, null, Role.LineManager, Role.GroupHead);
        AuditHead = Officer("Stuart Abney", "senior-management", Finance, null, Role.LineManager, Role.GroupHead);
        TeamLeader = Officer("Edmund Sayle", "middle-manager", PlanningHead, PlanningHead, Role.LineManager);
        Planner = Officer("Joanna Pell", "front-line-office", TeamLeader, PlanningHead);
        Enforcement = Officer("Tamsin Crewe", "front-line-office", TeamLeader, PlanningHead);
        HousingManager = Officer("Simon Achterberg", "middle-manager", HousingHead, HousingHead, Role.LineManager);
        Tenancy = Officer("Leah Byrne", "front-line-office", HousingManager, HousingHead);
        Auditor = Officer("Daniel Fry", "middle-manager", AuditHead, AuditHead, Role.LineManager);
        Loader = Officer("Darren Pask", "front-line-depot", HousingManager, HousingHead);
        Hr = Officer("Yvonne Castell", "middle-manager", Finance, AuditHead, Role.Hr);
        Democratic = Officer("Isla Verrinder", "middle-manager", Mo, Mo, Role.LineManager, Role.DemocraticServices);
        Administrator = Officer("Dev Chaudhry", "front-line-office", HousingManager, HousingHead, Role.Administrator);

        RedLeader = Member("Cllr Marian Thackeray", "Common Ground Group", "leader", "cabinet");
        Stannage = Member("Cllr Derek Stannage", "Common Ground Group", "member", "backbench");
        Marsh = Member("Cllr Elin Marsh", "Common Ground Group", "member", "committee-chair");
        Bannerman = Member("Cllr Sheila Bannerman", "Common Ground Group", "member", "scrutiny");
        Haverstock = Member("Cllr Lucy Haverstock", "Common Ground Group", "member", "backbench");
        BlueLeader = Member("Cllr Alastair Croome", "Forward Wealdmere", "leader", "scrutiny");
        Voss = Member("Cllr Graham Voss", "Forward Wealdmere", "member", "backbench");
        Tuckwell = Member("Cllr Maureen Tuckwell", "Forward Wealdmere", "member", "backbench");
        Barraclough = Member("Cllr Keith Barraclough", "Forward Wealdmere", "member", "scrutiny");
        Rahman = Member("Cllr Asif Rahman", "", "ungrouped", "backbench");
        Lorne = Member("Cllr Petra Lorne", "", "ungrouped", "backbench");

        External = Outsider("Ingrid Vale", PersonKind.External, Role.ExternalMonitoringOfficer);
        Investigator = Outsider("Roland Mather", PersonKind.External, Role.Investigator);
        SecondInvestigator = Outsider("Bryony Lisle", PersonKind.External, Role.Investigator);
        Helen = Outsider("Helen Maddock", PersonKind.IndependentPerson, Role.IndependentPerson);
        Ravi = Outsider("Ravi Coulson", PersonKind.IndependentPerson, Role.IndependentPerson);
        Clara = Outsider("Clara Thackeray", PersonKind.IndependentPerson, Role.IndependentPerson);
        Relate(Clara, RedLeader, RelationKind.Relative);
    }

    public Person Chief { get; }
    public Person Finance { get; }
    public Person Place { get; }
    public Person Mo { get; }
    public Person Deputy { get; }
    public Person External { get; }

    /// <summary>Works in the Monitoring Officer's own group.</summary>
    public Person Solicitor { get; }
    public Person PlanningHead { get; }
    public Person HousingHead { get; }
    public Person AuditHead { get; }
    public Person TeamLeader { get; }
    public Person Planner { get; }
    public Person Enforcement { get; }
    public Person HousingManager { get; }
    public Person Tenancy { get; }
    public Person Auditor { get; }

    /// <summary>Has no account.</summary>
    public Person Loader { get; }
    public Person Hr { get; }
    public Person Democratic { get; }
    public Person Administrator { get; }
    public Person RedLeader { get; }
    public Person Stannage { get; }
    public Person Marsh { get; }
    public Person Bannerman { get; }
    public Person Haverstock { get; }
    public Person BlueLeader { get; }
    public Person Voss { get; }
    public Person Tuckwell { get; }
    public Person Barraclough { get; }
    public Person Rahman { get; }
    public Person Lorne { get; }
    public Person Investigator { get; }
    public Person SecondInvestigator { get; }
    public Person Helen { get; }
    public Person Ravi { get; }

    /// <summary>A relative of the leader of a group: the law bars her.</summary>
    public Person Clara { get; }

    public IReadOnlyList<Person> People => _people;

    /// <summary>The organisation as it now is.</summary>
    public Organisation Organisation => _organisation ??= new Organisation(_people, _relations, new ClearSeam());

    /// <summary>Declares how two people stand to each other.</summary>
    public void Relate(Person one, Person other, RelationKind kind)
    {
        _relations.Add(new Relation { Id = Guid.NewGuid(), PersonId = one.Id, OtherId = other.Id, Kind = kind });
        _organisation = null;
    }

    /// <summary>Somebody more.</summary>
    public Person Add(Person person)
    {
        _people.Add(person);
        _organisation = null;
        return person;
    }

    /// <summary>Takes somebody's role away, or the whole person.</summary>
    public void Without(params Person[] gone)
    {
        _people.RemoveAll(gone.Contains);
        _organisation = null;
    }

    private Person Officer(string name, string tier, Person? manager, Person? head, params string[] roles) => Add(new Person
    {
        Id = Guid.NewGuid(),
        Name = name,
        Email = Email(name),
        Kind = PersonKind.Officer,
        Tier = tier,
        LineManagerId = manager?.Id,
        GroupHeadId = head?.Id,
        Roles = [Role.Officer, .. roles],
        JoinedOn = new(2015, 1, 5),
    });

    private Person Member(string name, string group, string groupRole, string memberRole) => Add(new Person
    {
        Id = Guid.NewGuid(),
        Name = name,
        Email = Email(name),
        Kind = PersonKind.Member,
        PoliticalGroup = group,
        GroupRole = groupRole,
        MemberRole = memberRole,
        Roles = [Role.Member],
        JoinedOn = new(2019, 5, 7),
    });

    private Person Outsider(string name, PersonKind kind, string role) => Add(new Person { Id = Guid.NewGuid(), Name = name, Email = Email(name), Kind = kind, Roles = [role], JoinedOn = new(2018, 3, 1) });

    private static string Email(string name) => name.ToLowerInvariant().Replace(' ', '.') + "@wealdmere.example";
}
