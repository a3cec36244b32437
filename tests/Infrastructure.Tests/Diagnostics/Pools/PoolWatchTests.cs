using Enterprise.Application.Failures;
using Enterprise.Application.Settings;
using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Connections.Leases;
using Enterprise.Infrastructure.Diagnostics;
using Enterprise.Infrastructure.Diagnostics.Pools;
using Enterprise.Infrastructure.Tests.Connections;
using Enterprise.Tests.Support.Logging;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.Infrastructure.Tests.Diagnostics.Pools;

/// <summary>Pools that run out of connections are told of once, with the setting, and so is their recovery.</summary>
public sealed class PoolWatchTests : IAsyncDisposable
{
    private const int Max = 20;

    private readonly LogCapture _log = new();
    private readonly List<ConnectionLease> _leases = [];
    private readonly ServiceProvider _services;

    public PoolWatchTests() =>
        _services = Nodes.InMemory(_log, clock: null, ("Database:Read:MaxConnections", $"{Max}"));

    private PoolWatch Watch => _services.GetRequiredService<PoolWatch>();

    [Fact]
    public async Task Four_fifths_are_a_warning_and_nineteen_of_twenty_are_critical_once_each()
    {
        await LendAsync(15);
        Sample(5);
        Told("172[2-4]").ShouldBeEmpty();

        await LendAsync(16);
        Sample(5);
        await LendAsync(19);
        Sample(5);

        Told("172[2-4]").Length.ShouldBe(2);
        Told("1722")
            .ShouldHaveSingleItem()
            .ShouldStartWith("Warning 1722 The pool read is filling up, 80 %: 16 connections are in use");
        var critical = Told("1723").ShouldHaveSingleItem();
        critical.ShouldStartWith("Critical 1723 The pool read is as good as full, 95 %");
        critical.ShouldContain("Database__Read__MaxConnections allows this pool 20");
    }

    [Fact]
    public async Task Recovery_is_told_once_when_it_has_lasted_and_a_load_that_breathes_is_no_news()
    {
        await LendAsync(19);
        Sample(1);

        for (var breath = 0; breath < 50; breath++)
        {
            await LendAsync(1);
            Sample(PoolAlarm.CalmSamples - 1);
            await LendAsync(17);
            Sample(1);
        }

        Told("172[2-4]").ShouldHaveSingleItem();
        await LendAsync(1);
        Sample(3 * PoolAlarm.CalmSamples);

        Told("1724").ShouldHaveSingleItem().ShouldStartWith("Information 1724 The pool read has room again");
        await LendAsync(19);
        Sample(1);
        Told("1723").Length.ShouldBe(2);
    }

    [Fact]
    public async Task Who_waited_in_vain_is_critical_however_many_are_in_use_now()
    {
        await LendAsync(Max);
        Watch.Sample();
        await Should.ThrowAsync<DatabaseUnavailableException>(() =>
            _services.Lender().AcquireAsync(ConnectionPurpose.Read)
        );
        await LendAsync(0);
        Sample(3 * PoolAlarm.CalmSamples);

        Told("1724").ShouldHaveSingleItem();
        await LendAsync(Max);
        await Should.ThrowAsync<DatabaseUnavailableException>(() =>
            _services.Lender().AcquireAsync(ConnectionPurpose.Read)
        );
        await LendAsync(0);
        Watch.Sample();
        Told("1723")[^1].ShouldContain("1 have just waited in vain");
    }

    [Fact]
    public async Task A_pool_of_one_connection_is_not_full_because_somebody_uses_it()
    {
        await using var lease = await _services.Lender().AcquireAsync(ConnectionPurpose.Migration);
        Sample(5);

        Told("172[2-4]").ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_pool_is_told_of_at_the_start_with_its_bounds_and_no_secret()
    {
        await LendAsync(1);
        Sample(2);

        Told("1720")
            .ShouldHaveSingleItem()
            .ShouldContain("The pool read has 0 to 20 connections (Database__Read__MaxConnections)");
        _log.Text.ShouldNotContain("Password");
    }

    [Fact]
    public void The_thresholds_are_settings_and_wrong_ones_are_refused_by_name()
    {
        var given = DiagnosticsOptions.From(name => name is "Diagnostics:PoolWarningPercent" ? "97" : null);
        (given.WarningPercent, given.CriticalPercent).ShouldBe((97, 97));

        Should
            .Throw<InvalidSettingException>(() =>
                DiagnosticsOptions.From(name => name is "Diagnostics:PoolCriticalPercent" ? "79" : null)
            )
            .Message.ShouldContain("Diagnostics__PoolCriticalPercent is '79'");
    }

    public async ValueTask DisposeAsync()
    {
        await LendAsync(0);
        await _services.DisposeAsync();
        _log.Dispose();
    }

    /// <summary>Takes or gives back until so many are lent.</summary>
    private async Task LendAsync(int count)
    {
        while (_leases.Count < count)
        {
            _leases.Add(await _services.Lender().AcquireAsync(ConnectionPurpose.Read));
        }

        foreach (var lease in _leases.Skip(count).ToArray())
        {
            _leases.Remove(lease);
            await lease.DisposeAsync();
        }
    }

    private void Sample(int times)
    {
        for (var i = 0; i < times; i++)
        {
            Watch.Sample();
        }
    }

    private string[] Told(string id) =>
        [
            .. _log.Lines.Where(line =>
                System.Text.RegularExpressions.Regex.IsMatch(
                    line,
                    $"^[A-Z][a-z]+ {id} ",
                    System.Text.RegularExpressions.RegexOptions.None,
                    TimeSpan.FromSeconds(1)
                )
            ),
        ];
}
