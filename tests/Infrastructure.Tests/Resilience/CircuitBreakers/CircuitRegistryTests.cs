using Enterprise.Application.Settings;
using Enterprise.Infrastructure.Resilience.CircuitBreakers;
using Enterprise.Tests.Support.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Enterprise.Infrastructure.Tests.Resilience.CircuitBreakers;

public sealed class CircuitRegistryTests
{
    private readonly ManualClock _clock = new();
    private readonly CircuitRegistry _registry;

    public CircuitRegistryTests() =>
        _registry = new CircuitRegistry(
            new CircuitBreakerOptions(2),
            _clock,
            NullLogger<CircuitBreaker>.Instance
        );

    [Fact]
    public void Whoever_asks_for_the_same_target_gets_the_same_circuit()
    {
        _registry.For("primary").ShouldBeSameAs(_registry.For("primary"));
        _registry.For("primary").ShouldNotBeSameAs(_registry.For("any"));
        _registry.For("any").Target.ShouldBe("any");
    }

    [Fact]
    public async Task Its_report_shows_each_circuit_in_its_state()
    {
        var (open, probing) = (_registry.For("primary"), _registry.For("any"));
        _registry.For("primary-transaction");
        await FailAsync(probing);
        _clock.Advance(CircuitBreakerOptions.LongestBreak * 2);
        var answer = new TaskCompletionSource<int>();
        var probe = probing.ExecuteAsync((_, _) => new ValueTask<int>(answer.Task), 0, default).AsTask();
        await FailAsync(open);

        var report = _registry.Report().OrderBy(circuit => circuit.Target, StringComparer.Ordinal);

        report.ShouldBe([
            new CircuitReport("any", "half-open"),
            new CircuitReport("primary", "open"),
            new CircuitReport("primary-transaction", "closed"),
        ]);
        answer.SetResult(0);
        await probe;
    }

    [Theory]
    [InlineData(null, 8)]
    [InlineData("2", 2)]
    [InlineData("100000", 100_000)]
    public void The_calls_before_it_judges_are_a_setting(string? value, int calls) =>
        CircuitBreakerOptions.From(Only(value)).MinimumCalls.ShouldBe(calls);

    [Theory]
    [InlineData("1")]
    [InlineData("100001")]
    [InlineData("some")]
    public void A_setting_out_of_range_is_refused_by_its_name(string value) =>
        Should
            .Throw<InvalidSettingException>(() => CircuitBreakerOptions.From(Only(value)))
            .Message.ShouldContain($"Database__Breaker__MinimumCalls is '{value}'");

    private static Func<string, string?> Only(string? value) =>
        name => name is "Database:Breaker:MinimumCalls" ? value : null;

    private static async Task FailAsync(CircuitBreaker breaker)
    {
        for (var i = 0; i < 2; i++)
        {
            await Should.ThrowAsync<IOException>(async () =>
                await breaker.ExecuteAsync<int, int>((_, _) => throw new IOException(), 0, default)
            );
        }
    }
}
