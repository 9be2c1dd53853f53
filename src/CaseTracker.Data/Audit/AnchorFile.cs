using System.Globalization;
using System.Text;

namespace CaseTracker.Data.Audit;

/// <summary>Where the audit stood on each day, in a file apart from the database: put it where nobody who can write to the database can.</summary>
public sealed class AnchorFile(string path)
{
    /// <summary>Where it is.</summary>
    public string Place => path;

    /// <summary>Adds a line, on the disk before it answers.</summary>
    public async Task AddAsync(DateOnly day, AuditAnchor anchor, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        await file.WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd} {anchor}\n")), cancellationToken);
        file.Flush(flushToDisk: true);
    }

    /// <summary>The anchors of such a file, or of lines copied from mails. Lines that hold none are passed over.</summary>
    public static async Task<IReadOnlyList<AuditAnchor>> ReadAsync(string path, CancellationToken cancellationToken) =>
        [.. (await File.ReadAllLinesAsync(path, cancellationToken)).Select(AuditAnchor.Parse).OfType<AuditAnchor>()];
}
