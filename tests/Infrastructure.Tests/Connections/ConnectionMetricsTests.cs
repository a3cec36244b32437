using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Connections.Pools;
using Enterprise.Infrastructure.Connections.Standbys;
using Enterprise.Infrastructure.Resilience.CircuitBreakers;
using Enterprise.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Polly.CircuitBreaker;

namespace Enterprise.Infrastructure.Tests.Connections;

/// <summary>Waiting and circuits can be seen from outside.</summary>
public sealed class ConnectionMetricsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Who_waits_who_waited_in_vain_and_how_circuits_are_is_told_by_pool_and_target()
    {
        await using var services = database.CreateServices(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Database:MaxConnections"] = "1",
                ["Database:Breaker:MinimumCalls"] = "2",
            }
        );
        var connections = services.GetRequiredService<IConnectionService>();
        using var metrics = new ConnectionMetrics(
            services.GetRequiredService<ConnectionPools>(),
            services.GetRequiredService<CircuitRegistry>(),
            services.GetRequiredService<StandbyMonitor>()
        );
        await using var taken = await connections.AcquireAsync(ConnectionPurpose.Read);
        var waiting = connections.AcquireAsync(ConnectionPurpose.Read);

        while (Read("db.client.connection.pending_requests", "read") == 0)
        {
            await Task.Delay(5);
        }

        await taken.DisposeAsync();
        await using (await waiting) { }
        Read("db.client.connection.pending_requests", "read").ShouldBe(0);
        Read("db.client.connection.timeouts", "read").ShouldBe(0);
        Read("enterprise.db.circuit.state", "primary").ShouldBe(0);

        await OpenCircuitAsync(services.GetRequiredService<CircuitRegistry>().For("primary"));
        Read("enterprise.db.circuit.state", "primary").ShouldBe(2);
        connections.Report().Modes.ShouldHaveSingleItem().IsHealthy.ShouldBeFalse();
        connections.Report().Circuits.ShouldContain(new CircuitReport("primary", "open"));
    }

    private static async Task OpenCircuitAsync(CircuitBreaker breaker)
    {
        while (breaker.State is CircuitState.Closed)
        {
            await Should.ThrowAsync<IOException>(async () =>
                await breaker.ExecuteAsync<int, int>(
                    (_, _) => throw new IOException("broke"),
                    0,
                    CancellationToken.None
                )
            );
        }
    }

    private static long Read(string instrument, string of)
    {
        var values = new ConcurrentBag<long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (published, self) =>
        {
            if (
                published.Meter.Name is ConnectionMetrics.MeterName
                && published.Name.Equals(instrument, StringComparison.Ordinal)
            )
            {
                self.EnableMeasurementEvents(published);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => Keep(value, tags));
        listener.SetMeasurementEventCallback<int>((_, value, tags, _) => Keep(value, tags));
        listener.Start();
        listener.RecordObservableInstruments();

        return values.Max();

        void Keep(long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            foreach (var tag in tags)
            {
                if (tag.Value is string text && text.Equals(of, StringComparison.Ordinal))
                {
                    values.Add(value);
                }
            }
        }
    }
}
