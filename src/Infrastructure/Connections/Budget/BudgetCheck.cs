using Enterprise.Application.Failures;
using Enterprise.Infrastructure.Logging;
using Enterprise.Infrastructure.Persistence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Enterprise.Infrastructure.Connections.Budget;

/// <summary>Asks the server at the start whether it can give what the pools may take, and says what to change.</summary>
/// <remarks>A server without an answer is no reason not to start.</remarks>
internal sealed class BudgetCheck(
    IConnectionService connections,
    ConnectionStrings strings,
    PoolOptions pools,
    ModePolicy modes,
    BudgetOptions options,
    ILogger<BudgetCheck> logger
) : BackgroundService
{
    /// <summary>What the server can give, and what of it is kept for administrators.</summary>
    public const string Sql = """
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

        return new ConnectionBudget(
            options.Instances,
            PoolDemand.Of(strings, pools, modes),
            row.GetInt32(0),
            row.GetInt32(1)
        );
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
}
