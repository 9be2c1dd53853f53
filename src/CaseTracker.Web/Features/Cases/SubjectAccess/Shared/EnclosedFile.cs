using CaseTracker.Data.Evidence;
using CaseTracker.Domain.SubjectAccess;

namespace CaseTracker.Web.Features.Cases.SubjectAccess.Shared;

/// <summary>Files that go out with an answer.</summary>
internal static class EnclosedFile
{
    /// <summary>Why a file does not go out, though what it shows is said; null if it does.</summary>
    public static string? WhyNot(EvidenceFile? file, SubjectAccessItem item, OpenRequest open) => file switch
    {
        null => "The file is not there any more.",
        { Scan: ScanState.Held } => "The file waits for the virus scanner, and does not go out before.",
        { Scan: ScanState.Quarantined } => "The virus scanner found something in the file. It does not go out.",
        { IsCleaned: false } when !item.IsTheirs && open.NeverIn(item).Count > 0 => "The file itself does not go out: this kind can say who made it, and that name they must not learn.",
        _ => null,
    };
}
