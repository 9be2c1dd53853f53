using CaseTracker.Web.Features.Imports.RunImport;

namespace CaseTracker.Web.Features.Imports.Files;

/// <summary>What the handlers of imports share.</summary>
public static class ImportRegistration
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddImports(this IServiceCollection services) => services
        .AddScoped<ImportSteps>()
        .AddScoped<ImportProgress>()
        .AddSingleton<ImportBell>()
        .AddHostedService<ImportWorker>();
}
