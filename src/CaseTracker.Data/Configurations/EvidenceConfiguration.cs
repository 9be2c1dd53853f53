using CaseTracker.Data.Evidence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseTracker.Data.Configurations;

internal sealed class EvidenceConfiguration : IEntityTypeConfiguration<EvidenceFile>
{
    public void Configure(EntityTypeBuilder<EvidenceFile> builder)
    {
        builder.ToTable("EvidenceFiles");
        builder.Property(f => f.Id).ValueGeneratedNever();
        builder.Property(f => f.Kind).HasMaxLength(10);
        builder.Property(f => f.Scan).HasConversion<string>().HasMaxLength(20);
        builder.Ignore(f => f.IsCleaned);
        builder.HasSealed(f => f.Name, "Name");
        builder.HasSealed(f => f.Description, "Description");
        builder.HasIndex(f => f.DraftId);
        builder.HasIndex(f => f.ConcernId);
        builder.HasIndex(f => f.Scan);
    }
}
