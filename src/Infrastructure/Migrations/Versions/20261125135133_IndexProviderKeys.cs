using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Enterprise.Infrastructure.Migrations.Versions
{
    /// <inheritdoc />
    public partial class IndexProviderKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_provider_keys_user_id_created_at_id",
                table: "provider_keys",
                columns: new[] { "user_id", "created_at", "id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "ix_provider_keys_user_id_service_name",
                table: "provider_keys",
                columns: new[] { "user_id", "service", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_data_protection_keys_name",
                table: "data_protection_keys",
                column: "name",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_provider_keys_user_id_created_at_id",
                table: "provider_keys");

            migrationBuilder.DropIndex(
                name: "ix_provider_keys_user_id_service_name",
                table: "provider_keys");

            migrationBuilder.DropIndex(
                name: "ix_data_protection_keys_name",
                table: "data_protection_keys");
        }
    }
}
