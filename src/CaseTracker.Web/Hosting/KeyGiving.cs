using System.Security.Cryptography;
using CaseTracker.Data;
using CaseTracker.Data.Audit;
using CaseTracker.Data.Databases;
using CaseTracker.Data.Protection;
using CaseTracker.Domain;
using CaseTracker.Web.Features.Retention.KeepKeysClean;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Hosting;

/// <summary>
/// Gives the site its key at the start: from a credential file, from whoever types a command, or in Development from a file that it makes by itself. Without any of them it starts locked, and waits at /unlock.
/// </summary>
public static class KeyGiving
{
    private const string KeyFile = "casetracker.key", StoreFile = "casekeys.db", OwnPassphraseFile = "passphrase", AnchorsFile = "audit-anchors.txt";

    // A passphrase of 32 random bytes needs no stretching.
    private const int RoundsForRandom = 1000;

    /// <summary>The vault, the store of the cases' keys, and the guard in front of every page.</summary>
    public static void AddKeys(this IServiceCollection services)
    {
        services.AddOptions<KeyOptions>().BindConfiguration(KeyOptions.Section);
        services.AddSingleton<SealedKeyFile>(p => new(Path.Combine(Folder(p), KeyFile)));
        services.AddSingleton<IKeyVault>(p => p.GetRequiredService<SealedKeyFile>());
        services.AddSingleton<KeyStore>(p => Store(p));
        services.AddSingleton<AnchorFile>(p => new(p.GetRequiredService<IOptions<KeyOptions>>().Value.AnchorFile is { Length: > 0 } named
            ? Path.GetFullPath(named, p.GetRequiredService<IHostEnvironment>().ContentRootPath) : Path.Combine(Folder(p), AnchorsFile)));
        services.AddSingleton<UnlockDesk>();
    }

    /// <summary>
    /// Opens the vault if anybody gives a passphrase; <paramref name="ask"/> asks whoever typed a command. Throws <see cref="StartRefusedException"/> if the passphrase is wrong, or the cases are here and their keys are not.
    /// </summary>
    public static async Task OpenKeysAsync(this IServiceProvider services, Func<string?>? ask, CancellationToken cancellationToken = default)
    {
        var (ring, vault, options) = (services.GetRequiredService<KeyRing>(), services.GetRequiredService<IKeyVault>(), services.GetRequiredService<IOptions<KeyOptions>>().Value);
        if (services.GetRequiredService<IHostEnvironment>().IsDevelopment()) await MakeForDevelopmentAsync(services, options, cancellationToken);
        await services.GetRequiredService<KeyStore>().PrepareAsync(cancellationToken);
        if (ring.IsOpen || !vault.IsMade || (Given(services, options) ?? ask?.Invoke()) is not { } passphrase) return;
        var material = await vault.OpenAsync(passphrase, cancellationToken) ?? throw new StartRefusedException($"That is not the passphrase of {vault.Place}. {(options.PassphraseFile is { Length: > 0 } file ? $"Look at {file}." : "Try again.")}");
        ring.Give(material, () => vault.OpenAsync(passphrase, CancellationToken.None).GetAwaiter().GetResult());
        await DemandKeysAsync(services, cancellationToken);
    }

    /// <summary>Refuses to go on with cases whose keys are somewhere else: everything in them would look broken. What was deleted and came back with a backup is deleted again.</summary>
    public static async Task DemandKeysAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateOperatorScope();
        if (await services.GetRequiredService<KeyStore>().IsEmptyAsync(cancellationToken) && await scope.ServiceProvider.GetRequiredService<CaseDb>().Cases.AnyAsync(cancellationToken))
            throw new StartRefusedException("There are cases in the database, and none of their keys is here. Restore the backup of the keys that belongs to it (keys restore). A database that was filled before its texts were encrypted cannot be used any more: take its files away and start again.");
        if (!await services.GetRequiredService<CaseKeys>().FitAsync(cancellationToken))
            throw new StartRefusedException("This key does not open the keys of the cases: it is another site's, or older than the last rotation. Give the key file that belongs to them, or restore the backup of the keys that belongs to it.");
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new BuryCommand(), cancellationToken);
    }

    private static string? Given(IServiceProvider services, KeyOptions options)
    {
        var file = options.PassphraseFile is { Length: > 0 } named ? named : services.GetRequiredService<IHostEnvironment>().IsDevelopment() ? Path.Combine(Folder(services), OwnPassphraseFile) : null;
        if (file is null) return null;
        try
        {
            return File.ReadAllText(Path.GetFullPath(file, services.GetRequiredService<IHostEnvironment>().ContentRootPath));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The passphrase cannot be read from {file}. Give CaseTracker:Keys:PassphraseFile a file that the site may read, or leave it out and unlock the site in the browser.");
        }
    }

    private static async Task MakeForDevelopmentAsync(IServiceProvider services, KeyOptions options, CancellationToken cancellationToken)
    {
        var vault = services.GetRequiredService<SealedKeyFile>();
        if (vault.IsMade || options.PassphraseFile is { Length: > 0 }) return;
        var file = Path.Combine(Folder(services), OwnPassphraseFile);
        await WriteOnceAsync(file, Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyMaterial.KeySize)), cancellationToken);
        try
        {
            await vault.MakeAsync(await File.ReadAllTextAsync(file, cancellationToken), RoundsForRandom, cancellationToken);
            services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(KeyGiving)).LogInformation("A key for development was made in {Folder}. Outside Development nobody but you makes one: see the command keys create", Folder(services));
        }
        catch (RefusedException)
        {
            // Another instance was quicker.
        }
    }

    // Of two instances that start together both must read the same.
    private static async Task WriteOnceAsync(string file, string text, CancellationToken cancellationToken)
    {
        await using var turn = await FileTurn.TakeAsync(file, cancellationToken);
        if (File.Exists(file)) return;
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var writer = new StreamWriter(file + ".part", options)) await writer.WriteAsync(text.AsMemory(), cancellationToken);
        File.Move(file + ".part", file);
    }

    private static KeyStore Store(IServiceProvider services)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        var provider = services.GetRequiredService<IOptions<SiteOptions>>().Value.Database.Provider;
        var own = configuration.GetConnectionString("CaseTrackerKeys");
        if (!string.IsNullOrWhiteSpace(own)) return new(provider, own);
        return provider == DatabaseProvider.PostgreSql
            ? new(provider, SiteHost.Database(services).Connection) : new(provider, $"Data Source={Path.Combine(Folder(services), StoreFile)}");
    }

    private static string Folder(IServiceProvider services)
    {
        var root = services.GetRequiredService<IHostEnvironment>().ContentRootPath;
        var folder = services.GetRequiredService<IOptions<KeyOptions>>().Value.Directory is { Length: > 0 } named ? Path.GetFullPath(named, root)
            : Path.TrimEndingDirectorySeparator(Path.GetFullPath(services.GetRequiredService<IOptions<SiteOptions>>().Value.DataDirectory, root)) + "-keys";
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return folder;
    }
}
