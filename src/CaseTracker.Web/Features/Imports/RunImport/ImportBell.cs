using System.Collections.Concurrent;

namespace CaseTracker.Web.Features.Imports.RunImport;

/// <summary>Wakes the worker of this instance, and lets whoever brought a small file wait for it. What is to be done stands in the database: any instance may do it.</summary>
public sealed class ImportBell : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private readonly SemaphoreSlim _bell = new(0);
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> _waiting = new();

    /// <summary>Wakes the worker, and comes back when it has settled this run, or after a while.</summary>
    public async Task RingAsync(Guid run, CancellationToken cancellationToken)
    {
        var settled = _waiting.GetOrAdd(run, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        _bell.Release();
        await Task.WhenAny(settled, Task.Delay(Patience, cancellationToken));
        _waiting.TryRemove(run, out _);
    }

    /// <summary>Waits until somebody rings, or until it is time to look all the same.</summary>
    public Task ListenAsync(TimeSpan atMost, CancellationToken cancellationToken) => _bell.WaitAsync(atMost, cancellationToken);

    /// <summary>A run is settled for now.</summary>
    public void Settle(Guid run)
    {
        if (_waiting.TryGetValue(run, out var waiting)) waiting.TrySetResult();
    }

    /// <inheritdoc/>
    public void Dispose() => _bell.Dispose();
}
