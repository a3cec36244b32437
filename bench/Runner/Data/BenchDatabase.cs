using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Enterprise.Domain.ApiKeys;
using Npgsql;

namespace Enterprise.Runner.Data;

/// <summary>The database under the bench: loaded once, and brought back to that state after each change.</summary>
/// <remarks>It connects as the administrator, whom no row policy keeps from loading everybody's trips.</remarks>
internal sealed class BenchDatabase(NpgsqlDataSource database, BenchKeys keys)
{
    public const int Users = 1000;

    private const string Shape = """
        SELECT string_agg(concat_ws(' ', table_name, column_name, data_type), ',' ORDER BY table_name, column_name)
        FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name IN ('users', 'api_keys', 'trips')
        """;

    /// <summary>Loads the data, unless it is there in this version, of this schema and with these keys.</summary>
    public async Task EnsureLoadedAsync(CancellationToken cancellationToken)
    {
        await ExecuteAsync(
            "CREATE SCHEMA IF NOT EXISTS bench; CREATE TABLE IF NOT EXISTS bench.loaded (fingerprint text)",
            cancellationToken
        );
        var sql = await ReadDataSqlAsync(cancellationToken);
        var fingerprint = await FingerprintAsync(sql, cancellationToken);

        var loaded = await ScalarAsync("SELECT max(fingerprint) FROM bench.loaded", cancellationToken);

        if (!string.Equals(loaded, fingerprint, StringComparison.Ordinal))
        {
            await Console.Out.WriteLineAsync("loading 100,000 trips");
            await LoadAsync(sql, fingerprint, cancellationToken);
        }

        await RestoreAsync(cancellationToken);
    }

    /// <summary>Removes the trips that were posted and leaves the tables as after a load.</summary>
    public async Task RestoreAsync(CancellationToken cancellationToken)
    {
        await ExecuteAsync(
            "DELETE FROM trips WHERE created_at > '2026-01-01Z'; TRUNCATE audit_entries, search_history",
            cancellationToken
        );
        await ExecuteAsync(
            "VACUUM (ANALYZE) users, api_keys, trips, destinations, search_history",
            cancellationToken
        );
        await ExecuteAsync("CHECKPOINT", cancellationToken);
    }

    /// <summary>The trips of every user, by the user's number less one.</summary>
    public async Task<Guid[][]> ReadTripsAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            SELECT array_agg(t.id ORDER BY t.id)
            FROM users u JOIN trips t ON t.user_id = u.id
            WHERE u.email LIKE 'bench-%'
            GROUP BY u.id ORDER BY u.id
            """
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var trips = new List<Guid[]>(Users);

        while (await row.ReadAsync(cancellationToken))
        {
            trips.Add(await row.GetFieldValueAsync<Guid[]>(0, cancellationToken));
        }

        return [.. trips];
    }

    /// <summary>The server's version, such as 17.6.</summary>
    public async Task<string> VersionAsync(CancellationToken cancellationToken) =>
        await ScalarAsync("SELECT current_setting('server_version')", cancellationToken) ?? "";

    private async Task LoadAsync(string sql, string fingerprint, CancellationToken cancellationToken)
    {
        var secrets = Enumerable.Range(1, Users).Select(keys.SecretOf).ToArray();
        var prefixes = string.Join(',', secrets.Select(ApiKeySecret.PrefixOf));
        var hashes = string.Join(
            ',',
            secrets.Select(secret => $"\"\\\\x{Convert.ToHexStringLower(keys.HashOf(secret))}\"")
        );
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection)
        {
            Timeout = 0,
            BatchCommands =
            {
                Command("SELECT set_config('bench.prefixes', $1, false)", $"{{{prefixes}}}"),
                Command("SELECT set_config('bench.hashes', $1, false)", $"{{{hashes}}}"),
            },
        };
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await using var load = Unchecked(connection, sql);
        await load.ExecuteNonQueryAsync(cancellationToken);
        await using var note = new NpgsqlCommand("INSERT INTO bench.loaded VALUES ($1)", connection);
        note.Parameters.Add(new NpgsqlParameter<string> { TypedValue = fingerprint });
        await ExecuteAsync("TRUNCATE bench.loaded", cancellationToken);
        await note.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<string> FingerprintAsync(string sql, CancellationToken cancellationToken)
    {
        var shape = await ScalarAsync(Shape, cancellationToken);
        var everything = $"{sql}\n{shape}\n{Convert.ToHexString(keys.HashOf(keys.SecretOf(1)))}";

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(everything)));
    }

    private static async Task<string> ReadDataSqlAsync(CancellationToken cancellationToken)
    {
        await using var stream = typeof(BenchDatabase).Assembly.GetManifestResourceStream("data.sql")!;
        using var reader = new StreamReader(stream);

        return await reader.ReadToEndAsync(cancellationToken);
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var command = Unchecked(connection, sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<string?> ScalarAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var command = Unchecked(connection, sql);

        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }

    private static NpgsqlBatchCommand Command(string sql, string argument) =>
        new(sql) { Parameters = { new NpgsqlParameter<string> { TypedValue = argument } } };

    [SuppressMessage(
        "Security",
        "CA2100:Review SQL queries for security vulnerabilities",
        Justification = "The statements are constants of this assembly."
    )]
    private static NpgsqlCommand Unchecked(NpgsqlConnection connection, string sql) =>
        new(sql, connection) { CommandTimeout = 0 };
}
