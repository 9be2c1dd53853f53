using CaseTracker.Data.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseTracker.Data.Configurations;

internal sealed class OutboxConfiguration : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("Outbox");
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.Template).HasMaxLength(50);
        builder.Property(m => m.Reference).HasMaxLength(60);
        builder.HasSealed(m => m.Link, "Link");
        builder.Property(m => m.Unsent).HasMaxLength(20);
        builder.HasIndex(m => new { m.TryAt, m.CreatedAt });
        builder.HasIndex(m => m.CreatedAt);
    }
}
