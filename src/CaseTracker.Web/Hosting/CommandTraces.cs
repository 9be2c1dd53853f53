using System.Data.Common;
using System.Diagnostics;
using CaseTracker.Web.Pipeline;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CaseTracker.Web.Hosting;

/// <summary>A span for each database command: which database, what kind of command, how long. Not the command: the drivers' own spans would carry its text, and what failed in it.</summary>
public sealed class CommandTraces : DbCommandInterceptor
{
    private static readonly string[] Operations = ["SELECT", "INSERT", "UPDATE", "DELETE"];

    /// <inheritdoc/>
    public override DbDataReader ReaderExecuted(DbCommand command, CommandExecutedEventData eventData, DbDataReader result) => Told(command, eventData, result);

    /// <inheritdoc/>
    public override ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default) => new(Told(command, eventData, result));

    /// <inheritdoc/>
    public override int NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result) => Told(command, eventData, result);

    /// <inheritdoc/>
    public override ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default) => new(Told(command, eventData, result));

    /// <inheritdoc/>
    public override object? ScalarExecuted(DbCommand command, CommandExecutedEventData eventData, object? result) => Told(command, eventData, result);

    /// <inheritdoc/>
    public override ValueTask<object?> ScalarExecutedAsync(DbCommand command, CommandExecutedEventData eventData, object? result, CancellationToken cancellationToken = default) => new(Told(command, eventData, result));

    /// <inheritdoc/>
    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) => Tell(command, eventData, eventData.Exception);

    /// <inheritdoc/>
    public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Tell(command, eventData, eventData.Exception);
        return Task.CompletedTask;
    }

    private static T Told<T>(DbCommand command, CommandEndEventData eventData, T result)
    {
        Tell(command, eventData, null);
        return result;
    }

    private static void Tell(DbCommand command, CommandEndEventData eventData, Exception? failure)
    {
        using var span = Traces.Source.StartActivity("database", ActivityKind.Client, default(ActivityContext), startTime: eventData.StartTime);
        if (span is null) return;
        span.SetTag("db.system.name", command is Microsoft.Data.Sqlite.SqliteCommand ? "sqlite" : "postgresql");
        span.SetTag("db.operation.name", Operations.FirstOrDefault(o => command.CommandText.StartsWith(o, StringComparison.OrdinalIgnoreCase)));
        if (failure is not null) span.SetTag("error.type", failure.GetType().FullName).SetStatus(ActivityStatusCode.Error);
        span.SetEndTime((eventData.StartTime + eventData.Duration).UtcDateTime);
    }
}
