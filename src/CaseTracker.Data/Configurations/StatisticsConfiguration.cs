using CaseTracker.Data.Statistics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseTracker.Data.Configurations;

internal sealed class LedgerRowConfiguration : IEntityTypeConfiguration<LedgerRow>
{
    public void Configure(EntityTypeBuilder<LedgerRow> builder)
    {
        builder.ToTable("StatisticsLedger");
        builder.HasKey(r => r.Number);
        builder.Property(r => r.Number).ValueGeneratedNever();
        builder.Property(r => r.PreviousHash).HasMaxLength(64);
        builder.Property(r => r.Hash).HasMaxLength(64);
    }
}

internal sealed class CountedConcernConfiguration : IEntityTypeConfiguration<CountedConcern>
{
    public void Configure(EntityTypeBuilder<CountedConcern> builder)
    {
        builder.ToTable("CountedConcerns");
        builder.HasKey(c => c.ConcernId);
        builder.Property(c => c.ConcernId).ValueGeneratedNever();
        foreach (var row in new[] { nameof(CountedConcern.Handling), nameof(CountedConcern.Theme), nameof(CountedConcern.Setting), nameof(CountedConcern.Raiser), nameof(CountedConcern.Section), nameof(CountedConcern.Acknowledged), nameof(CountedConcern.Outcome), nameof(CountedConcern.Training) })
            builder.Property(row).HasMaxLength(20);
        builder.HasIndex(c => c.Received);
        builder.HasIndex(c => c.Decided);
    }
}
