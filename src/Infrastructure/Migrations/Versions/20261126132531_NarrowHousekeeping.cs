using Enterprise.Infrastructure.RowLevelSecurity;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Enterprise.Infrastructure.Migrations.Versions
{
    /// <summary>Holds what the service does for many users at once to when keys were used.</summary>
    public partial class NarrowHousekeeping : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.LetServiceKeepOnly("api_keys", "last_used_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER keep_service_to_last_used_at ON api_keys; DROP FUNCTION keep_service_to_last_used_at();");
        }
    }
}
