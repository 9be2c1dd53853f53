using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Pipeline;

/// <summary>Reporting without an account, section CaseTracker:Reporting.</summary>
public sealed class ReportingOptions
{
    public const string Section = "CaseTracker:Reporting";

    /// <summary>Whether concerns can be raised without an account.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The host name of reports alone, to which no cookie of the site is ever sent (ASVS 3.5.4); empty keeps them under /report of the site.</summary>
    public string Host { get; set; } = "";

    /// <summary>Where "Leave this page quickly" leads: a page that everybody may be looking at.</summary>
    public string LeaveTo { get; set; } = "https://www.bbc.co.uk/weather";

    /// <summary>Reports that may be begun from one network in ten minutes, and from everywhere.</summary>
    public int StartsFromOne { get; set; } = 5;
    public int StartsFromAll { get; set; } = 60;

    /// <summary>Receipts that may be tried from one network in ten minutes, and from everywhere.</summary>
    public int TriesFromOne { get; set; } = 10;
    public int TriesFromAll { get; set; } = 300;

    /// <summary>Forms of a report that may be sent from one network in ten minutes, and from everywhere.</summary>
    public int FormsFromOne { get; set; } = 150;
    public int FormsFromAll { get; set; } = 2000;
}

/// <summary>Refuses to start with settings that would lead people astray.</summary>
public sealed class ReportingOptionsCheck : IValidateOptions<ReportingOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ReportingOptions options)
    {
        if (options.Host.Length > 0 && Uri.CheckHostName(options.Host) == UriHostNameType.Unknown)
            return ValidateOptionsResult.Fail("CaseTracker:Reporting:Host is no host name. Give one like report.council.gov.uk, without https:// and without a path, or leave it empty.");
        if (!Uri.TryCreate(options.LeaveTo, UriKind.Absolute, out var leave) || leave.Scheme != Uri.UriSchemeHttps)
            return ValidateOptionsResult.Fail("CaseTracker:Reporting:LeaveTo is no address. Give the https address of a page that everybody may be looking at.");
        int[] limits = [options.StartsFromOne, options.StartsFromAll, options.TriesFromOne, options.TriesFromAll, options.FormsFromOne, options.FormsFromAll];
        return limits.All(l => l > 0) ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail("CaseTracker:Reporting has a limit below 1. Give each of StartsFromOne, StartsFromAll, TriesFromOne, TriesFromAll, FormsFromOne and FormsFromAll a number from 1.");
    }
}
