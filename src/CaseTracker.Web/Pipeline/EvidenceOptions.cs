using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Pipeline;

/// <summary>Files of evidence: section <c>CaseTracker:Evidence</c>.</summary>
public sealed class EvidenceOptions
{
    /// <summary>Where these settings live.</summary>
    public const string Section = "CaseTracker:Evidence";

    /// <summary>Folder of the files; null for "evidence" beside the embedded database, or in the data directory where there is none.</summary>
    public string? Directory { get; set; }

    /// <summary>The virus scanner, a clamd: tcp://127.0.0.1:3310 or unix:/run/clamav/clamd.ctl. Empty for none: files are then taken in a demonstration only.</summary>
    public string Scanner { get; set; } = "";

    /// <summary>How long the scanner may take for one file, in seconds, before it is held and scanned later.</summary>
    public int ScannerSeconds { get; set; } = 20;

    /// <summary>How often files that are held are scanned again, in seconds; 0 leaves it to another instance.</summary>
    public int RetrySeconds { get; set; } = 60;

    /// <summary>Largest file, in MB.</summary>
    public int LargestFile { get; set; } = 25;

    /// <summary>Most files on one concern.</summary>
    public int MostFiles { get; set; } = 100;

    /// <summary>Most of all files of one concern together, in MB.</summary>
    public int MostTogether { get; set; } = 500;
}

/// <summary>Says at start what is wrong with the settings of evidence.</summary>
public sealed class EvidenceOptionsCheck : IValidateOptions<EvidenceOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, EvidenceOptions options)
    {
        if (options.Scanner.Length > 0 && VirusScanner.AddressOf(options.Scanner) is null)
            return ValidateOptionsResult.Fail($"CaseTracker:Evidence:Scanner is \"{options.Scanner}\". Give where clamd listens: tcp://127.0.0.1:3310 or unix:/run/clamav/clamd.ctl.");
        if (options.LargestFile is < 1 or > 1024) return ValidateOptionsResult.Fail($"CaseTracker:Evidence:LargestFile is {options.LargestFile}. Give a size between 1 and 1024 MB.");
        if (options.MostFiles < 1 || options.MostTogether < options.LargestFile) return ValidateOptionsResult.Fail("CaseTracker:Evidence:MostFiles must be 1 or more, and MostTogether no less than LargestFile.");
        return options.ScannerSeconds is >= 1 and <= 600 && options.RetrySeconds >= 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail("CaseTracker:Evidence:ScannerSeconds must be between 1 and 600, and RetrySeconds 0 or more.");
    }
}
