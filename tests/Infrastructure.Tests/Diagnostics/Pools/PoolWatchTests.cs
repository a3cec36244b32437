using Enterprise.Application.Failures;
using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Connections.Leases;
using Enterprise.Infrastructure.Diagnostics.Pools;
using Enterprise.Infrastructure.Tests.Connections;
using Enterprise.Tests.Support.Disposal;
using Enterprise.Tests.Support.Logging;
using Enterprise.Tests.Support.Postgres;
using Enterprise.Tests.Support.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.Infrastructure.Tests.Diagnostics.Pools;

/// <summary>A pool of twenty connections of a server, which are lent one after the other.</summary>
public sealed class PoolWatchTests : IClassFixture<TestDatabase>, IDisposedTests
{
    private readonly LogCapture _log = new();
    private readonly ManualClock _clock = new();
    private readonly Stack<ConnectionLease> _leases = new();
    private readonly ServiceProvider _services;

    public PoolWatchTests(TestDatabase database) =>
        _services = Nodes.On(database, _log, _clock, ("Database:Read:MaxConnections", "20"));

    private PoolWatch Watch => _services.GetRequiredService<PoolWatch>();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await LendAsync(0);
        await _services.DisposeAsync();
        _log.Dispose();
    }

    [Fact]
    public async Task A_pool_that_runs_out_gives_a_warning_and_an_alarm_with_its_setting_and_then_the_all_clear()
    {
        await LendAsync(15);
        News().ShouldHaveSingleItem().ShouldStartWith("Information 1720 The pool read has ");

        await LendAsync(16);
        News()
            .ShouldHaveSingleItem()
            .ShouldBe(
                "Warning 1722 The pool read is filling up, 80 %: 16 connections are in use and 0 callers wait "
                    + "(Database__Read__MaxConnections allows this pool 20) "
            );

        await LendAsync(19);
        News()
            .ShouldHaveSingleItem()
            .ShouldBe(
                "Critical 1723 The pool read is as good as full, 95 %: 19 connections are in use, 0 callers wait "
                    + "and 0 have just waited in vain (Database__Read__MaxConnections allows this pool 20) "
            );

        await LendAsync(20);
        await Should.ThrowAsync<DatabaseUnavailableException>(() =>
            _services.Lender().AcquireAsync(ConnectionPurpose.Read)
        );
        News().ShouldBeEmpty();

        await LendAsync(2);
        News(PoolAlarm.CalmSamples - 1).ShouldBeEmpty();
        News()
            .ShouldHaveSingleItem()
            .ShouldBe("Information 1724 The pool read has room again, 10 %: 2 of 20 connections are in use ");
        News(100).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_state_of_each_pool_is_written_down_when_it_is_due()
    {
        await LendAsync(3);
        News();
        News(10);
        States().Count.ShouldBe(1);

        _clock.Advance(TimeSpan.FromSeconds(60));
        News(10);
        States().Count.ShouldBe(2);
        States()[^1]
            .ShouldBe(
                "Debug 1721 Of the pool read 3 of 20 connections are in use, 0 callers wait, 0 waited in vain so far "
            );
    }

    private List<string> States() =>
        [
            .. _log.Lines.Where(line =>
                line.StartsWith("Debug 1721 Of the pool read ", StringComparison.Ordinal)
            ),
        ];

    /// <summary>What is told when the pools are looked at so often.</summary>
    private string[] News(int samples = 3)
    {
        var before = _log.Told.Count;

        for (var i = 0; i < samples; i++)
        {
            Watch.Sample();
        }

        return
        [
            .. _log.Told.Skip(before).Where(line => line.Contains(" pool read ", StringComparison.Ordinal)),
        ];
    }

    private async Task LendAsync(int count)
    {
        while (_leases.Count < count)
        {
            _leases.Push(await _services.Lender().AcquireAsync(ConnectionPurpose.Read));
        }

        while (_leases.Count > count)
        {
            await _leases.Pop().DisposeAsync();
        }
    }
}
