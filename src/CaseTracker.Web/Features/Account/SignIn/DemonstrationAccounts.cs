namespace CaseTracker.Web.Features.Account.SignIn;

/// <summary>A demonstration account: what it is for, and whose.</summary>
public sealed record DemonstrationAccount(string Group, string Role, string Email, string Does);

/// <summary>The accounts of the sample council. Only a demonstration database has them; the password is no secret there and opens nothing anywhere else.</summary>
public static class DemonstrationAccounts
{
    public const string Password = "harbour-lantern-42";

    private const string Raise = "Raise and reply", Handle = "Handle", Decide = "Give a view, look into it, decide", Oversee = "Oversee and look after";

    public static readonly IReadOnlyList<DemonstrationAccount> All =
    [
        new(Raise, "Officer", "joanna.pell@wealdmere.example", "Raise a concern, and follow it"),
        new(Raise, "Member", "cllr.asif.rahman@wealdmere.example", "Raise a concern about an officer"),
        new(Raise, "Subject of a complaint", "cllr.graham.voss@wealdmere.example", "Read what was sent and reply"),
        new(Handle, "Line manager", "edmund.sayle@wealdmere.example", "Accept or decline a concern"),
        new(Handle, "Group Head", "colin.farraday@wealdmere.example", "Handle, record an outcome, refer on"),
        new(Handle, "Director", "hannah.lidgate@wealdmere.example", "Settle a disagreement about a report"),
        new(Handle, "Chief Executive", "marcus.elvey@wealdmere.example", "Concerns about statutory officers"),
        new(Handle, "Monitoring Officer", "priya.ranas@wealdmere.example", "Triage, advise, assess, decide"),
        new(Handle, "Deputy Monitoring Officer", "tom.ashdown@wealdmere.example", "Cases where Priya has a conflict"),
        new(Handle, "Another authority’s Monitoring Officer", "ines.calloway@stourbeck.example", "Cases where both have a conflict"),
        new(Decide, "Independent Person", "helen.maddock@independent.wealdmere.example", "Give a view on one complaint"),
        new(Decide, "Investigator", "rosalind@thayer-reviews.example", "Evidence and report on one complaint"),
        new(Decide, "Hearing panel", "cllr.penelope.shaw@wealdmere.example", "Read the papers of one hearing"),
        new(Decide, "Human resources", "yvonne.castell@wealdmere.example", "Referrals about officers"),
        new(Oversee, "Standards Committee", "cllr.gurdeep.sohal@wealdmere.example", "Published statistics"),
        new(Oversee, "Democratic Services", "isla.verrinder@wealdmere.example", "The Protocol and the directory"),
        new(Oversee, "Administrator", "dev.chaudhry@wealdmere.example", "Accounts and settings, and no cases"),
    ];
}
