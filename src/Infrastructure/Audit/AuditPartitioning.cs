using Microsoft.EntityFrameworkCore.Migrations;

namespace Enterprise.Infrastructure.Audit;

/// <summary>The partitions of the audit log, as migrations write them: one for each month in UTC.</summary>
/// <remarks>Migrations that have run call this: what it writes is never changed, only added to.</remarks>
internal static class AuditPartitioning
{
    /// <summary>The function that makes partitions, by the name that the service calls it by.</summary>
    public const string Function = "create_audit_partitions";

    /// <summary>How many months ahead partitions are made, so that some failed attempts do no harm.</summary>
    public const int MonthsAhead = 3;

    /// <summary>
    /// <para>
    /// Makes the missing partitions of the current month and of some months after it, and gives their number. The
    /// application may call it, as the only way in which it makes a table; it does nothing but this.
    /// </para>
    /// <para>
    /// A partition is attached, not created in place: that would wait for every transaction that writes and hold up
    /// those that come, for it locks the whole table. A month of which the default partition has rows stays there.
    /// The advisory lock, "ent" and "aud" as ASCII, lets of several nodes at once each find the work of the one before.
    /// </para>
    /// </summary>
    private const string CreatePartitions = $"""
        CREATE FUNCTION {Function}(months_ahead integer) RETURNS integer
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
        AS $$
        DECLARE
            month timestamptz := date_trunc('month', clock_timestamp());
            partition text;
            made integer := 0;
        BEGIN
            IF months_ahead IS NULL OR months_ahead NOT BETWEEN 0 AND 24 THEN
                RAISE EXCEPTION 'Partitions are made for 0 to 24 months ahead.'
                    USING ERRCODE = 'invalid_parameter_value';
            END IF;

            PERFORM pg_advisory_xact_lock(x'656E74617564'::bigint);

            FOR ahead IN 0..months_ahead LOOP
                partition := to_char(month, '"public.{AuditTable.Name}_"YYYY_MM');

                IF to_regclass(partition) IS NULL THEN
                    BEGIN
                        EXECUTE format('CREATE TABLE %s (LIKE public.{AuditTable.Name})', partition);
                        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', partition);
                        PERFORM public.keep_to_owner(partition::regclass, 'ALL');
                        EXECUTE format('ALTER TABLE public.{AuditTable.Name} ATTACH PARTITION %s FOR VALUES FROM (%L) TO (%L)',
                            partition, month, month + interval '1 month');
                        made := made + 1;
                    EXCEPTION WHEN check_violation OR invalid_object_definition THEN
                        NULL;
                    END;
                END IF;

                month := month + interval '1 month';
            END LOOP;

            RETURN made;
        END
        $$;

        REVOKE ALL ON FUNCTION {Function}(integer) FROM PUBLIC;
        """;

    /// <summary>Takes what no other partition does, so that no change ever fails for want of one.</summary>
    private const string DefaultPartition = $"""
        CREATE TABLE {AuditTable.Name}_default PARTITION OF {AuditTable.Name} DEFAULT;
        ALTER TABLE {AuditTable.Name}_default ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
        SELECT keep_to_owner('{AuditTable.Name}_default', 'ALL');
        """;

    /// <summary>Makes the first partitions, and what makes those of later months.</summary>
    public static void PartitionAuditTable(this MigrationBuilder migration)
    {
        migration.Sql(DefaultPartition);
        migration.Sql(CreatePartitions);
        migration.Sql($"SELECT {Function}({MonthsAhead});");
    }

    /// <summary>Undoes <see cref="PartitionAuditTable"/>; the partitions go with the table.</summary>
    public static void DropAuditPartitioning(this MigrationBuilder migration) =>
        migration.Sql($"DROP FUNCTION {Function}(integer);");
}
