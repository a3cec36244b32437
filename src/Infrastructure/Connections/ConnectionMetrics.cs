using System.Diagnostics.Metrics;
using Enterprise.Infrastructure.Connections.Pools;
using Enterprise.Infrastructure.Connections.Standbys;
using Enterprise.Infrastructure.Resilience.CircuitBreakers;
using Microsoft.Extensions.Hosting;
using Polly.CircuitBreaker;

namespace Enterprise.Infrastructure.Connections;

/// <summary>Shows pools and circuits to whoever collects metrics; asked only when they are collected.</summary>
/// <remarks>
/// OpenTelemetry's names for connection pools; the driver's own meter, <c>Npgsql</c>, counts what is open. Circuits
/// have no name there: 0 is closed, 1 half-open, 2 open.
/// </remarks>
internal sealed class ConnectionMetrics : IHostedService, IDisposable
{
    /// <summary>The meter of the room.</summary>
    public const string MeterName = "Enterprise.Connections";

    /// <summary>OpenTelemetry's attribute for the name of a pool.</summary>
    public const string PoolTag = "db.client.connection.pool.name";

    private readonly Meter _meter = new(MeterName);

    public ConnectionMetrics(ConnectionPools pools, CircuitRegistry circuits, StandbyMonitor standbys)
    {
        _meter.CreateObservableUpDownCounter(
            "db.client.connection.pending_requests",
            () => Of(pools, pool => pool.Bulkhead.Waiting),
            "{request}",
            "The callers that wait for a connection."
        );
        _meter.CreateObservableCounter(
            "db.client.connection.timeouts",
            () => Of(pools, pool => pool.Statistics.Timeouts),
            "{timeout}",
            "The callers that waited for a connection in vain."
        );
        _meter.CreateObservableGauge(
            "enterprise.db.circuit.state",
            () => circuits.All.Select(StateOf),
            description: "0 closed, 1 half-open, 2 open."
        );
        _meter.CreateObservableUpDownCounter(
            "enterprise.db.pool.busy",
            () => Of(pools, pool => pool.Bulkhead.Busy),
            "{connection}",
            "The connections that are lent, as the data layer counts them."
        );
        _meter.CreateObservableUpDownCounter(
            "enterprise.db.pool.limit",
            () => Of(pools, pool => pool.Bulkhead.Width),
            "{connection}",
            "How many are lent at the most at present; fewer than the maximum after an outage."
        );
        _meter.CreateObservableGauge(
            "enterprise.db.standby.lag",
            () => standbys.Report().Where(standby => standby.Lag is not null).Select(LagOf),
            "s",
            "How far each standby is behind the primary."
        );
        _meter.CreateObservableGauge(
            "enterprise.db.standby.used",
            () => standbys.Report().Select(IsUsed),
            description: "1 where reads go to the standby, else 0."
        );
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<long>> Of(
        ConnectionPools pools,
        Func<ConnectionPool, long> value
    ) =>
        pools.InUse.Select(pool => new Measurement<long>(
            value(pool),
            new KeyValuePair<string, object?>(PoolTag, pool.Name)
        ));

    private static Measurement<double> LagOf(StandbyReport standby) =>
        new(standby.Lag!.Value.TotalSeconds, new KeyValuePair<string, object?>("standby", standby.Name));

    private static Measurement<int> IsUsed(StandbyReport standby) =>
        new(standby.IsUsed ? 1 : 0, new KeyValuePair<string, object?>("standby", standby.Name));

    private static Measurement<int> StateOf(CircuitBreaker breaker) =>
        new(
            breaker.State switch
            {
                CircuitState.Closed => 0,
                CircuitState.HalfOpen => 1,
                _ => 2,
            },
            new KeyValuePair<string, object?>("target", breaker.Target)
        );
}
