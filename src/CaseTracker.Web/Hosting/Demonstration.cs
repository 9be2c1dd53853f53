using CaseTracker.Data;
using CaseTracker.Data.Identity;
using CaseTracker.Data.Settings;
using CaseTracker.Web.Features.Account.SignIn;
using CaseTracker.Web.Features.Imports;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Hosting;

/// <summary>Fills an empty database with the sample council and an account for every role. Such a database is a demonstration for ever.</summary>
public static class Demonstration
{
    private const string Filling = "filling", Filled = "filled";

    /// <summary>Fills the database if it is empty, or if an earlier start was interrupted while it filled it.</summary>
    /// <param name="withConcerns">Whether the sample's earlier register of concerns goes in too.</param>
    /// <returns>Whether it was filled.</returns>
    public static async Task<bool> FillAsync(IServiceProvider services, bool withConcerns = true, CancellationToken cancellationToken = default)
    {
        if (!await IsWantedAsync(services, cancellationToken)) return false;
        await MarkAsync(services, Filling, cancellationToken);
        await SampleCouncil.LoadAsync(services, withConcerns, cancellationToken);
        await OpenAccountsAsync(services, cancellationToken);
        await MarkAsync(services, Filled, cancellationToken);
        return true;
    }

    private static async Task<bool> IsWantedAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseDb>();
        var mark = await db.Settings.Where(s => s.Key == Setting.Demonstration).Select(s => s.Value).SingleOrDefaultAsync(cancellationToken);
        return mark == Filling || (mark is null && !await db.People.AnyAsync(cancellationToken) && !await db.Settings.AnyAsync(s => s.Key == Setting.CouncilName, cancellationToken));
    }

    // The mark comes before the first person: a database that holds invented people must never pass for a real one.
    private static async Task MarkAsync(IServiceProvider services, string mark, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseDb>();
        foreach (var (key, value) in new[] { (Setting.Demonstration, mark), (Setting.CouncilName, SampleCouncil.Name) })
        {
            if (await db.Settings.FindAsync([key], cancellationToken) is { } kept) kept.Value = value;
            else db.Settings.Add(new Setting { Key = key, Value = value });
        }
        await db.SaveChangesAsync(cancellationToken);
    }

    private static async Task OpenAccountsAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseDb>();
        var accounts = scope.ServiceProvider.GetRequiredService<Accounts>();
        foreach (var account in DemonstrationAccounts.All)
        {
            var id = await db.People.Where(p => p.Email == account.Email).Select(p => p.Id).SingleAsync(cancellationToken);
            await accounts.SetPasswordAsync(id, DemonstrationAccounts.Password, cancellationToken);
        }
    }
}
