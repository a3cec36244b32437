using Enterprise.Infrastructure.Resilience.CircuitBreakers;

namespace Enterprise.Infrastructure.Connections.Pools;

/// <summary>All pools of the node: one for each purpose and each way to the server that differs from the others.</summary>
/// <remarks>Made when first asked for, so a purpose or a mode that nobody uses costs nothing.</remarks>
internal sealed class ConnectionPools : IAsyncDisposable
{
    private static readonly int Modes = Enum.GetValues<ConnectionMode>().Length;

    private readonly Lazy<ConnectionPool>[] _pools;

    public ConnectionPools(
        ConnectionStrings connections,
        PoolOptions options,
        DataSourceFactory sources,
        CircuitRegistry breakers,
        TimeProvider clock
    ) =>
        _pools = [
            .. Enum.GetValues<ConnectionPurpose>()
                .SelectMany(purpose => ForPurpose(purpose, connections, options, sources, breakers, clock)),
        ];

    /// <summary>Those that are in use, each once.</summary>
    public IEnumerable<ConnectionPool> InUse =>
        _pools.Where(pool => pool.IsValueCreated).Select(pool => pool.Value).Distinct();

    /// <summary>The pool for a purpose by the way of a mode.</summary>
    public ConnectionPool For(ConnectionPurpose purpose, ConnectionMode mode) =>
        _pools[((int)purpose * Modes) + (int)mode].Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var pool in InUse)
        {
            await pool.DisposeAsync();
        }
    }

    /// <summary>One pool a mode, the same one where two modes are the same way.</summary>
    private static IEnumerable<Lazy<ConnectionPool>> ForPurpose(
        ConnectionPurpose purpose,
        ConnectionStrings connections,
        PoolOptions options,
        DataSourceFactory sources,
        CircuitRegistry breakers,
        TimeProvider clock
    )
    {
        var byWay = new Dictionary<string, Lazy<ConnectionPool>>(StringComparer.Ordinal);

        foreach (var mode in Enum.GetValues<ConnectionMode>())
        {
            var way = connections.For(mode);

            if (!byWay.TryGetValue(way, out var pool))
            {
                var suffix = byWay.Count == 0 ? "" : $"-{mode.ToString().ToLowerInvariant()}";
                byWay[way] = pool = new Lazy<ConnectionPool>(() => Create(suffix, mode, way));
            }

            yield return pool;
        }

        ConnectionPool Create(string suffix, ConnectionMode mode, string way)
        {
            var name = NameOf(purpose) + suffix;
            var bounds = options.Pools[purpose];
            var source = sources.Create(name, way, bounds);
            var primary = breakers.For($"primary{suffix}");
            var any = source is Npgsql.NpgsqlMultiHostDataSource ? breakers.For($"any{suffix}") : primary;

            return new ConnectionPool(name, purpose, mode, bounds, source, primary, any, clock);
        }
    }

    private static string NameOf(ConnectionPurpose purpose) =>
        purpose is ConnectionPurpose.LongRunning ? "long-running" : purpose.ToString().ToLowerInvariant();
}
