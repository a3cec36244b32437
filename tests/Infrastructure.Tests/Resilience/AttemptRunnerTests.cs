using Enterprise.Infrastructure.Connections.Strategies;
using Enterprise.Infrastructure.Resilience;
using Enterprise.Infrastructure.Tests.Connections;
using Enterprise.Tests.Support.Disposal;
using Enterprise.Tests.Support.Logging;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Resilience;

/// <summary>Attempt after attempt; the connections are those of no server, the failures what the driver would say.</summary>
public sealed class AttemptRunnerTests : IDisposedTests
{
    private readonly LogCapture _log = new();
    private readonly ServiceProvider _services;
    private readonly AttemptBench _bench;

    public AttemptRunnerTests()
    {
        _services = Nodes.InMemory(_log);
        _bench = new AttemptBench(_services);
    }

    [Fact]
    public async Task Each_attempt_has_a_connection_of_its_own_and_gives_it_back()
    {
        (await _bench.FailAsync(Failures.Broken(), times: 3)).ShouldBe(4);

        _bench.Leases.Select(lease => lease.Id).Distinct().Count().ShouldBe(4);
        _services.Lender().Report().Leases.ShouldBeEmpty();
        _services.Lender().Report().Pools[0].Busy.ShouldBe(0);
    }

    [Fact]
    public async Task Each_attempt_that_is_repeated_is_logged_by_its_number()
    {
        await _bench.FailAsync(Failures.Server("40001"), times: 2, RetryRule.Write);

        _log.Told.Count.ShouldBe(2);
        _log.Told.First()
            .ShouldMatch(
                @"^Warning 1000 A database write failed, attempt 1/4: serialization_failure; the next one follows in \d+ ms"
            );
        _log.Told.Last().ShouldContain("attempt 2/4");
    }

    [Fact]
    public async Task The_last_attempt_fails_with_what_the_database_said()
    {
        var failure = Failures.Server("40001");

        var thrown = await Should.ThrowAsync<PostgresException>(() => _bench.FailAsync(failure, times: 9));

        thrown.ShouldBeSameAs(failure);
        (_bench.Count, _log.Told.Count).ShouldBe((4, 3));
    }

    [Theory]
    [InlineData("23505")]
    [InlineData("57014")]
    [InlineData("53300")]
    public async Task What_would_fail_again_or_add_to_the_load_is_not_repeated(string sqlState)
    {
        await Should.ThrowAsync<PostgresException>(() => _bench.FailAsync(Failures.Server(sqlState), 9));

        (_bench.Count, _log.Told.Count).ShouldBe((1, 0));
    }

    [Fact]
    public async Task Attempts_are_counted_by_their_work_their_number_and_what_failed()
    {
        using var meter = new AttemptMeter();

        await _bench.FailAsync(Failures.Server("40001"), times: 1, RetryRule.IdempotentWrite);
        await Should.ThrowAsync<TimeoutException>(() =>
            _bench.FailAsync(new TimeoutException(), 9, RetryRule.IdempotentWrite)
        );
        await Should.ThrowAsync<InvalidOperationException>(() =>
            _bench.FailAsync(new InvalidOperationException(), 9, RetryRule.IdempotentWrite)
        );

        meter.Heard.ShouldBe([
            "1 idempotent write 1 serialization_failure repeated",
            "1 idempotent write 2  succeeded",
            "1 idempotent write 1 timeout failed",
        ]);
    }

    [Fact]
    public async Task Whoever_has_hung_up_already_begins_nothing()
    {
        Should.Throw<OperationCanceledException>(() =>
        {
            _ = _bench.RunAsync((_, _) => Task.CompletedTask, waiting: new CancellationToken(canceled: true));
        });

        await Task.Yield();
        _bench.Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_change_that_got_no_connection_is_tried_again_for_it_has_left_nothing()
    {
        var opened = 0;
        _services.GetRequiredService<StrategySwitch>().Use(new FailingStrategy(() => opened++ == 0));

        (await _bench.RunAsync((_, _) => Task.CompletedTask, RetryRule.Write)).ShouldBe(1);

        (opened, _bench.Count).ShouldBe((2, 1));
        _log.Told.ShouldHaveSingleItem().ShouldContain("attempt 1/4: connection_broken");
    }

    [Fact]
    public async Task A_wrong_password_is_not_tried_again()
    {
        var opened = 0;
        _services
            .GetRequiredService<StrategySwitch>()
            .Use(new FailingStrategy(() => opened++ >= 0, Failures.Server("28P01")));

        await Should.ThrowAsync<PostgresException>(() => _bench.RunAsync((_, _) => Task.CompletedTask));

        (opened, _bench.Count).ShouldBe((1, 0));
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _log.Dispose();
    }
}
