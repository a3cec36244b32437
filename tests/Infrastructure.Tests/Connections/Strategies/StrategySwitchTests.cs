using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Connections.Strategies;
using Enterprise.Tests.Support.Disposal;
using Enterprise.Tests.Support.Logging;
using Enterprise.Tests.Support.Postgres;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.FeatureManagement;

namespace Enterprise.Infrastructure.Tests.Connections.Strategies;

/// <summary>The feature flag decides how connections are opened, while the service runs.</summary>
public sealed class StrategySwitchTests(TestDatabase database) : IClassFixture<TestDatabase>, IDisposedTests
{
    private const string Flag = $"FeatureManagement:{StrategySwitch.Flag}";

    private readonly LogCapture _log = new();
    private readonly IConfigurationRoot _configuration = new ConfigurationBuilder()
        .AddInMemoryCollection()
        .Build();

    private ServiceProvider? _services;

    private StrategySwitch Switch => Services.GetRequiredService<StrategySwitch>();

    private ServiceProvider Services =>
        _services ??= database.CreateServices(configure: parts =>
        {
            parts.AddSingleton<ILoggerFactory>(_log);
            parts.AddSingleton<IConfiguration>(_configuration);
            parts.AddFeatureManagement();
        });

    [Fact]
    public async Task A_flag_that_is_not_defined_means_resilient()
    {
        await Switch.StartAsync(CancellationToken.None);

        Switch.Current.Name.ShouldBe("resilient");
        _log.Text.ShouldNotContain("strategy");
    }

    [Theory]
    [InlineData("false", "simple")]
    [InlineData("true", "resilient")]
    public async Task From_the_first_connection_on_the_flag_decides(string value, string strategy)
    {
        _configuration[Flag] = value;

        await Switch.StartAsync(CancellationToken.None);

        Switch.Current.Name.ShouldBe(strategy);
    }

    [Fact]
    public async Task A_flag_that_changes_at_run_time_decides_about_new_leases_and_old_ones_end_as_they_began()
    {
        await Switch.StartAsync(CancellationToken.None);
        await using var old = await Services.Lender().AcquireAsync(ConnectionPurpose.Read);

        await SetAsync("false", until: "simple");
        await using var young = await Services.Lender().AcquireAsync(ConnectionPurpose.Read);

        (old.Strategy, young.Strategy).ShouldBe(("resilient", "simple"));
        (await old.Connection.AskAsync<int>("SELECT 1")).ShouldBe(1);
        (await young.Connection.AskAsync<int>("SELECT 1")).ShouldBe(1);
        Services.Lender().Report().Strategy.ShouldBe("simple");

        await SetAsync("true", until: "resilient");
        await using var youngest = await Services.Lender().AcquireAsync(ConnectionPurpose.Read);
        youngest.Strategy.ShouldBe("resilient");
        _log.Told.Where(line => line.Contains(" 1701 ", StringComparison.Ordinal))
            .ShouldBe([
                "Warning 1701 Connections are opened by the strategy 'simple' from now on ",
                "Warning 1701 Connections are opened by the strategy 'resilient' from now on ",
            ]);
        await Switch.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_flag_that_cannot_be_understood_changes_nothing_and_ends_no_host()
    {
        _configuration[Flag] = "false";
        await Switch.StartAsync(CancellationToken.None);
        _configuration[Flag] = null;
        _configuration[$"{Flag}:EnabledFor:0:Name"] = "NoSuchFilter";
        _configuration.Reload();

        await UntilAsync(() => _log.Text.Contains(" 1711 ", StringComparison.Ordinal));

        Switch.Current.Name.ShouldBe("simple");
        Switch.ExecuteTask!.IsCompleted.ShouldBeFalse();
        await Switch.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Without_feature_flags_it_is_resilient()
    {
        await using var services = Nodes.On(database);
        var alone = services.GetRequiredService<StrategySwitch>();

        await alone.StartAsync(CancellationToken.None);
        await alone.StopAsync(CancellationToken.None);

        alone.Current.Name.ShouldBe("resilient");
    }

    [Fact]
    public async Task In_memory_leases_need_no_server()
    {
        await using var services = Nodes.InMemory();

        await using var lease = await services.Lender().AcquireAsync(ConnectionPurpose.Write);

        (lease.Strategy, lease.Connection.State).ShouldBe(("in-memory", System.Data.ConnectionState.Closed));
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        _log.Dispose();
    }

    private async Task SetAsync(string value, string until)
    {
        _configuration[Flag] = value;
        _configuration.Reload();
        await UntilAsync(() => Switch.Current.Name.Equals(until, StringComparison.Ordinal));
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
        }
    }
}
