using Enterprise.Application.Failures;
using Enterprise.Infrastructure.Logging;
using Enterprise.Infrastructure.Persistence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Enterprise.Infrastructure.Connections.Budget;

/// <summary>Asks the server at the start whether it can give what the pools may take, and says what to change.</summary>
/// <remarks>
/// It counts the pools that lead straight to the server: what goes through a pooler is the pooler's to bound. A
/// server without an answer is no reason not to start.
/// </remarks>
internal sealed class BudgetCheck(
    IConnectionService connections,
    ConnectionStrings strings,
    PoolOptions pools,
    ModePolicy modes,
    BudgetOptions options,
    ILogger<BudgetCheck> logger
) : BackgroundService
{
    private const string Sql = """
        SELECT current_setting('max_connections')::int,
            current_setting('superuser_reserved_connections')::int
                + coalesce(current_setting('reserved_connections', true)::int, 0)
        """;

    /// <summary>Asks, and works out the budget.</summary>
    /// <exception cref="DatabaseUnavailableException">The server cannot be reached.</exception>
    public async Task<ConnectionBudget> CheckAsync(CancellationToken cancellationToken)
    {
        await using var lease = await connections.AcquireAsync(
            ConnectionPurpose.Read,
            ConnectionMode.Direct,
            ServerChoice.Primary,
            cancellationToken
        );
        await using var command = new NpgsqlCommand(Sql, lease.Connection);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);

        return new ConnectionBudget(options.Instances, DirectConnections(), row.GetInt32(0), row.GetInt32(1));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            Tell(await CheckAsync(stoppingToken));
        }
        catch (Exception exception)
            when (DatabaseFailures.IsOutage(exception) || exception is OperationCanceledException)
        {
            logger.BudgetUnknown(exception.GetType().Name);
        }
    }

    private void Tell(ConnectionBudget budget)
    {
        if (budget.IsKept)
        {
            logger.WithinBudget(budget.Instances, budget.Wanted, budget.Allowed);

            return;
        }

        logger.OverBudget(
            budget.Instances,
            budget.Wanted,
            budget.Allowed,
            budget.Max,
            budget.Reserved,
            budget.Suggested
        );
    }

    private int DirectConnections() =>
        Of(ConnectionPurpose.Read, WorkKind.Read, WorkKind.Count, WorkKind.VectorSearch, WorkKind.RawSql)
        + Of(ConnectionPurpose.Write, WorkKind.SingleWrite, WorkKind.ExplicitTransaction, WorkKind.RawSql)
        + Of(ConnectionPurpose.LongRunning, WorkKind.LongRunning);

    /// <summary>What the direct pool of a purpose may take, if any of its kinds of work goes there.</summary>
    private int Of(ConnectionPurpose purpose, params ReadOnlySpan<WorkKind> kinds)
    {
        foreach (var kind in kinds)
        {
            if (strings.For(modes[kind]).Equals(strings.Direct, StringComparison.Ordinal))
            {
                return pools.Pools[purpose].Max;
            }
        }

        return 0;
    }
}
