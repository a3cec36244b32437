using Enterprise.Application.Failures;
using Enterprise.Application.Persistence;
using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Connections.Pools;
using Enterprise.Infrastructure.Connections.Strategies;
using Enterprise.Infrastructure.Resilience.CircuitBreakers;
using Enterprise.Infrastructure.Tests.Connections;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Disposal;
using Enterprise.Tests.Support.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.Infrastructure.Tests.Resilience.CircuitBreakers;

/// <summary>A server that goes and comes back, as use cases see it.</summary>
public sealed class OutageTests : IDisposedTests
{
    private readonly ManualClock _clock = new();
    private readonly ServiceProvider _services;
    private bool _isDown = true;
    private int _opened;

    public OutageTests()
    {
        _services = Nodes.InMemory(
            null,
            _clock,
            ("Database:Breaker:MinimumCalls", "2"),
            ("Database:Read:MaxConnections", "6")
        );
        _services
            .GetRequiredService<StrategySwitch>()
            .Use(
                new FailingStrategy(
                    () =>
                    {
                        _opened++;

                        return _isDown;
                    },
                    hasBreaker: true
                )
            );
    }

    private ConnectionPool Pool =>
        _services.GetRequiredService<ConnectionPools>().For(ConnectionPurpose.Read, ConnectionMode.Direct);

    [Fact]
    public async Task While_the_circuit_is_open_use_cases_hear_at_once_that_and_when_to_come_back()
    {
        (await ReadAsync()).IsForeseen.ShouldBeTrue();
        var asked = _opened;

        foreach (var failure in new[] { await ReadAsync(), await WriteAsync() })
        {
            (failure.Reason, failure.IsForeseen, failure.OutcomeUnknown).ShouldBe(
                ("circuit_open", true, false)
            );
            failure.RetryAfter.ShouldBe(TimeSpan.FromSeconds(1));
        }

        _opened.ShouldBe(asked);
        _services
            .Lender()
            .Report()
            .Circuits.ShouldHaveSingleItem()
            .ShouldBe(new CircuitReport("primary", "open"));
    }

    [Fact]
    public async Task After_the_outage_two_are_let_in_and_one_more_with_each_success()
    {
        await ReadAsync();
        _isDown = false;
        _clock.Advance(CircuitBreakerOptions.LongestBreak * 2);

        for (var width = 2; width <= 6; width++)
        {
            await AskAsync();
            Pool.Bulkhead.Width.ShouldBe(width);
        }

        await AskAsync();
        Pool.Report().Width.ShouldBe(6);
    }

    [Theory]
    [InlineData(ConnectionPurpose.LongRunning)]
    [InlineData(ConnectionPurpose.Migration)]
    public async Task Nobody_waits_for_long_work_that_is_the_first_to_come_after_the_outage(
        ConnectionPurpose purpose
    )
    {
        await ReadAsync();
        _isDown = false;
        _clock.Advance(CircuitBreakerOptions.LongestBreak * 2);
        var report = new TaskCompletionSource();

        var working = new AttemptBench(_services).RunAsync((_, _) => report.Task, purpose: purpose);

        (await AskAsync()).ShouldBe(0);
        report.SetResult();
        (await working).ShouldBe(1);
    }

    [Fact]
    public async Task Long_work_is_not_begun_while_the_circuit_is_open()
    {
        await ReadAsync();
        var bench = new AttemptBench(_services);

        await Should.ThrowAsync<CircuitOpenException>(() =>
            bench.RunAsync((_, _) => Task.CompletedTask, purpose: ConnectionPurpose.LongRunning)
        );

        bench.Count.ShouldBe(0);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(400, 1)]
    [InlineData(1000, 1)]
    [InlineData(1001, 2)]
    [InlineData(2300, 3)]
    public void The_time_to_come_back_is_whole_seconds_one_or_more(int milliseconds, int seconds)
    {
        var failure = Infrastructure.Persistence.DatabaseFailures.Unavailable(
            Failures.Open(TimeSpan.FromMilliseconds(milliseconds))
        );

        failure.RetryAfter.ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private Task<DatabaseUnavailableException> ReadAsync() =>
        Should.ThrowAsync<DatabaseUnavailableException>(() => AskAsync());

    private Task<int> AskAsync() =>
        _services
            .GetRequiredService<IDatabase>()
            .ReadAsync(TestUsers.Admin, (_, _) => Task.FromResult(0), CancellationToken.None);

    private Task<DatabaseUnavailableException> WriteAsync() =>
        Should.ThrowAsync<DatabaseUnavailableException>(() =>
            _services
                .GetRequiredService<IDatabase>()
                .WriteAsync(TestUsers.Admin, (_, _) => Task.FromResult(0), CancellationToken.None)
        );
}
