namespace CaseTracker.Domain.Evidence;

/// <summary>A file is not taken. The message says what to do instead.</summary>
public sealed class FileRefusedException(string message) : Exception(message)
{
    /// <summary>Of no kind that is taken, or named as what it is not.</summary>
    public static FileRefusedException NotAllowed() => new($"The selected file must be {FileKind.Allowed}");

    /// <summary>It cannot be read to its end.</summary>
    public static FileRefusedException Damaged(FileKind kind) => new($"The selected file is damaged, or not what its name says ({kind.Words}). Save it again, or select another one");
}
