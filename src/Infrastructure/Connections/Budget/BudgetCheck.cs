using Enterprise.Application.Failures;
using Enterprise.Infrastructure.Logging;
using Enterprise.Infrastructure.Persistence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

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

        return await ConnectionBudget.ReadAsync(
            lease.Connection,
            options.Instances,
            PoolDemand.Of(strings, pools, modes),
            cancellationToken
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
