using CaseTracker.Data.Protection;
using CaseTracker.Domain.Protection;

namespace CaseTracker.Data.Evidence;

/// <summary>
/// The folder beside the database in which the files of evidence lie, each sealed in chunks under its own key from the moment its first byte arrives. A file is whole and on the disk before its row is stored; what has no row is swept away.
/// </summary>
public sealed class EvidenceStore(string folder, KeyRing ring, CaseKeys keys)
{
    /// <summary>The file as it came, and the copy for readers.</summary>
    public const string Original = "original", View = "view";

    private const string Part = ".part";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly string[] Parts = [Original, View];

    /// <summary>Where it is.</summary>
    public string Folder => folder;

    /// <summary>Seals what <paramref name="write"/> writes; answers how many bytes that was. Nothing is left of it if that fails.</summary>
    public async Task<long> WriteAsync(Guid file, string part, Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        MakeFolder(folder);
        var path = PathOf(file, part);
        try
        {
            long written;
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
            await using (var disk = new FileStream(path + Part, options))
            {
                await using var box = new SealedFileWriter(disk, keys.ForWriting(file, KeyKind.Matter), Place(file, part));
                await write(box);
                box.Complete();
                written = box.Written;
                disk.Flush(flushToDisk: true);
            }
            // The key is stored before the text that it protects, and so it is before the file.
            await keys.SaveAsync(cancellationToken);
            File.Move(path + Part, path);
            // Of a file that came without a name the disk knows the day alone, by its end, so that it is not swept away before its row is stored.
            if (DayOnly.Moment is { } day) File.SetLastWriteTimeUtc(path, day.AddDays(1).UtcDateTime);
            return written;
        }
        catch
        {
            File.Delete(path + Part);
            throw;
        }
    }

    /// <summary>Opens a file for reading at any place. Throws <see cref="SealBrokenException"/> if its key was destroyed, and <see cref="FileNotFoundException"/> if it is not there.</summary>
    public Stream Open(Guid file, string part)
    {
        if (keys.ForReading(file, KeyKind.Matter) is not { } key) throw new SealBrokenException($"evidence.{part}", "its key is not there");
        return new SealedFileReader(new FileStream(PathOf(file, part), new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read | FileShare.Delete, BufferSize = 0 }), key, Place(file, part));
    }

    /// <summary>The same once every byte of it was found to be what was written.</summary>
    public Stream OpenVerified(Guid file, string part)
    {
        var opened = (SealedFileReader)Open(file, part);
        try
        {
            opened.Verify();
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Takes a file and its copy away.</summary>
    public void Delete(Guid file)
    {
        if (!Directory.Exists(folder)) return;
        foreach (var part in Parts) File.Delete(PathOf(file, part));
    }

    /// <summary>Files that were last written before then: whose they are, and null for what was never finished.</summary>
    public IEnumerable<(Guid? File, string Path)> WrittenBefore(DateTimeOffset moment)
    {
        if (!Directory.Exists(folder)) yield break;
        foreach (var path in Directory.EnumerateFiles(folder))
        {
            if (File.GetLastWriteTimeUtc(path) >= moment.UtcDateTime) continue;
            var name = Path.GetFileName(path).Split('.');
            yield return (name is [var id, "original" or "view"] && Guid.TryParseExact(id, "N", out var file) ? file : null, path);
        }
    }

    /// <summary>Copies every file, sealed as it is, to a folder; those that are there already stay. Answers how many it holds then. The database is copied first: whatever it names is here.</summary>
    public static int CopyAll(string from, string to)
    {
        if (!Directory.Exists(from)) return 0;
        MakeFolder(to);
        var count = 0;
        foreach (var path in Directory.EnumerateFiles(from).Where(p => !p.EndsWith(Part, StringComparison.Ordinal)))
        {
            var target = Path.Combine(to, Path.GetFileName(path));
            count++;
            if (File.Exists(target)) continue;
            try
            {
                File.Copy(path, target + Part, overwrite: true);
            }
            catch (FileNotFoundException)
            {
                // Erased at this moment.
                count--;
                continue;
            }
            using (var written = new FileStream(target + Part, FileMode.Open, FileAccess.ReadWrite)) written.Flush(flushToDisk: true);
            File.Move(target + Part, target);
        }
        return count;
    }

    private static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
    }

    private SealedPlace Place(Guid file, string part) => new(ring.Material.Site, file, part);

    private string PathOf(Guid file, string part) => Path.Combine(folder, $"{file:N}.{part}");
}
