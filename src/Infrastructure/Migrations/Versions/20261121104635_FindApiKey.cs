using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Enterprise.Infrastructure.Migrations.Versions
{
    /// <summary>The one look-up that runs before there is a user: by hash, nothing else, as the owner.</summary>
    public partial class FindApiKey : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                CREATE FUNCTION find_api_key(wanted bytea)
                RETURNS TABLE (key_id uuid, user_id uuid, scopes text[], ends_at timestamptz)
                LANGUAGE sql STABLE PARALLEL SAFE ROWS 1
                SECURITY DEFINER SET search_path = pg_catalog, pg_temp
                AS $$
                    SELECT k.id, k.user_id, k.scopes, LEAST(k.expires_at, k.revoked_at)
                    FROM public.api_keys k
                    WHERE k.hash = wanted
                $$;

                REVOKE ALL ON FUNCTION find_api_key(bytea) FROM PUBLIC;
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP FUNCTION find_api_key(bytea);");
        }
    }
}
