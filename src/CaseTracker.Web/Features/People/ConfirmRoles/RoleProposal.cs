namespace CaseTracker.Web.Features.People.ConfirmRoles;

/// <summary>One role proposed for one person, as a form sends it.</summary>
public sealed record RoleProposal(Guid Person, string Role)
{
    /// <summary>How a form writes it.</summary>
    public static string Value(Guid person, string role) => $"{person}:{role}";

    /// <summary>Reads what a form sent; null if it is nothing of the kind.</summary>
    public static RoleProposal? Parse(string? value) => value?.Split(':') is [var id, var role] && Guid.TryParse(id, out var person) ? new(person, role) : null;
}
