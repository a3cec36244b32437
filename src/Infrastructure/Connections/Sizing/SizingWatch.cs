using Enterprise.Infrastructure.Background;
using Enterprise.Infrastructure.Connections.Leases;
using Enterprise.Infrastructure.Connections.Pools;
using Enterprise.Infrastructure.Logging;
using Microsoft.Extensions.Logging;

namespace Enterprise.Infrastructure.Connections.Sizing;

/// <summary>Samples the load of the pools, tells of a new recommendation, and applies it where that is switched on.</summary>
internal sealed class SizingWatch(
    ConnectionPools pools,
    LeaseRegistry leases,
    SizingOptions options,
    TimeProvider clock,
    ILogger<SizingWatch> logger
) : PeriodicWork(SampleEvery, clock)
{
    private static readonly TimeSpan SampleEvery = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, int> _told = new(StringComparer.Ordinal);

    protected override Task WorkAsync(CancellationToken cancellationToken)
    {
        Sample(SampleEvery);

        return Task.CompletedTask;
    }

    internal void Sample(TimeSpan elapsed)
    {
        var lent = leases.Lent.ToLookup(lease => lease.Pool, lease => lease.Age);

        foreach (var pool in pools.InUse)
        {
            pool.Sizing.Sample(elapsed, lent[pool].Aggregate(TimeSpan.Zero, static (sum, age) => sum + age));
            Tell(pool);

            if (options.IsApplied)
            {
                pool.ApplySizing();
            }
        }
    }

    /// <summary>Tells what is new by a quarter or more; a load that breathes is no news.</summary>
    private void Tell(ConnectionPool pool)
    {
        var recommended = pool.Sizing.Recommended;
        var told = _told.GetValueOrDefault(pool.Name, Math.Max(1, pool.Bounds.Min));

        if (Math.Abs(recommended - told) * 4 < told || recommended == told)
        {
            return;
        }

        _told[pool.Name] = recommended;
        logger.PoolSizeRecommended(recommended, pool.Name, pool.Bounds.Setting, pool.Bounds.Max);
    }
}
