using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Connections.Lifetime;
using Enterprise.Tests.Support.Disposal;
using Enterprise.Tests.Support.Logging;
using Enterprise.Tests.Support.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Enterprise.Infrastructure.Tests.Connections.Lifetime;

public sealed class LeaseDrainTests : IDisposedTests
{
    private readonly ManualClock _clock = new();
    private readonly LogCapture _log = new();
    private readonly ServiceProvider _services;

    public LeaseDrainTests() => _services = Nodes.InMemory(_log, _clock);

    private IHostedService Drain => _services.GetServices<IHostedService>().OfType<LeaseDrain>().Single();

    [Fact]
    public async Task The_end_waits_until_all_connections_have_come_back()
    {
        await Drain.StartAsync(CancellationToken.None);
        var lease = await _services.Lender().AcquireAsync(ConnectionPurpose.Write);

        var stopping = Drain.StopAsync(CancellationToken.None);
        stopping.IsCompleted.ShouldBeFalse();

        await lease.DisposeAsync();
        await stopping;
        _log.Told.ShouldBeEmpty();
    }

    [Fact]
    public async Task It_waits_no_longer_than_a_request_may_take_and_says_what_is_left()
    {
        await using var lease = await _services.Lender().AcquireAsync(ConnectionPurpose.Write);

        var stopping = Drain.StopAsync(CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(5));
        await stopping;

        _log.Told.ShouldBe([
            "Warning 1710 1 connections were still lent when the time to shut down was over ",
        ]);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _log.Dispose();
    }
}
