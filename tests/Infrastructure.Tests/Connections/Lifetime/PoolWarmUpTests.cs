using Enterprise.Infrastructure.Connections.Lifetime;
using Enterprise.Tests.Support.Logging;
using Enterprise.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Enterprise.Infrastructure.Tests.Connections.Lifetime;

public sealed class PoolWarmUpTests(TestDatabase database) : IClassFixture<TestDatabase>, IDisposable
{
    private readonly LogCapture _log = new();

    [Fact]
    public async Task The_connections_that_stay_open_are_open_before_the_first_request_may_come()
    {
        await using var services = Nodes.At(
            $"{database.AppConnectionString};Application Name=warm",
            _log,
            null,
            ("Database:Read:MinConnections", "3"),
            ("Database:Write:MinConnections", "2")
        );

        await WarmUp(services).StartAsync(CancellationToken.None);

        (await CountAsync("warm")).ShouldBe(5);
        _log.Lines.ShouldContain("Information 1704 Opened 3 connections of the pool read at the start ");
        _log.Lines.ShouldContain("Information 1704 Opened 2 connections of the pool write at the start ");
        await WarmUp(services).StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Where_none_stay_open_none_are_opened()
    {
        await using var services = Nodes.At(
            $"{database.AppConnectionString};Application Name=cold",
            _log,
            null,
            ("Database:MinConnections", "0")
        );

        await WarmUp(services).StartAsync(CancellationToken.None);

        (await CountAsync("cold")).ShouldBe(0);
    }

    [Fact]
    public async Task A_dead_server_does_not_keep_the_host_from_starting()
    {
        await using var services = Nodes.At(Nodes.Nowhere, _log, null, ("Database:MinConnections", "4"));

        await WarmUp(services).StartAsync(CancellationToken.None);

        foreach (var pool in new[] { "read", "write" })
        {
            _log.Lines.ShouldContain(line =>
                line.StartsWith(
                    $"Warning 1705 Could not open the 2 connections of the pool {pool} that should stay open: "
                        + "connection_broken",
                    StringComparison.Ordinal
                )
            );
        }
    }

    public void Dispose() => _log.Dispose();

    private static PoolWarmUp WarmUp(IServiceProvider services) =>
        services.GetServices<IHostedService>().OfType<PoolWarmUp>().Single();

    private async Task<long> CountAsync(string application)
    {
        await using var admin = await database.ConnectAsAdminAsync();

        return await admin.AskAsync<long>(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1",
            application
        );
    }
}
