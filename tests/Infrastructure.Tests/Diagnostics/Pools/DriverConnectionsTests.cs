using System.Diagnostics.Metrics;
using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Connections.Pools;
using Enterprise.Infrastructure.Diagnostics;
using Enterprise.Infrastructure.Diagnostics.Pools;
using Enterprise.Infrastructure.Tests.Connections.Standbys;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Diagnostics.Pools;

public sealed class DriverConnectionsTests(Pair pair) : IClassFixture<Pair>
{
    private const string Pool = "a pool of this test";
    private const string Count = "db.client.connection.count";

    [Fact]
    public async Task The_connections_to_all_servers_of_a_pool_are_counted()
    {
        var services = pair.Services;
        await using var source = services
            .GetRequiredService<DataSourceFactory>()
            .Create(
                Pool,
                services.GetRequiredService<ConnectionStrings>().Primary,
                new PoolBounds("", Min: 0, Max: 4, CommandTimeout: 4)
            );
        var hosts = source.ShouldBeOfType<NpgsqlMultiHostDataSource>();
        using var connections = new DriverConnections();

        await using var one = await hosts.OpenConnectionAsync(TargetSessionAttributes.Primary);
        await using (await hosts.OpenConnectionAsync(TargetSessionAttributes.Primary))
        await using (await hosts.OpenConnectionAsync(TargetSessionAttributes.Standby))
        {
            Shown().ShouldBe([("idle", 0), ("used", 3)], ignoreOrder: true);
        }

        Shown().ShouldBe([("idle", 2), ("used", 1)], ignoreOrder: true);
        connections.Idle()[Pool].ShouldBe(2);
    }

    /// <summary>What is collected: of measurements that have the same tags a collector keeps the last one.</summary>
    private static IEnumerable<(string State, int Count)> Shown()
    {
        var shown = new Dictionary<string, int>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        listener.InstrumentPublished = static (instrument, self) =>
        {
            if (
                instrument.Name is Count
                && Meters.All.Contains(instrument.Meter.Name)
                && !Meters.IsLeftOut(instrument)
            )
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<int>(
            (_, count, tags, _) =>
            {
                if (tags[0].Value is Pool)
                {
                    shown[(string)tags[1].Value!] = count;
                }
            }
        );
        listener.Start();
        listener.RecordObservableInstruments();

        return shown.Select(entry => (entry.Key, entry.Value));
    }
}
