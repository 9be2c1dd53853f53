namespace CaseTracker.Web.Pipeline;

/// <summary>
/// Marks a scope as the operator's on the host: the code of a command, or of the start of a demonstration. Nothing that comes over HTTP may set it.
/// </summary>
public sealed class OperatorMark
{
    /// <summary>Whether this scope runs for the operator.</summary>
    public bool IsSet { get; private set; }

    /// <summary>Marks the scope.</summary>
    public void Set() => IsSet = true;
}

/// <summary>Scopes for the operator.</summary>
public static class OperatorScopes
{
    /// <summary>A scope in which requests are made by the operator on the host.</summary>
    public static AsyncServiceScope CreateOperatorScope(this IServiceProvider services)
    {
        var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OperatorMark>().Set();
        return scope;
    }
}
