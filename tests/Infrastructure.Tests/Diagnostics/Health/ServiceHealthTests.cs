using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Connections.Leases;
using Enterprise.Infrastructure.Diagnostics.Health;
using Enterprise.Infrastructure.Resilience.CircuitBreakers;
using Enterprise.Infrastructure.Tests.Connections;
using Enterprise.Infrastructure.Tests.Connections.Standbys;
using Enterprise.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.Infrastructure.Tests.Diagnostics.Health;

/// <summary>Degraded is told apart from dead, and a probe takes no connection from anybody.</summary>
public sealed class ServiceHealthTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_service_that_has_all_it_needs_is_healthy()
    {
        await using var services = Nodes.On(database);

        var report = await HealthOf(services).ReportAsync(CancellationToken.None);

        (report.State, report.Obstacle).ShouldBe((HealthState.Healthy, null));
        report.Reasons.ShouldBeEmpty();
        report.Migrations.Pending.ShouldBe(0);
        report.Migrations.Applied.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task A_probe_is_answered_while_every_connection_of_every_pool_is_lent()
    {
        await using var services = Nodes.On(database, settings: ("Database:MaxConnections", "4"));
        var leases = new List<ConnectionLease>();

        foreach (var purpose in new[] { ConnectionPurpose.Read, ConnectionPurpose.Write })
        {
            do
            {
                leases.Add(await services.Lender().AcquireAsync(purpose));
            } while (leases[^1].Pool.Report().UtilizationPercent < 100);
        }

        var probes = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => HealthOf(services).ObstacleAsync(CancellationToken.None))
        );

        probes.ShouldAllBe(obstacle => obstacle == null);

        foreach (var lease in leases)
        {
            await lease.DisposeAsync();
        }
    }

    [Fact]
    public async Task Without_its_primary_it_is_unhealthy_and_knows_the_migrations_of_before()
    {
        await using var services = Nodes.At(Nodes.Nowhere);

        var report = await HealthOf(services).ReportAsync(CancellationToken.None);

        (report.State, report.Obstacle).ShouldBe(
            (HealthState.Unhealthy, "The primary database does not answer.")
        );
        report.Reasons[0].ShouldBe(report.Obstacle);
    }

    [Fact]
    public async Task An_open_circuit_is_degraded_and_named()
    {
        await using var services = Nodes.On(database, settings: ("Database:Breaker:MinimumCalls", "2"));
        var breaker = services.GetRequiredService<CircuitRegistry>().For("primary");

        for (var i = 0; i < 2; i++)
        {
            await Should.ThrowAsync<TimeoutException>(() =>
                breaker
                    .ExecuteAsync<int, int>(
                        static (_, _) => throw new TimeoutException(),
                        0,
                        CancellationToken.None
                    )
                    .AsTask()
            );
        }

        var report = await HealthOf(services).ReportAsync(CancellationToken.None);

        report.State.ShouldBe(HealthState.Degraded);
        report.Reasons.ShouldHaveSingleItem().ShouldBe("The circuit to primary is open.");
    }

    internal static IServiceHealth HealthOf(IServiceProvider services) =>
        services.GetRequiredService<IServiceHealth>();
}

/// <summary>The same with a standby, which may be late or gone.</summary>
public sealed class StandbyHealthTests(Pair pair) : IClassFixture<Pair>
{
    [Fact]
    public async Task A_standby_that_is_gone_is_degraded_and_named()
    {
        await pair.Servers.KillStandbyAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));

        do
        {
            await Task.Delay(50, patience.Token);
            await pair.Monitor.LookAsync(CancellationToken.None);
        } while (pair.Monitor.Report().All(standby => standby.IsUp));

        var report = await ServiceHealthTests.HealthOf(pair.Services).ReportAsync(CancellationToken.None);

        report.Reasons.ShouldContain($"The standby 127.0.0.1:{pair.Servers.Standby.Port} does not answer.");
        await pair.Servers.StartStandbyAsync();
    }
}
