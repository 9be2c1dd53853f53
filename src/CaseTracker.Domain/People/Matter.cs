namespace CaseTracker.Domain.People;

/// <summary>A subject that members ask about, and whom they ask: the Group Head first, then the Director (Protocol 2025, paragraph 9.1).</summary>
public sealed class Matter
{
    public Guid Id { get; init; }

    /// <summary>Key of the directory file.</summary>
    public string Name { get; set; } = "";
    public string Description { get; set; } = "";
    public Guid GroupHeadId { get; set; }

    /// <summary>Whom to ask if the Group Head does not help.</summary>
    public Guid EscalateToId { get; set; }

    /// <summary>The Group Head's number; shown only if the Group Head agreed (Protocol 2025, paragraph 7.5).</summary>
    public string Phone { get; set; } = "";
}
