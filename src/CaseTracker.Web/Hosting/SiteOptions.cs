using CaseTracker.Data.Databases;

namespace CaseTracker.Web.Hosting;

/// <summary>Where this installation keeps its data and how it is reached: section <c>CaseTracker</c> of the settings.</summary>
public sealed class SiteOptions
{
    /// <summary>Where these settings live.</summary>
    public const string Section = "CaseTracker";

    /// <summary>Folder of the embedded database; a relative one starts at the project or at the published program.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>Which database keeps the data.</summary>
    public DatabaseOptions Database { get; set; } = new();

    /// <summary>The address by which people reach the site; links in mail begin with it.</summary>
    public string PublicAddress { get; set; } = "http://localhost:5080";

    /// <summary>A file of passwords that nobody may choose, one on each line, beside the commonest, which are refused anyway; null for none.</summary>
    public string? PasswordList { get; set; }

    /// <summary>How often the site looks for what the calendar demands, in minutes; 0 for never.</summary>
    public int ClockMinutes { get; set; } = 5;

    /// <summary>Addresses or networks (10.0.0.0/8) of reverse proxies that end HTTPS in front of the site and are believed about who asks.</summary>
    public string[] TrustedProxies { get; set; } = [];
}

/// <summary>Section <c>CaseTracker:Database</c>.</summary>
public sealed class DatabaseOptions
{
    /// <summary>Sqlite or PostgreSql.</summary>
    public DatabaseProvider Provider { get; set; }
}

/// <summary>Section <c>AutoMapper</c>.</summary>
public sealed class AutoMapperOptions
{
    /// <summary>Where these settings live.</summary>
    public const string Section = "AutoMapper";

    /// <summary>Key of a commercial licence; empty where AutoMapper is used under its public licence.</summary>
    public string LicenseKey { get; set; } = "";
}
