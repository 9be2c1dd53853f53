using CaseTracker.Web.Features.Mail.SendMail;
using CaseTracker.Web.Pipeline;

namespace CaseTracker.Web.Features.Mail;

/// <summary>What sending mail needs.</summary>
public static class MailRegistration
{
    public static void AddMail(this IServiceCollection services)
    {
        services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateOnStart();
        services.AddSingleton<Microsoft.Extensions.Options.IValidateOptions<MailOptions>, MailOptionsCheck>();
        services.AddSingleton<Letters>();
        services.AddSingleton<IMailServer, SmtpServer>();
        services.AddHostedService<MailWorker>();
    }
}
