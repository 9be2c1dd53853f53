using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.Protocols;
using CaseTracker.Domain.Taxonomies;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Pipeline;

/// <summary>What the rules count and cite: calendar, Protocol, lists of codes.</summary>
public static class Content
{
    /// <summary>
    /// Makes the rules' settings, <see cref="Taxonomy"/>, <see cref="WorkingDays"/> and <see cref="ProtocolVersions"/> available to handlers. The last two are what was stored when the request began.
    /// </summary>
    public static IServiceCollection AddContent(this IServiceCollection services)
    {
        services.AddScoped<OperatorMark>();
        services.AddOptions<RulesOptions>().BindConfiguration(RulesOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RulesOptions>, RulesOptionsCheck>();
        services.AddSingleton(p => ListsOf(p.GetRequiredService<IOptions<RulesOptions>>().Value));
        services.AddScoped(p => p.GetRequiredService<CurrentPerson>().Calendar);
        services.AddScoped(p => p.GetRequiredService<CurrentPerson>().Protocol);
        return services;
    }

    private static Taxonomy ListsOf(RulesOptions rules) => Taxonomy.Load().WithSanctionDates(rules.Sanctions).WithCodeHeadings(rules.CodeHeadings);
}
