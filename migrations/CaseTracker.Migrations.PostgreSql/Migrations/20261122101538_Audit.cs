using System;
using CaseTracker.Data.Audit;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CaseTracker.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Audit : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CaseViews");

            migrationBuilder.AlterColumn<string>(
                name: "Reference",
                table: "Outbox",
                type: "character varying(60)",
                maxLength: 60,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(20)",
                oldMaxLength: 20,
                oldNullable: true);

            migrationBuilder.CreateTable(
                name: "AuditEntries",
                columns: table => new
                {
                    Number = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Kind = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    What = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: true),
                    Person = table.Column<Guid>(type: "uuid", nullable: true),
                    As = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    Hat = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Rows = table.Column<byte[]>(type: "bytea", nullable: false),
                    Mac = table.Column<byte[]>(type: "bytea", nullable: false)
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

            migrationBuilder.AlterColumn<string>(
                name: "Reference",
                table: "Outbox",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(60)",
                oldMaxLength: 60,
                oldNullable: true);

            migrationBuilder.CreateTable(
                name: "CaseViews",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    As = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    Hat = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Person = table.Column<Guid>(type: "uuid", nullable: true),
                    What = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
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
