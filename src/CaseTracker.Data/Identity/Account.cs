using Microsoft.AspNetCore.Identity;

namespace CaseTracker.Data.Identity;

/// <summary>A way to sign in. Belongs to one person; what the person may do is decided by their roles, not by the account.</summary>
public sealed class Account : IdentityUser<Guid>
{
    public Guid PersonId { get; init; }
}
