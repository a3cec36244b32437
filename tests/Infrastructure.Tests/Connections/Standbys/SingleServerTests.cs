using Enterprise.Infrastructure.Connections.Standbys;
using Enterprise.Infrastructure.Resilience;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.Infrastructure.Tests.Connections.Standbys;

/// <summary>Without a standby nothing of all this is done.</summary>
public sealed class SingleServerTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Nobody_is_watched_and_no_position_is_asked_for()
    {
        await using var services = Nodes.On(database);
        var monitor = services.GetRequiredService<StandbyMonitor>();
        var scope = RequestScope.Begin(TimeSpan.FromSeconds(30), TimeProvider.System);

        await monitor.LookAsync(CancellationToken.None);
        await services.RegisterAsync();

        monitor.Report().ShouldBeEmpty();
        scope.Written.ShouldBeNull();
        await monitor.StopAsync(CancellationToken.None);
    }
}
