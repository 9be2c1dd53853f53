using CaseTracker.Data.Cases;
using CaseTracker.Domain.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseTracker.Data.Configurations;

internal sealed class CaseConfiguration : IEntityTypeConfiguration<Case>
{
    public void Configure(EntityTypeBuilder<Case> builder)
    {
        builder.ToTable("Cases");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.Property(c => c.RouteCode).HasMaxLength(30);
        builder.Property(c => c.FirstRouteCode).HasMaxLength(30);
        builder.Property(c => c.SubjectType).HasMaxLength(30);
        builder.Property(c => c.SourceGroup).HasMaxLength(30);
        builder.Property(c => c.Confidentiality).HasMaxLength(20);
        builder.Property(c => c.Setting).HasMaxLength(30);
        builder.Property(c => c.MainTheme).HasMaxLength(60);
        builder.Property(c => c.PauseReason).HasMaxLength(30);
        builder.Property(c => c.Destination).HasMaxLength(30);
        builder.Property(c => c.Outcome).HasMaxLength(40);
        builder.Property(c => c.ClosureReason).HasMaxLength(40);
        builder.Property(c => c.WithAs).HasMaxLength(30);
        builder.Property(c => c.ImportKey).HasMaxLength(64);
        builder.Property(c => c.ImportDigest).HasMaxLength(64);
        builder.HasSealed(c => c.SubjectName, "SubjectName");
        builder.HasSealed(c => c.RaiserName, "RaiserName");
        builder.HasSealed(c => c.Summary, "Summary");
        builder.HasSealed(c => c.Narrative, "Narrative");
        builder.HasSealed(c => c.Place, "Place");
        builder.HasSealed(c => c.Wish, "Wish");
        builder.HasSealed(c => c.Support, "Support");
        foreach (var part in new[] { nameof(Case.Events), nameof(Case.Grants), nameof(Case.Clocks), nameof(Case.Consents), nameof(Case.Named), nameof(Case.Allegations), nameof(Case.Sanctions), nameof(Case.Links) })
            builder.Navigation(part).UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.HasIndex(c => c.Reference).IsUnique();
        builder.HasIndex(c => c.ConcernId);
        builder.HasIndex(c => new { c.IsOpen, c.DueOn, c.Id });
        builder.HasIndex(c => new { c.IsOpen, c.ChangedAt, c.Id });
        builder.HasIndex(c => new { c.Subject, c.IsOpen });
        builder.HasIndex(c => new { c.Raiser, c.IsOpen });
        builder.HasIndex(c => new { c.With, c.IsOpen });
        builder.HasIndex(c => new { c.LacksMo, c.Id });
        builder.HasIndex(c => c.ImportKey);
        // What is kept no longer, the longest closed first.
        builder.HasIndex(c => new { c.IsOpen, c.ClosedOn, c.Id });
        // Closing a period of the statistics asks this alone which concerns were received by then.
        builder.HasIndex(c => new { c.ReceivedOn, c.ConcernId, c.Id });
    }
}

internal sealed class CaseEventConfiguration : IEntityTypeConfiguration<CaseEvent>
{
    public void Configure(EntityTypeBuilder<CaseEvent> builder)
    {
        builder.ToTable("CaseEvents");
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.Verb).HasMaxLength(40);
        builder.Property(e => e.Choice).HasMaxLength(40);
        builder.Property(e => e.Hat).HasMaxLength(40);
        builder.HasSealed(e => e.Payload, "Payload");
        builder.HasOne<Case>().WithMany(c => c.Events).HasForeignKey(e => e.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(e => new { e.CaseId, e.Number }).IsUnique();
    }
}

internal sealed class GrantConfiguration : IEntityTypeConfiguration<Grant>
{
    public void Configure(EntityTypeBuilder<Grant> builder)
    {
        builder.ToTable("Grants");
        builder.Property(g => g.Id).ValueGeneratedNever();
        builder.Property(g => g.Hat).HasMaxLength(40);
        builder.Property(g => g.Reason).HasMaxLength(40);
        builder.Property(g => g.EndReason).HasMaxLength(40);
        builder.Property(g => g.Check).HasMaxLength(200);
        builder.HasOne<Case>().WithMany(c => c.Grants).HasForeignKey(g => g.CaseId).OnDelete(DeleteBehavior.Restrict);
        // A person's list by date, and by when its cases were recorded (ids of version 7 rise with time): each is one range of one index, however many cases there are. The rest of the columns
        // is what lists and the counts on their tabs ask for, so that they are answered from the index alone.
        builder.HasIndex(g => new { g.Person, g.EndedAt, g.CaseIsOpen, g.ListedOn, g.CaseId, g.Kind, g.StartsOn, g.Until, g.IsNew, g.IsWithThem }, "IX_Grants_ListByDate");
        builder.HasIndex(g => new { g.Person, g.EndedAt, g.CaseIsOpen, g.CaseId, g.ListedOn, g.Kind, g.StartsOn, g.Until, g.IsNew, g.IsWithThem }, "IX_Grants_ListByCase");
        builder.HasIndex(g => new { g.Person, g.EndedAt, g.Kind, g.CaseId });
        // Whether somebody has a grant on one case, likewise. All three columns are compared for equality, so that no planner goes through everything else that they hold instead.
        builder.HasIndex(g => new { g.CaseId, g.Person, g.EndedAt, g.Kind, g.StartsOn, g.Until }, "IX_Grants_OfCase");
    }
}

