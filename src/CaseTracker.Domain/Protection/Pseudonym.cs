namespace CaseTracker.Domain.Protection;

/// <summary>
/// Stands for a person wherever a case is linked to one. Issued by <see cref="ISeam"/>; never a key to a person or account,
/// so that the database alone does not tell who is part of which case.
/// </summary>
public readonly record struct Pseudonym(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");

    /// <summary>Reads what <see cref="ToString"/> wrote; null if it is not one.</summary>
    public static Pseudonym? Parse(string? text) => Guid.TryParse(text, out var id) ? new Pseudonym(id) : null;
}
