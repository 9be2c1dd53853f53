using System.Collections.Frozen;
using CaseTracker.Domain.Routes;

namespace CaseTracker.Domain.Access;

/// <summary>Who may see which part of a case (routes, section 4; ASVS 8.1.1 and 8.1.2). Tests are generated from it.</summary>
public static class AccessTable
{
    /// <summary>Columns: codes of those who ask.</summary>
    public static readonly IReadOnlyList<string> Columns =
    [
        "raiser", "subject", "handler", "mo", "independent-person", "subject-ip", "investigator", "panel", "hr", "former", "recused", "committee",
        "democratic-services", "administrator",
    ];

    /// <summary>What the letter after R (read) or W (read and write) demands.</summary>
    public static readonly IReadOnlyDictionary<char, string> Conditions = new Dictionary<char, string>
    {
        ['a'] = "raiser agreed",
        ['d'] = "as disclosed, once told",
        ['g'] = "during their grant",
        ['h'] = "papers of its hearing or meeting",
        ['l'] = "named: shown, confidential: separate step with reason, logged (open-identity)",
        ['o'] = "own only",
        ['p'] = "papers sent to them",
        ['r'] = "the hand-over only",
        ['t'] = "roles and times, no names",
        ['x'] = "R4 and R5 only",
        ['n'] = "not cases they are conflicted on",
        ['m'] = "own, or put to them",
    };

    /// <summary>Rows: a part of a case or of the product, and a cell for each column.</summary>
    public static readonly IReadOnlyList<(string Resource, string Cells)> Rows =
    [
        ("Brief, summary", "R - R W Rp Rp R Rh Rr - - - - -"),
        ("Narrative", "W - Ra R Rp - R Rh Rr - - - - -"),
        ("Disclosed allegation", "R R Wx W R Rp R R - - - - - -"),
        ("Raiser's identity", "R Rd Ra Rl Rp - R Rh Rr - - - - -"),
        ("Subject's identity", "R R R R R R R R R - - - - -"),
        ("Raiser thread", "W - W W - - - - - - - - - -"),
        ("Subject thread", "- W Wx W - - - - - - - - - -"),
        ("Council's Independent Person thread", "- - - W W - - Rh - - - - - -"),
        ("Subject's Independent Person thread", "- W - - - W - - - - - - - -"),
        ("Internal notes", "- - Wo W - - Wo - Wo - - - - -"),
        ("Legal notes", "- - - W - - - - - - - - - -"),
        ("Evidence from raiser", "W Rd Ra R Rp Rp R Rh Rr - - - - -"),
        ("Evidence from subject", "Rd W Rx R Rp Rp R Rh - - - - - -"),
        ("Evidence from investigator; reports", "Rd Rd - R Rp Rp W Rh - - - - - -"),
        ("Timeline, MO variant", "- - Rg R - - Rg - - - - - - -"),
        ("Timeline, raiser variant", "R - R R - - - - - - - - - -"),
        ("Timeline, subject variant", "- R - R - - - - - - - - - -"),
        ("People and access", "Rt - Rt W - - - - - - - - - -"),
        ("Who has seen this", "Rt - - R - - - - - - - - - -"),
        ("Consents, people kept out", "W - Rt R - - - - - - - - - -"),
        ("Letters", "Ro Ro - W Rp - - R - - - - - -"),
        ("Live statistics", "- - - Rn - - - - - - - - - -"),
        ("Releases", "R R R W R R R R R R R R R R"),
        ("Protocol, directory", "R R R R R R R R R R R R W R"),
        ("Enquiries", "Wm Wm Wm - - - - - - - - - - -"),
        ("Accounts, settings, audit check", "- - - - - - - - - - - - - W"),
    ];

    private static readonly FrozenDictionary<(string, string), string> Cells = Rows
        .SelectMany(r => r.Cells.Split(' ').Select((cell, i) => (Key: (r.Resource, Columns[i]), cell))).ToFrozenDictionary(x => x.Key, x => x.cell);

    /// <summary>The cell for a resource and a column: "-", or R or W with the letter of a condition.</summary>
    public static string Cell(string resource, string column) => Cells[(resource, column)];

    /// <summary>
    /// The column of whoever holds a grant of that kind. A reviewer and the reader of an imported record stand where the Monitoring Officer does, the sub-committee where the panel does.
    /// </summary>
    public static string ColumnOf(GrantKind kind) => kind switch
    {
        GrantKind.Reviewer or GrantKind.ImportRecord => GrantKind.Mo.Code(),
        GrantKind.AssessmentPanel => GrantKind.Panel.Code(),
        _ => kind.Code(),
    };

    /// <summary>Kinds of grant that open a resource, on whatever condition.</summary>
    public static IReadOnlyList<GrantKind> Opening(string resource) => [.. Enum.GetValues<GrantKind>().Where(k => Cell(resource, ColumnOf(k)) != "-")];
}
