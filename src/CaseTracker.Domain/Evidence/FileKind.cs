namespace CaseTracker.Domain.Evidence;

/// <summary>
/// A kind of file that is taken as evidence, known by its content and not by its name (ASVS 5.2.2).
/// </summary>
/// <param name="Code">How it is stored.</param>
/// <param name="Words">What a reader calls it.</param>
/// <param name="Endings">Endings that a name may have; the first is that of what is handed out.</param>
/// <param name="IsCleaned">Whether readers get a copy without what the file says about who made it, where and when (ASVS 14.2.8).</param>
/// <param name="Picture">The type under which a browser may show the cleaned copy; null for what is never shown.</param>
public sealed record FileKind(string Code, string Words, IReadOnlyList<string> Endings, bool IsCleaned = false, string? Picture = null)
{
    public static readonly FileKind Jpeg = new("jpeg", "Photograph (JPEG)", [".jpg", ".jpeg", ".jpe", ".jfif"], IsCleaned: true, "image/jpeg");
    public static readonly FileKind Png = new("png", "Picture (PNG)", [".png"], IsCleaned: true, "image/png");
    public static readonly FileKind Pdf = new("pdf", "PDF", [".pdf"]);
    public static readonly FileKind Word = new("docx", "Word document", [".docx"], IsCleaned: true);
    public static readonly FileKind Excel = new("xlsx", "Excel workbook", [".xlsx"], IsCleaned: true);
    public static readonly FileKind PowerPoint = new("pptx", "PowerPoint presentation", [".pptx"], IsCleaned: true);

    // A table of values is handed out as text: what a spreadsheet would calculate from it is not what was sent.
    public static readonly FileKind Text = new("text", "Plain text", [".txt", ".text", ".csv", ".log"]);
    public static readonly FileKind Email = new("email", "Email", [".eml"]);
    public static readonly FileKind Mp3 = new("mp3", "Recording (MP3)", [".mp3"]);
    public static readonly FileKind M4a = new("m4a", "Recording (M4A)", [".m4a"]);
    public static readonly FileKind Wav = new("wav", "Recording (WAV)", [".wav"]);
    public static readonly FileKind Mp4 = new("mp4", "Video (MP4)", [".mp4", ".m4v"]);

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<FileKind> All = [Jpeg, Png, Pdf, Word, Excel, PowerPoint, Text, Email, Mp3, M4a, Wav, Mp4];

    /// <summary>The kind with that code.</summary>
    public static FileKind Of(string code) => All.First(k => k.Code == code);

    /// <summary>What whoever chooses a file is told.</summary>
    public const string Allowed = "a JPEG or PNG picture, PDF, Word, Excel or PowerPoint file, plain text, email (.eml), MP3, M4A or WAV recording, or MP4 video";
}
