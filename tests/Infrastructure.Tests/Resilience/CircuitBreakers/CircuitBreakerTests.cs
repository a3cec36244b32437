using Enterprise.Infrastructure.Resilience.CircuitBreakers;
using Polly.CircuitBreaker;

namespace Enterprise.Infrastructure.Tests.Resilience.CircuitBreakers;

public sealed class CircuitBreakerTests
{
    private readonly BreakerBench _bench = new();

    private CircuitState State => _bench.Breaker.State;

    [Fact]
    public async Task It_opens_when_half_of_the_calls_have_failed()
    {
        await _bench.CallAsync();
        await _bench.CallAsync();
        await _bench.CallAsync(Failures.Broken());
        State.ShouldBe(CircuitState.Closed);

        await _bench.CallAsync(Failures.Broken());

        State.ShouldBe(CircuitState.Open);
    }

    [Fact]
    public async Task It_stays_closed_while_fewer_than_half_fail()
    {
        for (var i = 0; i < 20; i++)
        {
            await _bench.CallAsync();
            await _bench.CallAsync();
            await _bench.CallAsync(Failures.Broken());
        }

        State.ShouldBe(CircuitState.Closed);
    }

    [Fact]
    public async Task It_judges_nothing_before_there_were_calls_enough()
    {
        for (var i = 1; i < BreakerBench.MinimumCalls; i++)
        {
            await _bench.CallAsync(Failures.Broken());
        }

        State.ShouldBe(CircuitState.Closed);

        await _bench.CallAsync(Failures.Broken());
        State.ShouldBe(CircuitState.Open);
    }

    [Fact]
    public async Task Failures_of_long_ago_are_forgotten()
    {
        for (var i = 0; i < 10 * BreakerBench.MinimumCalls; i++)
        {
            await _bench.CallAsync(Failures.Broken());
            _bench.Clock.Advance(CircuitBreakerOptions.Sampling / 2);
        }

        State.ShouldBe(CircuitState.Closed);
    }

    [Theory]
    [InlineData("23505")]
    [InlineData("40P01")]
    [InlineData("57014")]
    [InlineData("42601")]
    public async Task What_the_target_is_not_to_blame_for_does_not_open_it(string sqlState)
    {
        for (var i = 0; i < 10 * BreakerBench.MinimumCalls; i++)
        {
            await _bench.CallAsync(Failures.Server(sqlState));
        }

        State.ShouldBe(CircuitState.Closed);
    }

    [Theory]
    [InlineData("25006")]
    [InlineData("57P01")]
    [InlineData("57P03")]
    [InlineData("53300")]
    [InlineData("58030")]
    [InlineData("08P01")]
    public async Task What_the_target_is_to_blame_for_opens_it(string sqlState)
    {
        for (var i = 0; i < BreakerBench.MinimumCalls; i++)
        {
            await _bench.CallAsync(Failures.Server(sqlState));
        }

        State.ShouldBe(CircuitState.Open);
    }

    [Fact]
    public async Task While_it_is_open_the_target_is_not_asked_and_the_caller_hears_when_to_come_back()
    {
        await _bench.OpenAsync();

        var refusal = (await _bench.CallAsync()).ShouldBeOfType<CircuitOpenException>();

        _bench.Calls.ShouldBe(BreakerBench.MinimumCalls);
        refusal.RetryAfter.ShouldBeInRange(
            CircuitBreakerOptions.FirstBreak * 0.8,
            CircuitBreakerOptions.FirstBreak * 1.2
        );
        refusal.Message.ShouldContain("'primary'");
        // Of many who come, none costs the way through the pipeline, whose refusal would stand here.
        refusal.InnerException.ShouldBeNull();
    }

    [Fact]
    public async Task The_time_to_come_back_grows_shorter_as_the_break_passes()
    {
        await _bench.OpenAsync();
        var first = (await _bench.CallAsync()).ShouldBeOfType<CircuitOpenException>().RetryAfter;

        _bench.Clock.Advance(TimeSpan.FromMilliseconds(100));

        (await _bench.CallAsync())
            .ShouldBeOfType<CircuitOpenException>()
            .RetryAfter.ShouldBe(first - TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public async Task A_failure_of_the_call_reaches_the_caller_as_it_is()
    {
        var failure = Failures.Broken();

        (await _bench.CallAsync(failure)).ShouldBeSameAs(failure);
    }

    [Fact]
    public async Task It_tells_the_log_when_it_opens_and_closes_without_the_text_of_the_failure()
    {
        await _bench.OpenAsync();
        _bench.PassBreak();
        await _bench.CallAsync();

        _bench.Log.Lines.Count.ShouldBe(2);
        _bench
            .Log.Lines.First()
            .ShouldMatch(
                @"^Error 1003 The circuit to primary is open for \d+ ms: .* with connection_broken "
            );
        _bench.Log.Lines.Last().ShouldStartWith("Information 1004 The circuit to primary is closed");
    }

    [Fact]
    public async Task An_outage_is_told_once_however_many_probes_fail_in_it()
    {
        await _bench.OpenAsync();

        for (var probe = 0; probe < 3; probe++)
        {
            _bench.PassBreak();
            (await _bench.CallAsync(Failures.Broken())).ShouldNotBeOfType<CircuitOpenException>();
        }

        _bench.PassBreak();
        await _bench.CallAsync();
        await _bench.OpenAsync();

        _bench
            .Log.Lines.Select(line => string.Join(' ', line.Split(' ')[..2]))
            .ShouldBe([
                "Error 1003",
                "Debug 1005",
                "Debug 1005",
                "Debug 1005",
                "Information 1004",
                "Error 1003",
            ]);
    }
}
