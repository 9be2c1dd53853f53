using CaseTracker.Data;
using CaseTracker.Data.Settings;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Pipeline;

/// <summary>The order of a start outside Development (product, “Commands”): a council is set up before anything is brought into its database.</summary>
public sealed class SetUpFirst(CaseDb db, IHostEnvironment host)
{
    /// <summary>Code and words of the refusal.</summary>
    public const string Code = "wrong-order", Words = "Run setup first. It gives the council its name, its Monitoring Officer and its administrator.";

    /// <summary>Whether that is still to be done.</summary>
    public async Task<bool> IsMissingAsync(CancellationToken cancellationToken) => !host.IsDevelopment() && !await db.Settings.AnyAsync(s => s.Key == Setting.CouncilName, cancellationToken);
}
