using Enterprise.Infrastructure.Migrations;
using Npgsql;

namespace Enterprise.Infrastructure.Diagnostics.Server;

/// <summary>What goes on at a server that should not.</summary>
internal static class ActivityRules
{
    /// <summary>A row for each finding: gravity, subject, problem and remedy, a line each.</summary>
    private const string Sql = """
        SELECT concat_ws(chr(10), 'Warning', 'session ' || pid,
            format('%s as %s waits for a lock that session %s holds since %s s', coalesce(nullif(application_name, ''), '-'),
                usename, array_to_string(pg_blocking_pids(pid), ', '), extract(epoch FROM now() - query_start)::int),
            format('let it finish, or: SELECT pg_terminate_backend(%s)', (pg_blocking_pids(pid))[1]))
        FROM pg_stat_activity WHERE cardinality(pg_blocking_pids(pid)) > 0 AND query_start < now() - interval '1 s'
        UNION ALL
        SELECT concat_ws(chr(10), 'Warning', 'session ' || pid,
            format('%s as %s has a transaction open for %s min, which keeps dead rows from being removed',
                coalesce(nullif(application_name, ''), '-'), usename, (extract(epoch FROM now() - xact_start) / 60)::int),
            format('end it in its program, or: SELECT pg_terminate_backend(%s)', pid))
        FROM pg_stat_activity
        WHERE xact_start < now() - interval '5 min' AND backend_type = 'client backend' AND pid <> pg_backend_pid()
        UNION ALL
        SELECT concat_ws(chr(10), 'Critical', 'transaction ids of ' || datname,
            format('%s million are in use of two thousand', age(datfrozenxid) / 1000000),
            'VACUUM FREEZE, and see what keeps autovacuum from it')
        FROM pg_database WHERE age(datfrozenxid) > 1000000000
        UNION ALL
        SELECT concat_ws(chr(10), 'Critical', 'replication slot ' || slot_name,
            format('nobody reads it, and it keeps %s of WAL', pg_size_pretty(pg_wal_lsn_diff(
                CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END, restart_lsn))),
            format('start its standby, or: SELECT pg_drop_replication_slot(%L)', slot_name))
        FROM pg_replication_slots
        WHERE NOT active AND pg_wal_lsn_diff(
            CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END, restart_lsn) > 1073741824
        UNION ALL
        SELECT concat_ws(chr(10), 'Warning', 'connections',
            format('%s of %s are taken', used, max),
            'smaller pools (Database__MaxConnections), or a pooler in between; see: db pools')
        FROM (SELECT count(*) AS used, current_setting('max_connections')::int AS max
            FROM pg_stat_activity WHERE backend_type = 'client backend') AS connections
        WHERE used > 0.8 * max
        """;

    public static async Task<IEnumerable<Finding>> CheckAsync(
        NpgsqlConnection connection,
        CancellationToken cancellationToken
    ) =>
        (await connection.TextsAsync(Sql, cancellationToken))
            .Select(text => text.Split('\n'))
            .Select(parts => new Finding(Enum.Parse<Gravity>(parts[0]), parts[1], parts[2], parts[3]));
}
