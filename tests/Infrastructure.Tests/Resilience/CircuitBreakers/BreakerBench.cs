using Enterprise.Infrastructure.Resilience.CircuitBreakers;
using Enterprise.Tests.Support.Logging;
using Enterprise.Tests.Support.Time;
using Microsoft.Extensions.Logging;

namespace Enterprise.Infrastructure.Tests.Resilience.CircuitBreakers;

/// <summary>A circuit breaker before a target that does what a test says, at the test's time.</summary>
internal sealed class BreakerBench
{
    /// <summary>The calls from which on it judges.</summary>
    public const int MinimumCalls = 4;

    public BreakerBench() =>
        Breaker = new CircuitBreaker(
            "primary",
            new CircuitBreakerOptions(MinimumCalls),
            Clock,
            new Logger<CircuitBreaker>(Log)
        );

    public ManualClock Clock { get; } = new();

    public LogCapture Log { get; } = new();

    public CircuitBreaker Breaker { get; }

    /// <summary>How many calls have reached the target.</summary>
    public int Calls { get; private set; }

    /// <summary>A call that succeeds, or fails as it is said.</summary>
    public async Task<Exception?> CallAsync(Exception? failure = null)
    {
        try
        {
            await Breaker.ExecuteAsync(
                (said, _) =>
                {
                    Calls++;

                    return said is null ? ValueTask.FromResult(0) : throw said;
                },
                failure,
                default
            );

            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    /// <summary>Calls that fail by the target's fault until it is open.</summary>
    public async Task OpenAsync()
    {
        for (var i = 0; i < MinimumCalls; i++)
        {
            await CallAsync(Failures.Broken());
        }
    }

    /// <summary>Lets a break of any length pass; a longest one has a jitter of a fifth.</summary>
    public void PassBreak() => Clock.Advance(CircuitBreakerOptions.LongestBreak * 1.2);
}
