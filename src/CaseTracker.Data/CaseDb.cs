using CaseTracker.Data.Identity;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CaseTracker.Data;

/// <summary>The database of one council: people, accounts, cases. Each entity's mapping stands in <c>Configurations</c>.</summary>
public sealed class CaseDb(DbContextOptions<CaseDb> options) : IdentityUserContext<Account, Guid>(options)
{
    public DbSet<Person> People => Set<Person>();
    public DbSet<Relation> Relations => Set<Relation>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(CaseDb).Assembly);
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Pseudonym>().HaveConversion<PseudonymConverter>();
        // SQLite can neither order nor compare DateTimeOffset; all moments are UTC, so ticks say the same.
        if (Database.IsSqlite()) configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicksConverter>();
    }

    private sealed class PseudonymConverter() : ValueConverter<Pseudonym, Guid>(p => p.Value, g => new Pseudonym(g));

    private sealed class UtcTicksConverter() : ValueConverter<DateTimeOffset, long>(d => d.UtcTicks, t => new DateTimeOffset(t, TimeSpan.Zero));
}
