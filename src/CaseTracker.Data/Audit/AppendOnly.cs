using CaseTracker.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CaseTracker.Data.Audit;

/// <summary>The database itself refuses to change or delete an entry of the audit, for everybody who has not taken that protection away first; and that is looked for at every start and after every migration.</summary>
public static class AppendOnly
{
    private const string OnSqlite = "AuditEntries_are_not_", OnPostgreSql = "audit_entries_append_only";

    /// <summary>Puts the protection in place: for the migration that makes the table.</summary>
    public static void Protect(MigrationBuilder migration)
    {
        if (migration.ActiveProvider!.EndsWith("Sqlite", StringComparison.Ordinal))
        {
            foreach (var (verb, done) in new[] { ("UPDATE", "changed"), ("DELETE", "deleted") })
                migration.Sql($"CREATE TRIGGER \"{OnSqlite}{done}\" BEFORE {verb} ON \"AuditEntries\" BEGIN SELECT RAISE(ABORT, 'The audit can only be appended to.'); END;");
            return;
        }
        migration.Sql($"CREATE FUNCTION {OnPostgreSql}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'The audit can only be appended to.'; END $$;");
        migration.Sql($"CREATE TRIGGER {OnPostgreSql} BEFORE UPDATE OR DELETE OR TRUNCATE ON \"AuditEntries\" FOR EACH STATEMENT EXECUTE FUNCTION {OnPostgreSql}();");
    }

    /// <summary>Refuses to go on without it (<see cref="RefusedException"/>).</summary>
    public static async Task DemandAsync(CaseDb db, CancellationToken cancellationToken)
    {
        var found = db.Database.IsSqlite()
            ? await db.Database.SqlQuery<int>($"SELECT count(*) AS \"Value\" FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'AuditEntries' AND name IN ({OnSqlite + "changed"}, {OnSqlite + "deleted"})").SingleAsync(cancellationToken) == 2
            : await db.Database.SqlQuery<int>($"SELECT count(*)::int AS \"Value\" FROM pg_trigger WHERE tgname = {OnPostgreSql} AND tgrelid = '\"AuditEntries\"'::regclass AND tgenabled IN ('O', 'A')").SingleAsync(cancellationToken) == 1;
        if (!found) throw new RefusedException("audit-unprotected", "The protection of the audit was taken out of the database: entries could be changed. Find out who did it, run audit verify, and restore a backup made before.");
    }
}
