using CaseTracker.Web.Features.Account.Start;

namespace CaseTracker.Web.Features.Account;

/// <summary>What accounts need beside their handlers.</summary>
public static class AccountRegistration
{
    /// <summary>Adds the reading of requests for links.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services) => services.AddSingleton<LinkRequests>().AddHostedService<LinkRequestsReader>();
}
