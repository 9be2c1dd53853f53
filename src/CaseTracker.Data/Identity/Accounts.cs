using CaseTracker.Domain;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CaseTracker.Data.Identity;

/// <summary>Rules of passwords (ASVS 6.2): long, and of any characters; nothing that makes people write them down.</summary>
public static class PasswordRules
{
    public const int Shortest = 12;

    /// <summary>Far beyond what anybody types; only so that hashing cannot be made to take for ever.</summary>
    public const int Longest = 200;

    /// <summary>Rounds of PBKDF2 with HMAC-SHA-512, as OWASP advises. A hash of fewer is made anew when its owner signs in.</summary>
    public const int Rounds = 220_000;

    /// <summary>Sets the same rules for Identity.</summary>
    public static void Apply(IdentityOptions options)
    {
        options.Password.RequiredLength = Shortest;
        options.Password.RequiredUniqueChars = 1;
        options.Password.RequireDigit = options.Password.RequireLowercase = options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = false;
    }
}

/// <summary>A hash that belongs to nobody: checking a password against it takes as long as against a real one.</summary>
public sealed class DecoyPassword(IOptions<PasswordHasherOptions> options)
{
    private readonly PasswordHasher<Account> _hasher = new(options);
    private readonly string _hash = new PasswordHasher<Account>(options).HashPassword(new Account(), Guid.NewGuid().ToString());

    /// <summary>Spends the time of a check.</summary>
    public void Check(string password) => _hasher.VerifyHashedPassword(new Account(), _hash, password);
}

/// <summary>Accounts of people: whether a password is right, and setting one.</summary>
public sealed class Accounts(CaseDb db, UserManager<Account> users, DecoyPassword decoy)
{
    /// <summary>The account, if the person has one with this password. Takes the same time whoever is asked for, nobody included.</summary>
    public async Task<Account?> CheckAsync(Guid? personId, string password, CancellationToken cancellationToken)
    {
        var account = await db.Users.SingleOrDefaultAsync(a => a.PersonId == (personId ?? Guid.Empty), cancellationToken);
        if (account?.PasswordHash is null)
        {
            decoy.Check(password);
            return null;
        }
        return await users.CheckPasswordAsync(account, password) ? account : null;
    }

    /// <summary>The person's account, for sign-in without a password (demonstration).</summary>
    public Task<Account?> FindAsync(Guid personId, CancellationToken cancellationToken) => db.Users.SingleOrDefaultAsync(a => a.PersonId == personId, cancellationToken);

    /// <summary>Sets the person's password; opens the account if there is none yet.</summary>
    public async Task SetPasswordAsync(Guid personId, string password, CancellationToken cancellationToken)
    {
        var account = await FindAsync(personId, cancellationToken);
        if (account is null)
        {
            // The person's address stays with the person: it may change without touching the account.
            Check(await users.CreateAsync(new Account { Id = Guid.NewGuid(), PersonId = personId, UserName = personId.ToString("N") }, password));
            return;
        }
        if (account.PasswordHash is not null) Check(await users.RemovePasswordAsync(account));
        Check(await users.AddPasswordAsync(account, password));
    }

    /// <summary>The person's account; one without a password if there is none yet, for whoever comes by way of the council's identity provider.</summary>
    public async Task<Account> OpenAsync(Guid personId, CancellationToken cancellationToken)
    {
        if (await FindAsync(personId, cancellationToken) is { } account) return account;
        Check(await users.CreateAsync(account = new Account { Id = Guid.NewGuid(), PersonId = personId, UserName = personId.ToString("N") }));
        return account;
    }

    private static void Check(IdentityResult result)
    {
        if (!result.Succeeded) throw new RefusedException("password", string.Join(" ", result.Errors.Select(e => e.Description)), "Password");
    }
}
