using Enterprise.Application.Settings;
using Enterprise.Infrastructure.Connections;

namespace Enterprise.Infrastructure.Tests.Connections;

public sealed class PoolOptionsTests
{
    [Fact]
    public void What_is_not_set_has_its_default()
    {
        var pool = PoolOptions.From(_ => null);

        (pool.MaxConnections, pool.MinConnections).ShouldBe((50, 4));
        (pool.ConnectTimeout, pool.CommandTimeout).ShouldBe((2, 4));
    }

    [Theory]
    [InlineData("Database:MaxConnections", "1", "1000")]
    [InlineData("Database:MinConnections", "0", "50")]
    [InlineData("Database:ConnectTimeout", "2", "60")]
    [InlineData("Database:CommandTimeout", "1", "600")]
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
    [InlineData("Database:CommandTimeout", "0", "from 1 to 600")]
    [InlineData("Database:CommandTimeout", "601", "from 1 to 600")]
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
        var applied = PoolOptions
            .From(_ => null)
            .Apply("Host=db;Username=app;Maximum Pool Size=7;Include Error Detail=true", "enterprise-webapi");

        (applied.MaxPoolSize, applied.MinPoolSize).ShouldBe((50, 4));
        (applied.NoResetOnClose, applied.IncludeErrorDetail).ShouldBe((true, false));
        applied.CancellationTimeout.ShouldBe(-1);
        applied.MaxAutoPrepare.ShouldBePositive();
        applied.ApplicationName.ShouldBe("enterprise-webapi");
    }

    private static PoolOptions From(params (string Name, string Value)[] settings) =>
        PoolOptions.From(name =>
            Array.Find(settings, setting => setting.Name.Equals(name, StringComparison.Ordinal)).Value
        );
}
