using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Letters;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseTracker.Data.Configurations;

internal sealed class CaseLetterConfiguration : IEntityTypeConfiguration<CaseLetter>
{
    public void Configure(EntityTypeBuilder<CaseLetter> builder)
    {
        builder.ToTable("CaseLetters");
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.Property(l => l.Kind).HasMaxLength(40);
        builder.Property(l => l.To).HasConversion<string>().HasMaxLength(20);
        builder.HasSealed(l => l.Body, "Body");
        builder.HasOne<Case>().WithMany().HasForeignKey(l => l.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(l => new { l.CaseId, l.SentAt });
    }
}

internal sealed class LetterTemplateConfiguration : IEntityTypeConfiguration<LetterTemplate>
{
    public void Configure(EntityTypeBuilder<LetterTemplate> builder)
    {
        builder.ToTable("LetterTemplates");
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Kind).HasMaxLength(40);
        builder.HasIndex(t => new { t.Kind, t.Version }).IsUnique();
    }
}
