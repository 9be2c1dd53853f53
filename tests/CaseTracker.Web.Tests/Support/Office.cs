using System.Diagnostics;

namespace CaseTracker.Web.Tests.Support;

/// <summary>LibreOffice without windows (Debian: libreoffice-writer-nogui, libreoffice-calc-nogui), and what reads the text of the pages that it makes (poppler-utils).</summary>
public static class Office
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly string? Program = Find("soffice"), Reader = Find("pdftotext");

    /// <summary>Why nothing can be opened; null if it can.</summary>
    public static string? Missing { get; } = Program is null ? "LibreOffice is not installed." : Reader is null ? "pdftotext is not installed (poppler-utils)." : null;

    /// <summary>The text of the pages on which the file would be printed. Skips the test where there is no LibreOffice.</summary>
    public static async Task<IReadOnlyList<string>> PagesAsync(byte[] content, string ending)
    {
        Assert.SkipWhen(Missing is not null, Missing ?? "");
        var folder = Directory.CreateTempSubdirectory("casetracker-office-").FullName;
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, $"file.{ending}"), content);
            // A profile of its own: one that is in use would make it give the file to the program that runs already.
            await RunAsync(Program!, $"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf", "--outdir", folder, Path.Combine(folder, $"file.{ending}"));
            var text = await RunAsync(Reader!, "-layout", Path.Combine(folder, "file.pdf"), "-");
            return text.Split('\f', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var patience = new CancellationTokenSource(Patience);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end.");
        }
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException(await errors);
    }

    private static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Append("/usr/bin").Select(f => Path.Combine(f, name)).FirstOrDefault(File.Exists);
}
