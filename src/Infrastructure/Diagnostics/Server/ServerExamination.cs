using Enterprise.Infrastructure.Capabilities;
using Enterprise.Infrastructure.Capabilities.Servers;
using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Connections.Budget;
using Enterprise.Infrastructure.Connections.Tls;
using Enterprise.Infrastructure.Migrations;
using Enterprise.Infrastructure.Setup;
using Npgsql;

namespace Enterprise.Infrastructure.Diagnostics.Server;

/// <summary>Looks at a server as a doctor would: what it is, who is on it, what hurts, and what to change.</summary>
/// <remarks>
/// It comes as the administrator where one is configured, who sees all sessions; else as the application's role, which
/// sees its own.
/// </remarks>
public sealed class ServerExamination(ConnectionStrings connections, TlsOptions tls)
{
    private const string Facts = """
        SELECT current_setting('server_version'), current_database()::text, pg_database_size(current_database()),
            pg_postmaster_start_time(), pg_is_in_recovery(), (SELECT count(*)::int FROM pg_stat_replication),
            (SELECT extversion FROM pg_extension WHERE extname = 'vector')
        """;

    private const string Used = """
        SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend'
        """;

    private const string Groups = """
        SELECT coalesce(nullif(application_name, ''), '-'), usename::text, count(*)::int,
            count(*) FILTER (WHERE state = 'active')::int,
            count(*) FILTER (WHERE state LIKE 'idle in transaction%')::int,
            count(*) FILTER (WHERE state = 'idle')::int,
            count(*) FILTER (WHERE wait_event_type = 'Lock')::int,
            max(clock_timestamp() - xact_start)
        FROM pg_stat_activity
        WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
        GROUP BY 1, 2 ORDER BY 1, 2
        """;

    /// <summary>What the server is.</summary>
    /// <exception cref="SetupException">It cannot be reached; the message says why.</exception>
    public async Task<ServerFacts> FactsAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var command = connection.Command(Facts);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);

        return new(
            row.GetString(0),
            row.GetString(1),
            row.GetInt64(2),
            row.GetFieldValue<DateTimeOffset>(3),
            row.GetBoolean(4),
            row.GetInt32(5),
            row.IsDBNull(6) ? null : row.GetString(6)
        );
    }

    /// <summary>What it can do, and why not the rest.</summary>
    /// <inheritdoc cref="FactsAsync"/>
    public async Task<IReadOnlyList<CapabilityReport>> CapabilitiesAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        var server = await ServerDetection.DetectAsync(connection, cancellationToken: cancellationToken);

        return CapabilityMatrix.Report(server);
    }

    /// <summary>Who is connected.</summary>
    /// <inheritdoc cref="FactsAsync"/>
    public async Task<SessionReport> SessionsAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        var groups = new List<SessionGroup>();

        await using (var command = connection.Command(Groups))
        await using (var rows = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await rows.ReadAsync(cancellationToken))
            {
                groups.Add(
                    new(
                        rows.GetString(0),
                        rows.GetString(1),
                        rows.GetInt32(2),
                        rows.GetInt32(3),
                        rows.GetInt32(4),
                        rows.GetInt32(5),
                        rows.GetInt32(6),
                        rows.IsDBNull(7) ? null : rows.GetTimeSpan(7)
                    )
                );
            }
        }

        var limits = await ConnectionBudget.ReadAsync(connection, 1, 0, cancellationToken);
        var used = await connection.ScalarAsync<int>(Used, cancellationToken);

        return new(limits.Max, limits.Reserved, used, groups);
    }

    /// <summary>What could be better, the gravest first.</summary>
    /// <inheritdoc cref="FactsAsync"/>
    public async Task<IReadOnlyList<Finding>> FindingsAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);

        return
        [
            .. (await SettingRules.CheckAsync(connection, cancellationToken))
                .Concat(await RoleRules.CheckAsync(connection, Application.Username!, cancellationToken))
                .Concat(await ActivityRules.CheckAsync(connection, cancellationToken))
                .OrderByDescending(finding => finding.Gravity),
        ];
    }

    private NpgsqlConnectionStringBuilder Application => new(connections.Primary);

    private Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        if (connections.Admin is null)
        {
            return SetupConnection.OpenAsync(connections.Primary, "Primary", tls, cancellationToken);
        }

        var admin = new NpgsqlConnectionStringBuilder(connections.Admin) { Database = Application.Database };

        return SetupConnection.OpenAsync(admin.ConnectionString, "Admin", tls, cancellationToken);
    }
}
