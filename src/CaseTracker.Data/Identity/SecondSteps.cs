using System.Security.Cryptography;
using CaseTracker.Data.Protection;
using CaseTracker.Domain;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Data.Identity;

/// <summary>What an account has beside its password.</summary>
/// <param name="App">Whether an authenticator app is set up.</param>
/// <param name="Passkeys">How many passkeys there are.</param>
/// <param name="Codes">How many recovery codes are left.</param>
public sealed record SecondStepsOf(bool App, int Passkeys, int Codes)
{
    /// <summary>Whether there is any. Recovery codes alone are none: they only help out.</summary>
    public bool Any => App || Passkeys > 0;
}

/// <summary>Second steps of accounts: apps and their codes, and recovery codes (ASVS 6.5).</summary>
public sealed class SecondSteps(CaseDb db, KeyRing ring, IdVeil veil, TimeProvider time)
{
    /// <summary>What the account has.</summary>
    public async Task<SecondStepsOf> OfAsync(Guid account, CancellationToken cancellationToken)
    {
        var whose = veil.Veil(account);
        return new SecondStepsOf(
            await db.Authenticators.AnyAsync(a => a.VeiledAccount == whose, cancellationToken),
            await db.UserPasskeys.CountAsync(p => p.UserId == account, cancellationToken),
            await db.RecoveryCodes.CountAsync(c => c.VeiledAccount == whose, cancellationToken));
    }

    /// <summary>
    /// The secret that is offered to an account in a session: always the same there, so that looking at the page twice, or on paper, changes nothing, and nothing is stored before it was confirmed. After it was taken another is offered.
    /// </summary>
    public async Task<byte[]> OfferAsync(Guid account, Guid session, CancellationToken cancellationToken)
    {
        var whose = veil.Veil(account);
        var before = await db.Authenticators.Where(a => a.VeiledAccount == whose).Select(a => a.Id).SingleOrDefaultAsync(cancellationToken);
        byte[] where = [.. account.ToByteArray(), .. session.ToByteArray(), .. before.ToByteArray()];
        return HMACSHA256.HashData(ring.Material.KeyFor("offered second steps"), where)[..OneTimeCodes.SecretSize];
    }

    /// <summary>Takes the secret offered there in place of any other, if the code shows that the app has it. Answers whether it does.</summary>
    public async Task<bool> SetUpAppAsync(Guid account, Guid session, string code, CancellationToken cancellationToken)
    {
        var secret = await OfferAsync(account, session, cancellationToken);
        if (OneTimeCodes.Match(secret, Digits(code), time.GetUtcNow()) is not { } step) return false;
        await RemoveAppAsync(account, cancellationToken);
        var (id, whose) = (Guid.NewGuid(), veil.Veil(account));
        db.Authenticators.Add(new Authenticator { Id = id, VeiledAccount = whose, Secret = SecretBox.Seal(Key(), secret, Context(id, whose)), LastStep = step });
        return true;
    }

    /// <summary>Removes the app.</summary>
    public Task RemoveAppAsync(Guid account, CancellationToken cancellationToken)
    {
        var whose = veil.Veil(account);
        return db.Authenticators.Where(a => a.VeiledAccount == whose).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Makes new recovery codes in place of all earlier ones; answers them, since they are kept nowhere else.</summary>
    public async Task<IReadOnlyList<string>> NewCodesAsync(Guid account, CancellationToken cancellationToken)
    {
        await RemoveCodesAsync(account, cancellationToken);
        var whose = veil.Veil(account);
        string[] codes = [.. Enumerable.Range(0, RecoveryCodes.Count).Select(_ => RecoveryCodes.New())];
        db.RecoveryCodes.AddRange(codes.Select(c => new RecoveryCode { Id = Guid.NewGuid(), VeiledAccount = whose, Hash = RecoveryCodes.Hash(c) }));
        return codes;
    }

    /// <summary>Takes away everything: app, passkeys and recovery codes.</summary>
    public async Task RemoveAllAsync(Guid account, CancellationToken cancellationToken)
    {
        await RemoveAppAsync(account, cancellationToken);
        await RemoveCodesAsync(account, cancellationToken);
        await db.UserPasskeys.Where(p => p.UserId == account).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Removes all recovery codes: without a second step they help nobody.</summary>
    public Task RemoveCodesAsync(Guid account, CancellationToken cancellationToken)
    {
        var whose = veil.Veil(account);
        return db.RecoveryCodes.Where(c => c.VeiledAccount == whose).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Takes a code of the app, or a recovery code: each once. Of two attempts at once with the same code one is taken.</summary>
    public async Task<bool> TakeAsync(Guid account, string typed, CancellationToken cancellationToken)
    {
        var whose = veil.Veil(account);
        if (RecoveryCodes.IsOne(typed))
        {
            var hash = RecoveryCodes.Hash(typed);
            return await db.RecoveryCodes.Where(c => c.VeiledAccount == whose && c.Hash == hash).ExecuteDeleteAsync(cancellationToken) == 1;
        }
        if (await db.Authenticators.AsNoTracking().SingleOrDefaultAsync(a => a.VeiledAccount == whose, cancellationToken) is not { } app) return false;
        var secret = SecretBox.Open(Key(), app.Secret, Context(app.Id, whose)) ?? throw new InvalidDataException("The secret of an authenticator app does not open with the key of this site.");
        if (OneTimeCodes.Match(secret, Digits(typed), time.GetUtcNow()) is not { } step) return false;
        return await db.Authenticators.Where(a => a.Id == app.Id && a.LastStep < step).ExecuteUpdateAsync(a => a.SetProperty(x => x.LastStep, step), cancellationToken) == 1;
    }

    /// <summary>The refusal to leave somebody without a second step who must have one.</summary>
    public static RefusedException LastOne() => new("last-second-step", "Set up another second step first. What you do here needs one.");

    // Apps show "123 456".
    private static string Digits(string typed) => typed.Replace(" ", "", StringComparison.Ordinal);

    private byte[] Key() => ring.Material.KeyFor("second steps");

    private static byte[] Context(Guid id, Guid whose) => [.. id.ToByteArray(), .. whose.ToByteArray()];
}
