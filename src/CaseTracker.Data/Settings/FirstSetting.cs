using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Data.Settings;

/// <summary>Facts that whoever comes first writes down.</summary>
public static class FirstSetting
{
    /// <summary>Adds a setting that is not there yet. Answers false if another instance was first by a moment, which is no fault.</summary>
    public static async Task<bool> AddFirstAsync(this CaseDb db, string key, string value, CancellationToken cancellationToken) =>
        await db.Database.ExecuteSqlAsync($"INSERT INTO \"Settings\" (\"Key\", \"Value\") VALUES ({key}, {value}) ON CONFLICT DO NOTHING", cancellationToken) == 1;

    /// <summary>Takes a day for what is done once a day: of several instances, and of all rounds of that day, one gets it.</summary>
    public static async Task<bool> TakeDayAsync(this CaseDb db, string key, string day, CancellationToken cancellationToken) =>
        await db.Settings.Where(s => s.Key == key && s.Value != day).ExecuteUpdateAsync(s => s.SetProperty(x => x.Value, day), cancellationToken) == 1 || await db.AddFirstAsync(key, day, cancellationToken);
}
