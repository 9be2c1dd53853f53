using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Data.Identity;

/// <summary>
/// Which account belongs to whom at the council's identity provider. Kept is a keyed print of the provider's own number for them, which never changes hands as addresses do, and no moment: that would tell whose session began then.
/// </summary>
public sealed class ProviderLinks(CaseDb db)
{
    private const string Provider = "single-sign-on";

    /// <summary>The account behind that print; null if nobody came with it yet.</summary>
    public async Task<Account?> FindAsync(string print, CancellationToken cancellationToken) =>
        await db.UserLogins.Where(l => l.LoginProvider == Provider && l.ProviderKey == print).Join(db.Users, l => l.UserId, u => u.Id, (_, u) => u).SingleOrDefaultAsync(cancellationToken);

    /// <summary>Whether the account belongs to somebody there.</summary>
    public Task<bool> HasAsync(Guid account, CancellationToken cancellationToken) => db.UserLogins.AnyAsync(l => l.LoginProvider == Provider && l.UserId == account, cancellationToken);

    /// <summary>From now on the account belongs to that print.</summary>
    public void Link(Guid account, string print) => db.UserLogins.Add(new IdentityUserLogin<Guid> { LoginProvider = Provider, ProviderKey = print, UserId = account, ProviderDisplayName = null });

    /// <summary>The account belongs to nobody there any more; false if it did not.</summary>
    public async Task<bool> UnlinkAsync(Guid account, CancellationToken cancellationToken) =>
        await db.UserLogins.Where(l => l.LoginProvider == Provider && l.UserId == account).ExecuteDeleteAsync(cancellationToken) > 0;
}
