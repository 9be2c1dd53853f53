using System.Linq.Expressions;
using CaseTracker.Domain.Protection;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CaseTracker.Web.Tests.Support;

/// <summary>
/// Watches every query of every test: none may project, filter or sort by a protected text, which would tie a feature to text that the database can read.
/// </summary>
public sealed class SealedWatch : IQueryExpressionInterceptor
{
    /// <summary>One for all sites: each further one would make the database library build its model again.</summary>
    public static readonly SealedWatch Instance = new();

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData)
    {
        new Finder().Visit(queryExpression);
        return queryExpression;
    }

    private sealed class Finder : ExpressionVisitor
    {
        protected override Expression VisitMember(MemberExpression node)
        {
            if (node.Type == typeof(Sealed) || node.Member.DeclaringType == typeof(Sealed))
                throw new InvalidOperationException($"A query reads the protected text {node.Member.DeclaringType!.Name}.{node.Member.Name}. Load the row and open it through the seam.");
            return base.VisitMember(node);
        }
    }
}
