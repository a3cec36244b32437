using Enterprise.Infrastructure.Migrations;
using Npgsql;
using static Enterprise.Infrastructure.Diagnostics.Server.Gravity;

namespace Enterprise.Infrastructure.Diagnostics.Server;

/// <summary>Settings of PostgreSQL's that lose data, hide what is wrong, or make it slow.</summary>
internal static class SettingRules
{
    /// <summary>The setting, when it hurts (as SQL over its value), and what to say.</summary>
    private static readonly (
        string Name,
        string Hurts,
        Gravity Gravity,
        string Problem,
        string Remedy
    )[] Rules =
    [
        ("fsync", "value = 'off'", Critical, "a power cut ruins the data", "fsync = on"),
        ("full_page_writes", "value = 'off'", Critical, "a power cut ruins pages", "full_page_writes = on"),
        (
            "synchronous_commit",
            "value = 'off'",
            Critical,
            "a crash loses changes that were acknowledged",
            "synchronous_commit = on"
        ),
        (
            "autovacuum",
            "value = 'off'",
            Critical,
            "tables grow without end, and then the server stops",
            "autovacuum = on"
        ),
        (
            "zero_damaged_pages",
            "value = 'on'",
            Critical,
            "damaged rows vanish silently",
            "zero_damaged_pages = off"
        ),
        (
            "password_encryption",
            "value <> 'scram-sha-256'",
            Warning,
            "passwords are stored as MD5 sums",
            "password_encryption = scram-sha-256, and set the passwords again"
        ),
        (
            "ssl",
            "value = 'off' AND inet_server_addr() IS NOT NULL AND NOT inet_server_addr() << '127.0.0.0/8'",
            Warning,
            "passwords and rows cross the network in plain text",
            "ssl = on, with a certificate"
        ),
        (
            "data_checksums",
            "value = 'off'",
            Warning,
            "a disk that returns other bytes than it took is not noticed",
            "pg_checksums --enable, while the server is stopped"
        ),
        ("log_lock_waits", "value = 'off'", Hint, "nothing tells who waits for whom", "log_lock_waits = on"),
        (
            "log_min_duration_statement",
            "value = '-1'",
            Hint,
            "the server's log does not tell of slow statements",
            "log_min_duration_statement = 1000"
        ),
        (
            "track_io_timing",
            "value = 'off'",
            Hint,
            "EXPLAIN and the statistics do not tell what the disk takes",
            "track_io_timing = on"
        ),
        (
            "random_page_cost",
            "value::real >= 4",
            Hint,
            "the planner takes the disk for one that turns, and avoids indexes",
            "random_page_cost = 1.1 on SSDs"
        ),
        (
            "shared_buffers",
            "pg_size_bytes(value) <= 134217728",
            Hint,
            "it is the default of 128 MB, whatever the machine has",
            "shared_buffers = a quarter of the memory"
        ),
        (
            "shared_preload_libraries",
            "value NOT LIKE '%pg_stat_statements%'",
            Hint,
            "which statements take the time, nobody counts",
            "shared_preload_libraries = pg_stat_statements, and CREATE EXTENSION"
        ),
        (
            "max_slot_wal_keep_size",
            "value = '-1' AND EXISTS (SELECT FROM pg_replication_slots)",
            Warning,
            "a standby that is gone fills the disk with WAL until the server stops",
            "max_slot_wal_keep_size = a part of the disk"
        ),
    ];

    public static async Task<IReadOnlyList<Finding>> CheckAsync(
        NpgsqlConnection connection,
        CancellationToken cancellationToken
    )
    {
        var findings = new List<Finding>();

        foreach (var rule in Rules)
        {
            var values = await connection.TextsAsync(
                $"SELECT value FROM current_setting($1, true) AS value WHERE {rule.Hurts}",
                cancellationToken,
                rule.Name
            );
            findings.AddRange(
                values.Select(value => new Finding(
                    rule.Gravity,
                    $"{rule.Name} = {(value.Length > 0 ? value : "''")}",
                    rule.Problem,
                    rule.Remedy
                ))
            );
        }

        return findings;
    }
}
