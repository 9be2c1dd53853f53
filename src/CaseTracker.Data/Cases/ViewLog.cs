using CaseTracker.Domain.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace CaseTracker.Data.Cases;

/// <summary>Writes down who looked at what.</summary>
public static class ViewLog
{
    /// <summary>Stores the views at once, all in one command: SQLite would otherwise be sent one for each.</summary>
    public static async Task LogViewsAsync(this CaseDb db, IReadOnlyCollection<CaseView> views, CancellationToken cancellationToken)
    {
        if (views.Count == 0) return;
        var columns = db.Model.FindEntityType(typeof(CaseView))!.GetProperties().Select(p => (Property: p, Name: p.GetColumnName(), Mapping: p.GetRelationalTypeMapping())).ToList();
        var sql = db.GetService<ISqlGenerationHelper>();
        var (rows, values) = (new List<string>(), new List<object>());
        await using var command = db.Database.GetDbConnection().CreateCommand();
        foreach (var view in views)
        {
            var names = new List<string>();
            foreach (var (property, _, mapping) in columns)
            {
                names.Add($"@v{values.Count}");
                values.Add(mapping.CreateParameter(command, names[^1], property.GetGetter().GetClrValue(view), property.IsNullable));
            }
            rows.Add($"({string.Join(", ", names)})");
        }
        var into = $"INSERT INTO {sql.DelimitIdentifier(nameof(CaseDb.CaseViews))} ({string.Join(", ", columns.Select(c => sql.DelimitIdentifier(c.Name)))}) VALUES {string.Join(", ", rows)}";
        await db.Database.ExecuteSqlRawAsync(into, values, cancellationToken);
    }
}
