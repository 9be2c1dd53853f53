using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CaseTracker.Migrations.PostgreSql.Migrations
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ConcernId = table.Column<Guid>(type: "uuid", nullable: false),
                    Reference = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    ProposedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    ProposedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    AgreedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    AgreedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    StoppedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    DoneAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Cases = table.Column<List<Guid>>(type: "uuid[]", nullable: false),
                    ImportKeys = table.Column<List<string>>(type: "text[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Disposals", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RetentionHolds",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ConcernId = table.Column<Guid>(type: "uuid", nullable: false),
                    PlacedBy = table.Column<Guid>(type: "uuid", nullable: false),
                    PlacedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    ReviewOn = table.Column<DateOnly>(type: "date", nullable: false),
                    LiftedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    LiftedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Reason = table.Column<byte[]>(type: "bytea", nullable: false)
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
