using CaseTracker.Data;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.Protocols;
using CaseTracker.Domain.Taxonomies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Pipeline;

/// <summary>What the rules count and cite: calendar, Protocol, lists of codes.</summary>
public static class Content
{
    /// <summary>
    /// Makes the rules' settings, <see cref="Taxonomy"/>, <see cref="WorkingDays"/> and <see cref="ProtocolVersions"/> available to handlers. The last two are read when a
    /// request first asks for them, with one database command each, and hold what was stored at that moment.
    /// </summary>
    public static IServiceCollection AddContent(this IServiceCollection services)
    {
        services.AddScoped<OperatorMark>();
        services.AddOptions<RulesOptions>().BindConfiguration(RulesOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RulesOptions>, RulesOptionsCheck>();
        services.AddSingleton(p => Taxonomy.Load().WithSanctionDates(p.GetRequiredService<IOptions<RulesOptions>>().Value.Sanctions));
        services.AddScoped(p => new WorkingDays(new BankHolidays(p.GetRequiredService<CaseDb>().Set<BankHoliday>().AsNoTracking().ToList())));
        services.AddScoped(p => new ProtocolVersions(p.GetRequiredService<CaseDb>().Set<ProtocolVersion>().AsNoTracking().ToList()));
        // Most steps ask for no paragraph: the versions are read by those that do.
        services.AddScoped(p => new Lazy<ProtocolVersions>(p.GetRequiredService<ProtocolVersions>));
        return services;
    }
}
