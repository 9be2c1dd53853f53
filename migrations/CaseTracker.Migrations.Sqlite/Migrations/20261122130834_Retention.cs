using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CaseTracker.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Retention : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Disposals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ConcernId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    ProposedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    ProposedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    AgreedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    AgreedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    StoppedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DoneAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Cases = table.Column<string>(type: "TEXT", nullable: false),
                    ImportKeys = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Disposals", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RetentionHolds",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ConcernId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PlacedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    PlacedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ReviewOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    LiftedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    LiftedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Reason = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RetentionHolds", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_IsOpen_ClosedOn_Id",
                table: "Cases",
                columns: new[] { "IsOpen", "ClosedOn", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Disposals_ConcernId",
                table: "Disposals",
                column: "ConcernId");

            migrationBuilder.CreateIndex(
                name: "IX_Disposals_DoneAt_StoppedAt",
                table: "Disposals",
                columns: new[] { "DoneAt", "StoppedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_RetentionHolds_ConcernId_LiftedOn",
                table: "RetentionHolds",
                columns: new[] { "ConcernId", "LiftedOn" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Disposals");

            migrationBuilder.DropTable(
                name: "RetentionHolds");

            migrationBuilder.DropIndex(
                name: "IX_Cases_IsOpen_ClosedOn_Id",
                table: "Cases");
        }
    }
}
