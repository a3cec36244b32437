using System.Data;
using Enterprise.Infrastructure.Connections.Leases;
using Enterprise.Infrastructure.Diagnostics.Statements;
using Enterprise.Infrastructure.Logging;
using Enterprise.Infrastructure.Persistence;
using Enterprise.Infrastructure.Resilience;
using Enterprise.Infrastructure.Resilience.Deadlines;
using Enterprise.Infrastructure.Resilience.Outcomes;
using Enterprise.Infrastructure.RowLevelSecurity;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Enterprise.Infrastructure.Sql.Transactions;

/// <summary>Makes changes in transactions, again where nothing was left behind, and asks after lost commits.</summary>
internal sealed class SqlWrites(
    AttemptRunner attempts,
    OutcomeResolver outcomes,
    StatementLog statements,
    TimeProvider clock,
    ILogger<SqlWrites> logger
)
{
    /// <summary>A caller who hangs up is waited for all the same: the request is not over before its change is.</summary>
    public async Task<T> RunAsync<T>(
        SqlRoute route,
        Identity identity,
        IsolationLevel isolation,
        Func<SqlTransaction, Task<T>> change,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var transaction = new WriteTransaction(outcomes, identity);

        try
        {
            return await attempts.RunAsync(
                route.Work,
                (state, lease, deadline) => AttemptAsync(state, route, isolation, change, lease, deadline),
                transaction,
                CancellationToken.None
            );
        }
        catch (Exception exception) when (FailureTable.KindOf(exception) is not FailureKind.Permanent)
        {
            throw logger.Told(DatabaseFailures.Unavailable(exception, transaction.GiveUp()));
        }
    }

    private async Task<T> AttemptAsync<T>(
        WriteTransaction transaction,
        SqlRoute route,
        IsolationLevel isolation,
        Func<SqlTransaction, Task<T>> change,
        ConnectionLease lease,
        Deadline deadline
    )
    {
        var since = clock.GetTimestamp();

        try
        {
            var result = await transaction.RunAsync(
                lease,
                deadline,
                () => lease.Connection.BeginTransactionAsync(isolation, CancellationToken.None).AsTask(),
                async begun =>
                {
                    logger.TransactionBegun(begun.IsolationLevel, Milliseconds());

                    return await ChangeAsync(lease, route.Timeout, change);
                },
                static begun => begun.CommitAsync(CancellationToken.None)
            );
            logger.TransactionCommitted(isolation, Milliseconds());

            return result;
        }
        catch (Exception exception) when (exception is not OutcomeUnknownException)
        {
            logger.TransactionRolledBack(isolation, Milliseconds(), WordFor(exception));

            throw;
        }

        double Milliseconds() => clock.GetElapsedTime(since).TotalMilliseconds;
    }

    private async Task<T> ChangeAsync<T>(
        ConnectionLease lease,
        TimeSpan? timeout,
        Func<SqlTransaction, Task<T>> change
    )
    {
        var transaction = new SqlTransaction(
            lease.Connection,
            timeout,
            new StatementWatch(statements, lease.Pool.Name)
        );

        if (timeout is { } given)
        {
            await transaction.ExecuteAsync(SqlTimeouts.Local(given));
        }

        var result = await change(transaction);
        await transaction.EndAsync();

        return result;
    }

    /// <summary>A state or a type; messages may hold values.</summary>
    private static string WordFor(Exception exception) =>
        exception.Find<PostgresException>()?.SqlState ?? exception.GetBaseException().GetType().Name;
}
