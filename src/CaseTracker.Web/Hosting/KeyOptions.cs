namespace CaseTracker.Web.Hosting;

/// <summary>Where the key to what is confidential is kept, and who gives it: section <c>CaseTracker:Keys</c>.</summary>
public sealed class KeyOptions
{
    /// <summary>Where these settings live.</summary>
    public const string Section = "CaseTracker:Keys";

    /// <summary>Folder of the sealed key file, and beside SQLite of the keys of cases; a relative one starts at the project or at the published program. Null puts it beside DataDirectory, with "-keys" at its name.</summary>
    public string? Directory { get; set; }

    /// <summary>A file that holds the passphrase, for starts without a person: readable by the site alone, as systemd's credentials are. Null leaves the site locked until somebody gives the passphrase at /unlock.</summary>
    public string? PassphraseFile { get; set; }

    /// <summary>File to which a line is added each day that says where the audit stands; null keeps it beside the key file. Best on another machine, or where lines can only be added.</summary>
    public string? AnchorFile { get; set; }
}
