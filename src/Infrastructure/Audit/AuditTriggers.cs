using Microsoft.EntityFrameworkCore.Migrations;

namespace Enterprise.Infrastructure.Audit;

/// <summary>The triggers that write the audit log, as migrations write them.</summary>
/// <remarks>
/// An entry is a part of the transaction of its change: it commits with it or not at all, whoever made the change and
/// by whatever way. Migrations that have run call this: what it writes is never changed, only added to.
/// </remarks>
internal static class AuditTriggers
{
    private const string Trigger = "record_audit_entry";

    /// <summary>A UUID version 7 (RFC 9562): 48 bits of milliseconds, then the version, then chance.</summary>
    private const string EntryId = """
        CREATE FUNCTION audit_entry_id(made_at timestamptz) RETURNS uuid
        LANGUAGE sql VOLATILE
        AS $$
            SELECT encode(set_bit(set_bit(
                overlay(uuid_send(gen_random_uuid())
                    PLACING substring(int8send(trunc(extract(epoch FROM made_at) * 1000)::bigint) FROM 3)
                    FROM 1 FOR 6),
                52, 1), 53, 1), 'hex')::uuid
        $$;
        """;

    /// <summary>
    /// Its arguments are the word for the table's rows, and the columns that hold secrets. A user is their own
    /// owner; all others say it in <c>user_id</c>. It runs as the owner of the tables, who alone may add entries.
    /// </summary>
    private const string Record = $"""
        CREATE FUNCTION {Trigger}() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
        AS $$
        DECLARE
            made_at timestamptz := clock_timestamp();
            secrets text[] := TG_ARGV[1:];
            subject record;
            owner uuid;
            row_before json;
            row_after json;
        BEGIN
            IF TG_OP <> 'INSERT' THEN
                subject := OLD;
                row_before := row_to_json(OLD);
            END IF;

            IF TG_OP <> 'DELETE' THEN
                subject := NEW;
                row_after := row_to_json(NEW);
            END IF;

            IF TG_ARGV[0] = 'user' THEN
                owner := subject.id;
            ELSE
                owner := subject.user_id;
            END IF;

            IF cardinality(secrets) > 0 THEN
                row_before := public.mask_secrets(row_before, secrets);
                row_after := public.mask_secrets(row_after, secrets);
            END IF;

            INSERT INTO public.{AuditTable.Name}
                (id, at, entity, entity_id, owner_id, action, actor_id, key_id, request_id, session_role, before, after)
            VALUES (
                public.audit_entry_id(made_at), made_at, TG_ARGV[0], subject.id, owner,
                CASE TG_OP WHEN 'INSERT' THEN 'created' WHEN 'UPDATE' THEN 'updated' ELSE 'deleted' END,
                nullif(current_setting('app.user_id', true), '')::uuid,
                nullif(current_setting('app.key_id', true), '')::uuid,
                nullif(current_setting('app.request_id', true), ''),
                session_user, row_before, row_after
            );

            RETURN NULL;
        END
        $$;
        """;

    private const string Mask = """
        CREATE FUNCTION mask_secrets(columns json, secrets text[]) RETURNS json
        LANGUAGE sql IMMUTABLE
        AS $$
            SELECT json_object_agg(key, CASE WHEN key = ANY (secrets) THEN '"***"'::json ELSE value END)
            FROM json_each(columns)
        $$;
        """;

    /// <summary>Makes what the triggers call.</summary>
    public static void CreateAuditTrigger(this MigrationBuilder migration)
    {
        migration.Sql(EntryId);
        migration.Sql(Mask);
        migration.Sql(Record);
        migration.KeepFunctionToOwner("audit_entry_id(timestamptz)");
        migration.KeepFunctionToOwner("mask_secrets(json, text[])");
        migration.KeepFunctionToOwner($"{Trigger}()");
    }

    /// <summary>
    /// Has every change of a table's rows recorded; once more after a column was added to a table with telemetry.
    /// </summary>
    /// <param name="migration">Where it is written.</param>
    /// <param name="table">The table, with the columns <c>id</c> and, but for users, <c>user_id</c>.</param>
    /// <param name="entity">The word for its rows.</param>
    /// <param name="secrets">Columns whose values the log must not tell.</param>
    /// <param name="telemetry">Columns whose changes alone are no change of the object, such as a count of uses.</param>
    public static void AuditRows(
        this MigrationBuilder migration,
        string table,
        string entity,
        string[]? secrets = null,
        string[]? telemetry = null
    )
    {
        var arguments = Literals([entity, .. secrets ?? []]);

        migration.Sql(
            $"""
            DO $do$
            DECLARE watched text := (
                SELECT 'OF ' || string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
                WHERE attrelid = '{table}'::regclass AND attnum > 0 AND NOT attisdropped
                    AND cardinality(ARRAY[{Literals(telemetry ?? [])}]::text[]) > 0
                    AND attname::text <> ALL (ARRAY[{Literals(telemetry ?? [])}]::text[])
            );
            BEGIN
                EXECUTE format(
                    'CREATE OR REPLACE TRIGGER {Trigger} AFTER INSERT OR DELETE OR UPDATE %s ON {table} '
                    'FOR EACH ROW EXECUTE FUNCTION {Trigger}(%s)',
                    watched, $args${arguments}$args$);
            END $do$;
            """
        );
    }

    /// <summary>Undoes <see cref="AuditRows"/>.</summary>
    public static void ForgoAudit(this MigrationBuilder migration, string table) =>
        migration.Sql($"DROP TRIGGER {Trigger} ON {table};");

    /// <summary>Undoes <see cref="CreateAuditTrigger"/>.</summary>
    public static void DropAuditTrigger(this MigrationBuilder migration) =>
        migration.Sql(
            $"""
            DROP FUNCTION {Trigger}();
            DROP FUNCTION mask_secrets(json, text[]);
            DROP FUNCTION audit_entry_id(timestamptz);
            """
        );

    private static string Literals(string[] words) => string.Join(", ", words.Select(word => $"'{word}'"));
}
