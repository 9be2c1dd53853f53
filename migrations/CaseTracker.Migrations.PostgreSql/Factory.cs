using CaseTracker.Data;
using CaseTracker.Data.Databases;
using Microsoft.EntityFrameworkCore.Design;

namespace CaseTracker.Migrations.PostgreSql;

/// <summary>Lets the migration tools see the model; it never connects.</summary>
public sealed class Factory : IDesignTimeDbContextFactory<CaseDb>
{
    /// <inheritdoc/>
    public CaseDb CreateDbContext(string[] args) => new(CaseDatabase.Options(DatabaseProvider.PostgreSql, "Host=localhost;Database=casetracker"));
}
