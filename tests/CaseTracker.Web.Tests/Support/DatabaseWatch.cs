using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CaseTracker.Web.Tests.Support;

/// <summary>Counts what a site asks its database, and makes it fail where a test wants that.</summary>
public sealed class DatabaseWatch : DbCommandInterceptor, IDbTransactionInterceptor
{
    private int _count, _left;
    private bool _counting;
    private int _until;
    private Action? _happening;

    /// <summary>Commands sent so far.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Commands with this text fail.</summary>
    public string? Failing { get; set; }

    /// <summary>What they fail with.</summary>
    public Func<Exception> Failure { get; set; } = () => new InvalidOperationException("The database failed.");

    /// <summary>
    /// Makes one call fail, counted from now: the first, the second … A command counts once, a commit twice: it fails before anything is stored, or after, when the answer is lost on its way.
    /// </summary>
    public void FailAt(int call) => (_left, _counting) = (call, true);

    /// <summary>Has something happen right before a command, counted from now: the first, the second … or the next one that stands in no transaction.</summary>
    public void HappenAt(int call, Action? what) => (_until, _happening) = (call, what);

    /// <summary>Ends that; answers whether the call was reached.</summary>
    public bool Mend()
    {
        var reached = _counting && _left <= 0;
        _counting = false;
        return reached;
    }

    public ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        CallMayFail();
        return new(result);
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        CallMayFail();
        return Task.CompletedTask;
    }

    /// <summary>How many commands a piece of work sends.</summary>
    public async Task<(T Result, int Commands)> CountAsync<T>(Func<Task<T>> work)
    {
        var before = Count;
        return (await work(), Count - before);
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) => Seen(command, result);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) => new(Seen(command, result));

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result) => Seen(command, result);

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        new(Seen(command, result));

    public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result) => Seen(command, result);

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default) => new(Seen(command, result));

    private void CallMayFail()
    {
        if (_counting && Interlocked.Decrement(ref _left) == 0) throw Failure();
    }

    private T Seen<T>(DbCommand command, T result)
    {
        Interlocked.Increment(ref _count);
        // Not while something is being written: it would wait for itself.
        if (_happening is { } happening && Interlocked.Decrement(ref _until) <= 0 && command.Transaction is null)
        {
            // What happens asks the database itself.
            _happening = null;
            happening();
        }
        CallMayFail();
        return Failing is { } text && command.CommandText.Contains(text, StringComparison.Ordinal) ? throw Failure() : result;
    }
}
