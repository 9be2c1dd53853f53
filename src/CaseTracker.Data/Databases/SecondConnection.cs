using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace CaseTracker.Data.Databases;

/// <summary>
/// Contexts for what has to be read or stored while the request that needs it holds a connection of its own. They never come from the same pool:
/// as many requests as there are connections would wait for one another until all of them gave up.
/// </summary>
public sealed class SecondConnection(DbContextOptions<CaseDb> options)
{
    /// <summary>Connections kept: the views have one turn, and what else comes here is rare.</summary>
    internal const int AtOnce = 4;

    private readonly PooledDbContextFactory<CaseDb> _contexts = new(options, AtOnce);

    /// <summary>A context that the caller gives back by disposing it.</summary>
    public CaseDb Open() => _contexts.CreateDbContext();
}
