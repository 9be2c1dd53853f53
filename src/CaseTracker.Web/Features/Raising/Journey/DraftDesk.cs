using CaseTracker.Data;
using CaseTracker.Data.Evidence;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Evidence;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Pipeline;
using Microsoft.EntityFrameworkCore;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Features.Raising.Journey;

/// <summary>A draft taken up by its owner: what it holds, and what the rules need to look at it.</summary>
public sealed record OpenDraft(Draft Draft, Inputs Answers, RaiserIdentity Raiser, Person? Owner, Circumstances Now)
{
    /// <summary>Codes beside those of the verb that a case takes from a draft.</summary>
    private static readonly string[] Beside = ["occurred_until", "keep_out_reason", "handler_confirmed", "protected", "protected_read", "done_on", Case.EvidenceFiles];

    public Journeys Journey => IsAnonymous ? Journeys.Reporting : Journeys.Of(Draft.ForSomebodyElse);

    /// <summary>Whether it is written without an account.</summary>
    public bool IsAnonymous => Owner is null;

    public Verb Verb => Draft.ForSomebodyElse ? Verbs.RecordConcern : Verbs.Submit;

    /// <summary>Who raises it, if they are in the list of people.</summary>
    public Person? RaisedBy => Now.People.Find(Raiser.Person);

    /// <summary>Whom it is about.</summary>
    public IReadOnlyList<Party> Subjects => Known.Parties("subject");

    /// <summary>The answers as the rules need them: where names are typed because no list of people is shown, with those who are known to everybody in their place.</summary>
    public Inputs Known => IsAnonymous ? KnownNames.In(Answers, Now) : Answers;

    /// <summary>Files that were added to it, in order.</summary>
    public IReadOnlyList<DraftFile> Files { get; init; } = [];

    /// <summary>What the verb takes: drafts hold more than that.</summary>
    public Inputs ForVerb()
    {
        var (answers, formal) = (Known, RouteTable.RouteOf(Answers.Text("route")) == Route.R3);
        var described = answers.List("files");
        var all = Files.Count == 0 ? answers : answers.With("files", [.. described, .. Files.Select(f => f.Description)]).With(Case.EvidenceFiles, [.. described.Select(_ => Case.NoFile), .. Files.Select(f => f.Id.ToString())]);
        return new(all.Values.Where(v => v.Key.StartsWith("allegations.", StringComparison.Ordinal) || v.Key is "name_consent" or Case.NameReason ? formal : Verb.Asks(v.Key).Asked || Beside.Contains(v.Key)));
    }

    /// <summary>What the concern would be about one subject, for the conflict check.</summary>
    public Case Sketch(Party? subject = null, string? routeCode = null) =>
        Case.Sketch(Raiser, ForVerb(), subject ?? Subjects.FirstOrDefault() ?? Party.Called(""),
            routeCode ?? (RouteTable.RouteOf(Answers.Text("route")) is null ? "monitoring-officer" : Answers.Text("route")), Now);

    /// <summary>The same draft with other answers.</summary>
    public OpenDraft With(Inputs answers) => this with { Answers = answers };

    /// <summary>What somebody is called: the name of a known person, otherwise the text.</summary>
    public string NameOf(Party party) => party.In(Now.People)?.Name ?? party.Name;
}

/// <summary>A file of a draft, as its owner sees it.</summary>
public sealed record DraftFile(Guid Id, string Description, string Name, FileKind Kind, int Kilobytes, ScanState Scan)
{
    /// <summary>What can be said of it beside its name.</summary>
    public string Says => Scan switch
    {
        ScanState.Held => "Waits for the virus scanner. You can go on: it is kept, and can be opened once it has been scanned.",
        ScanState.Quarantined => "The virus scanner found something in it, so nobody can open it. Its description is sent; remove the file, or leave it for the Monitoring Officer to know.",
        ScanState.NotScanned => "Not scanned for viruses: no scanner is set up in this demonstration.",
        _ => "",
    };
}

