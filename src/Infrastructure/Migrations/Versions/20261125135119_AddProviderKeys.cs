using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Enterprise.Infrastructure.Migrations.Versions
{
    /// <inheritdoc />
    public partial class AddProviderKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "data_protection_keys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    xml = table.Column<string>(type: "text", nullable: false),
                    signature = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_protection_keys", x => x.id);
                    table.CheckConstraint("ck_data_protection_keys_name", "char_length(name) BETWEEN 1 AND 200");
                    table.CheckConstraint("ck_data_protection_keys_signature", "octet_length(signature) = 32");
                });

            migrationBuilder.CreateTable(
                name: "provider_keys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    service = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    sealed_value = table.Column<byte[]>(type: "bytea", nullable: false),
                    last_four = table.Column<string>(type: "text", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    usage_count = table.Column<long>(type: "bigint", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_provider_keys", x => x.id);
                    table.CheckConstraint("ck_provider_keys_last_four", "char_length(last_four) <= 4");
                    table.CheckConstraint("ck_provider_keys_name", "name ~ '^[a-z0-9-]{1,50}$'");
                    table.CheckConstraint("ck_provider_keys_sealed_value", "octet_length(sealed_value) > 0");
                    table.CheckConstraint("ck_provider_keys_service", "service ~ '^[a-z0-9-]{1,50}$'");
                    table.CheckConstraint("ck_provider_keys_usage", "usage_count >= 0 AND (usage_count = 0) = (last_used_at IS NULL)");
                    table.ForeignKey(
                        name: "fk_provider_keys_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "data_protection_keys");

            migrationBuilder.DropTable(
                name: "provider_keys");
        }
    }
}
