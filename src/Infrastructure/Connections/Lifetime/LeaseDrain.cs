using Enterprise.Infrastructure.Connections.Leases;
using Enterprise.Infrastructure.Logging;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Enterprise.Infrastructure.Connections.Lifetime;

/// <summary>Waits at the end until all connections have come back, so that no change is cut off half-way.</summary>
/// <remarks>
/// Requests have ended by then, but one that had no answer by its deadline may have left work behind; that is over
/// when its command time-out is.
/// </remarks>
internal sealed class LeaseDrain(
    LeaseRegistry leases,
    PoolOptions options,
    TimeProvider clock,
    ILogger<LeaseDrain> logger
) : IHostedService
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(20);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var since = clock.GetTimestamp();

        while (!leases.IsEmpty && clock.GetElapsedTime(since) < options.RequestBudget)
        {
            await Task.Delay(LookAgainAfter, clock, CancellationToken.None);
        }

        if (leases.Lent.Count() is > 0 and var left)
        {
            logger.NotDrained(left);
        }
    }
}
