namespace CaseTracker.Web.Tests.Support;

/// <summary>Requirements of ASVS 5.0.0 that a test shows to be met. <c>docs/security/asvs.md</c> is made from these.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class AsvsAttribute(params string[] ids) : Attribute
{
    public IReadOnlyList<string> Ids { get; } = ids;
}
