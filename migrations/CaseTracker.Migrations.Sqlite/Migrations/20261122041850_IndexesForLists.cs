using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CaseTracker.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class IndexesForLists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Grants_CaseId",
                table: "Grants");

            migrationBuilder.DropIndex(
                name: "IX_Grants_Person_EndedAt_CaseIsOpen_CaseId",
                table: "Grants");

            migrationBuilder.DropIndex(
                name: "IX_Grants_Person_EndedAt_CaseIsOpen_ListedOn_CaseId",
                table: "Grants");

            migrationBuilder.CreateIndex(
                name: "IX_Grants_ListByCase",
                table: "Grants",
                columns: new[] { "Person", "EndedAt", "CaseIsOpen", "CaseId", "ListedOn", "Kind", "StartsOn", "Until", "IsNew", "IsWithThem" });

            migrationBuilder.CreateIndex(
                name: "IX_Grants_ListByDate",
                table: "Grants",
                columns: new[] { "Person", "EndedAt", "CaseIsOpen", "ListedOn", "CaseId", "Kind", "StartsOn", "Until", "IsNew", "IsWithThem" });

            migrationBuilder.CreateIndex(
                name: "IX_Grants_OfCase",
                table: "Grants",
                columns: new[] { "CaseId", "Person", "EndedAt", "Kind", "StartsOn", "Until" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Grants_ListByCase",
                table: "Grants");

            migrationBuilder.DropIndex(
                name: "IX_Grants_ListByDate",
                table: "Grants");

            migrationBuilder.DropIndex(
                name: "IX_Grants_OfCase",
                table: "Grants");

            migrationBuilder.CreateIndex(
                name: "IX_Grants_CaseId",
                table: "Grants",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_Grants_Person_EndedAt_CaseIsOpen_CaseId",
                table: "Grants",
                columns: new[] { "Person", "EndedAt", "CaseIsOpen", "CaseId" });

            migrationBuilder.CreateIndex(
                name: "IX_Grants_Person_EndedAt_CaseIsOpen_ListedOn_CaseId",
                table: "Grants",
                columns: new[] { "Person", "EndedAt", "CaseIsOpen", "ListedOn", "CaseId" });
        }
    }
}
