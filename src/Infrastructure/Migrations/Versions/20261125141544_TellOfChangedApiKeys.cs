using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Enterprise.Infrastructure.Migrations.Versions
{
    /// <summary>Says on the channel <c>api_keys</c>, with the commit, that what nodes remember of keys may be wrong.</summary>
    /// <remarks>When a key was last used is not worth a word: it changes nothing that a key allows.</remarks>
    public partial class TellOfChangedApiKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                CREATE FUNCTION tell_of_changed_api_keys() RETURNS trigger
                LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
                AS $$
                BEGIN
                    PERFORM pg_notify('api_keys', '');
                    RETURN NULL;
                END
                $$;

                REVOKE ALL ON FUNCTION tell_of_changed_api_keys() FROM PUBLIC;

                CREATE TRIGGER tell_of_changed_api_keys
                AFTER DELETE OR UPDATE OF user_id, hash, scopes, expires_at, revoked_at ON api_keys
                FOR EACH STATEMENT EXECUTE FUNCTION tell_of_changed_api_keys();
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DROP TRIGGER tell_of_changed_api_keys ON api_keys;
                DROP FUNCTION tell_of_changed_api_keys();
                """
            );
        }
    }
}
