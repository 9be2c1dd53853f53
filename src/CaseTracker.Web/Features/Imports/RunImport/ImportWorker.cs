using CaseTracker.Data;
using CaseTracker.Data.Databases;
using CaseTracker.Data.Imports;
using CaseTracker.Data.Protection;
using CaseTracker.Domain;
using CaseTracker.Domain.Protection;
using CaseTracker.Web.Features.Imports.Files;
using CaseTracker.Web.Hosting;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Features.Imports.RunImport;

/// <summary>
/// Does what people ask of files, one after the other, so that nobody's browser has to wait for a long one. Each run is taken with a lease, so that of several instances one works,
/// and another finds out when it has died.
/// </summary>
public sealed class ImportWorker(IServiceScopeFactory scopes, KeyRing ring, ImportBell bell, IOptions<SiteOptions> site, TimeProvider time, ILogger<ImportWorker> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Without a clock the worker waits to be rung for.
        var look = site.Value.ClockMinutes > 0 ? Look : Timeout.InfiniteTimeSpan;
        await ring.Opened.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (look != Timeout.InfiniteTimeSpan) await AsOperatorAsync((services, token) => services.GetRequiredService<IMediator>().Send(new TidyImportRunsCommand(), token), stoppingToken);
                while (await TakeAsync(stoppingToken) is var (run, working)) await WorkAsync(run, working, stoppingToken);
                await bell.ListenAsync(look, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // A round that fails is logged, and the next one tries again: the site must not stop for it.
                log.LogError(e, "The imports that wait could not be looked at");
                await Task.Delay(TimeSpan.FromSeconds(5), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private sealed record Taken(Guid Id, Guid Stamp, Guid PersonId);

    // The oldest that waits. Of two workers that see it, one gets it.
    private Task<(Taken, RunState)?> TakeAsync(CancellationToken cancellationToken) => AsOperatorAsync<(Taken, RunState)?>(async (services, token) =>
    {
        var db = services.GetRequiredService<CaseDb>();
        var run = await db.ImportRuns.Where(r => r.State == RunState.ToCheck || r.State == RunState.ToImport).OrderBy(r => r.CreatedAt).FirstOrDefaultAsync(token);
        if (run is null) return null;
        var working = run.State == RunState.ToCheck ? RunState.Checking : RunState.Importing;
        var stamp = run.Hold(working, time.GetUtcNow());
        try
        {
            await db.SaveChangesAsync(token);
        }
        catch (DbUpdateConcurrencyException)
        {
            return null;
        }
        return (new(run.Id, stamp, run.PersonId), working);
    }, cancellationToken);

    private async Task WorkAsync(Taken run, RunState working, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // While SQLite takes a file over nobody else can write, and nobody needs to be told that it lives: see TidyImportRunsCommand.
        var alone = working == RunState.Importing && await AsOperatorAsync((services, _) => Task.FromResult(services.GetRequiredService<CaseDb>().Database.IsSqlite()), cancellationToken);
        var living = alone ? Task.CompletedTask : LiveAsync(run, ended.Token);
        try
        {
            await AsOperatorAsync(async (services, token) =>
            {
                var current = services.GetRequiredService<CurrentPerson>();
                await current.LoadAsync(token);
                current.ActAs(run.PersonId);
                if (!alone) services.GetRequiredService<ImportProgress>().Watcher = (row, of, t) => SayAsync(run, row, of, t);
                return await services.GetRequiredService<IMediator>().Send(new RunImportCommand(run.Id, run.Stamp, working == RunState.Importing), token);
            }, cancellationToken);
        }
        catch (RefusedException refused)
        {
            await EndAsync(run, r => services => r.Refuse(0, 1, ImportFindings.Of(ImportResult.Refused(refused.Code, refused.Message)).Seal(services.GetRequiredService<ISeam>(), r.Id), time.GetUtcNow()));
        }
        catch (StaleException)
        {
            log.LogWarning("Import {Run} was left as it is: somebody else had it", run.Id);
        }
        catch (Exception e)
        {
            if (e is not OperationCanceledException) log.LogError(e, "Import {Run} failed; nothing was changed", run.Id);
            await EndAsync(run, r => _ => r.Stop(time.GetUtcNow()));
        }
        finally
        {
            await ended.CancelAsync();
            await living;
            bell.Settle(run.Id);
        }
    }

    private async Task LiveAsync(Taken run, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(ImportRun.Lease / 4, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!cancellationToken.IsCancellationRequested) await SayAsync(run, null, null, CancellationToken.None);
        }
    }

    private async Task SayAsync(Taken run, int? row, int? of, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + ImportRun.Lease;
        try
        {
            await AsOperatorAsync((services, token) => services.GetRequiredService<CaseDb>().ImportRuns.Where(r => r.Id == run.Id && r.Stamp == run.Stamp)
                .ExecuteUpdateAsync(s => s.SetProperty(r => r.HeldUntil, until).SetProperty(r => r.RowsReached, r => row ?? r.RowsReached).SetProperty(r => r.Rows, r => of ?? r.Rows), token), cancellationToken);
        }
        catch (Exception e) when (e is System.Data.Common.DbException or InvalidOperationException)
        {
            log.LogWarning(e, "How far import {Run} has come could not be written down", run.Id);
        }
    }

    // Also when the site is stopping: a run that is given up says so.
    private async Task EndAsync(Taken run, Func<ImportRun, Action<IServiceProvider>> end)
    {
        try
        {
            await AsOperatorAsync(async (services, token) =>
            {
                var db = services.GetRequiredService<CaseDb>();
                if (await db.ImportRuns.FirstOrDefaultAsync(r => r.Id == run.Id && r.Stamp == run.Stamp, token) is not { } found) return 0;
                end(found)(services);
                await db.SaveChangesAsync(token);
                return found.State == RunState.Refused ? await db.ImportRunFiles.Where(f => f.RunId == run.Id).ExecuteDeleteAsync(token) : 0;
            }, CancellationToken.None);
        }
        catch (Exception e)
        {
            log.LogError(e, "That import {Run} was not done could not be written down; its lease runs out", run.Id);
        }
    }

    private async Task<T> AsOperatorAsync<T>(Func<IServiceProvider, CancellationToken, Task<T>> act, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OperatorMark>().Set();
        return await act(scope.ServiceProvider, cancellationToken);
    }
}
