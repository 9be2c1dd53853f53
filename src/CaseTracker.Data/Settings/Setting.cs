namespace CaseTracker.Data.Settings;

/// <summary>A fact about this database itself, by name.</summary>
public sealed class Setting
{
    /// <summary>Changes whenever a person, a relation, a bank holiday, a version of the Protocol or another setting changes.</summary>
    public const string OrganisationVersion = "organisation-version";

    /// <summary>The council's name, given when the database was set up.</summary>
    public const string CouncilName = "council-name";

    /// <summary>Present for ever once sample people were loaded.</summary>
    public const string Demonstration = "demonstration";

    /// <summary>When the database last took a write on being asked whether it does.</summary>
    public const string LastReady = "last-ready";

    /// <summary>Number and print of the last entry of the ledger of statistics, so that it is noticed if the last ones are gone.</summary>
    public const string StatisticsHead = "statistics-head";

    public required string Key { get; init; }
    public string Value { get; set; } = "";
}
