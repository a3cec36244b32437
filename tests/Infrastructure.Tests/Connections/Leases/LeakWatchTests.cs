using Enterprise.Application.Settings;
using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Connections.Leases;
using Enterprise.Infrastructure.Resilience.Deadlines;
using Enterprise.Tests.Support.Disposal;
using Enterprise.Tests.Support.Logging;
using Enterprise.Tests.Support.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.Infrastructure.Tests.Connections.Leases;

public sealed class LeakWatchTests : IDisposedTests
{
    private readonly ManualClock _clock = new();
    private readonly LogCapture _log = new();
    private readonly ServiceProvider _services;

    public LeakWatchTests() =>
        _services = Nodes.InMemory(_log, _clock, ("Database:LeaseWarningSeconds", "10"));

    [Fact]
    public async Task A_lease_that_is_held_too_long_is_complained_of_once_with_the_stack_of_its_opener()
    {
        await using var lease = await _services.Lender().AcquireAsync(ConnectionPurpose.Read);

        Look(seconds: 10);
        _log.Told.ShouldBeEmpty();

        Look(seconds: 2);
        Look(seconds: 100);
        var line = _log.Told.ShouldHaveSingleItem();
        line.ShouldStartWith("Warning 1700 Lease 1 of the pool read has been held for 12 s by ");
        line.ShouldContain(
            $"{nameof(A_lease_that_is_held_too_long_is_complained_of_once_with_the_stack_of_its_opener)} "
                + $"({nameof(LeakWatchTests)}.cs:"
        );
        line.ShouldContain($"at {typeof(LeakWatchTests).FullName}");
    }

    [Theory]
    [InlineData(ConnectionPurpose.LongRunning)]
    [InlineData(ConnectionPurpose.Migration)]
    public async Task Long_work_has_ten_times_the_patience(ConnectionPurpose purpose)
    {
        await using var lease = await _services.Lender().AcquireAsync(purpose);

        Look(seconds: 100);
        _log.Told.ShouldBeEmpty();

        Look(seconds: 1);
        _log.Told.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Where_the_data_layer_itself_opened_it_there_is_no_stack_to_show()
    {
        await using var lease = await _services
            .GetRequiredService<ConnectionService>()
            .OpenPastBreakerAsync(
                ConnectionPurpose.Write,
                ConnectionMode.Direct,
                ServerChoice.Primary,
                "write",
                Deadline.After(TimeSpan.FromSeconds(5), _clock)
            );

        Look(seconds: 11);

        _log.Told.ShouldHaveSingleItem().ShouldContain("by write: it may have leaked. Opened the data layer");
    }

    [Fact]
    public async Task What_has_been_given_back_is_not_complained_of()
    {
        await (await _services.Lender().AcquireAsync(ConnectionPurpose.Read)).DisposeAsync();

        Look(seconds: 1000);

        _log.Told.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null, 30)]
    [InlineData("1", 1)]
    [InlineData("3600", 3600)]
    public void The_patience_is_a_setting(string? value, int seconds) =>
        LeaseOptions.From(_ => value).WarnAfter.TotalSeconds.ShouldBe(seconds);

    [Theory]
    [InlineData("0")]
    [InlineData("3601")]
    public void A_patience_out_of_range_is_refused_by_its_setting(string value) =>
        Should
            .Throw<InvalidSettingException>(() => LeaseOptions.From(_ => value))
            .Message.ShouldContain($"Database__LeaseWarningSeconds is '{value}'");

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _log.Dispose();
    }

    private void Look(int seconds)
    {
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        _services.GetRequiredService<LeakWatch>().Look();
    }
}
