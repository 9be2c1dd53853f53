namespace CaseTracker.Domain.Evidence;

/// <summary>How large a picture may be that a browser is asked to show, by what its header says (ASVS 5.2.6).</summary>
public static class Pixels
{
    /// <summary>Most of them: a hundred million, which is more than telephones take.</summary>
    public const long Most = 100_000_000;

    /// <summary>Refuses a picture that is larger, or has no size.</summary>
    public static void Demand(FileKind kind, long width, long height)
    {
        if (width == 0 || height == 0) throw FileRefusedException.Damaged(kind);
        if (width * height > Most || width > 50_000 || height > 50_000) throw new FileRefusedException("The selected picture must have 100 million pixels or fewer. Save it in a smaller size");
    }
}
