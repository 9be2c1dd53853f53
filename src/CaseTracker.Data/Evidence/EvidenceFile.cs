using CaseTracker.Domain.Evidence;
using CaseTracker.Domain.Protection;

namespace CaseTracker.Data.Evidence;

/// <summary>Whether a file may be opened, as far as viruses go.</summary>
public enum ScanState
{
    /// <summary>No answer of the scanner yet: nobody can open it.</summary>
    Held,

    /// <summary>The scanner found nothing.</summary>
    Clean,

    /// <summary>The scanner found something: nobody can open it, ever.</summary>
    Quarantined,

    /// <summary>There was no scanner: in a demonstration only.</summary>
    NotScanned,
}

/// <summary>
/// A file of evidence: what is known of it. Its content lies sealed in <see cref="EvidenceStore"/> under keys of its own, which go with this row; who may see it is said by the event of the case that names it.
/// </summary>
public sealed class EvidenceFile
{
    /// <summary>Columns of the sealed texts.</summary>
    public const string NameColumn = "evidence_name", DescriptionColumn = "evidence_description";

    /// <summary>Nothing in it tells when it came.</summary>
    public Guid Id { get; init; } = Guid.NewGuid();

    /// <summary>The draft to which it was added, until that is sent.</summary>
    public Guid? DraftId { get; set; }

    /// <summary>The concern with which it is erased; null while it belongs to a draft.</summary>
    public Guid? ConcernId { get; set; }

    /// <summary>Counts up within its draft.</summary>
    public int Number { get; init; }

    /// <summary>Code of <see cref="FileKind"/>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Size in whole KiB, rounded up.</summary>
    public int Kilobytes { get; init; }

    public ScanState Scan { get; set; }

    /// <summary>What it was called where it came from. A name can name somebody: it is shown to whoever added it, and with the original.</summary>
    public Sealed Name { get; init; } = Sealed.None;

    /// <summary>What it shows, in words, while it belongs to a draft; afterwards the event of the case says so.</summary>
    public Sealed Description { get; set; } = Sealed.None;

    /// <summary>The draft was sent: from now on the event of the case says what it shows.</summary>
    public void GoWith(Guid concern) => (DraftId, ConcernId, Description) = (null, concern, Sealed.None);

    /// <summary>Whether there is a cleaned copy beside the original.</summary>
    public bool IsCleaned => Domain.Evidence.FileKind.Of(Kind).IsCleaned;
}
