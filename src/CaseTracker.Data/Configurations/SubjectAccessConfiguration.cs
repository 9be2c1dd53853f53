using CaseTracker.Domain.SubjectAccess;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseTracker.Data.Configurations;

internal sealed class SubjectAccessRequestConfiguration : IEntityTypeConfiguration<SubjectAccessRequest>
{
    public void Configure(EntityTypeBuilder<SubjectAccessRequest> builder)
    {
        builder.ToTable("SubjectAccessRequests");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.Property(r => r.End).HasConversion<string>().HasMaxLength(20);
        builder.Ignore(r => r.IsEnded);
        builder.HasSealed(r => r.Name, "Name");
        builder.HasSealed(r => r.Scope, "Scope");
        builder.HasSealed(r => r.Identity, "Identity");
        builder.HasSealed(r => r.Question, "Question");
        builder.HasSealed(r => r.ExtensionReason, "ExtensionReason");
        builder.HasSealed(r => r.EndReason, "EndReason");
        builder.HasIndex(r => r.Reference).IsUnique();
        builder.HasIndex(r => r.DueOn);
    }
}

internal sealed class SubjectAccessItemConfiguration : IEntityTypeConfiguration<SubjectAccessItem>
{
    public void Configure(EntityTypeBuilder<SubjectAccessItem> builder)
    {
        builder.ToTable("SubjectAccessItems");
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.Version).IsConcurrencyToken();
        builder.Property(i => i.Source).HasMaxLength(80);
        builder.Property(i => i.Kind).HasMaxLength(20);
        builder.Property(i => i.Caution).HasMaxLength(20);
        builder.Property(i => i.Exemption).HasMaxLength(20);
        builder.Property(i => i.Decision).HasConversion<string>().HasMaxLength(20);
        builder.Ignore(i => i.KeyOwner);
        builder.Ignore(i => i.IsPlain);
        builder.HasSealed(i => i.Text, "Text");
        builder.HasSealed(i => i.Why, "Why");
        builder.HasSealed(i => i.Part, "Part");
        builder.HasOne<SubjectAccessRequest>().WithMany().HasForeignKey(i => i.RequestId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(i => new { i.RequestId, i.CaseId, i.Source }).IsUnique();
        builder.HasIndex(i => new { i.CaseId, i.AnswerId });
    }
}

internal sealed class SubjectAccessAnswerConfiguration : IEntityTypeConfiguration<SubjectAccessAnswer>
{
    public void Configure(EntityTypeBuilder<SubjectAccessAnswer> builder)
    {
        builder.ToTable("SubjectAccessAnswers");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.HasSealed(a => a.Letter, "Letter");
        builder.HasOne<SubjectAccessRequest>().WithMany().HasForeignKey(a => a.RequestId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(a => a.RequestId);
    }
}
