using CaseTracker.Data.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseTracker.Data.Configurations;

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("AuditEntries");
        builder.HasKey(e => e.Number);
        builder.Property(e => e.Number).ValueGeneratedNever();
        builder.Property(e => e.Kind).HasMaxLength(10);
        builder.Property(e => e.What).HasMaxLength(200);
        builder.Property(e => e.Hat).HasMaxLength(40);
        // Who has looked at a case, the last first.
        builder.HasIndex(e => new { e.CaseId, e.Kind, e.Number });
    }
}
