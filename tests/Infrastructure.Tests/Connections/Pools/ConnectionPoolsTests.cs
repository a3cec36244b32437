using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Connections.Leases;
using Enterprise.Infrastructure.Connections.Pools;
using Enterprise.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;
using static Enterprise.Infrastructure.Connections.ConnectionMode;
using static Enterprise.Infrastructure.Connections.ConnectionPurpose;

namespace Enterprise.Infrastructure.Tests.Connections.Pools;

public sealed class ConnectionPoolsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Each_purpose_has_a_pool_of_its_own_with_its_own_bounds()
    {
        await using var services = Nodes.InMemory(settings: ("Database:MaxConnections", "50"));
        var pools = services.GetRequiredService<ConnectionPools>();

        Enum.GetValues<ConnectionPurpose>()
            .Select(purpose => pools.For(purpose, Direct))
            .Select(pool => (pool.Name, pool.Purpose, pool.Bounds.Max, pool.Bulkhead.Width))
            .ShouldBe([
                ("read", Read, 25, 25),
                ("write", Write, 20, 20),
                ("long-running", LongRunning, 5, 5),
                ("migration", Migration, 2, 2),
            ]);
    }

    [Fact]
    public async Task Modes_that_are_the_same_way_share_a_pool()
    {
        await using var services = Nodes.InMemory();
        var pools = services.GetRequiredService<ConnectionPools>();

        pools.For(Read, Transaction).ShouldBeSameAs(pools.For(Read, Direct));
        pools.For(Read, Session).ShouldBeSameAs(pools.For(Read, Direct));
        pools.InUse.ShouldHaveSingleItem().ShouldBeSameAs(pools.For(Read, Direct));
    }

    [Fact]
    public async Task Modes_that_are_different_ways_have_pools_and_circuits_of_their_own()
    {
        await using var services = Nodes.InMemory(
            settings: ("ConnectionStrings:Transaction", "Host=pooler;Username=app;SSL Mode=Require")
        );
        var pools = services.GetRequiredService<ConnectionPools>();
        var (pooled, direct) = (pools.For(Write, Transaction), pools.For(Write, Direct));

        (direct.Name, direct.Mode, direct.PrimaryBreaker.Target).ShouldBe(("write", Direct, "primary"));
        (pooled.Name, pooled.Mode).ShouldBe(("write-transaction", Transaction));
        pooled.PrimaryBreaker.Target.ShouldBe("primary-transaction");
        pools.For(Write, Session).ShouldBeSameAs(direct);
        pools.For(Read, Direct).PrimaryBreaker.ShouldBeSameAs(direct.PrimaryBreaker);
    }

    [Fact]
    public async Task Where_there_are_standbys_it_matters_which_server_a_circuit_stands_before()
    {
        await using var services = Nodes.At("Host=a,b;Username=app;SSL Mode=Require");
        await using var alone = Nodes.InMemory();
        var pool = services.GetRequiredService<ConnectionPools>().For(Read, Direct);
        var single = alone.GetRequiredService<ConnectionPools>().For(Read, Direct);

        (pool.HasStandbys, pool.PrimaryBreaker.Target, pool.AnyBreaker.Target).ShouldBe(
            (true, "primary", "any")
        );
        pool.StandbyFirst.ShouldNotBeSameAs(pool.Primary);
        pool.PrimaryFirst.ShouldNotBeSameAs(pool.Primary);
        single.HasStandbys.ShouldBeFalse();
        single.AnyBreaker.ShouldBeSameAs(single.PrimaryBreaker);
        single.StandbyFirst.ShouldBeSameAs(single.Primary);
    }

    [Fact]
    public async Task A_purpose_that_nobody_uses_costs_nothing()
    {
        await using var services = Nodes.InMemory();

        services.GetRequiredService<ConnectionPools>().InUse.ShouldBeEmpty();
    }

    [Fact]
    public async Task Ten_connections_that_are_busy_with_long_work_do_not_stop_reads()
    {
        await using var services = Nodes.On(
            database,
            settings: ("Database:LongRunning:MaxConnections", "10")
        );
        var held = new List<ConnectionLease>();

        for (var i = 0; i < 10; i++)
        {
            held.Add(await services.Lender().AcquireAsync(LongRunning));
        }

        await using (var read = await services.Lender().AcquireAsync(Read))
        {
            (await read.Connection.AskAsync<int>("SELECT 7")).ShouldBe(7);
        }

        services
            .Lender()
            .Report()
            .Pools.Select(pool => (pool.Name, pool.Busy))
            .ShouldBe([("read", 0), ("long-running", 10)]);

        foreach (var lease in held)
        {
            await lease.DisposeAsync();
        }
    }
}
