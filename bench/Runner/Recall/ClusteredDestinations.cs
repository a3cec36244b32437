using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace Enterprise.Runner.Recall;

/// <summary>Made-up destinations, in place of those of a database.</summary>
internal static class ClusteredDestinations
{
    /// <summary>The seed of the centres.</summary>
    public const int Centres = 1;

    /// <summary>The tag of one destination in a hundred, of any cluster.</summary>
    public const string OneIn100 = "one-in-100";

    /// <summary>The tag of one destination in five thousand, of any cluster.</summary>
    public const string OneIn5000 = "one-in-5000";

    /// <summary>The tag of the first cluster, which is far from all others.</summary>
    public const string FirstCluster = "first-cluster";

    private const int Seed = 2;
    private const int Clusters = 500;

    private const string Copy = """
        COPY destinations (id, name, country, description, tags, latitude, longitude, embedding, embedded_as)
        FROM STDIN (FORMAT BINARY)
        """;

    /// <summary>Loads them as a superuser, then makes the index as the migrations had made it.</summary>
    /// <param name="connection">The superuser's, of a data source that knows vectors.</param>
    /// <param name="count">How many.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task LoadAsync(
        NpgsqlConnection connection,
        int count,
        CancellationToken cancellationToken
    )
    {
        // No triggers: nothing of it is news for the audit log.
        await RunAsync(connection, "SET session_replication_role = replica", cancellationToken);
        var index = await AskAsync(
            connection,
            "SELECT pg_get_indexdef('ix_destinations_embedding'::regclass)",
            cancellationToken
        );
        await RunAsync(
            connection,
            "TRUNCATE destinations; DROP INDEX ix_destinations_embedding",
            cancellationToken
        );
        await CopyAsync(connection, count, cancellationToken);
        // The whole graph in memory, by both cores.
        await RunAsync(
            connection,
            $"SET maintenance_work_mem = '1GB'; SET max_parallel_maintenance_workers = 1; SET statement_timeout = 0; {index}; "
                + "RESET ALL",
            cancellationToken
        );
        await RunAsync(connection, "VACUUM (ANALYZE) destinations", cancellationToken);
    }

    /// <summary>How many of them there are.</summary>
    public static async Task<long> CountAsync(
        NpgsqlConnection connection,
        CancellationToken cancellationToken
    )
    {
        await using var command = Unchecked(
            connection,
            "SELECT count(*) FROM destinations WHERE embedded_as = 'made up'"
        );

        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task CopyAsync(
        NpgsqlConnection connection,
        int count,
        CancellationToken cancellationToken
    )
    {
        var vectors = new ClusteredVectors(Centres, Seed, Clusters);
        var random = new Random(Seed);
        await using var copy = await connection.BeginBinaryImportAsync(Copy, cancellationToken);

        for (var number = 0; number < count; number++)
        {
            var cluster = random.Next(Clusters);
            await copy.WriteRowAsync(
                cancellationToken,
                IdOf(number),
                $"Place {number}",
                $"{(char)('A' + random.Next(20))}Z",
                $"It lies in region{cluster}, by the road of number{number % 1000}.",
                Tags(number, cluster, random),
                random.NextDouble() * 180 - 90,
                random.NextDouble() * 360 - 180,
                vectors.About(cluster),
                "made up"
            );
        }

        await copy.CompleteAsync(cancellationToken);
    }

    private static string[] Tags(int number, int cluster, Random random) =>
        [
            .. new (string Tag, bool IsGiven)[]
            {
                ("one-in-5", random.Next(5) == 0),
                (OneIn100, random.Next(100) == 0),
                (OneIn5000, number % 5000 == 0),
                (FirstCluster, cluster == 0),
            }
                .Where(one => one.IsGiven)
                .Select(one => one.Tag),
        ];

    /// <summary>A UUID of version 8, of the number alone.</summary>
    private static Guid IdOf(int number)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        (bytes[6], bytes[8]) = (0x80, 0x80);

        return new Guid(bytes, bigEndian: true);
    }

    private static async Task RunAsync(
        NpgsqlConnection connection,
        string sql,
        CancellationToken cancellationToken
    )
    {
        await using var command = Unchecked(connection, sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<string> AskAsync(
        NpgsqlConnection connection,
        string sql,
        CancellationToken cancellationToken
    )
    {
        await using var command = Unchecked(connection, sql);

        return (string)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    [SuppressMessage(
        "Security",
        "CA2100:Review SQL queries for security vulnerabilities",
        Justification = "The statements are constants of this file, or the server's own."
    )]
    private static NpgsqlCommand Unchecked(NpgsqlConnection connection, string sql) =>
        new(sql, connection) { CommandTimeout = 0 };
}
