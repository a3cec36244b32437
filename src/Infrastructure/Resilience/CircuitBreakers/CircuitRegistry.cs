using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Polly.CircuitBreaker;

namespace Enterprise.Infrastructure.Resilience.CircuitBreakers;

/// <summary>One circuit breaker for each target that connections lead to.</summary>
internal sealed class CircuitRegistry(
    CircuitBreakerOptions options,
    TimeProvider clock,
    ILogger<CircuitBreaker> logger
)
{
    private readonly ConcurrentDictionary<string, CircuitBreaker> _byTarget = new(StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public IEnumerable<CircuitBreaker> All => _byTarget.Values;

    /// <summary>How each of them is.</summary>
    public IEnumerable<CircuitReport> Report() =>
        _byTarget.Values.Select(breaker => new CircuitReport(breaker.Target, NameOf(breaker.State)));

    public CircuitBreaker For(string target) =>
        _byTarget.GetOrAdd(target, name => new CircuitBreaker(name, options, clock, logger));

    private static string NameOf(CircuitState state) =>
        state switch
        {
            CircuitState.Closed => "closed",
            CircuitState.HalfOpen => "half-open",
            _ => "open",
        };
}

/// <summary>How a circuit is.</summary>
/// <param name="Target">What it leads to.</param>
/// <param name="State"><c>closed</c>, <c>open</c> or <c>half-open</c>.</param>
public sealed record CircuitReport(string Target, string State);
