using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Resilience;
using Enterprise.Infrastructure.Resilience.Deadlines;
using Enterprise.Infrastructure.Tests.Connections;
using Enterprise.Tests.Support.Disposal;
using Enterprise.Tests.Support.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.Infrastructure.Tests.Resilience.Deadlines;

/// <summary>The caller has its answer by the deadline; what it leaves behind keeps its place until it is over.</summary>
public sealed class AttemptDeadlineTests : IDisposedTests
{
    private readonly ManualClock _clock = new();
    private readonly ServiceProvider _services;
    private readonly AttemptBench _bench;

    public AttemptDeadlineTests()
    {
        _services = Nodes.InMemory(clock: _clock);
        _bench = new AttemptBench(_services);
    }

    [Fact]
    public async Task The_deadline_ends_the_wait_and_the_work_keeps_its_place_until_it_is_over()
    {
        RequestScope.Begin(TimeSpan.FromMilliseconds(20), _clock);
        var over = new TaskCompletionSource();

        await Should.ThrowAsync<DeadlinePassedException>(() => _bench.RunAsync((_, _) => over.Task));

        Busy.ShouldBe(1);
        over.SetException(Failures.Broken());
        SpinWait.SpinUntil(() => Busy == 0, Writers.Patience).ShouldBeTrue();
    }

    [Fact]
    public async Task Whoever_hangs_up_waits_no_longer_and_the_work_keeps_its_place()
    {
        using var request = new CancellationTokenSource();
        var over = new TaskCompletionSource();
        var asking = _bench.RunAsync((_, _) => over.Task, waiting: request.Token);

        await request.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => asking);
        Busy.ShouldBe(1);
        over.SetResult();
        SpinWait.SpinUntil(() => Busy == 0, Writers.Patience).ShouldBeTrue();
    }

    [Fact]
    public async Task What_would_begin_after_the_deadline_is_not_tried_again()
    {
        RequestScope.Begin(TimeSpan.FromSeconds(5), _clock);

        await Should.ThrowAsync<Npgsql.PostgresException>(() =>
            _bench.RunAsync(
                (_, _) =>
                {
                    _clock.Advance(TimeSpan.FromSeconds(5));

                    return Task.FromException(Failures.Server("40001"));
                }
            )
        );

        _bench.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Work_that_ends_with_a_time_out_of_its_own_ends_with_that()
    {
        var slow = new TaskCompletionSource();
        var asking = _bench.RunAsync((_, _) => slow.Task);
        var timeout = new TimeoutException("its own");

        slow.SetException(timeout);

        (await Should.ThrowAsync<TimeoutException>(() => asking)).ShouldBeSameAs(timeout);
    }

    [Theory]
    [InlineData(ConnectionPurpose.Read, 5)]
    [InlineData(ConnectionPurpose.LongRunning, 300)]
    [InlineData(ConnectionPurpose.Migration, 600)]
    public async Task Outside_of_a_request_work_has_the_time_of_its_purpose(
        ConnectionPurpose purpose,
        int seconds
    )
    {
        TimeSpan? given = null;
        await _services
            .GetRequiredService<AttemptRunner>()
            .RunAsync(
                new Work("test", purpose, ConnectionMode.Direct, ServerChoice.Primary, RetryRule.Read),
                (_, _, deadline) =>
                {
                    given = deadline.Remaining;

                    return Task.FromResult(0);
                },
                0,
                default
            );

        given.ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private int Busy => _services.Lender().Report().Pools[0].Busy;
}
