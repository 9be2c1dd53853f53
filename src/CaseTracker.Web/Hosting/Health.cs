using CaseTracker.Data;
using CaseTracker.Data.Protection;
using CaseTracker.Data.Settings;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CaseTracker.Web.Hosting;

/// <summary>Two addresses for a load balancer: whether the process answers (/health/live), and whether it can do its work (/health/ready). They say one word and log nothing.</summary>
public static class Health
{
    /// <summary>What readiness asks.</summary>
    public static void AddHealth(this IServiceCollection services) => services.AddSingleton<DatabaseCheck>().AddHealthChecks().AddCheck<DatabaseCheck>("database");

    /// <summary>Before everything else: they need neither HTTPS nor a database that works.</summary>
    public static void UseHealth(this WebApplication app)
    {
        app.UseHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.UseHealthChecks("/health/ready");
    }
}

/// <summary>Whether the site is unlocked, and the database takes a write: a disk that is full still reads. Asked at most every few seconds, whoever asks how often.</summary>
public sealed class DatabaseCheck(IServiceScopeFactory scopes, KeyRing ring, TimeProvider time) : IHealthCheck, IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _one = new(1);
    private (DateTimeOffset At, HealthCheckResult Result)? _last;

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!ring.IsOpen) return HealthCheckResult.Unhealthy("locked");
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_last is { } last && time.GetUtcNow() - last.At < Fresh) return last.Result;
            var result = await AskAsync(cancellationToken);
            _last = (time.GetUtcNow(), result);
            return result;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task<HealthCheckResult> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<CaseDb>();
            var now = time.GetUtcNow().ToString("O", System.Globalization.CultureInfo.InvariantCulture);
            if (await db.Settings.Where(s => s.Key == Setting.LastReady).ExecuteUpdateAsync(s => s.SetProperty(x => x.Value, now), cancellationToken) == 0)
                await db.AddFirstAsync(Setting.LastReady, now, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy(exception: e);
        }
    }
}
