using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using CaseTracker.Data.Identity;
using CaseTracker.Domain.People;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace CaseTracker.Web.Pipeline;

/// <summary>What a browser is asked to do with a passkey.</summary>
/// <param name="Options">For the browser, as its interface takes them.</param>
/// <param name="State">Comes back with the answer: what the site has to know again to check it, sealed.</param>
public sealed record PasskeyAsk(string Options, string State);

/// <summary>What the browser answered.</summary>
public sealed record PasskeyAnswer(string State, string Credential);

/// <summary>A passkey of an account.</summary>
public sealed record KnownPasskey(string Id, string Name, DateOnly AddedOn);

/// <summary>Passkeys: asking a browser for one, and checking its answer. Every question is answered once, within a quarter of an hour (WebAuthn, 7.1 and 7.2).</summary>
public sealed class PasskeyDesk(IPasskeyHandler<Account> passkeys, UserManager<Account> users, IDataProtectionProvider protection, IHttpContextAccessor http, SignInDelays delays, TimeProvider time)
{
    /// <summary>Longest name that somebody may give to one.</summary>
    public const int LongestName = 60;

    private static readonly TimeSpan ValidFor = TimeSpan.FromMinutes(15);

    private readonly IDataProtector _seal = protection.CreateProtector("passkeys");

    private HttpContext Http => http.HttpContext ?? throw new InvalidOperationException("Passkeys are asked for over the web.");

    /// <summary>Asks for a new one.</summary>
    public async Task<PasskeyAsk> AskNewAsync(Guid account, Person person)
    {
        var made = await passkeys.MakeCreationOptionsAsync(new PasskeyUserEntity { Id = account.ToString(), Name = person.Email, DisplayName = person.Name }, Http);
        return new PasskeyAsk(made.CreationOptionsJson, Seal(made.AttestationState));
    }

    /// <summary>Asks for one of the account, or for any.</summary>
    public async Task<PasskeyAsk> AskAsync(Guid? account)
    {
        var made = await passkeys.MakeRequestOptionsAsync(account is { } id ? await users.FindByIdAsync(id.ToString()) : null, Http);
        return new PasskeyAsk(made.RequestOptionsJson, Seal(made.AssertionState));
    }

    /// <summary>Adds the passkey with which a browser answered. False if the answer will not do.</summary>
    public async Task<bool> AddAsync(Guid account, PasskeyAnswer answer, string name, CancellationToken cancellationToken)
    {
        if (await OpenAsync(answer.State, cancellationToken) is not { } state) return false;
        var result = await passkeys.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = Http, CredentialJson = answer.Credential, AttestationState = state });
        if (!result.Succeeded || result.UserEntity.Id != account.ToString() || await users.FindByPasskeyIdAsync(result.Passkey.CredentialId) is not null) return false;
        var made = result.Passkey;
        // The day is enough: the moment would tell whose session was open then.
        var day = new DateTimeOffset(time.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        var kept = new UserPasskeyInfo(made.CredentialId, made.PublicKey, day, made.SignCount, made.Transports, made.IsUserVerified, made.IsBackupEligible, made.IsBackedUp, made.AttestationObject, made.ClientDataJson) { Name = name };
        return (await users.AddOrUpdatePasskeyAsync(await OwnerAsync(account), kept)).Succeeded;
    }

    /// <summary>Whose passkey answered; null if the answer will not do.</summary>
    public async Task<Account?> CheckAsync(PasskeyAnswer answer, CancellationToken cancellationToken)
    {
        if (await OpenAsync(answer.State, cancellationToken) is not { } state) return null;
        var result = await passkeys.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = Http, CredentialJson = answer.Credential, AssertionState = state });
        if (!result.Succeeded) return null;
        // How often it was used is kept: a copy of it would count anew.
        return (await users.AddOrUpdatePasskeyAsync(result.User, result.Passkey)).Succeeded ? result.User : null;
    }

    /// <summary>The passkeys of an account.</summary>
    public async Task<IReadOnlyList<KnownPasskey>> OfAsync(Guid account) =>
        [.. (await users.GetPasskeysAsync(await OwnerAsync(account))).Select(p => new KnownPasskey(Base64Url.EncodeToString(p.CredentialId), p.Name ?? "Passkey", DateOnly.FromDateTime(p.CreatedAt.UtcDateTime))).OrderBy(p => p.AddedOn).ThenBy(p => p.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>Gives a passkey another name; false if the account has none such.</summary>
    public async Task<bool> RenameAsync(Guid account, string id, string name)
    {
        if (await FindAsync(account, id) is not { } passkey) return false;
        passkey.Name = name;
        return (await users.AddOrUpdatePasskeyAsync(await OwnerAsync(account), passkey)).Succeeded;
    }

    /// <summary>Removes a passkey; false if the account has none such.</summary>
    public async Task<bool> RemoveAsync(Guid account, string id) =>
        await FindAsync(account, id) is { } passkey && (await users.RemovePasskeyAsync(await OwnerAsync(account), passkey.CredentialId)).Succeeded;

    private async Task<UserPasskeyInfo?> FindAsync(Guid account, string id) => Base64Url.IsValid(id) ? await users.GetPasskeyAsync(await OwnerAsync(account), Base64Url.DecodeFromChars(id)) : null;

    private async Task<Account> OwnerAsync(Guid account) => await users.FindByIdAsync(account.ToString()) ?? throw new NotFoundException();

    private string Seal(string? state) => _seal.Protect($"{time.GetUtcNow().Add(ValidFor).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}\n{state}");

    private async Task<string?> OpenAsync(string state, CancellationToken cancellationToken)
    {
        string[] parts;
        try
        {
            parts = _seal.Unprotect(state).Split('\n', 2);
        }
        catch (CryptographicException)
        {
            return null;
        }
        return long.Parse(parts[0], CultureInfo.InvariantCulture) > time.GetUtcNow().ToUnixTimeSeconds() && await delays.TakeOnceAsync(state, cancellationToken) ? parts[1] : null;
    }
}
