using System.Globalization;
using System.Text;
using CaseTracker.Data;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Web.Features.Imports.Files;
using CaseTracker.Web.Features.Imports.FollowRun;
using CaseTracker.Web.Features.Imports.RunImport;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Imports.DownloadFaults;

/// <summary>What is wrong with a file, as a file.</summary>
[Access(Who.Role, Roles = [Role.Administrator, Role.DemocraticServices, Role.MonitoringOfficer])]
public sealed record DownloadFaultsQuery(string? Kind, Guid Id) : IRequest<DownloadFaultsView>;

/// <summary>The file and its name.</summary>
public sealed record DownloadFaultsView(byte[] File, string Name);

public sealed class DownloadFaultsHandler(CaseDb db, ISeam seam, ICurrentPerson current) : IRequestHandler<DownloadFaultsQuery, DownloadFaultsView>
{
    public async Task<DownloadFaultsView> Handle(DownloadFaultsQuery request, CancellationToken cancellationToken)
    {
        var kind = ImportKind.For(request.Kind, current.Person);
        var run = await OwnRuns.FindAsync(db, current, kind, request.Id, cancellationToken);
        var faults = ImportFindings.Open(seam, run).Faults;
        if (faults.Count == 0) throw new NotFoundException();

        var text = new StringBuilder(CsvText.Line(["row", "column", "code", "message"]));
        foreach (var fault in faults) text.Append(CsvText.Line(new[] { fault.Row?.ToString(CultureInfo.InvariantCulture) ?? "", fault.Column ?? "", fault.Code, fault.Message }.Select(CsvText.Plain)));
        if (run.Faults > faults.Count) text.Append(CsvText.Line(["", "", "more", $"There are {run.Faults - faults.Count:N0} more."]));
        return new([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())], $"{kind.Code}-faults.csv");
    }
}
