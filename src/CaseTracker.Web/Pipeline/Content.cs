using CaseTracker.Data;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.Protocols;
using CaseTracker.Domain.Taxonomies;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Pipeline;

/// <summary>What the rules count and cite: calendar, Protocol, lists of codes.</summary>
public static class Content
{
    /// <summary>Where the dates live from and to which a sanction may be used, by its code.</summary>
    public const string SanctionsSection = "CaseTracker:Sanctions";

    /// <summary>
    /// Makes <see cref="Taxonomy"/>, <see cref="WorkingDays"/> and <see cref="ProtocolVersions"/> available to handlers. The last two are read when a
    /// request first asks for them, with one database command each, and hold what was stored at that moment.
    /// </summary>
    public static IServiceCollection AddContent(this IServiceCollection services)
    {
        services.AddScoped<OperatorMark>();
        services.AddSingleton(p =>
            Taxonomy.Load().WithSanctionDates(p.GetRequiredService<IConfiguration>().GetSection(SanctionsSection).Get<Dictionary<string, SanctionDates>>() ?? []));
        services.AddScoped(p => new WorkingDays(new BankHolidays(p.GetRequiredService<CaseDb>().Set<BankHoliday>().AsNoTracking().ToList())));
        services.AddScoped(p => new ProtocolVersions(p.GetRequiredService<CaseDb>().Set<ProtocolVersion>().AsNoTracking().ToList()));
        // Most steps ask for no paragraph: the versions are read by those that do.
        services.AddScoped(p => new Lazy<ProtocolVersions>(p.GetRequiredService<ProtocolVersions>));
        return services;
    }
}
