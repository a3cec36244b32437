using Npgsql;

namespace Enterprise.Infrastructure.Capabilities.Servers;

/// <summary>Finds out what a connection leads to.</summary>
public static class ServerDetection
{
    /// <summary>Asks the server for its version and extensions, and notices a pooler that nobody has named.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="pooler">What the settings say of a pooler.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <remarks>
    /// A pooler gives its clients a process id of its own making, which is not the one that the server knows. Neither
    /// its kind nor its mode can be told from outside: one that nobody has named counts as PgBouncer in transaction
    /// mode, which keeps least.
    /// </remarks>
    /// <exception cref="NpgsqlException">The server does not answer.</exception>
    public static async Task<DatabaseServer> DetectAsync(
        NpgsqlConnection connection,
        Pooler pooler = default,
        CancellationToken cancellationToken = default
    )
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT version(), pg_backend_pid(), (SELECT array_agg(name::text) FROM pg_available_extensions)
            """,
            connection
        );
        await using var answer = await command.ExecuteReaderAsync(cancellationToken);
        await answer.ReadAsync(cancellationToken);
        var isPooled = answer.GetInt32(1) != connection.ProcessID;

        return DatabaseServer.FromAnswer(answer.GetString(0)) with
        {
            Extensions = [.. await answer.GetFieldValueAsync<string[]>(2, cancellationToken)],
            Pooler =
                isPooled && pooler.Kind is PoolerKind.None
                    ? new Pooler(PoolerKind.PgBouncerTransaction)
                    : pooler,
        };
    }
}
