namespace CaseTracker.Domain;

/// <summary>
/// A rule of the domain said no. Nothing was changed. <see cref="Code"/> is the refusal's code in the table of routes and
/// <see cref="Exception.Message"/> its exact words, fit to be shown to the person who asked.
/// </summary>
public sealed class RefusedException(string code, string message, string? field = null) : Exception(message)
{
    /// <summary>Code of the refusal (routes, section 2) or of the conflict (routes, section 5).</summary>
    public string Code { get; } = code;

    /// <summary>Input that the refusal is about, where it is about one.</summary>
    public string? Field { get; } = field;
}
