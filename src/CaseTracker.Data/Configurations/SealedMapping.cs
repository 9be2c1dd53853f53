using System.Linq.Expressions;
using CaseTracker.Domain.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseTracker.Data.Configurations;

/// <summary>How every protected text is stored: its envelope in one column, and nothing that opens it on the way.</summary>
public static class SealedMapping
{
    /// <summary>Maps a protected text to one column. Text that is not there is an empty envelope, never null.</summary>
    public static void HasSealed<TEntity>(this EntityTypeBuilder<TEntity> builder, Expression<Func<TEntity, Sealed?>> property, string column) where TEntity : class =>
        builder.ComplexProperty(property, text => text.Property(t => t.Packed).HasColumnName(column));
}
