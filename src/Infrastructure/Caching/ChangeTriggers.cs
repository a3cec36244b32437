using Microsoft.EntityFrameworkCore.Migrations;

namespace Enterprise.Infrastructure.Caching;

/// <summary>Has the database tell of changes, as migrations write it.</summary>
/// <remarks>
/// <para>
/// <c>NOTIFY</c> belongs to the transaction: it is sent with the commit, once for each tag, and not at all when it is
/// rolled back. Commits that notify wait for one another (PostgreSQL manual, section "NOTIFY"), so it is for tables
/// that change rarely; ADR 0017.
/// </para>
/// <para>Migrations that have run call this: what it writes is never changed, only added to.</para>
/// </remarks>
internal static class ChangeTriggers
{
    /// <summary>The channel; what is said on it are those of <see cref="ChangeTag"/>.</summary>
    public const string Channel = "changes";

    /// <summary>Adds the function that the triggers of all tables call.</summary>
    public static void AddChangeFunction(this MigrationBuilder migration) =>
        migration.Sql(
            $"""
            CREATE FUNCTION tell_of_change() RETURNS trigger
            LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
            AS $$
            BEGIN
                PERFORM pg_notify('{Channel}', TG_TABLE_NAME);
                RETURN NULL;
            END
            $$;
            REVOKE ALL ON FUNCTION tell_of_change() FROM PUBLIC;
            """
        );

    /// <summary>Undoes <see cref="AddChangeFunction"/>.</summary>
    public static void DropChangeFunction(this MigrationBuilder migration) =>
        migration.Sql("DROP FUNCTION tell_of_change();");

    /// <summary>Lets a table tell of its changes, whoever makes them.</summary>
    public static void TellOfChanges(this MigrationBuilder migration, string table) =>
        migration.Sql(
            $"""
            CREATE TRIGGER tell_of_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION tell_of_change();
            """
        );

    /// <summary>Undoes <see cref="TellOfChanges"/>.</summary>
    public static void KeepChangesQuiet(this MigrationBuilder migration, string table) =>
        migration.Sql($"DROP TRIGGER tell_of_change ON {table};");

    /// <summary>
    /// Lets a table tell of its changes whose rows have owners, in the column <c>user_id</c>: of each owner for himself.
    /// </summary>
    public static void TellOfOwnedChanges(this MigrationBuilder migration, string table) =>
        migration.Sql(
            $"""
            CREATE OR REPLACE FUNCTION tell_of_owned_change() RETURNS trigger
            LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
            AS $$
            BEGIN
                IF TG_OP <> 'DELETE' THEN
                    PERFORM pg_notify('{Channel}', TG_TABLE_NAME || ':' || NEW.user_id);
                END IF;
                IF TG_OP <> 'INSERT' THEN
                    PERFORM pg_notify('{Channel}', TG_TABLE_NAME || ':' || OLD.user_id);
                END IF;
                RETURN NULL;
            END
            $$;
            REVOKE ALL ON FUNCTION tell_of_owned_change() FROM PUBLIC;
            CREATE TRIGGER tell_of_owned_change AFTER INSERT OR UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION tell_of_owned_change();
            CREATE TRIGGER tell_of_change AFTER TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION tell_of_change();
            """
        );
}
