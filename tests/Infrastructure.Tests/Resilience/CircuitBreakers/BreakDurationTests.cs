using Enterprise.Infrastructure.Resilience.CircuitBreakers;

namespace Enterprise.Infrastructure.Tests.Resilience.CircuitBreakers;

public sealed class BreakDurationTests
{
    [Theory]
    [InlineData(0, 500)]
    [InlineData(1, 1000)]
    [InlineData(2, 1000)]
    [InlineData(10, 1000)]
    [InlineData(100_000, 1000)]
    public void It_doubles_up_to_a_bound_and_is_spread_by_a_fifth_to_both_sides(int failed, int milliseconds)
    {
        var breaks = Enumerable
            .Range(0, 2000)
            .Select(_ => BreakDuration.After(failed).TotalMilliseconds)
            .ToArray();

        breaks.Min().ShouldBeInRange(milliseconds * 0.8, milliseconds * 0.82);
        breaks.Max().ShouldBeInRange(milliseconds * 1.18, milliseconds * 1.2);
    }
}
