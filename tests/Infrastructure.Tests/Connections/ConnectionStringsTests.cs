using Enterprise.Application.Settings;
using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Connections.Pools;
using Enterprise.Infrastructure.Connections.Tls;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Logging;
using Enterprise.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Connections;

public sealed class ConnectionStringsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Secret = "hunter2-is-secret";

    [Theory]
    [InlineData(null, "ConnectionStrings__Primary is missing")]
    [InlineData(" ", "ConnectionStrings__Primary is missing")]
    [InlineData($"Username=app;Password={Secret}", "ConnectionStrings__Primary names no Host")]
    [InlineData($"Host=db;Passwort={Secret}", "ConnectionStrings__Primary is not a connection string")]
    [InlineData(
        $"postgresql://app:{Secret}@db/enterprise",
        "ConnectionStrings__Primary is not a connection string"
    )]
    [InlineData($"Host=db;Port={Secret}", "ConnectionStrings__Primary is not a connection string")]
    [InlineData(
        $"Host=db;Pooling={Secret};Password={Secret}",
        "ConnectionStrings__Primary is not a connection string"
    )]
    public void One_that_cannot_be_used_is_told_by_its_setting_without_a_part_of_it(
        string? value,
        string expected
    )
    {
        var refusal = Should.Throw<InvalidSettingException>(() =>
            ConnectionStrings.From(name => Primary(name, value))
        );

        refusal.Message.ShouldContain(expected);
        refusal.ToString().ShouldNotContain(Secret);
    }

    [Theory]
    [InlineData("ConnectionStrings:Owner", "ConnectionStrings__Owner")]
    [InlineData("ConnectionStrings:Admin", "ConnectionStrings__Admin")]
    public void The_others_are_checked_like_it(string setting, string named) =>
        Should
            .Throw<InvalidSettingException>(() =>
                ConnectionStrings.From(name =>
                    name.Equals(setting, StringComparison.Ordinal)
                        ? "nonsense"
                        : Primary(name, "Host=localhost")
                )
            )
            .Message.ShouldContain(named);

    [Fact]
    public void Its_text_says_nothing()
    {
        var connections = ConnectionStrings.From(name => Primary(name, $"Host=localhost;Password={Secret}"));

        $"{connections}".ShouldBe("ConnectionStrings");
    }

    [Fact]
    public void Where_no_owner_is_given_the_applications_role_is_the_owner()
    {
        var connections = ConnectionStrings.From(name => Primary(name, "Host=localhost"));

        (connections.Owner, connections.Admin).ShouldBe(("Host=localhost", null));
    }

    [Fact]
    public async Task Neither_the_pool_nor_its_failures_nor_its_logs_show_the_password()
    {
        using var log = new LogCapture();
        await using var services = database.CreateServices(configure: parts =>
            parts.AddSingleton<ILoggerFactory>(log)
        );
        var password = new NpgsqlConnectionStringBuilder(database.AppConnectionString).Password!;
        var pool = services
            .GetRequiredService<ConnectionPools>()
            .For(ConnectionPurpose.Read, ConnectionMode.Direct)
            .Primary;
        await services.RegisterAsync();

        var options = PoolOptions.From(_ => null);
        await using var wrong = new DataSourceFactory(
            options,
            new TlsOptions(),
            "enterprise-tests",
            log
        ).Create(
            "wrong",
            $"{database.AppConnectionString};Database=missing",
            options.Pools[ConnectionPurpose.LongRunning]
        );
        var failure = await Should.ThrowAsync<PostgresException>(async () =>
            await wrong.OpenConnectionAsync()
        );

        log.Text.ShouldContain(database.Name);
        foreach (var text in new[] { $"{pool}", pool.ConnectionString, failure.ToString(), log.Text })
        {
            text.ShouldNotContain(password);
        }
    }

    private static string? Primary(string name, string? value) =>
        name is ConnectionStrings.PrimarySetting ? value : null;
}
