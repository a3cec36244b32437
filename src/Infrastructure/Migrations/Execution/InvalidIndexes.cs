using Enterprise.Infrastructure.Setup.Roles;
using Npgsql;

namespace Enterprise.Infrastructure.Migrations.Execution;

/// <summary>Indexes that a build left unfinished: each change pays for them, and no query uses them.</summary>
internal static class InvalidIndexes
{
    /// <summary>Those of <c>public</c> that nobody is building at the moment.</summary>
    public const string Sql = """
        SELECT relname::text FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
        WHERE NOT indisvalid AND relkind = 'i' AND relnamespace = 'public'::regnamespace
            AND NOT EXISTS (SELECT FROM pg_stat_progress_create_index WHERE index_relid = indexrelid)
        ORDER BY relname
        """;

    /// <summary>How PostgreSQL names what an interrupted <c>REINDEX CONCURRENTLY</c> leaves behind.</summary>
    private static readonly string[] Leftovers = ["_ccnew", "_ccold"];

    /// <summary>Drops one, if it is invalid.</summary>
    public static async Task DropAsync(
        NpgsqlConnection connection,
        string index,
        CancellationToken cancellationToken
    )
    {
        if ((await connection.TextsAsync(Sql, cancellationToken)).Contains(index, StringComparer.Ordinal))
        {
            await connection.SendAsync($"DROP INDEX CONCURRENTLY {SqlText.Quote(index)}", cancellationToken);
        }
    }

    /// <summary>Builds all of them anew, and gives their names.</summary>
    /// <exception cref="MigrationFailedException">One cannot be built: its rows do not agree with it.</exception>
    public static async Task<IReadOnlyList<string>> RebuildAsync(
        NpgsqlConnection connection,
        CancellationToken cancellationToken
    )
    {
        var invalid = await connection.TextsAsync(Sql, cancellationToken);

        if (invalid.Count > 0)
        {
            // Both wait for older transactions, by locks of theirs.
            await connection.SendAsync("SET lock_timeout = 0", cancellationToken);
        }

        foreach (var index in invalid)
        {
            try
            {
                await connection.SendAsync(
                    $"{(IsLeftover(index) ? "DROP" : "REINDEX")} INDEX CONCURRENTLY {SqlText.Quote(index)}",
                    cancellationToken
                );
            }
            catch (PostgresException exception)
            {
                throw MigrationFailedException.CannotRebuild(index, exception);
            }
        }

        return invalid;
    }

    private static bool IsLeftover(string index) =>
        Leftovers.Any(end =>
            index.TrimEnd("0123456789".ToCharArray()).EndsWith(end, StringComparison.Ordinal)
        );
}
