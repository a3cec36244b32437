using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Connections.Leases;
using Enterprise.Infrastructure.Diagnostics.Health;
using Enterprise.Infrastructure.Resilience.CircuitBreakers;
using Enterprise.Infrastructure.Tests.Connections;
using Enterprise.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Polly.CircuitBreaker;

namespace Enterprise.Infrastructure.Tests.Diagnostics.Health;

public sealed class ServiceHealthTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_service_with_all_that_it_needs_is_healthy()
    {
        await using var services = Nodes.On(database);
        await using (await services.Lender().AcquireAsync(ConnectionPurpose.Read)) { }

        var report = await ReportAsync(services);

        report.ShouldSatisfyAllConditions(
            () => report.State.ShouldBe(HealthState.Healthy),
            () => report.Obstacle.ShouldBeNull(),
            () => report.Reasons.ShouldBeEmpty(),
            () => report.Migrations.Pending.ShouldBe(0),
            () => report.Migrations.Applied.ShouldBePositive(),
            () => report.Connections.Pools.ShouldHaveSingleItem().Name.ShouldBe("read")
        );
    }

    [Fact]
    public async Task It_answers_while_every_connection_is_lent_and_is_degraded_once_somebody_waits()
    {
        await using var services = Nodes.On(
            database,
            settings:
            [
                ("Database:MaxConnections", "1"),
                ("Database:ConnectTimeout", "60"),
                ("Database:RequestBudget", "900"),
            ]
        );
        var lender = services.Lender();
        List<ConnectionLease> lent = [];

        foreach (var purpose in Enum.GetValues<ConnectionPurpose>())
        {
            lent.Add(await lender.AcquireAsync(purpose));
        }

        (await ReportAsync(services)).State.ShouldBe(HealthState.Healthy);

        var waiting = lender.AcquireAsync(ConnectionPurpose.Read);

        while (lender.Report().Pools.Sum(pool => pool.Waiting) == 0)
        {
            await Task.Delay(5);
        }

        var report = await ReportAsync(services);
        report.State.ShouldBe(HealthState.Degraded);
        report.Reasons.ShouldBe(["The pool read is full, and 1 callers wait."]);

        foreach (var lease in lent)
        {
            await lease.DisposeAsync();
        }

        await (await waiting).DisposeAsync();
        (await ReportAsync(services)).State.ShouldBe(HealthState.Healthy);
    }

    [Fact]
    public async Task Many_may_ask_at_once()
    {
        await using var services = Nodes.On(database);
        var health = services.GetRequiredService<IServiceHealth>();

        (
            await Task.WhenAll(
                Enumerable.Range(0, 50).Select(_ => health.ObstacleAsync(CancellationToken.None))
            )
        ).ShouldAllBe(obstacle => obstacle == null);
    }

    [Fact]
    public async Task With_an_open_circuit_it_is_degraded()
    {
        await using var services = Nodes.On(database, settings: ("Database:Breaker:MinimumCalls", "2"));
        var breaker = services.GetRequiredService<CircuitRegistry>().For("primary");

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

        var report = await ReportAsync(services);
        report.State.ShouldBe(HealthState.Degraded);
        report.Reasons.ShouldBe(["The circuit to primary is open."]);
    }

    [Fact]
    public async Task Without_its_database_it_is_unhealthy()
    {
        await using var services = Nodes.At(Nodes.Nowhere);

        var report = await ReportAsync(services);
        report.State.ShouldBe(HealthState.Unhealthy);
        report.Obstacle.ShouldBe("The primary database does not answer.");
        report.Reasons.ShouldBe([report.Obstacle!]);
    }

    [Fact]
    public async Task With_pending_migrations_it_is_unhealthy()
    {
        await using var behind = await TestDatabase.CreateAsync();
        await using var owner = await behind.ConnectAsOwnerAsync();
        await owner.RunAsync("""DELETE FROM "__EFMigrationsHistory" """);
        await using var services = Nodes.On(behind);

        var report = await ReportAsync(services);
        report.State.ShouldBe(HealthState.Unhealthy);
        report.Migrations.Applied.ShouldBe(0);
        report.Obstacle.ShouldBe($"{report.Migrations.Pending} migrations are pending.");
    }

    [Fact]
    public async Task Whoever_gives_up_asking_does_not_hear_that_the_database_is_gone()
    {
        await using var services = Nodes.On(database);
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() =>
            services.GetRequiredService<IServiceHealth>().ObstacleAsync(gone.Token)
        );
    }

    private static Task<HealthReport> ReportAsync(IServiceProvider services) =>
        services.GetRequiredService<IServiceHealth>().ReportAsync(CancellationToken.None);
}
