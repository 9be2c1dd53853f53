using System.Diagnostics;
using CaseTracker.Data.Protection;

namespace CaseTracker.Web.Pipeline;

/// <summary>Work that the site does by itself, again and again, as the operator. A round that fails is logged, and the next one tries again: the site must not stop for it.</summary>
public abstract class RegularWork(IServiceScopeFactory scopes, KeyRing ring, TimeProvider time, ILogger log) : BackgroundService
{
    /// <summary>Time from the end of one round to the next; zero for never.</summary>
    protected abstract TimeSpan Every { get; }

    /// <summary>One round, in a scope of its own.</summary>
    protected abstract Task RunAsync(IServiceProvider services, CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What it would read is locked until then.
        await ring.Opened.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (Every > TimeSpan.Zero && !stoppingToken.IsCancellationRequested)
        {
            await RoundAsync(stoppingToken);
            await Task.Delay(Every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RoundAsync(CancellationToken stoppingToken)
    {
        using var span = Traces.Source.StartActivity(GetType().Name);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<OperatorMark>().Set();
            await RunAsync(scope.ServiceProvider, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The site stops; what was begun is taken up at the next start.
        }
        catch (Exception e)
        {
            span?.SetTag("error.type", e.GetType().FullName).SetStatus(ActivityStatusCode.Error);
            log.LogError(e, "{Work} failed and will be tried again", GetType().Name);
        }
    }
}
