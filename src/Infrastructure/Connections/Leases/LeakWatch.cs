using Enterprise.Infrastructure.Background;
using Enterprise.Infrastructure.Logging;
using Microsoft.Extensions.Logging;

namespace Enterprise.Infrastructure.Connections.Leases;

/// <summary>Complains once of each lease that is held too long, with the stack of whoever opened it.</summary>
internal sealed class LeakWatch(
    LeaseRegistry leases,
    LeaseOptions options,
    TimeProvider clock,
    ILogger<LeakWatch> logger
) : PeriodicWork(LookEvery, clock)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    protected override Task WorkAsync(CancellationToken cancellationToken)
    {
        Look();

        return Task.CompletedTask;
    }

    internal void Look()
    {
        foreach (var lease in leases.Lent)
        {
            if (!lease.IsReported && lease.Age > options.LimitFor(lease.Purpose))
            {
                lease.IsReported = true;
                logger.LeaseHeldTooLong(
                    lease.Id,
                    lease.Pool.Name,
                    lease.Age.TotalSeconds,
                    lease.Holder,
                    lease.Stack?.ToString() ?? "the data layer"
                );
            }
        }
    }
}
