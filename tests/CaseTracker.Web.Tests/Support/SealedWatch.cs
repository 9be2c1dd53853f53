using System.Linq.Expressions;
using CaseTracker.Domain.Protection;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CaseTracker.Web.Tests.Support;

/// <summary>
/// Watches every query of every test: none may look into a protected text, compare it or sort by it, which would tie a feature to text that the database can read. Taking it along whole is what the seam needs.
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
            if (node.Member.DeclaringType == typeof(Sealed)) throw Caught(node);
            return base.VisitMember(node);
        }

        protected override Expression VisitBinary(BinaryExpression node) => node.Left.Type == typeof(Sealed) ? throw Caught(node) : base.VisitBinary(node);

        protected override Expression VisitMethodCall(MethodCallExpression node) =>
            node.Object?.Type == typeof(Sealed) || (node.Method.DeclaringType == typeof(Queryable) && node.Method.Name.Contains("By", StringComparison.Ordinal) && node.Method.GetGenericArguments().Contains(typeof(Sealed))) ? throw Caught(node) : base.VisitMethodCall(node);

        private static InvalidOperationException Caught(Expression what) => new($"A query reads a protected text: {what}. Load the row and open it through the seam.");
    }
}
