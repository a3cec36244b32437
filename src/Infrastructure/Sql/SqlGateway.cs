using System.Data;
using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.RowLevelSecurity;
using Enterprise.Infrastructure.Sql.Rows;
using Enterprise.Infrastructure.Sql.Statements;
using Enterprise.Infrastructure.Sql.Transactions;

namespace Enterprise.Infrastructure.Sql;

/// <inheritdoc/>
internal sealed class SqlGateway(SqlRoutes routes, SqlReads reads, SqlWrites writes) : ISqlGateway
{
    public Task<T?> SingleAsync<T>(
        Identity identity,
        SqlStatement sql,
        SqlOptions? options = null,
        CancellationToken cancellationToken = default
    ) => reads.RunAsync(routes.ForRead(options), identity, sql, RowMapping.OneAsync<T>, cancellationToken);

    public Task<IReadOnlyList<T>> RowsAsync<T>(
        Identity identity,
        SqlStatement sql,
        SqlOptions? options = null,
        CancellationToken cancellationToken = default
    ) => reads.RunAsync(routes.ForRead(options), identity, sql, RowMapping.AllAsync<T>, cancellationToken);

    public Task<long> CountAsync(
        Identity identity,
        SqlStatement sql,
        SqlOptions? options = null,
        CancellationToken cancellationToken = default
    ) => reads.RunAsync(routes.ForRead(options), identity, sql, RowMapping.OneAsync<long>, cancellationToken);

    public Task<int> ExecuteAsync(
        Identity identity,
        SqlStatement sql,
        SqlOptions? options = null,
        CancellationToken cancellationToken = default
    ) => WriteAsync(identity, transaction => transaction.ExecuteAsync(sql), options, cancellationToken);

    public Task<int> ExecuteManyAsync(
        Identity identity,
        IEnumerable<SqlStatement> statements,
        SqlOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        // Once, although there may be several attempts.
        var all = statements.ToArray();

        return WriteAsync(
            identity,
            transaction => transaction.ExecuteManyAsync(all),
            options,
            cancellationToken
        );
    }

    public Task<int> UpsertAsync(
        Identity identity,
        SqlIdentifier table,
        IReadOnlyList<SqlIdentifier> columns,
        IReadOnlyList<SqlIdentifier> conflict,
        IEnumerable<IReadOnlyList<object?>> rows,
        SqlOptions? options = null,
        CancellationToken cancellationToken = default
    ) =>
        ExecuteManyAsync(
            identity,
            SqlComposition.Upsert(table, columns, conflict, rows),
            options,
            cancellationToken
        );

    public Task<T?> CallAsync<T>(
        Identity identity,
        SqlIdentifier function,
        IReadOnlyList<object?> arguments,
        bool isReadOnly = false,
        SqlOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var call = SqlComposition.Call(function, arguments);

        return isReadOnly
            ? SingleAsync<T>(identity, call, options, cancellationToken)
            : WriteAsync(
                identity,
                transaction => transaction.SingleAsync<T>(call),
                options,
                cancellationToken
            );
    }

    public Task<T> TransactionAsync<T>(
        Identity identity,
        IsolationLevel isolation,
        Func<SqlTransaction, Task<T>> work,
        SqlOptions? options = null,
        CancellationToken cancellationToken = default
    ) =>
        writes.RunAsync(
            routes.ForWrite(options, WorkKind.ExplicitTransaction),
            identity,
            isolation,
            work,
            cancellationToken
        );

    private Task<T> WriteAsync<T>(
        Identity identity,
        Func<SqlTransaction, Task<T>> change,
        SqlOptions? options,
        CancellationToken cancellationToken
    ) =>
        writes.RunAsync(
            routes.ForWrite(options, WorkKind.RawSql),
            identity,
            IsolationLevel.ReadCommitted,
            change,
            cancellationToken
        );
}
