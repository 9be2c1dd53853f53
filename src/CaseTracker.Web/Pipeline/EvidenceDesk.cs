using CaseTracker.Data;
using CaseTracker.Data.Evidence;
using CaseTracker.Domain;
using CaseTracker.Domain.Evidence;
using CaseTracker.Domain.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Pipeline;

/// <summary>A file on its way in: its name as it was sent, and its bytes, of which nobody has read any.</summary>
public sealed record IncomingFile(string Name, Stream Content);

/// <summary>A file that was taken in: sealed, looked through and scanned. It lasts once a row names it.</summary>
public sealed record TakenFile(Guid Id, string Name, FileKind Kind, int Kilobytes, ScanState Scan)
{
    /// <summary>Its row.</summary>
    public EvidenceFile Row(ISeam seam, Guid? draft, Guid? concern, string? description = null, int number = 0) => new()
    {
        Id = Id,
        DraftId = draft,
        ConcernId = concern,
        Number = number,
        Kind = Kind.Code,
        Kilobytes = Kilobytes,
        Scan = Scan,
        Name = seam.Seal(KeyKind.Matter, Id, EvidenceFile.NameColumn, 1, Name),
        Description = seam.Seal(KeyKind.Matter, Id, EvidenceFile.DescriptionColumn, 1, description),
    };
}

/// <summary>
/// Where files of evidence are taken in and scanned. The bytes go from the request straight into the seal; what is looked at afterwards is read from there, a chunk at a time.
/// </summary>
public sealed class EvidenceDesk(CaseDb db, EvidenceStore store, VirusScanner scanner, IOptions<EvidenceOptions> options, IHostEnvironment host)
{
    /// <summary>The field beside which a refusal stands.</summary>
    public const string Field = "file";

    private const int Megabyte = 1024 * 1024;

    /// <summary>Whether files are taken. Where real cases are dealt with, only with a scanner.</summary>
    public bool TakesFiles => scanner.IsConfigured || host.IsDevelopment();

    /// <summary>What stands on the pages where a file can be chosen.</summary>
    public FileTaking Taking => new(TakesFiles, scanner.IsConfigured, options.Value.LargestFile);

    /// <summary>
    /// Takes a file in for a draft or a concern. Throws <see cref="RefusedException"/> for one that is too large, too many, or not allowed; nothing of it is left then.
    /// </summary>
    public async Task<TakenFile> TakeAsync(IncomingFile file, Guid? draft, Guid? concern, CancellationToken cancellationToken)
    {
        if (!TakesFiles) throw Refused("Describe what you have instead: files cannot be added, because no virus scanner is set up here");
        var (files, kilobytes) = await HeldAsync(draft, concern, cancellationToken);
        if (files >= options.Value.MostFiles) throw Refused($"There are {files} files already, and no more can be added. Describe what else there is");
        var (id, name) = (Guid.NewGuid(), FileNames.Tidy(file.Name));
        try
        {
            var size = await store.WriteAsync(id, EvidenceStore.Original, to => CopyAsync(file.Content, to, cancellationToken), cancellationToken);
            if (size == 0) throw Refused("The selected file is empty. Select another one");
            if (kilobytes + (size / 1024) > (long)options.Value.MostTogether * 1024) throw Refused($"All files of a concern together must be smaller than {options.Value.MostTogether} MB. Describe what else there is");
            var kind = await LookAsync(id, name, cancellationToken);
            return new TakenFile(id, name, kind, (int)((size + 1023) / 1024), await ScanAsync(id, cancellationToken));
        }
        catch (FileRefusedException refused)
        {
            store.Delete(id);
            throw Refused(refused.Message);
        }
        catch
        {
            store.Delete(id);
            throw;
        }
    }

    /// <summary>What the scanner says of a file as it came.</summary>
    public async Task<ScanState> ScanAsync(Guid file, CancellationToken cancellationToken)
    {
        if (!scanner.IsConfigured) return host.IsDevelopment() ? ScanState.NotScanned : ScanState.Held;
        await using var original = store.Open(file, EvidenceStore.Original);
        return await scanner.ScanAsync(original, cancellationToken);
    }

    private static RefusedException Refused(string why) => new("file", why, Field);

    private async Task<(int Files, long Kilobytes)> HeldAsync(Guid? draft, Guid? concern, CancellationToken cancellationToken)
    {
        var held = await db.EvidenceFiles.Where(f => (draft != null && f.DraftId == draft) || (concern != null && f.ConcernId == concern)).Select(f => f.Kilobytes).ToListAsync(cancellationToken);
        return (held.Count, held.Sum(k => (long)k));
    }

    private async Task<FileKind> LookAsync(Guid id, string name, CancellationToken cancellationToken)
    {
        await using var original = store.Open(id, EvidenceStore.Original);
        var kind = FileInspector.Inspect(original, name);
        if (!kind.IsCleaned) return kind;
        await store.WriteAsync(id, EvidenceStore.View, to =>
        {
            FileInspector.Clean(kind, original, to);
            return Task.CompletedTask;
        }, cancellationToken);
        return kind;
    }

    private async Task CopyAsync(Stream from, Stream to, CancellationToken cancellationToken)
    {
        var (portion, total, most) = (new byte[32 * 1024], 0L, (long)options.Value.LargestFile * Megabyte);
        for (int read; (read = await from.ReadAsync(portion, cancellationToken)) > 0;)
        {
            if ((total += read) > most) throw Refused($"The selected file must be {options.Value.LargestFile} MB or smaller");
            to.Write(portion, 0, read);
        }
        Array.Clear(portion);
    }
}

/// <summary>What whoever chooses a file has to know.</summary>
/// <param name="IsOn">Whether files are taken at all.</param>
/// <param name="IsScanned">Whether there is a virus scanner.</param>
/// <param name="Megabytes">Largest file.</param>
public sealed record FileTaking(bool IsOn, bool IsScanned, int Megabytes);
