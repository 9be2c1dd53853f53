using CaseTracker.Data.Protection;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Features.Mail.SendMail;

/// <summary>Empties the outbox every few seconds.</summary>
public sealed class MailWorker(IServiceScopeFactory scopes, KeyRing ring, IOptions<MailOptions> options, TimeProvider time, ILogger<MailWorker> log) : RegularWork(scopes, ring, time, log)
{
    /// <inheritdoc/>
    protected override TimeSpan Every => TimeSpan.FromSeconds(options.Value.Host.Length > 0 ? options.Value.Seconds : 0);

    /// <inheritdoc/>
    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var run = await services.GetRequiredService<IMediator>().Send(new SendMailCommand(), cancellationToken);
        Traces.CountMail(run.Sent, run.PutOff, run.Dropped);
        if (run.Sent + run.Dropped > 0) log.LogInformation("Mail: {Sent} sent, {PutOff} put off, {Dropped} dropped", run.Sent, run.PutOff, run.Dropped);
    }
}
