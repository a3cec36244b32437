using System.Data;
using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Sql.Rows;
using Enterprise.Infrastructure.Sql.Statements;
using Enterprise.Infrastructure.Sql.Transactions;

namespace Enterprise.Infrastructure.Sql;

/// <inheritdoc/>
internal sealed class SqlGateway(SqlRoutes routes, SqlReads reads, SqlWrites writes) : ISqlGateway
{
    public Task<T?> SingleAsync<T>(
        SqlStatement sql,
        SqlOptions? options = null,
        CancellationToken cancellationToken = default
    ) => reads.RunAsync(routes.ForRead(options), sql, RowMapping.OneAsync<T>, cancellationToken);

    public Task<IReadOnlyList<T>> RowsAsync<T>(
        SqlStatement sql,
        SqlOptions? options = null,
        CancellationToken cancellationToken = default
    ) => reads.RunAsync(routes.ForRead(options), sql, RowMapping.AllAsync<T>, cancellationToken);

    public Task<long> CountAsync(
        SqlStatement sql,
        SqlOptions? options = null,
        CancellationToken cancellationToken = default
    ) => reads.RunAsync(routes.ForRead(options), sql, RowMapping.OneAsync<long>, cancellationToken);

    public Task<int> ExecuteAsync(
        SqlStatement sql,
        SqlOptions? options = null,
        CancellationToken cancellationToken = default
    ) => WriteAsync(transaction => transaction.ExecuteAsync(sql), options, cancellationToken);

    public Task<int> ExecuteManyAsync(
        IEnumerable<SqlStatement> statements,
        SqlOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        // Once, although there may be several attempts.
        var all = statements.ToArray();

        return WriteAsync(transaction => transaction.ExecuteManyAsync(all), options, cancellationToken);
    }

    public Task<int> UpsertAsync(
        SqlIdentifier table,
        IReadOnlyList<SqlIdentifier> columns,
        IReadOnlyList<SqlIdentifier> conflict,
        IEnumerable<IReadOnlyList<object?>> rows,
        SqlOptions? options = null,
        CancellationToken cancellationToken = default
    ) => ExecuteManyAsync(SqlComposition.Upsert(table, columns, conflict, rows), options, cancellationToken);

    public Task<T?> CallAsync<T>(
        SqlIdentifier function,
        IReadOnlyList<object?> arguments,
        bool isReadOnly = false,
        SqlOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var call = SqlComposition.Call(function, arguments);

        return isReadOnly
            ? SingleAsync<T>(call, options, cancellationToken)
            : WriteAsync(transaction => transaction.SingleAsync<T>(call), options, cancellationToken);
    }

    public Task<T> TransactionAsync<T>(
        IsolationLevel isolation,
        Func<SqlTransaction, Task<T>> work,
        SqlOptions? options = null,
        CancellationToken cancellationToken = default
    ) =>
        writes.RunAsync(
            routes.ForWrite(options, WorkKind.ExplicitTransaction),
            isolation,
            work,
            cancellationToken
        );

    private Task<T> WriteAsync<T>(
        Func<SqlTransaction, Task<T>> change,
        SqlOptions? options,
        CancellationToken cancellationToken
    ) =>
        writes.RunAsync(
            routes.ForWrite(options, WorkKind.RawSql),
            IsolationLevel.ReadCommitted,
            change,
            cancellationToken
        );
}
