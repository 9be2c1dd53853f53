using CaseTracker.Data.Audit;
using CaseTracker.Data.Identity;
using CaseTracker.Data.Keys;
using CaseTracker.Data.Protection;
using CaseTracker.Domain;
using CaseTracker.Domain.Protection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CaseTracker.Data.Databases;

/// <summary>Connects the database of one council.</summary>
public static class CaseDatabase
{
    private const string Migrations = "CaseTracker.Migrations.";
    private static readonly SqlitePragmas Pragmas = new();

    /// <summary>Adds <see cref="CaseDb"/> on the chosen provider, with encryption. <see cref="KeyStore"/> and <see cref="IKeyVault"/> are for the host to name.</summary>
    public static IServiceCollection AddCaseDatabase(this IServiceCollection services, Func<IServiceProvider, (DatabaseProvider Provider, string Connection)> choose)
    {
        services.AddDbContextPool<CaseDb>((provider, options) =>
        {
            var (database, connection) = choose(provider);
            options.Use(database, connection).AddInterceptors(provider.GetRequiredService<KeysBeforeTexts>());
        });
        services.AddSingleton(provider => new SecondConnection(SecondOptions(provider, choose(provider))));
        services.AddSingleton<ViewLog>();
        services.AddSingleton<DoorLog>();
        services.AddSingleton<KeyRing>();
        services.AddSingleton<CaseKeys>();
        services.AddSingleton<IdVeil>();
        services.AddSingleton<KeysBeforeTexts>();
        services.AddSingleton<ISeam, EncryptingSeam>();
        services.AddIdentityCore<Account>(PasswordRules.Apply).AddEntityFrameworkStores<CaseDb>();
        services.Configure<IdentityOptions>(KeepPasskeys);
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = PasswordRules.Rounds);
        services.AddSingleton<DecoyPassword>();
        services.AddScoped<Accounts>();
        services.AddScoped<SecondSteps>();
        services.AddScoped<OneTimeLinks>();
        services.AddSingleton<SessionReads>();
        services.AddScoped<Sessions>();
        services.AddSingleton<DatabaseKeyRepository>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(p => new ConfigureOptions<KeyManagementOptions>(o => (o.XmlRepository, o.XmlEncryptor) = (p.GetRequiredService<DatabaseKeyRepository>(), new SealedKeyXml(p.GetRequiredService<KeyRing>()))));
        return services;
    }

    /// <summary>Options that stand alone, for tools and tests that have no host.</summary>
    public static DbContextOptions<CaseDb> Options(DatabaseProvider provider, string connection)
    {
        var identity = new ServiceCollection().Configure<IdentityOptions>(KeepPasskeys).BuildServiceProvider();
        var options = new DbContextOptionsBuilder<CaseDb>();
        options.UseApplicationServiceProvider(identity).Use(provider, connection);
        return options.Options;
    }

    // Configured like the first, with a pool of its own.
    private static DbContextOptions<CaseDb> SecondOptions(IServiceProvider provider, (DatabaseProvider Provider, string Connection) database)
    {
        var options = new DbContextOptionsBuilder<CaseDb>();
        options.UseApplicationServiceProvider(provider);
        foreach (var configuration in provider.GetServices<IDbContextOptionsConfiguration<CaseDb>>()) configuration.Configure(provider, options);
        if (database.Provider == DatabaseProvider.PostgreSql) options.UseNpgsql(new NpgsqlConnectionStringBuilder(database.Connection) { ApplicationName = "CaseTracker, second connection", MaxPoolSize = SecondConnection.AtOnce }.ConnectionString);
        return options.Options;
    }

    /// <summary>Passkeys have a table from the start, so that they need no change to the schema when they come.</summary>
    public static void KeepPasskeys(IdentityOptions options) => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;

    /// <summary>The options of one provider, with its own migrations.</summary>
    private static DbContextOptionsBuilder Use(this DbContextOptionsBuilder options, DatabaseProvider provider, string connection) => provider switch
    {
        DatabaseProvider.PostgreSql => options.UseNpgsql(connection, o => o.MigrationsAssembly(Migrations + provider)),
        // A list goes as one parameter, so that the same command serves however long it is.
        _ => options.UseSqlite(connection, o => o.MigrationsAssembly(Migrations + provider).UseParameterizedCollectionMode(ParameterTranslationMode.Parameter)).AddInterceptors(Pragmas),
    };

    /// <summary>Brings the database to the schema of this program. Refuses one that a newer program wrote (<see cref="RefusedException"/>). Several instances may do it at once: they take turns.</summary>
    public static async Task MigrateAsync(CaseDb db, CancellationToken cancellationToken = default)
    {
        await RefuseNewerAsync(db, cancellationToken);
        await using (await MigrationTurn.TakeAsync(db, cancellationToken)) await db.Database.MigrateAsync(cancellationToken);
        // A newer instance may have been before us in the queue.
        await RefuseNewerAsync(db, cancellationToken);
        await AppendOnly.DemandAsync(db, cancellationToken);
    }

    private static async Task RefuseNewerAsync(CaseDb db, CancellationToken cancellationToken)
    {
        var known = db.Database.GetMigrations().ToHashSet();
        var newer = (await db.GetService<IHistoryRepository>().ExistsAsync(cancellationToken))
            ? (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).Where(m => !known.Contains(m)).ToList() : [];
        if (newer.Count > 0)
            throw new RefusedException("newer-database", $"The database was written by a newer version of CaseTracker ({newer[^1]}). Install that version, or restore an earlier backup.");
    }
}
