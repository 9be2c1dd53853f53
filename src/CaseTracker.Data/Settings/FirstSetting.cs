using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Data.Settings;

/// <summary>Facts that whoever comes first writes down.</summary>
public static class FirstSetting
{
    /// <summary>Adds a setting that is not there yet. Answers false if another instance was first by a moment, which is no fault.</summary>
    public static async Task<bool> AddFirstAsync(this CaseDb db, string key, string value, CancellationToken cancellationToken) =>
        await db.Database.ExecuteSqlAsync($"INSERT INTO \"Settings\" (\"Key\", \"Value\") VALUES ({key}, {value}) ON CONFLICT DO NOTHING", cancellationToken) == 1;
}
