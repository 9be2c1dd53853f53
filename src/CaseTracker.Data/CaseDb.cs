using CaseTracker.Data.Audit;
using CaseTracker.Data.Cases;
using CaseTracker.Data.Evidence;
using CaseTracker.Data.Identity;
using CaseTracker.Data.Imports;
using CaseTracker.Data.Keys;
using CaseTracker.Data.Outbox;
using CaseTracker.Data.Settings;
using CaseTracker.Data.Statistics;
using CaseTracker.Domain;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.Letters;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Protocols;
using CaseTracker.Domain.Retention;
using CaseTracker.Domain.Routes;
using CaseTracker.Domain.SubjectAccess;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CaseTracker.Data;

/// <summary>The database of one council: people, accounts, cases. Each entity's mapping stands in <c>Configurations</c>.</summary>
public sealed class CaseDb(DbContextOptions<CaseDb> options) : IdentityUserContext<Account, Guid>(options)
{
    public DbSet<Person> People => Set<Person>();
    public DbSet<Relation> Relations => Set<Relation>();
    public DbSet<Appointment> Appointments => Set<Appointment>();
    public DbSet<Case> Cases => Set<Case>();
    public DbSet<Grant> Grants => Set<Grant>();
    public DbSet<CaseClock> Clocks => Set<CaseClock>();
    public DbSet<Draft> Drafts => Set<Draft>();
    public DbSet<Signpost> Signposts => Set<Signpost>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    /// <summary>Who looked at what: the views of the audit.</summary>
    public IQueryable<CaseView> CaseViews => AuditEntries.AsNoTracking().Where(e => e.Kind == AuditEntry.View && e.CaseId != null)
        .Select(e => new CaseView { Number = e.Number, CaseId = e.CaseId!.Value, Person = e.Person, As = e.As!.Value, Hat = e.Hat, What = e.What, At = e.At });
    public DbSet<RetentionHold> RetentionHolds => Set<RetentionHold>();
    public DbSet<Disposal> Disposals => Set<Disposal>();
    public DbSet<SubjectAccessRequest> SubjectAccessRequests => Set<SubjectAccessRequest>();
    public DbSet<SubjectAccessItem> SubjectAccessItems => Set<SubjectAccessItem>();
    public DbSet<SubjectAccessAnswer> SubjectAccessAnswers => Set<SubjectAccessAnswer>();
    public DbSet<CaseLetter> CaseLetters => Set<CaseLetter>();
    public DbSet<EvidenceFile> EvidenceFiles => Set<EvidenceFile>();
    public DbSet<LetterTemplate> LetterTemplates => Set<LetterTemplate>();
    public DbSet<Cover> Covers => Set<Cover>();
    public DbSet<Submission> Submissions => Set<Submission>();
    public DbSet<Setting> Settings => Set<Setting>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<Authenticator> Authenticators => Set<Authenticator>();
    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();
    public DbSet<SignInAttempt> SignInAttempts => Set<SignInAttempt>();
    public DbSet<SignInLink> SignInLinks => Set<SignInLink>();
    public DbSet<ImportRecord> Imports => Set<ImportRecord>();
    public DbSet<ImportRun> ImportRuns => Set<ImportRun>();
    public DbSet<ImportRunFile> ImportRunFiles => Set<ImportRunFile>();
    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();
    public DbSet<CountedConcern> CountedConcerns => Set<CountedConcern>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <inheritdoc/>
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        var detects = KeepRules();
        try
        {
            if (AuditChain.IsNeeded(this)) throw new NotSupportedException("What the audit has to know is saved asynchronously.");
            return base.SaveChanges(acceptAllChangesOnSuccess);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = detects;
        }
    }

    /// <inheritdoc/>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var detects = KeepRules();
        try
        {
            if (!AuditChain.IsNeeded(this)) return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
            if (Database.CurrentTransaction is not null) return await SaveWithAuditAsync(acceptAllChangesOnSuccess, cancellationToken);
            await using var transaction = await Database.BeginTransactionAsync(cancellationToken);
            var saved = await SaveWithAuditAsync(acceptAllChangesOnSuccess, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return saved;
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = detects;
        }
    }

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
        configurationBuilder.Properties<CaseReference>().HaveConversion<ReferenceConverter>().HaveMaxLength(20);
        configurationBuilder.Properties<Route>().HaveConversion<string>().HaveMaxLength(2);
        configurationBuilder.Properties<Stage>().HaveConversion<string>().HaveMaxLength(20);
        configurationBuilder.Properties<Actor>().HaveConversion<string>().HaveMaxLength(20);
        configurationBuilder.Properties<GrantKind>().HaveConversion<string>().HaveMaxLength(20);
        configurationBuilder.Properties<NamedPart>().HaveConversion<string>().HaveMaxLength(20);
        configurationBuilder.Properties<LinkKind>().HaveConversion<string>().HaveMaxLength(20);
        configurationBuilder.Properties<LimitUnit>().HaveConversion<string>().HaveMaxLength(20);
        // SQLite can neither order nor compare DateTimeOffset; all moments are UTC, so ticks say the same.
        if (Database.IsSqlite()) configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicksConverter>();
    }

    private async Task<int> SaveWithAuditAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken)
    {
        var takeBack = await AuditChain.AppendAsync(this, cancellationToken);
        try
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        catch
        {
            takeBack();
            throw;
        }
    }

    // Looks for changes, which walks through everything that was loaded, and switches off that saving looks for them again. Answers how that was set.
    private bool KeepRules()
    {
        var detects = ChangeTracker.AutoDetectChangesEnabled;
        var changed = ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).ToList();
        foreach (var entry in changed)
        {
            // What was published stays as it was: the ledger of statistics is only added to.
            if (entry is { Entity: LedgerRow, State: not EntityState.Added }) throw new InvalidOperationException("An entry of the ledger of statistics is never changed or removed.");
            // No account is both administrator and caseworker (routes, invariant 20).
            if (entry is { Entity: Person person, State: not EntityState.Deleted } && person.Is(Role.Administrator) && person.Roles.Any(Role.Casework.Contains))
                throw new RefusedException("administrator-alone", "An administrator cannot also deal with cases. Choose one or the other.");
        }
        if (changed.Any(e => e.Entity is Person or Relation or Appointment or BankHoliday or ProtocolVersion or ProtocolSection or ProtocolParagraph || (e.Entity is Setting s && s.Key is not (Setting.OrganisationVersion or Setting.StatisticsHead)))) NewOrganisationVersion();
        ChangeTracker.AutoDetectChangesEnabled = false;
        return detects;
    }

    // Whoever keeps a copy of people, calendar, Protocol and settings compares this one row to know whether it is still true.
    private void NewOrganisationVersion()
    {
        var row = Settings.Local.FindEntry(Setting.OrganisationVersion) ?? Settings.Attach(new Setting { Key = Setting.OrganisationVersion });
        row.Property(s => s.Value).CurrentValue = Guid.NewGuid().ToString("N");
    }

    private sealed class PseudonymConverter() : ValueConverter<Pseudonym, Guid>(p => p.Value, g => new Pseudonym(g));

    private sealed class ReferenceConverter() : ValueConverter<CaseReference, string>(r => r.Value, t => CaseReference.Stored(t));

    private sealed class UtcTicksConverter() : ValueConverter<DateTimeOffset, long>(d => d.UtcTicks, t => new DateTimeOffset(t, TimeSpan.Zero));
}
