using Enterprise.Infrastructure.Diagnostics.Statements;
using Enterprise.Infrastructure.Sql.Rows;
using Enterprise.Infrastructure.Sql.Statements;
using Npgsql;

namespace Enterprise.Infrastructure.Sql.Transactions;

/// <summary>The one connection of a transaction that is under way; whoever lent it begins and ends it.</summary>
/// <remarks>Not for use by several at once, nor after the delegate that it was given to.</remarks>
public sealed class SqlTransaction
{
    private readonly NpgsqlConnection _connection;
    private readonly TimeSpan? _timeout;
    private readonly StatementWatch _watch;
    private bool _hasFailed;
    private bool _isOver;

    internal SqlTransaction(NpgsqlConnection connection, TimeSpan? timeout, StatementWatch watch) =>
        (_connection, _timeout, _watch) = (connection, timeout, watch);

    /// <inheritdoc cref="ISqlGateway.SingleAsync"/>
    public Task<T?> SingleAsync<T>(SqlStatement sql) => ReadAsync(sql, RowMapping.OneAsync<T>);

    /// <inheritdoc cref="ISqlGateway.RowsAsync"/>
    public Task<IReadOnlyList<T>> RowsAsync<T>(SqlStatement sql) => ReadAsync(sql, RowMapping.AllAsync<T>);

    /// <inheritdoc cref="ISqlGateway.CountAsync"/>
    public Task<long> CountAsync(SqlStatement sql) => ReadAsync(sql, RowMapping.OneAsync<long>);

    /// <inheritdoc cref="ISqlGateway.ExecuteAsync"/>
    public Task<int> ExecuteAsync(SqlStatement sql) => ExecuteManyAsync([sql]);

    /// <inheritdoc cref="ISqlGateway.ExecuteManyAsync"/>
    public async Task<int> ExecuteManyAsync(IEnumerable<SqlStatement> statements)
    {
        await using var batch = SqlBatch.Of(_connection, _timeout, statements);

        return batch.BatchCommands.Count == 0
            ? 0
            : await WatchAsync(() =>
                _watch.RunAsync(
                    batch,
                    static async batch =>
                    {
                        var rows = Math.Max(0, await batch.ExecuteNonQueryAsync(CancellationToken.None));

                        return (rows, rows);
                    }
                )
            );
    }

    /// <inheritdoc cref="ISqlGateway.UpsertAsync"/>
    public Task<int> UpsertAsync(
        SqlIdentifier table,
        IReadOnlyList<SqlIdentifier> columns,
        IReadOnlyList<SqlIdentifier> conflict,
        IEnumerable<IReadOnlyList<object?>> rows
    ) => ExecuteManyAsync(SqlComposition.Upsert(table, columns, conflict, rows));

    /// <inheritdoc cref="ISqlGateway.CallAsync"/>
    public Task<T?> CallAsync<T>(SqlIdentifier function, IReadOnlyList<object?> arguments) =>
        SingleAsync<T>(SqlComposition.Call(function, arguments));

    /// <summary>Nothing follows; a statement whose failure nobody told must not pass for a commit.</summary>
    /// <remarks>
    /// PostgreSQL answers the commit of a transaction that has failed with a roll-back and no error (manual,
    /// COMMIT); so where a statement has failed, it is asked. A roll-back to a savepoint makes it whole again.
    /// </remarks>
    internal async Task EndAsync()
    {
        if (_hasFailed)
        {
            await ExecuteAsync($"SELECT 1");
        }

        _isOver = true;
    }

    private Task<T> ReadAsync<T>(SqlStatement sql, Func<NpgsqlDataReader, Task<T>> read) =>
        WatchAsync(async () =>
        {
            await using var batch = SqlBatch.Of(_connection, _timeout, sql);

            return await _watch.RunAsync(
                batch,
                async batch =>
                {
                    await using var rows = await batch.ExecuteReaderAsync(CancellationToken.None);

                    return (await read(rows), (long)batch.BatchCommands[^1].Rows);
                }
            );
        });

    private async Task<T> WatchAsync<T>(Func<Task<T>> step)
    {
        ObjectDisposedException.ThrowIf(_isOver, this);

        try
        {
            return await step();
        }
        catch
        {
            _hasFailed = true;

            throw;
        }
    }
}
