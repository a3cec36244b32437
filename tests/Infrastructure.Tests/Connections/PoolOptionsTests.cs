using Enterprise.Application.Settings;
using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Connections.Pools;
using Enterprise.Infrastructure.Connections.Tls;

namespace Enterprise.Infrastructure.Tests.Connections;

public sealed class PoolOptionsTests
{
    [Fact]
    public void What_is_not_set_has_its_default()
    {
        var pool = PoolOptions.From(_ => null);

        (pool.MaxConnections, pool.MinConnections).ShouldBe((50, 4));
        (pool.ConnectTimeout, pool.CommandTimeout).ShouldBe((2, 4));
        pool.RequestBudget.ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData("50", 25, 20, 5)]
    [InlineData("20", 10, 8, 2)]
    [InlineData("10", 5, 4, 1)]
    [InlineData("1", 1, 1, 1)]
    public void The_connections_of_a_node_are_divided_among_its_purposes(
        string max,
        int reads,
        int writes,
        int longWork
    )
    {
        var pools = From(("Database:MaxConnections", max)).Pools;

        pools[ConnectionPurpose.Read].Max.ShouldBe(reads);
        pools[ConnectionPurpose.Write].Max.ShouldBe(writes);
        pools[ConnectionPurpose.LongRunning].Max.ShouldBe(longWork);
    }

    [Fact]
    public void A_purpose_may_have_bounds_of_its_own_and_names_the_setting_that_bounds_it()
    {
        var pools = From(
            ("Database:MaxConnections", "20"),
            ("Database:Write:MaxConnections", "3"),
            ("Database:Write:MinConnections", "2")
        ).Pools;

        pools[ConnectionPurpose.Write].ShouldBe(new PoolBounds("Database__Write__MaxConnections", 2, 3, 4));
        pools[ConnectionPurpose.Read].Setting.ShouldBe("Database__MaxConnections");
    }

    [Fact]
    public void The_names_of_the_plans_are_understood_and_the_products_own_come_first()
    {
        From(("DB_MAX_CONNECTIONS", "20"), ("DB_MIN_CONNECTIONS", "3"))
            .ShouldSatisfyAllConditions(
                pool => pool.MaxConnections.ShouldBe(20),
                pool => pool.MinConnections.ShouldBe(3),
                pool => pool.Pools[ConnectionPurpose.Read].Setting.ShouldBe("DB_MAX_CONNECTIONS")
            );
        From(("DB_MAX_CONNECTIONS", "20"), ("Database:MaxConnections", "30")).MaxConnections.ShouldBe(30);
    }

    [Fact]
    public void A_command_ends_before_the_request_that_waits_for_it() =>
        From(("Database:RequestBudget", "3")).CommandTimeout.ShouldBe(2);

    [Theory]
    [InlineData("Database:MaxConnections", "1", "1000")]
    [InlineData("Database:MinConnections", "0", "50")]
    [InlineData("Database:ConnectTimeout", "2", "60")]
    [InlineData("Database:CommandTimeout", "1", "4")]
    [InlineData("Database:RequestBudget", "2", "900")]
    [InlineData("Database:Write:MaxConnections", "1", "1000")]
    [InlineData("Database:LongRunning:CommandTimeout", "1", "86400")]
    [InlineData("DB_MAX_CONNECTIONS", "1", "1000")]
    [InlineData("DB_MIN_CONNECTIONS", "0", "50")]
    public void The_ends_of_each_range_are_legal(string name, string least, string most)
    {
        Should.NotThrow(() => From((name, least)));
        Should.NotThrow(() => From((name, most)));
    }

    [Theory]
    [InlineData("Database:MaxConnections", "0", "from 1 to 1000")]
    [InlineData("Database:MaxConnections", "1001", "from 1 to 1000")]
    [InlineData("Database:MaxConnections", "many", "from 1 to 1000")]
    [InlineData("Database:MaxConnections", "", "from 1 to 1000")]
    [InlineData("Database:MaxConnections", "10.5", "from 1 to 1000")]
    [InlineData("Database:MinConnections", "-1", "from 0 to 50")]
    [InlineData("Database:MinConnections", "51", "from 0 to 50")]
    [InlineData("Database:ConnectTimeout", "1", "from 2 to 60")]
    [InlineData("Database:ConnectTimeout", "61", "from 2 to 60")]
    [InlineData("Database:CommandTimeout", "0", "from 1 to 4")]
    [InlineData("Database:CommandTimeout", "5", "from 1 to 4")]
    [InlineData("Database:RequestBudget", "1", "from 2 to 900")]
    [InlineData("Database:Read:MaxConnections", "0", "from 1 to 1000")]
    [InlineData("Database:Read:MinConnections", "26", "from 0 to 25")]
    [InlineData("DB_MAX_CONNECTIONS", "none", "from 1 to 1000")]
    [InlineData("DB_MIN_CONNECTIONS", "51", "from 0 to 50")]
    public void A_value_out_of_range_is_refused_with_the_setting_its_value_and_its_range(
        string name,
        string value,
        string range
    )
    {
        var refusal = Should.Throw<InvalidSettingException>(() => From((name, value)));

        refusal.Message.ShouldContain(name.Replace(":", "__", StringComparison.Ordinal));
        refusal.Message.ShouldContain($"'{value}'");
        refusal.Message.ShouldContain(range);
    }

    [Fact]
    public void A_pool_of_one_keeps_no_more_than_one_open() =>
        From(("Database:MaxConnections", "1")).MinConnections.ShouldBe(1);

    [Fact]
    public void The_pool_is_built_with_what_the_product_relies_on()
    {
        var options = PoolOptions.From(_ => null);
        var applied = new DataSourceFactory(
            options,
            new TlsOptions(),
            "enterprise-webapi",
            logging: null
        ).Apply(
            "read",
            "Host=db;Username=app;Maximum Pool Size=7;Include Error Detail=true",
            options.Pools[ConnectionPurpose.Read]
        );

        (applied.MaxPoolSize, applied.MinPoolSize).ShouldBe((25, 2));
        (applied.NoResetOnClose, applied.IncludeErrorDetail).ShouldBe((true, false));
        applied.CancellationTimeout.ShouldBe(-1);
        applied.MaxAutoPrepare.ShouldBePositive();
        applied.ApplicationName.ShouldBe("enterprise-webapi read");
    }

    [Fact]
    public void Of_several_hosts_the_right_one_is_looked_for_again_every_second()
    {
        var options = PoolOptions.From(_ => null);
        var applied = new DataSourceFactory(
            options,
            new TlsOptions(),
            "enterprise-webapi",
            logging: null
        ).Apply("read", "Host=a:5432,b:5433", options.Pools[ConnectionPurpose.Read]);

        (applied.HostRecheckSeconds, applied.LoadBalanceHosts).ShouldBe((1, true));
        applied.Timeout.ShouldBeGreaterThanOrEqualTo(2);
    }

    private static PoolOptions From(params (string Name, string Value)[] settings) =>
        PoolOptions.From(name =>
            Array.Find(settings, setting => setting.Name.Equals(name, StringComparison.Ordinal)).Value
        );
}
