using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Enterprise.Infrastructure.Migrations.Versions
{
    /// <inheritdoc />
    public partial class IndexOwners : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_users_created_at_id",
                table: "users",
                columns: new[] { "created_at", "id" },
                descending: new bool[0]);

            migrationBuilder.CreateIndex(
                name: "ix_users_email_key",
                table: "users",
                column: "email_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_trips_user_id_created_at_id",
                table: "trips",
                columns: new[] { "user_id", "created_at", "id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "ix_trips_user_id_starts_on_id",
                table: "trips",
                columns: new[] { "user_id", "starts_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_api_keys_hash",
                table: "api_keys",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_api_keys_user_id_created_at_id",
                table: "api_keys",
                columns: new[] { "user_id", "created_at", "id" },
                descending: new[] { false, true, true });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_users_created_at_id",
                table: "users");

            migrationBuilder.DropIndex(
                name: "ix_users_email_key",
                table: "users");

            migrationBuilder.DropIndex(
                name: "ix_trips_user_id_created_at_id",
                table: "trips");

            migrationBuilder.DropIndex(
                name: "ix_trips_user_id_starts_on_id",
                table: "trips");

            migrationBuilder.DropIndex(
                name: "ix_api_keys_hash",
                table: "api_keys");

            migrationBuilder.DropIndex(
                name: "ix_api_keys_user_id_created_at_id",
                table: "api_keys");
        }
    }
}
