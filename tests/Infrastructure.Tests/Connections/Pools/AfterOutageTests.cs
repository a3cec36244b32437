using Enterprise.Infrastructure.Connections.Pools;
using Enterprise.Infrastructure.Resilience.CircuitBreakers;
using Enterprise.Infrastructure.Tests.Resilience;
using Enterprise.Tests.Support.Disposal;
using Enterprise.Tests.Support.Time;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using static Enterprise.Infrastructure.Connections.ConnectionMode;
using static Enterprise.Infrastructure.Connections.ConnectionPurpose;

namespace Enterprise.Infrastructure.Tests.Connections.Pools;

/// <summary>A server that has just come back is not stormed.</summary>
public sealed class AfterOutageTests : IDisposedTests
{
    private const int Max = 6;

    private readonly ManualClock _clock = new();
    private readonly CircuitBreaker _primary;
    private readonly CircuitBreaker _any;
    private readonly ConnectionPool _pool;

    public AfterOutageTests()
    {
        (_primary, _any) = (NewBreaker(), NewBreaker());
        _pool = new ConnectionPool(
            "read",
            Read,
            Direct,
            new PoolBounds("Database__MaxConnections", Min: 0, Max, CommandTimeout: 4),
            NpgsqlDataSource.Create(Nodes.Nowhere),
            _primary,
            _any,
            _clock
        );
    }

    [Fact]
    public async Task When_the_circuit_closes_two_are_let_in_and_each_success_lets_in_one_more()
    {
        await OutageAsync(_primary);
        _pool.Bulkhead.Width.ShouldBe(2);

        for (var width = 3; width <= Max; width++)
        {
            _pool.Opened(TimeSpan.Zero);
            _pool.Bulkhead.Width.ShouldBe(width);
        }

        _pool.Opened(TimeSpan.Zero);
        _pool.Bulkhead.Width.ShouldBe(Max);
    }

    [Fact]
    public async Task It_matters_not_which_of_its_circuits_was_open()
    {
        await OutageAsync(_any);

        _pool.Bulkhead.Width.ShouldBe(2);
    }

    [Fact]
    public void Without_an_outage_all_are_let_in()
    {
        _pool.Opened(TimeSpan.Zero);

        _pool.Bulkhead.Width.ShouldBe(Max);
        _pool.Statistics.Leases.ShouldBe(1);
    }

    [Fact]
    public async Task It_grows_no_wider_than_its_load_needs()
    {
        _pool.Statistics.Returned(TimeSpan.FromSeconds(5));
        _pool.Sizing.Sample(TimeSpan.FromSeconds(5), TimeSpan.Zero);
        _pool.ApplySizing();
        _pool.Bulkhead.Width.ShouldBe(3);
        await OutageAsync(_primary);

        for (var i = 0; i < Max; i++)
        {
            _pool.Opened(TimeSpan.Zero);
        }

        _pool.Bulkhead.Width.ShouldBe(3);
    }

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    private CircuitBreaker NewBreaker() =>
        new("primary", new CircuitBreakerOptions(2), _clock, NullLogger<CircuitBreaker>.Instance);

    private async Task OutageAsync(CircuitBreaker breaker)
    {
        for (var i = 0; i < 2; i++)
        {
            await Should.ThrowAsync<NpgsqlException>(async () =>
                await breaker.ExecuteAsync<int, int>((_, _) => throw Failures.Broken(), 0, default)
            );
        }

        _clock.Advance(CircuitBreakerOptions.LongestBreak * 2);
        await breaker.ExecuteAsync((_, _) => ValueTask.FromResult(0), 0, default);
    }
}
