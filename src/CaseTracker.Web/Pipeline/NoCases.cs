using CaseTracker.Domain.Cases;

namespace CaseTracker.Web.Pipeline;

/// <summary>The gate while there are no cases: nobody passes.</summary>
public sealed class NoCases : ICaseGate
{
    /// <inheritdoc/>
    public Task EnterAsync(CaseReference reference, IReadOnlyCollection<string> grants, CancellationToken cancellationToken) => throw new NotFoundException();
}
