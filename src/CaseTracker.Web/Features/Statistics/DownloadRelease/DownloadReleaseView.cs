using System.Text;
using CaseTracker.Data.Statistics;
using CaseTracker.Domain.Statistics;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Features.Statistics.Reading;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Features.Statistics.DownloadRelease;

/// <summary>A release as a file: cells.csv, tables.xlsx or report.docx. Whoever may read the release may have it.</summary>
[Access(Who.Anyone)]
public sealed record DownloadReleaseQuery(string? Release, string? File) : IRequest<DownloadReleaseView>;

/// <summary>The file.</summary>
public sealed record DownloadReleaseView(byte[] Content, string Type, string Name);

public sealed class DownloadReleaseHandler(StatisticsBook book, ICurrentPerson current, ISiteFacts site, IOptions<CouncilOptions> council) : IRequestHandler<DownloadReleaseQuery, DownloadReleaseView>
{
    public async Task<DownloadReleaseView> Handle(DownloadReleaseQuery request, CancellationToken cancellationToken)
    {
        var ledger = await book.ReadAsync(cancellationToken);
        var release = ledger.Find(request.Release, current);
        var (sheet, name) = (ReleaseSheet.Of(ledger, release.Figures), site.CouncilName ?? council.Value.Name);
        DownloadReleaseView Named(byte[] content, string type, string ending) => new(content, type, $"statistics-{release.Period.Slug}.{ending}");
        return request.File switch
        {
            "cells.csv" => Named([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(StatisticsExport.Csv([release.Figures]))], "text/csv; charset=utf-8", "csv"),
            "tables.xlsx" => Named(ReleaseSpreadsheet.Write(sheet, release.PublishedAt, name), ReleaseSpreadsheet.Type, "xlsx"),
            "report.docx" => Named(CommitteeReport.Write(sheet, release, name), WordFile.Type, "docx"),
            _ => throw (current.Person is null ? new SignInNeededException() : new NotFoundException()),
        };
    }
}
