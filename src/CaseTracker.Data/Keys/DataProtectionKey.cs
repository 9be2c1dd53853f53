namespace CaseTracker.Data.Keys;

/// <summary>A key with which cookies and form tokens are protected. Kept here so that every instance of the site, and every restart, has the same.</summary>
public sealed class DataProtectionKey
{
    public Guid Id { get; init; }
    public required string Name { get; init; }
    public required string Xml { get; init; }
}
