using Enterprise.Application.Failures;
using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Connections.Pools;
using Enterprise.Infrastructure.Connections.Strategies;
using Enterprise.Infrastructure.Resilience;
using Enterprise.Infrastructure.Resilience.CircuitBreakers;
using Enterprise.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;
using static Enterprise.Infrastructure.Connections.ConnectionPurpose;

namespace Enterprise.Infrastructure.Tests.Connections;

public sealed class ConnectionServiceTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData(Read, ServerChoice.StandbyFirst)]
    [InlineData(Write, ServerChoice.Primary)]
    [InlineData(LongRunning, ServerChoice.PrimaryFirst)]
    [InlineData(Migration, null)]
    public async Task The_connection_of_a_lease_works(ConnectionPurpose purpose, ServerChoice? choice)
    {
        await using var services = Nodes.On(database);
        await using var lease = await services.Lender().AcquireAsync(purpose, choice: choice);

        (await lease.Connection.AskAsync<string>("SELECT current_database()::text")).ShouldBe(database.Name);
        (lease.Strategy, services.Lender().Report().Strategy).ShouldBe(("resilient", "resilient"));
        services
            .Lender()
            .Report()
            .Circuits.ShouldHaveSingleItem()
            .ShouldBe(new CircuitReport("primary", "closed"));
        services.Lender().Report().Standbys.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_pool_that_is_exhausted_names_the_setting_that_bounds_it_and_its_value()
    {
        await using var services = Nodes.InMemory(settings: ("Database:Write:MaxConnections", "1"));
        await using var taken = await services.Lender().AcquireAsync(Write);
        RequestScope.Begin(TimeSpan.FromMilliseconds(1), TimeProvider.System);

        var failure = await Should.ThrowAsync<DatabaseUnavailableException>(() =>
            services.Lender().AcquireAsync(Write)
        );

        failure
            .Find<PoolExhaustedException>()!
            .Message.ShouldBe(
                "No connection of the pool 'write' came free in time: 1 are in use and 0 callers wait "
                    + "(Database__Write__MaxConnections allows this pool 1)."
            );
        (failure.Reason, failure.IsForeseen, failure.OutcomeUnknown).ShouldBe(
            ("pool_exhausted", false, false)
        );
        services.Lender().Report().Pools[0].Timeouts.ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_cancels_waits_no_longer_and_is_no_failure_of_the_database()
    {
        await using var services = Nodes.InMemory(settings: ("Database:Write:MaxConnections", "1"));
        await using var taken = await services.Lender().AcquireAsync(Write);
        using var request = new CancellationTokenSource();
        var waiting = services.Lender().AcquireAsync(Write, cancellationToken: request.Token);

        await request.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        var pool = services.Lender().Report().Pools[0];
        (pool.Waiting, pool.Busy, pool.Timeouts, pool.Failures).ShouldBe((0, 1, 0, 0));
    }

    [Fact]
    public async Task A_server_that_is_down_is_unavailable_and_gives_the_place_back()
    {
        await using var services = Nodes.At(Nodes.Nowhere);

        var failure = await Should.ThrowAsync<DatabaseUnavailableException>(() =>
            services.Lender().AcquireAsync(Read)
        );

        (failure.Reason, failure.IsForeseen).ShouldBe(("connection_broken", false));
        failure.RetryAfter.ShouldBe(TimeSpan.FromSeconds(1));
        var pool = services.Lender().Report().Pools[0];
        (pool.Failures, pool.Busy, pool.Leases).ShouldBe((1, 0, 0));
    }

    [Fact]
    public async Task A_server_that_is_down_is_not_asked_for_ever()
    {
        await using var services = Nodes.At(Nodes.Nowhere, settings: ("Database:Breaker:MinimumCalls", "2"));
        await Should.ThrowAsync<DatabaseUnavailableException>(() => services.Lender().AcquireAsync(Read));
        await Should.ThrowAsync<DatabaseUnavailableException>(() => services.Lender().AcquireAsync(Write));

        var failure = await Should.ThrowAsync<DatabaseUnavailableException>(() =>
            services.Lender().AcquireAsync(Read)
        );

        (failure.Reason, failure.IsForeseen).ShouldBe(("circuit_open", true));
        failure.RetryAfter.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
        services.Lender().Report().Pools.Sum(pool => pool.Failures).ShouldBe(2);
        services
            .Lender()
            .Report()
            .Circuits.ShouldHaveSingleItem()
            .ShouldBe(new CircuitReport("primary", "open"));
    }

    [Fact]
    public async Task A_database_that_does_not_exist_is_unavailable_for_a_reason_that_names_its_state()
    {
        await using var services = Nodes.At($"{database.AppConnectionString};Database=missing");

        var failure = await Should.ThrowAsync<DatabaseUnavailableException>(() =>
            services.Lender().AcquireAsync(Read)
        );

        failure.Reason.ShouldBe("session_ended_3D000");
        services.Lender().Report().Pools[0].Busy.ShouldBe(0);
    }

    [Fact]
    public async Task A_connection_that_fails_to_close_gives_its_place_back_all_the_same()
    {
        await using var services = Nodes.On(database);
        var lease = await services.Lender().AcquireAsync(Read);
        lease.Connection.StateChange += (_, _) => throw new InvalidOperationException("closing failed");

        await Should.ThrowAsync<InvalidOperationException>(async () => await lease.DisposeAsync());

        var report = services.Lender().Report();
        (report.Leases.Count, report.Pools[0].Busy).ShouldBe((0, 0));
    }

    [Fact]
    public async Task The_simple_strategy_has_no_circuit_and_reaches_the_primary()
    {
        await using var services = Nodes.On(database);
        services.GetRequiredService<StrategySwitch>().Use(services.GetRequiredService<SimpleStrategy>());

        await using var lease = await services.Lender().AcquireAsync(Read);

        (await lease.Connection.AskAsync<bool>("SELECT NOT pg_is_in_recovery()")).ShouldBeTrue();
        (lease.Strategy, services.Lender().Report().Strategy).ShouldBe(("simple", "simple"));
    }
}