/// <summary>Where drafts are taken up and put back: only by their owner. Everybody else gets the answer of an unknown address.</summary>
public sealed class DraftDesk(CaseDb db, ICurrentPerson current, CaseDesk desk, ISeam seam)
{
    /// <summary>The current person; null for somebody without an account.</summary>
    public Person? Me => current.IsAnonymous ? null : current.Person ?? throw new SignInNeededException();

    /// <summary>Their pseudonym, or what stands for the receipt that they will get.</summary>
    public Pseudonym Owner => current.Pseudonym ?? throw new SignInNeededException();

    /// <summary>The draft. Throws <see cref="NotFoundException"/> if there is none, if it is somebody else's, or of the other journey.</summary>
    public async Task<OpenDraft> OpenAsync(Guid id, bool recording, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) is { } found && found.Draft.ForSomebodyElse == recording ? found : throw new NotFoundException();

    /// <summary>The current person's draft with that id, or null.</summary>
    public async Task<OpenDraft?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var me = Owner;
        var draft = await db.Drafts.FirstOrDefaultAsync(d => d.Id == id && d.Owner == me, cancellationToken);
        // Whoever may no longer record for others has no more use for what they began.
        return draft is null || (draft.ForSomebodyElse && Me?.Roles.Any(RoleWords.MayRecord.Contains) != true) ? null : await TakeUpAsync(draft, cancellationToken);
    }

    /// <summary>The current person's drafts of one journey, the newest first.</summary>
    public async Task<IReadOnlyList<OpenDraft>> AllAsync(bool recording, CancellationToken cancellationToken)
    {
        var me = Owner;
        var drafts = await db.Drafts.AsNoTracking().Where(d => d.Owner == me && d.ForSomebodyElse == recording).ToListAsync(cancellationToken);
        if (drafts.Count == 0) return [];
        var now = await desk.NowAsync(null, cancellationToken);
        return [.. drafts.OrderByDescending(d => d.SavedAt).ThenByDescending(d => d.Id).Select(d => new OpenDraft(d, d.Read(seam), Own(d), Me, now))];
    }

    /// <summary>The draft with its files.</summary>
    public async Task<OpenDraft> WithFilesAsync(OpenDraft draft, CancellationToken cancellationToken)
    {
        var id = draft.Draft.Id;
        var files = await db.EvidenceFiles.AsNoTracking().Where(f => f.DraftId == id).OrderBy(f => f.Number).ThenBy(f => f.Id).ToListAsync(cancellationToken);
        return draft with { Files = [.. files.Select(f => new DraftFile(f.Id, seam.Open(f.Description, f.Id, EvidenceFile.DescriptionColumn), seam.Open(f.Name, f.Id, EvidenceFile.NameColumn), FileKind.Of(f.Kind), f.Kilobytes, f.Scan))] };
    }

    private async Task<OpenDraft> TakeUpAsync(Draft draft, CancellationToken cancellationToken)
    {
        var (answers, now) = (draft.Read(seam), await desk.NowAsync(null, cancellationToken));
        return new OpenDraft(draft, answers, await RaiserAsync(draft, answers, now, cancellationToken), Me, now);
    }

    private RaiserIdentity Own(Draft draft) => Me is null ? RaiserIdentity.WithReceipt(draft.Owner) : new RaiserIdentity(draft.Owner, null, HasChannel: true);

    private async Task<RaiserIdentity> RaiserAsync(Draft draft, Inputs answers, Circumstances now, CancellationToken cancellationToken)
    {
        if (!draft.ForSomebodyElse) return Own(draft);
        return answers.Text("raiser_kind") switch
        {
            "person" when answers.Party("raiser")?.In(now.People) is { } person =>
                new RaiserIdentity(now.People.PseudonymOf(person), null, await db.Users.AnyAsync(a => a.PersonId == person.Id, cancellationToken)),
            "name" when answers.Has("raiser") => new RaiserIdentity(null, answers.Text("raiser"), HasChannel: false),
            _ => RaiserIdentity.Anonymous(hasReceipt: false),
        };
    }
}

/// <summary>What the handlers of this feature share.</summary>
public static class RaisingRegistration
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddRaising(this IServiceCollection services) => services.AddScoped<DraftDesk>();
}
