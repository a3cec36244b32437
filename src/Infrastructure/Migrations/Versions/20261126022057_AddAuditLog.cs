using Enterprise.Infrastructure.Audit;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Enterprise.Infrastructure.Migrations.Versions
{
    /// <summary>Has the server itself record every change of what is somebody's, in the transaction of the change.</summary>
    public partial class AddAuditLog : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateAuditTable();
            migrationBuilder.PartitionAuditTable();
            migrationBuilder.CreateAuditTrigger();

            migrationBuilder.AuditRows("users", "user");
            migrationBuilder.AuditRows("trips", "trip");
            migrationBuilder.AuditRows("trip_stops", "tripStop");
            migrationBuilder.AuditRows("api_keys", "apiKey", secrets: ["hash"], telemetry: ["last_used_at"]);
            migrationBuilder.AuditRows(
                "provider_keys",
                "providerKey",
                secrets: ["sealed_value"],
                telemetry: ["last_used_at", "usage_count"]
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.ForgoAudit("provider_keys");
            migrationBuilder.ForgoAudit("api_keys");
            migrationBuilder.ForgoAudit("trip_stops");
            migrationBuilder.ForgoAudit("trips");
            migrationBuilder.ForgoAudit("users");
            migrationBuilder.DropAuditTrigger();
            migrationBuilder.DropAuditPartitioning();
            migrationBuilder.DropAuditTable();
        }
    }
}
