using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CaseTracker.Data.Protection;

/// <summary>Has the keys stored before the texts that they protect, whoever saves.</summary>
public sealed class KeysBeforeTexts(CaseKeys keys) : SaveChangesInterceptor
{
    /// <inheritdoc/>
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        keys.SaveAsync(CancellationToken.None).GetAwaiter().GetResult();
        return result;
    }

    /// <inheritdoc/>
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await keys.SaveAsync(cancellationToken);
        return result;
    }
}
