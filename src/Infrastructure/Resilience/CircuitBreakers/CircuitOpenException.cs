namespace Enterprise.Infrastructure.Resilience.CircuitBreakers;

/// <summary>Says that a target has failed so often of late that it is not even asked.</summary>
internal sealed class CircuitOpenException(string target, TimeSpan retryAfter, Exception? cause = null)
    : Exception(
        $"The circuit to '{target}' is open: it is not asked before it has had time to recover.",
        cause
    )
{
    /// <summary>When it may be asked again.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}
