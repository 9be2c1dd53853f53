using System.Text;
using CaseTracker.Web.Features.Insight.ReadInsight;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Insight.DownloadInsight;

/// <summary>The table that insight shows, as text.</summary>
public sealed class DownloadInsightPage(IMediator mediator) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string? by, string? year, CancellationToken cancellationToken)
    {
        var view = await mediator.Send(new DownloadInsightQuery(by, year), cancellationToken);
        var lines = view.Table.Lines.Select(l => l.Cells.Prepend(l.Name)).Prepend(view.Table.Columns.Prepend(view.Table.Title));
        var text = string.Concat(lines.Select(l => string.Join(',', l.Select(Cell)) + "\r\n"));
        return File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)], "text/csv; charset=utf-8", $"insight-{view.By}-{view.Period.Code}.csv");
    }

    // A spreadsheet takes what begins like a formula for one (ASVS 1.2.10).
    private static string Cell(string cell) => $"\"{(cell.Length > 0 && "=+-@\t\r".Contains(cell[0], StringComparison.Ordinal) ? "'" : "")}{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
