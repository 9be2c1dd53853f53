using CaseTracker.Domain.Access;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Features.Cases.Shared;

/// <summary>How far somebody reaches into a part of a case.</summary>
public enum Reach
{
    None,
    Read,
    Write,
}

/// <summary>
/// What one person may see of one case: the cells of <see cref="AccessTable"/> for each of their live grants, with the condition that a cell's letter makes.
/// Pages ask it, and decide nothing about access themselves.
/// </summary>
public sealed class CaseReader
{
    private static readonly HashSet<string> Opening = ["submit", "record-concern", "import", "convert", "make-informal", "split"];

    private readonly Case _case;
    private readonly DateOnly _today;
    private readonly ISeam _seam;
    private readonly IReadOnlyList<Grant> _grants;
    private readonly Lazy<IReadOnlySet<int>> _disclosed;
    private readonly Lazy<IReadOnlySet<int>> _handedOver;

    private CaseReader(Case c, IEnumerable<Grant> grants, Pseudonym? me, DateOnly today, ISeam seam)
    {
        (_case, _today, _seam, Me) = (c, today, seam, me);
        _grants = [.. grants];
        _disclosed = new(() => PapersOf("disclose", "convene"));
        _handedOver = new(() => PapersOf("hand-over"));
    }

    /// <summary>Whose reach it is.</summary>
    public Pseudonym? Me { get; }

    /// <summary>What that person may see of the case today.</summary>
    public static CaseReader Of(Case c, Pseudonym? me, DateOnly today, ISeam seam) => new(c, c.GrantsOf(me, today), me, today, seam);

    /// <summary>What whoever holds that one grant may see: also somebody without an account.</summary>
    public static CaseReader By(Case c, Grant grant, DateOnly today, ISeam seam) => new(c, [grant], grant.Person, today, seam);

    /// <summary>Whether they hold a live grant of that kind.</summary>
    public bool Holds(GrantKind kind) => _grants.Any(g => g.Kind == kind);

    /// <summary>Whether somebody who deals with the case asks, and not somebody whom it is about.</summary>
    public bool IsOtherSide => _grants.All(g => g.Kind is GrantKind.Subject or GrantKind.SubjectIp);

    /// <summary>Whether they deal with the case as a whole, and not with papers that were sent to them: those to whom the table gives its full timeline.</summary>
    public bool ReadsWhole => Reads(CaseParts.FullTimeline);

    /// <summary>Whether they are told that other cases belong to it: those who know everybody on it, and are not its raiser.</summary>
    public bool ReadsLinks => _grants.Any(g => g.Kind != GrantKind.Raiser && Cell(CaseParts.People, g) is not null);

    /// <summary>How far they reach into a part, taken as a whole.</summary>
    public Reach Of(string part) => Best(part, null);

    /// <summary>Whether they may read any of a part. Parts made of papers, notes and entries are then asked for one by one.</summary>
    public bool Reads(string part) => Best(part, null) != Reach.None;

    /// <summary>Whether they may read that paper, note or entry of a part.</summary>
    public bool Reads(string part, CaseEvent what) => Best(part, what) != Reach.None;

    /// <summary>Whether they may read that paper: as the part to which it belongs, or because they brought it.</summary>
    public bool ReadsPaper(CaseEvent paper) => _grants.Count > 0 && (paper.By is { } author && author == Me || Reads(PartOf(paper), paper));

    /// <summary>The part to which a paper belongs, by who brought it.</summary>
    public static string PartOf(CaseEvent paper) => (paper.Verb, paper.OnBehalfOf ?? paper.As) switch
    {
        ("record-view", _) => CaseParts.IpThread,
        ("circulate-draft" or "file-report", _) => CaseParts.OtherEvidence,
        (_, Actor.Raiser) => CaseParts.RaiserEvidence,
        (_, Actor.Subject) => CaseParts.SubjectEvidence,
        _ => CaseParts.OtherEvidence,
    };

    /// <summary>Whether they may add to a part or change it.</summary>
    public bool Writes(string part) => Best(part, null) == Reach.Write;

