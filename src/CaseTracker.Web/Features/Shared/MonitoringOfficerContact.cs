using CaseTracker.Domain.People;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Features.Shared;

/// <summary>How to reach the Monitoring Officer, for the pages that anybody may read.</summary>
[Access(Who.Anyone)]
public sealed record MonitoringOfficerQuery : IRequest<MonitoringOfficerContact>;

/// <summary>Name and ways of contact, each null where nobody agreed to show it.</summary>
public sealed record MonitoringOfficerContact(string? Name, string? Phone, string? Email)
{
    /// <summary>"Priya Ranas, the Monitoring Officer," or "the Monitoring Officer", for use inside a sentence.</summary>
    public string InSentence => Name is null ? "the Monitoring Officer" : $"{Name}, the Monitoring Officer,";
}

/// <summary>The settings win; what they leave out comes from the people file, contact details only with consent (Protocol, paragraph 7.5).</summary>
public sealed class MonitoringOfficerHandler(ICurrentPerson current, IOptions<CouncilOptions> council, TimeProvider time)
    : IRequestHandler<MonitoringOfficerQuery, MonitoringOfficerContact>
{
    public Task<MonitoringOfficerContact> Handle(MonitoringOfficerQuery request, CancellationToken cancellationToken)
    {
        var settings = council.Value;
        var person = current.Organisation.Holding(Role.MonitoringOfficer, time.LondonToday()).FirstOrDefault();
        var open = person is { PublishContact: true } ? person : null;
        return Task.FromResult(new MonitoringOfficerContact(
            settings.MonitoringOfficerName ?? person?.Name,
            settings.MonitoringOfficerPhone ?? (string.IsNullOrEmpty(open?.Phone) ? null : open.Phone),
            settings.MonitoringOfficerEmail ?? open?.Email));
    }
}
