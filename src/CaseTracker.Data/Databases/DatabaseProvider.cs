namespace CaseTracker.Data.Databases;

/// <summary>Which database keeps the data.</summary>
public enum DatabaseProvider
{
    /// <summary>One file, embedded: for one instance of the site.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server.</summary>
    PostgreSql,
}