    /// <summary>Whether names stand beside roles in a part, and not roles and times alone.</summary>
    public bool ReadsNames(string part) => _grants.Any(g => Cell(part, g) is { } cell && Allows(part, g, cell.Letter, null) && cell.Letter != 't');

    /// <summary>Number of the event that brought the raiser's account: where it is among the papers that were sent, so is the account.</summary>
    public static int AccountOf(Case c) => c.Events.FirstOrDefault(e => Opening.Contains(e.Verb))?.Number ?? 1;

    private Reach Best(string part, CaseEvent? what)
    {
        var best = Reach.None;
        foreach (var grant in _grants)
        {
            if (Cell(part, grant) is not { } cell || !Allows(part, grant, cell.Letter, what)) continue;
            var reach = cell.Writes && !grant.ReadOnly && grant.Kind != GrantKind.ImportRecord ? Reach.Write : Reach.Read;
            if (reach > best) best = reach;
        }
        return best;
    }

    private static (bool Writes, char? Letter)? Cell(string part, Grant grant)
    {
        var cell = AccessTable.Cell(part, AccessTable.ColumnOf(grant.Kind));
        return cell == "-" ? null : (cell[0] == 'W', cell.Length > 1 ? cell[1] : null);
    }

    private bool Allows(string part, Grant grant, char? letter, CaseEvent? what)
    {
        // Nobody can be told a name that nobody gave.
        if (part == CaseParts.RaiserIdentity && _case.Confidentiality == "anonymous") return false;
        return letter switch
        {
            'a' => _case.Agreed(part == CaseParts.RaiserIdentity ? "use-name" : "share-narrative", _today, Me),
            'd' => part == CaseParts.RaiserIdentity ? MayBeTold() : Sent(_disclosed.Value, what) || what is { Verb: "circulate-draft" },
            'g' => what is null || what.At >= grant.StartedAt,
            'h' or 'p' => SentTo(part, grant, what),
            'l' => _case.Confidentiality == "named" || _case.Events.Any(e => e.Verb == Verbs.OpenIdentity.Code && e.By == Me),
            'o' => IsOwn(part, grant, what),
            'r' => HandedOver(part, what),
            'x' => _case.Route is Route.R4 or Route.R5,
            _ => true,
        };
    }

    // Of those who read only what was sent to them: a part of the account goes with the account, everything else for itself.
    private bool SentTo(string part, Grant grant, CaseEvent? what)
    {
        var papers = grant.Papers.ToHashSet();
        if (IsAccount(part)) return papers.Contains(AccountOf(_case));
        // A thread of the Independent Person is a paper as its views are: those of the meeting that were sent.
        return what is null ? papers.Count > 0 : papers.Contains(what.Number);
    }

    private bool HandedOver(string part, CaseEvent? what)
    {
        if (part == CaseParts.RaiserIdentity && !_case.Agreed("use-name", _today) && !LegalDuty()) return false;
        return IsAccount(part) ? _handedOver.Value.Contains(AccountOf(_case)) : Sent(_handedOver.Value, what);
    }

    private bool IsOwn(string part, Grant grant, CaseEvent? what) =>
        part == CaseParts.Letters ? grant.Kind is GrantKind.Raiser or GrantKind.Subject : what is null || (what.By is { } author && author == Me);

    // Agreement to be named to one manager is no agreement to be named to the other side.
    private bool MayBeTold() => !_case.Has("name-withheld") && _case.Agreed("use-name", _today, Me);

    private static bool Sent(IReadOnlySet<int> papers, CaseEvent? what) => what is null ? papers.Count > 0 : papers.Contains(what.Number);

    private static bool IsAccount(string part) => part is CaseParts.Brief or CaseParts.Narrative or CaseParts.RaiserIdentity;

    private bool LegalDuty() => _case.Events.LastOrDefault(e => e.Verb == Verbs.HandOver.Code) is { } over && _case.Read(over, _seam).Has("legal_duty");

    private HashSet<int> PapersOf(params string[] verbs) =>
        [.. _case.Events.Where(e => verbs.Contains(e.Verb)).SelectMany(e => _case.Read(e, _seam).List("papers")).Select(p => int.TryParse(p, System.Globalization.CultureInfo.InvariantCulture, out var n) ? n : 0)];
}
