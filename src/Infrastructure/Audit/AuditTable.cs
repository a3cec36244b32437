using Enterprise.Infrastructure.RowLevelSecurity;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Enterprise.Infrastructure.Audit;

/// <summary>The table of the audit log, as migrations write it: what EF Core has no words for.</summary>
/// <remarks>
/// <para>
/// Only triggers add to it, and they run as the owner of the tables; nobody else has the right, and there is no
/// policy that would let anybody change or delete an entry.
/// </para>
/// <para>Migrations that have run call this: what it writes is never changed, only added to.</para>
/// </remarks>
internal static class AuditTable
{
    public const string Name = "audit_entries";

    private const string Table = $"""
        CREATE TABLE {Name} (
            id uuid NOT NULL,
            at timestamptz NOT NULL,
            entity text NOT NULL,
            entity_id uuid NOT NULL,
            owner_id uuid NOT NULL,
            action text NOT NULL,
            actor_id uuid,
            key_id uuid,
            request_id text,
            session_role text NOT NULL,
            before json,
            after json,
            CONSTRAINT pk_{Name} PRIMARY KEY (at, id)
        ) PARTITION BY RANGE (at);
        """;

    /// <summary>The triggers write as whoever runs this: the owner of the tables.</summary>
    private const string Recorder = $"""
        CREATE POLICY recorder ON {Name} FOR INSERT TO CURRENT_ROLE WITH CHECK (true);
        """;

    /// <summary>
    /// Default privileges have let others in, whose names a migration does not know: <c>privileges</c> are taken
    /// from everybody but the owner.
    /// </summary>
    private const string Privileges = """
        CREATE FUNCTION keep_to_owner(relation regclass, privileges text) RETURNS void
        LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
        AS $$
        DECLARE other oid;
        BEGIN
            FOR other IN
                SELECT DISTINCT entry.grantee FROM pg_class, aclexplode(relacl) entry
                WHERE pg_class.oid = relation AND entry.grantee <> relowner
            LOOP
                EXECUTE format('REVOKE %s ON %s FROM %s', privileges, relation,
                    CASE other WHEN 0 THEN 'PUBLIC' ELSE other::regrole::text END);
            END LOOP;
        END
        $$;
        """;

    /// <summary>Makes the table, empty and without a partition.</summary>
    public static void CreateAuditTable(this MigrationBuilder migration)
    {
        migration.Sql(Table);
        migration.ShowRows(Name, owner: "owner_id");
        migration.Sql(Recorder);
        migration.Sql(Privileges);
        migration.KeepFunctionToOwner("keep_to_owner(regclass, text)");
        migration.Sql(
            $"SELECT keep_to_owner('{Name}', 'INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER');"
        );
    }

    /// <summary>Lets nobody but the owner call a function, whatever the default privileges say.</summary>
    public static void KeepFunctionToOwner(this MigrationBuilder migration, string function) =>
        migration.Sql(
            $"""
            DO $$
            DECLARE other oid;
            BEGIN
                FOR other IN
                    SELECT entry.grantee
                    FROM pg_proc, aclexplode(coalesce(proacl, acldefault('f', proowner))) entry
                    WHERE pg_proc.oid = '{function}'::regprocedure AND entry.grantee <> proowner
                LOOP
                    EXECUTE format('REVOKE EXECUTE ON FUNCTION {function} FROM %s',
                        CASE other WHEN 0 THEN 'PUBLIC' ELSE other::regrole::text END);
                END LOOP;
            END $$;
            """
        );

    /// <summary>Undoes <see cref="CreateAuditTable"/>.</summary>
    public static void DropAuditTable(this MigrationBuilder migration) =>
        migration.Sql(
            $"""
            DROP TABLE {Name};
            DROP FUNCTION keep_to_owner(regclass, text);
            """
        );
}
