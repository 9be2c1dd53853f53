using CaseTracker.Domain.Retention;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseTracker.Data.Configurations;

internal sealed class RetentionHoldConfiguration : IEntityTypeConfiguration<RetentionHold>
{
    public void Configure(EntityTypeBuilder<RetentionHold> builder)
    {
        builder.ToTable("RetentionHolds");
        builder.Property(h => h.Id).ValueGeneratedNever();
        builder.Property(h => h.LiftedOn).IsConcurrencyToken();
        builder.HasSealed(h => h.Reason, "Reason");
        builder.HasIndex(h => new { h.ConcernId, h.LiftedOn });
    }
}

internal sealed class DisposalConfiguration : IEntityTypeConfiguration<Disposal>
{
    public void Configure(EntityTypeBuilder<Disposal> builder)
    {
        builder.ToTable("Disposals");
        builder.Property(d => d.Id).ValueGeneratedNever();
        // Two who decide at once: the second meets a newer row.
        builder.Property(d => d.AgreedAt).IsConcurrencyToken();
        builder.Property(d => d.StoppedAt).IsConcurrencyToken();
        builder.Property(d => d.DoneAt).IsConcurrencyToken();
        builder.PrimitiveCollection(d => d.Cases);
        builder.PrimitiveCollection(d => d.ImportKeys);
        builder.HasIndex(d => d.ConcernId);
        builder.HasIndex(d => new { d.DoneAt, d.StoppedAt });
    }
}
