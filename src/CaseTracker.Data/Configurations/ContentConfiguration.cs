using CaseTracker.Data.Imports;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protocols;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseTracker.Data.Configurations;

// What the council keeps beside its cases: calendar, Protocol, directory. All of it may be read by everybody.
internal sealed class BankHolidayConfiguration : IEntityTypeConfiguration<BankHoliday>
{
    public void Configure(EntityTypeBuilder<BankHoliday> builder)
    {
        builder.ToTable("BankHolidays");
        builder.HasKey(h => h.Date);
        builder.Property(h => h.Name).HasMaxLength(100);
    }
}

internal sealed class ProtocolVersionConfiguration : IEntityTypeConfiguration<ProtocolVersion>
{
    public void Configure(EntityTypeBuilder<ProtocolVersion> builder)
    {
        builder.ToTable("ProtocolVersions");
        builder.Property(v => v.Id).ValueGeneratedNever();
        builder.Property(v => v.Version).HasMaxLength(20);
        builder.HasIndex(v => v.Version).IsUnique();
        builder.Property(v => v.Title).HasMaxLength(200);
        builder.HasIndex(v => v.EffectiveFrom).IsUnique();
        builder.Ignore(v => v.Paragraphs);
        // A version is read and replaced whole: one row holds its sections.
        builder.OwnsMany(v => v.Sections, section =>
        {
            section.ToJson();
            section.Ignore(s => s.Anchor);
            section.Ignore(s => s.IsDefinitions);
            section.OwnsMany(s => s.Paragraphs, paragraph =>
            {
                paragraph.Ignore(p => p.Anchor);
                paragraph.Ignore(p => p.Whole);
                paragraph.Ignore(p => p.IsMandatory);
            });
        });
    }
}

internal sealed class MatterConfiguration : IEntityTypeConfiguration<Matter>
{
    public void Configure(EntityTypeBuilder<Matter> builder)
    {
        builder.ToTable("Matters");
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.Name).HasMaxLength(200);
        builder.HasIndex(m => m.Name).IsUnique();
        builder.Property(m => m.Description).HasMaxLength(500);
        builder.Property(m => m.Phone).HasMaxLength(50);
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.GroupHeadId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.EscalateToId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ImportRecordConfiguration : IEntityTypeConfiguration<ImportRecord>
{
    public void Configure(EntityTypeBuilder<ImportRecord> builder)
    {
        builder.ToTable("Imports");
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.Kind).HasMaxLength(30);
        builder.Property(i => i.FileHash).HasMaxLength(64);
        builder.HasIndex(i => i.At);
    }
}

internal sealed class ImportRunConfiguration : IEntityTypeConfiguration<ImportRun>, IEntityTypeConfiguration<ImportRunFile>
{
    public void Configure(EntityTypeBuilder<ImportRun> builder)
    {
        builder.ToTable("ImportRuns");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Kind).HasMaxLength(30);
        builder.Property(r => r.State).HasConversion<string>().HasMaxLength(20);
        builder.Property(r => r.Stamp).IsConcurrencyToken();
        builder.Ignore(r => r.MayBeImported);
        builder.HasSealed(r => r.Findings, "Findings");
        builder.HasIndex(r => r.CreatedAt);
    }

    public void Configure(EntityTypeBuilder<ImportRunFile> builder)
    {
        builder.ToTable("ImportRunFiles");
        builder.HasKey(f => f.RunId);
        builder.Property(f => f.RunId).ValueGeneratedNever();
        builder.HasSealed(f => f.Content, "Content");
        builder.HasOne<ImportRun>().WithOne().HasForeignKey<ImportRunFile>(f => f.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}