internal sealed class CaseClockConfiguration : IEntityTypeConfiguration<CaseClock>
{
    public void Configure(EntityTypeBuilder<CaseClock> builder)
    {
        builder.ToTable("CaseClocks");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Kind).HasMaxLength(30);
        builder.HasOne<Case>().WithMany(c => c.Clocks).HasForeignKey(c => c.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(c => c.CaseId);
        builder.HasIndex(c => new { c.StoppedOn, c.DueOn });
    }
}

internal sealed class ConsentConfiguration : IEntityTypeConfiguration<Consent>
{
    public void Configure(EntityTypeBuilder<Consent> builder)
    {
        builder.ToTable("Consents");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Kind).HasMaxLength(40);
        builder.Property(c => c.Wording).HasMaxLength(20);
        builder.HasSealed(c => c.To, "ConsentTo");
        builder.HasOne<Case>().WithMany(c => c.Consents).HasForeignKey(c => c.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(c => c.CaseId);
    }
}

internal sealed class NamedPersonConfiguration : IEntityTypeConfiguration<NamedPerson>
{
    public void Configure(EntityTypeBuilder<NamedPerson> builder)
    {
        builder.ToTable("NamedPeople");
        builder.Property(n => n.Id).ValueGeneratedNever();
        builder.HasSealed(n => n.Name, "Name");
        builder.HasSealed(n => n.Reason, "Reason");
        builder.HasOne<Case>().WithMany(c => c.Named).HasForeignKey(n => n.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(n => n.CaseId);
        builder.HasIndex(n => new { n.Person, n.Part });
    }
}

internal sealed class AllegationConfiguration : IEntityTypeConfiguration<Allegation>
{
    public void Configure(EntityTypeBuilder<Allegation> builder)
    {
        builder.ToTable("Allegations");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Heading).HasMaxLength(40);
        builder.Property(a => a.Paragraph).HasMaxLength(40);
        builder.Property(a => a.Finding).HasMaxLength(20);
        builder.HasSealed(a => a.Text, "Text");
        builder.HasSealed(a => a.FindingReason, "FindingReason");
        builder.HasOne<Case>().WithMany(c => c.Allegations).HasForeignKey(a => a.CaseId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(a => a.CaseId);
    }
}

internal sealed class RecordedSanctionConfiguration : IEntityTypeConfiguration<RecordedSanction>
{
    public void Configure(EntityTypeBuilder<RecordedSanction> builder)
    {
        builder.ToTable("Sanctions");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Code).HasMaxLength(40);
        builder.Property(s => s.RecommendedTo).HasMaxLength(200);
        builder.HasSealed(s => s.Reason, "Reason");
        // A review that has the case decided again takes the sanctions of the earlier decision away; the events keep them.
        builder.HasOne<Case>().WithMany(c => c.Sanctions).HasForeignKey(s => s.CaseId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(s => s.CaseId);
    }
}

internal sealed class CaseLinkConfiguration : IEntityTypeConfiguration<CaseLink>
{
    public void Configure(EntityTypeBuilder<CaseLink> builder)
    {
        builder.ToTable("CaseLinks");
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.HasOne<Case>().WithMany(c => c.Links).HasForeignKey(l => l.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(l => new { l.CaseId, l.OtherId }).IsUnique();
    }
}

internal sealed class DraftConfiguration : IEntityTypeConfiguration<Draft>
{
    public void Configure(EntityTypeBuilder<Draft> builder)
    {
        builder.ToTable("Drafts");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.Version).IsConcurrencyToken();
        builder.HasSealed(d => d.Answers, "Answers");
        builder.HasIndex(d => d.Owner);
        builder.HasIndex(d => d.DiscardOn);
    }
}

internal sealed class SignpostConfiguration : IEntityTypeConfiguration<Signpost>
{
    public void Configure(EntityTypeBuilder<Signpost> builder)
    {
        builder.ToTable("Signposts");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Destination).HasMaxLength(30);
        builder.Property(s => s.SourceGroup).HasMaxLength(30);
        builder.HasIndex(s => s.On);
    }
}

internal sealed class CoverConfiguration : IEntityTypeConfiguration<Cover>
{
    public void Configure(EntityTypeBuilder<Cover> builder)
    {
        builder.ToTable("Covers");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.HasIndex(c => new { c.For, c.Until });
    }
}

internal sealed class SubmissionConfiguration : IEntityTypeConfiguration<Submission>
{
    public void Configure(EntityTypeBuilder<Submission> builder)
    {
        builder.ToTable("Submissions");
        builder.HasKey(s => s.DraftId);
        builder.Property(s => s.DraftId).ValueGeneratedNever();
    }
}
