using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Connections.Pools;
using Enterprise.Infrastructure.Persistence;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Enterprise.Infrastructure.Diagnostics.Health;

/// <summary>The one connection of the health probe: it takes none from a pool, however full that is.</summary>
internal sealed class ProbeConnection : IAsyncDisposable
{
    private const string Name = "health";

    private readonly NpgsqlDataSource _source;

    public ProbeConnection(ConnectionStrings connections, DataSourceFactory sources, ILoggerFactory logging)
    {
        _source = sources.Create(
            Name,
            connections.For(ConnectionMode.Transaction),
            new PoolBounds(PoolOptions.MaxSetting, Min: 0, Max: 1, CommandTimeout: 2)
        );
        Contexts = new ReadContextFactory(
            _source is NpgsqlMultiHostDataSource hosts
                ? hosts.WithTargetSession(TargetSessionAttributes.ReadWrite)
                : _source,
            logging
        );
    }

    /// <summary>Contexts on it, one at a time.</summary>
    public ReadContextFactory Contexts { get; }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
