using System.Collections.Concurrent;
using CaseTracker.Data.Databases;
using CaseTracker.Domain.Cases;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Data.Audit;

/// <summary>
/// Writes down who looks at what, before they see it. Requests that come at the same moment share one commit: whoever gets the turn writes for all that wait, and each goes on only when its own lines are stored.
/// </summary>
public sealed class ViewLog(SecondConnection second) : IDisposable
{
    private readonly ConcurrentQueue<Waiting> _queue = new();
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Ends when the views are stored. Throws what went wrong if they could not be: then nothing may be shown.</summary>
    public async Task WriteAsync(IReadOnlyCollection<CaseView> views, CancellationToken cancellationToken)
    {
        if (views.Count == 0) return;
        var mine = new Waiting([.. views.Select(EntryOf)]);
        _queue.Enqueue(mine);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (!mine.Stored.Task.IsCompleted) await WriteAllAsync();
        }
        finally
        {
            _turn.Release();
        }
        await mine.Stored.Task;
    }

    /// <summary>The line of a view.</summary>
    public static AuditEntry EntryOf(CaseView view) => new() { At = view.At, Kind = AuditEntry.View, What = view.What, CaseId = view.CaseId, Person = view.Person, As = view.As, Hat = view.Hat };

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    // Nobody's own cancellation ends it: others wait for it too.
    private async Task WriteAllAsync()
    {
        var all = new List<Waiting>();
        while (_queue.TryDequeue(out var next)) all.Add(next);
        try
        {
            await using var db = second.Open();
            await using (var turn = await db.Database.BeginTransactionAsync(CancellationToken.None))
            {
                foreach (var portion in all.SelectMany(w => w.Entries).Chunk(AuditChain.AtOnce)) await AuditChain.AddAllAsync(db, portion, CancellationToken.None);
                await turn.CommitAsync(CancellationToken.None);
            }
            foreach (var one in all) one.Stored.SetResult();
        }
        catch (Exception e)
        {
            foreach (var one in all) one.Stored.SetException(e);
        }
    }

    private sealed record Waiting(IReadOnlyList<AuditEntry> Entries)
    {
        public TaskCompletionSource Stored { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
