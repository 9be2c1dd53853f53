using System.Text;
using CaseTracker.Data.Imports;
using CaseTracker.Domain.People;
using CaseTracker.Web.Features.Imports.RunImport;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.Tests.Support;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseTracker.Web.Tests.Features.Imports;

/// <summary>What people do with the pages of imports.</summary>
internal static class InTheBrowser
{
    public const string Administrator = "dev.chaudhry@wealdmere.example", MonitoringOfficer = "priya.ranas@wealdmere.example";

    /// <summary>Brings a file and waits until it has been looked at.</summary>
    public static async Task<Page> BringAsync(this Browser browser, string kind, byte[] file)
    {
        var page = await browser.UploadAsync(Address(kind), file);
        return page.Path == Address(kind) ? page : await browser.SettledAsync(page);
    }

    public static Task<Page> BringAsync(this Browser browser, string kind, string file) => browser.BringAsync(kind, Encoding.UTF8.GetBytes(file));

    /// <summary>Presses the button that imports, and waits until it is done.</summary>
    public static async Task<Page> ImportAsync(this Browser browser, Page page) =>
        await browser.SettledAsync(await browser.SubmitAsync(page, button: page.Buttons.Single(b => b.StartsWith("Import th", StringComparison.Ordinal))));

    /// <summary>Looks again as the page does by itself, until it no longer does.</summary>
    public static async Task<Page> SettledAsync(this Browser browser, Page page)
    {
        for (var looks = 0; page.Headers.ContainsKey("Refresh") && looks < 600; looks++)
        {
            await Task.Delay(200);
            page = await browser.GetAsync(page.Path);
        }
        page.Headers.Keys.ShouldNotContain("Refresh", "it takes too long");
        return page;
    }

    public static string Address(string kind) => kind == "concerns" ? "/casework/import" : $"/admin/import/{kind}";

    /// <summary>What the clock does of imports.</summary>
    public static async Task TidyAsync(this App app)
    {
        await using var scope = app.Services.CreateOperatorScope();
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new TidyImportRunsCommand());
    }

    /// <summary>The run that a page shows.</summary>
    public static Guid IdOf(Page page) => Guid.Parse(page.Address.Segments[^1]);

    public static Task<ImportRun> RunAsync(this App app, Page page)
    {
        var id = IdOf(page);
        return app.ReadAsync(db => db.ImportRuns.AsNoTracking().SingleAsync(r => r.Id == id));
    }

    /// <summary>Whether the file of a run is still here.</summary>
    public static Task<bool> HasFileAsync(this App app, Page page)
    {
        var id = IdOf(page);
        return app.ReadAsync(db => db.ImportRunFiles.AnyAsync(f => f.RunId == id));
    }

    public static Task<int> RecordsAsync(this App app, string kind) => app.ReadAsync(db => db.Imports.CountAsync(i => i.Kind == kind));

    public static Task<Person> PersonAsync(this App app, string email) => app.ReadAsync(db => db.People.AsNoTracking().SingleAsync(p => p.Email == email));
}
