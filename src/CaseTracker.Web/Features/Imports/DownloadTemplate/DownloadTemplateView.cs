using CaseTracker.Domain.People;
using CaseTracker.Web.Features.Imports.Files;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Imports.DownloadTemplate;

/// <summary>A file to begin with.</summary>
[Access(Who.Role, Roles = [Role.Administrator, Role.DemocraticServices, Role.MonitoringOfficer])]
public sealed record DownloadTemplateQuery(string? Kind) : IRequest<DownloadTemplateView>;

/// <summary>The file and its name.</summary>
public sealed record DownloadTemplateView(byte[] File, string Name);

public sealed class DownloadTemplateHandler(ICurrentPerson current) : IRequestHandler<DownloadTemplateQuery, DownloadTemplateView>
{
    public Task<DownloadTemplateView> Handle(DownloadTemplateQuery request, CancellationToken cancellationToken)
    {
        var kind = ImportKind.For(request.Kind, current.Person);
        return Task.FromResult(new DownloadTemplateView(ImportTemplate.Of(kind), $"{kind.Code}-template.{kind.Extension}"));
    }
}
