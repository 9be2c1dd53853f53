using System;
using CaseTracker.Data.Audit;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CaseTracker.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Audit : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CaseViews");

            migrationBuilder.CreateTable(
                name: "AuditEntries",
                columns: table => new
                {
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    What = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Person = table.Column<Guid>(type: "TEXT", nullable: true),
                    As = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Hat = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Rows = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Mac = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditEntries", x => x.Number);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_CaseId_Kind_Number",
                table: "AuditEntries",
                columns: new[] { "CaseId", "Kind", "Number" });

            AppendOnly.Protect(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AuditEntries");

            migrationBuilder.CreateTable(
                name: "CaseViews",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    As = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Hat = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Person = table.Column<Guid>(type: "TEXT", nullable: true),
                    What = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseViews", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_CaseViews_CaseId_At",
                table: "CaseViews",
                columns: new[] { "CaseId", "At" });
        }
    }
}
