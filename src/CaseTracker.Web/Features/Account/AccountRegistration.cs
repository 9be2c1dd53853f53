using CaseTracker.Data.Identity;
using CaseTracker.Web.Features.Account.Start;
using CaseTracker.Web.Pipeline;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Features.Account;

/// <summary>What accounts need beside their handlers.</summary>
public static class AccountRegistration
{
    private const int MostOfAnswer = 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Adds the reading of requests for links.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services) => services.AddSingleton<LinkRequests>().AddHostedService<LinkRequestsReader>();

    /// <summary>Adds single sign-on at the council's identity provider.</summary>
    public static IServiceCollection AddSingleSignOn(this IServiceCollection services)
    {
        services.AddOptions<SingleSignOnOptions>().BindConfiguration(SingleSignOnOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SingleSignOnOptions>, SingleSignOnOptionsCheck>();
        services.AddHttpClient(IdentityProvider.Client, client => (client.Timeout, client.MaxResponseContentBufferSize) = (Patience, MostOfAnswer))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }).RemoveAllLoggers();
        return services.AddSingleton<IdentityProvider>().AddSingleton<GroupRoles>().AddSingleton<ProviderTrips>().AddScoped<ProviderLinks>();
    }
}
