using Enterprise.Infrastructure.Connections.Pools;
using Enterprise.Infrastructure.Logging;
using Enterprise.Infrastructure.Resilience;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Enterprise.Infrastructure.Connections.Lifetime;

/// <summary>Opens the connections that stay open before the first request may come.</summary>
/// <remarks>Without a server the host starts all the same: it is live, and not ready.</remarks>
internal sealed class PoolWarmUp(ConnectionPools pools, ModePolicy modes, ILogger<PoolWarmUp> logger)
    : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(
            OpenAsync(ConnectionPurpose.Read, cancellationToken),
            OpenAsync(ConnectionPurpose.Write, cancellationToken)
        );

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task OpenAsync(ConnectionPurpose purpose, CancellationToken cancellationToken)
    {
        var pool = pools.For(purpose, modes[purpose.UsualWork()]);

        if (pool.Bounds.Min == 0)
        {
            return;
        }

        var source = pool.Purpose is ConnectionPurpose.Read ? pool.StandbyFirst : pool.Primary;
        var opening = Enumerable
            .Range(0, pool.Bounds.Min)
            .Select(_ => source.OpenConnectionAsync(cancellationToken).AsTask())
            .ToArray();

        try
        {
            await Task.WhenAll(opening);
            logger.PoolOpened(opening.Length, pool.Name);
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            logger.PoolNotOpened(opening.Length, pool.Name, FailureTable.MeaningOf(exception).Name);
        }
        finally
        {
            // All at once, and only now: one that came back earlier would have been lent again.
            foreach (var opened in opening.Where(task => task.IsCompletedSuccessfully))
            {
                await (await opened).DisposeAsync();
            }
        }
    }
}
