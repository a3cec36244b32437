using Enterprise.Infrastructure.Connections.Leases;
using Enterprise.Infrastructure.Diagnostics.Statements;
using Enterprise.Infrastructure.Persistence;
using Enterprise.Infrastructure.Resilience;
using Enterprise.Infrastructure.RowLevelSecurity;
using Enterprise.Infrastructure.Sql.Statements;
using Npgsql;

namespace Enterprise.Infrastructure.Sql.Rows;

/// <summary>Asks questions, again where an answer was lost, and sees to it that they change nothing.</summary>
/// <remarks>
/// A change that passed for a question, such as <c>UPDATE … RETURNING</c>, would be made twice after a lost
/// answer. So the transaction is read-only, which is said in the same round trip.
/// </remarks>
internal sealed class SqlReads(AttemptRunner attempts, StatementLog statements)
{
    private static readonly SqlStatement ReadOnly = SqlStatement.From(
        $"SELECT set_config('transaction_read_only', 'on', true)"
    );

    /// <exception cref="InvalidOperationException">The statement changes something.</exception>
    public Task<T> RunAsync<T>(
        SqlRoute route,
        Identity identity,
        SqlStatement sql,
        Func<NpgsqlDataReader, Task<T>> read,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<SqlStatement> first = route.Timeout is { } timeout
            ? [ReadOnly, SqlTimeouts.Local(timeout)]
            : [ReadOnly];

        return attempts.ReadAsync(
            route.Work,
            static (state, lease, _) =>
                AttemptAsync(
                    new StatementWatch(state.statements, lease.Pool.Name),
                    lease,
                    state.route,
                    state.identity,
                    state.first,
                    state.sql,
                    state.read
                ),
            (route, identity, first, sql, read, statements),
            cancellationToken
        );
    }

    private static async Task<T> AttemptAsync<T>(
        StatementWatch watch,
        ConnectionLease lease,
        SqlRoute route,
        Identity identity,
        IReadOnlyList<SqlStatement> first,
        SqlStatement sql,
        Func<NpgsqlDataReader, Task<T>> read
    )
    {
        string refusal;
        await using var batch = SqlBatch.Of(lease.Connection, route.Timeout, [.. first, sql]);
        batch.BatchCommands.Insert(0, identity.ToReadCommand());

        try
        {
            return await watch.RunAsync(
                batch,
                async batch =>
                {
                    await using var rows = await batch.ExecuteReaderAsync(CancellationToken.None);

                    for (var passed = 1; passed < batch.BatchCommands.Count; passed++)
                    {
                        await rows.NextResultAsync(CancellationToken.None);
                    }

                    return (await read(rows), (long)batch.BatchCommands[^1].Rows);
                }
            );
        }
        catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.ReadOnlySqlTransaction)
        {
            refusal = refused.MessageText;
        }

        // Without its cause, which would be taken for a server that is no primary any more.
        throw new InvalidOperationException($"A question changes nothing; the server says: {refusal}.");
    }
}
