using CaseTracker.Data;
using CaseTracker.Data.Evidence;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Evidence;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Cases.Shared;

/// <summary>A file beside a paper, as a reader of the paper sees it.</summary>
/// <param name="Href">Where it is opened; null where it cannot be.</param>
/// <param name="Words">Its kind and size.</param>
/// <param name="Note">Why it cannot be opened, or what to beware of; null for nothing.</param>
public sealed record FileLine(string? Href, string Words, string? Note);

/// <summary>The files of evidence that the events of a case name. Whoever may read the event may open its files, if the scanner found nothing and no name is given away by it.</summary>
public sealed class CaseFiles
{
    private readonly Case _case;
    private readonly ISeam _seam;
    private readonly IReadOnlyDictionary<Guid, EvidenceFile> _files;

    private CaseFiles(Case c, ISeam seam, IReadOnlyDictionary<Guid, EvidenceFile> files) => (_case, _seam, _files) = (c, seam, files);

    /// <summary>Ids of the files that an event brought.</summary>
    public static IReadOnlyList<Guid> In(Inputs read) => [.. read.List("files").Select(t => Guid.TryParse(t, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty)];

    /// <summary>The files of a case.</summary>
    public static async Task<CaseFiles> OfAsync(CaseDb db, Case c, ISeam seam, CancellationToken cancellationToken) =>
        new(c, seam, await db.EvidenceFiles.AsNoTracking().Where(f => f.ConcernId == c.ConcernId).ToDictionaryAsync(f => f.Id, cancellationToken));

    /// <summary>The file with that id, if it belongs to the concern.</summary>
    public EvidenceFile? Of(Guid id) => _files.GetValueOrDefault(id);

    /// <summary>The events that bring evidence.</summary>
    public static IEnumerable<CaseEvent> Bringing(Case c) => c.Events.Where(e => e.Verb == Verbs.AddEvidence.Code);

    /// <summary>The file with that id and the event that brought it; null if no event of the case that this reader may read names it.</summary>
    public (EvidenceFile File, CaseEvent By)? Find(Guid id, CaseReader reader)
    {
        if (!_files.TryGetValue(id, out var file)) return null;
        return Bringing(_case).Where(e => reader.ReadsPaper(e) && In(_case.Read(e, _seam)).Contains(id)).Select(e => ((EvidenceFile, CaseEvent)?)(file, e)).FirstOrDefault();
    }

    /// <summary>Lines for the files of an event.</summary>
    public IReadOnlyList<FileLine> LinesOf(CaseEvent by, CaseReader reader, string area) => by.Verb != Verbs.AddEvidence.Code ? [] :
    [
        .. In(_case.Read(by, _seam)).Where(_files.ContainsKey).Select(id => _files[id]).Select(f => new FileLine(
            WhyNot(f, by, reader) is null ? $"/{area}/{_case.Reference}/files/{f.Id}" : null, $"{FileKind.Of(f.Kind).Words}, {f.Kilobytes.AsSize()}", WhyNot(f, by, reader) ?? Beware(f))),
    ];

    /// <summary>Why a reader of the paper cannot open the file; null if they can.</summary>
    public string? WhyNot(EvidenceFile file, CaseEvent by, CaseReader reader) => file.Scan switch
    {
        ScanState.Held => "Waits for the virus scanner. It can be opened once it has been scanned.",
        ScanState.Quarantined => "The virus scanner found something in it. Nobody can open it.",
        _ => KeepsName(file, by, reader) ? "It stays with the Monitoring Officer: this kind of file can say who made it, and that name is kept confidential." : null,
    };

    /// <summary>What a file is called where it is handed out: never what its sender called it.</summary>
    public string NameOf(EvidenceFile file) => $"{_case.Reference}-evidence-{file.Id.ToString("N")[..6]}{FileKind.Of(file.Kind).Endings[0]}";

    /// <summary>What to know before opening it; null for nothing.</summary>
    public static string? Beware(EvidenceFile file) => file.Scan == ScanState.NotScanned ? "Not scanned for viruses: no scanner is set up in this demonstration." : null;

    // What cannot be cleaned may hold the raiser's name: it is for those who know it, and for the Monitoring Officer, who has to judge it.
    private bool KeepsName(EvidenceFile file, CaseEvent by, CaseReader reader) => !file.IsCleaned && (by.OnBehalfOf ?? by.As) == Actor.Raiser && _case.Confidentiality != "named"
        && !reader.Holds(GrantKind.Raiser) && !reader.Holds(GrantKind.Mo) && !(by.By is { } author && author == reader.Me) && !reader.Reads(CaseParts.RaiserIdentity);
}
