using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Data.Retention;

/// <summary>Who of those that have keys is still there. Keys belong to a row by its id, whatever it is: a case, a draft, a letter, a file on its way in.</summary>
public sealed class KeyOwners(CaseDb db)
{
    private static readonly MethodInfo Asking = typeof(KeyOwners).GetMethod(nameof(ThereAsync), BindingFlags.NonPublic | BindingFlags.Instance)!;

    /// <summary>Those of the owners whose row is there, in any table.</summary>
    public async Task<IReadOnlySet<Guid>> LivingAsync(IReadOnlyList<Guid> owners, CancellationToken cancellationToken)
    {
        var (living, asked) = (new HashSet<Guid>(), owners.ToHashSet());
        // Cases first: nearly all keys are theirs, and what was found is not asked for again.
        foreach (var type in db.Model.GetEntityTypes().Where(t => !t.IsOwned() && t.FindPrimaryKey()?.Properties is [{ } key] && key.ClrType == typeof(Guid)).OrderBy(t => t.ClrType != typeof(Domain.Cases.Case)).ThenBy(t => t.Name, StringComparer.Ordinal))
        {
            if (asked.Count == 0) break;
            var there = await (Task<List<Guid>>)Asking.MakeGenericMethod(type.ClrType).Invoke(this, [type.FindPrimaryKey()!.Properties[0].Name, asked.ToList(), cancellationToken])!;
            living.UnionWith(there);
            asked.ExceptWith(there);
        }
        return living;
    }

    private Task<List<Guid>> ThereAsync<T>(string key, List<Guid> ids, CancellationToken cancellationToken) where T : class =>
        db.Set<T>().Where(x => ids.Contains(EF.Property<Guid>(x, key))).Select(x => EF.Property<Guid>(x, key)).ToListAsync(cancellationToken);
}
