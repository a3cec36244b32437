using Enterprise.Infrastructure.Connections.Pools;

namespace Enterprise.Infrastructure.Connections.Sizing;

/// <summary>Works out from the load of the last minutes how many connections a pool needs.</summary>
/// <remarks>
/// By Little's law the connections in use are, on average, the time they were lent divided by the time that
/// passed. Two square roots of that on top keep the waiting short (the square-root staffing rule of queueing
/// theory); twice the load needs less than twice the pool.
/// </remarks>
internal sealed class PoolSizing(ConnectionPool pool)
{
    /// <summary>How many samples the recommendation looks back on.</summary>
    public const int Samples = 60;

    private readonly double[] _inUse = new double[Samples];
    private TimeSpan _usedBefore;
    private int _next;
    private int _recommended;

    /// <summary>The connections that the busiest of the recent samples would have needed.</summary>
    public int Recommended => Volatile.Read(ref _recommended);

    /// <summary>Takes a sample of the load since the last one.</summary>
    /// <param name="elapsed">The time since then.</param>
    /// <param name="lent">
    /// For how long the leases that are out have been lent, taken together: else one that comes back after minutes
    /// would count as many.
    /// </param>
    public void Sample(TimeSpan elapsed, TimeSpan lent)
    {
        var used = pool.Statistics.Used + lent;
        _inUse[_next] = Math.Max(0, (used - _usedBefore) / elapsed);
        (_usedBefore, _next) = (used, (_next + 1) % Samples);
        Volatile.Write(ref _recommended, For(_inUse.Max(), pool.Bounds));
    }

    /// <summary>The connections for a mean number in use; never fewer than stay open anyway, never none.</summary>
    public static int For(double meanInUse, PoolBounds bounds) =>
        Math.Clamp(
            (int)Math.Ceiling(meanInUse + (2 * Math.Sqrt(meanInUse))),
            Math.Max(1, bounds.Min),
            PoolBounds.Largest
        );
}
