using Enterprise.Infrastructure.RowLevelSecurity;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Enterprise.Infrastructure.Migrations.Versions
{
    /// <summary>Has the server itself show every user no rows but theirs.</summary>
    public partial class ProtectRows : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.ProtectRows("users", owner: "id");
            migrationBuilder.ProtectRows("trips");
            migrationBuilder.ProtectRows("trip_stops");
            migrationBuilder.ProtectRows("api_keys");
            migrationBuilder.ProtectRows("provider_keys");
            migrationBuilder.ProtectRows("idempotency_records");

            // When keys were last used is stored for many users at once.
            migrationBuilder.LetServiceKeep("api_keys", "SELECT", "UPDATE");
            // Records and the secrets in them are swept away when their time has come.
            migrationBuilder.LetServiceKeep("idempotency_records", "SELECT", "UPDATE", "DELETE");

            // find_api_key runs as the tables' owner, before there is a user.
            migrationBuilder.Sql(
                "CREATE POLICY key_check ON api_keys FOR SELECT TO CURRENT_ROLE USING (true);"
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.ExposeRows("idempotency_records");
            migrationBuilder.ExposeRows("provider_keys");
            migrationBuilder.ExposeRows("api_keys");
            migrationBuilder.ExposeRows("trip_stops");
            migrationBuilder.ExposeRows("trips");
            migrationBuilder.ExposeRows("users");
        }
    }
}
