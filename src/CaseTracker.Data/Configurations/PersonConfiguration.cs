using CaseTracker.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseTracker.Data.Configurations;

internal sealed class PersonConfiguration : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("People");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Email).HasMaxLength(254);
        builder.HasIndex(p => p.Email).IsUnique();
        builder.Property(p => p.Name).HasMaxLength(200);
        builder.Property(p => p.Kind).HasConversion<string>().HasMaxLength(30);
        builder.Property(p => p.JobTitle).HasMaxLength(200);
        builder.Property(p => p.Service).HasMaxLength(200);
        builder.Property(p => p.Tier).HasMaxLength(40);
        builder.Property(p => p.Phone).HasMaxLength(50);
        builder.Property(p => p.PoliticalGroup).HasMaxLength(200);
        builder.Property(p => p.GroupRole).HasMaxLength(40);
        builder.Property(p => p.MemberRole).HasMaxLength(40);
        builder.Property(p => p.Ward).HasMaxLength(200);
        builder.PrimitiveCollection(p => p.Roles);
        builder.PrimitiveCollection(p => p.ProposedRoles);
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.LineManagerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.GroupHeadId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class RelationConfiguration : IEntityTypeConfiguration<Relation>
{
    public void Configure(EntityTypeBuilder<Relation> builder)
    {
        builder.ToTable("Relations");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Kind).HasConversion<string>().HasMaxLength(30);
        builder.HasIndex(r => new { r.PersonId, r.OtherId, r.Kind }).IsUnique();
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.OtherId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class AppointmentConfiguration : IEntityTypeConfiguration<Appointment>
{
    public void Configure(EntityTypeBuilder<Appointment> builder)
    {
        builder.ToTable("Appointments");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.What).HasMaxLength(40);
        // Two who decide at once: the second meets a newer row.
        builder.Property(a => a.InForceAt).IsConcurrencyToken();
        builder.Property(a => a.EndedAt).IsConcurrencyToken();
        builder.HasIndex(a => a.EndedAt);
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
