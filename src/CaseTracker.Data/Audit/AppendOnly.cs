using CaseTracker.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CaseTracker.Data.Audit;

/// <summary>
/// The database itself refuses to change or delete an entry of the audit, or of the ledger of statistics, for everybody who has not taken that protection away first; and that is looked for at every start and after every migration.
/// </summary>
public static class AppendOnly
{
    /// <summary>A table to which rows are only added.</summary>
    /// <param name="Words">What it is called in a refusal.</param>
    /// <param name="OnPostgreSql">Name of its trigger, and of what that runs.</param>
    /// <param name="Check">The command that says what was changed.</param>
    public sealed record Table(string Name, string Words, string OnPostgreSql, string Check);

    /// <summary>The audit.</summary>
    public static readonly Table Audit = new("AuditEntries", "audit", "audit_entries_append_only", "audit verify");

    /// <summary>The ledger of statistics.</summary>
    public static readonly Table Statistics = new("StatisticsLedger", "ledger of statistics", "statistics_ledger_append_only", "statistics list");

    private static readonly (string Verb, string Done)[] Forbidden = [("UPDATE", "changed"), ("DELETE", "deleted")];

    /// <summary>Puts the protection in place: for the migration that makes the table, or a later one.</summary>
    public static void Protect(MigrationBuilder migration, Table table)
    {
        if (migration.ActiveProvider!.EndsWith("Sqlite", StringComparison.Ordinal))
        {
            foreach (var (verb, done) in Forbidden)
                migration.Sql($"CREATE TRIGGER \"{OnSqlite(table, done)}\" BEFORE {verb} ON \"{table.Name}\" BEGIN SELECT RAISE(ABORT, 'The {table.Words} can only be appended to.'); END;");
            return;
        }
        migration.Sql($"CREATE FUNCTION {table.OnPostgreSql}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'The {table.Words} can only be appended to.'; END $$;");
        migration.Sql($"CREATE TRIGGER {table.OnPostgreSql} BEFORE UPDATE OR DELETE OR TRUNCATE ON \"{table.Name}\" FOR EACH STATEMENT EXECUTE FUNCTION {table.OnPostgreSql}();");
    }

    /// <summary>Refuses to go on without it (<see cref="RefusedException"/>).</summary>
    public static async Task DemandAsync(CaseDb db, CancellationToken cancellationToken)
    {
        await DemandAsync(db, Audit, "audit-unprotected", cancellationToken);
        await DemandAsync(db, Statistics, "ledger-unprotected", cancellationToken);
    }

    private static async Task DemandAsync(CaseDb db, Table table, string refusal, CancellationToken cancellationToken)
    {
        var found = db.Database.IsSqlite()
            ? await db.Database.SqlQuery<int>($"SELECT count(*) AS \"Value\" FROM sqlite_master WHERE type = 'trigger' AND tbl_name = {table.Name} AND name IN ({OnSqlite(table, Forbidden[0].Done)}, {OnSqlite(table, Forbidden[1].Done)})").SingleAsync(cancellationToken) == Forbidden.Length
            : await db.Database.SqlQuery<int>($"SELECT count(*)::int AS \"Value\" FROM pg_trigger WHERE tgname = {table.OnPostgreSql} AND tgrelid = ('\"' || {table.Name} || '\"')::regclass AND tgenabled IN ('O', 'A')").SingleAsync(cancellationToken) == 1;
        if (!found) throw new RefusedException(refusal, $"The protection of the {table.Words} was taken out of the database: entries could be changed. Find out who did it, run {table.Check}, and restore a backup made before.");
    }

    private static string OnSqlite(Table table, string done) => $"{table.Name}_are_not_{done}";
}
