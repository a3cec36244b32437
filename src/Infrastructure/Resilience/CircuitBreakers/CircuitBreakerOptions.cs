using Enterprise.Application.Settings;

namespace Enterprise.Infrastructure.Resilience.CircuitBreakers;

/// <summary>When a circuit opens, and for how long; the settings <c>Database:Breaker:…</c>.</summary>
/// <remarks>
/// The breaks are short: one probe a second and node is nothing to a server, and a longer break would only keep
/// clients out after it has returned (ADR 0009).
/// </remarks>
/// <param name="MinimumCalls">
/// Calls within <see cref="Sampling"/> before anything is judged: 2 to 100,000, 8 unless it is said otherwise.
/// </param>
public sealed record CircuitBreakerOptions(int MinimumCalls)
{
    /// <summary>The share of failed calls that opens the circuit.</summary>
    public const double FailureRatio = 0.5;

    private const int DefaultMinimumCalls = 8;

    /// <summary>The time whose calls are judged.</summary>
    public static readonly TimeSpan Sampling = TimeSpan.FromSeconds(2);

    /// <summary>The first break; each that follows without a success in between is twice as long.</summary>
    public static readonly TimeSpan FirstBreak = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest break, but for the jitter.</summary>
    public static readonly TimeSpan LongestBreak = TimeSpan.FromSeconds(1);

    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidSettingException">One is no number or out of range; the message names it.</exception>
    public static CircuitBreakerOptions From(Func<string, string?> setting) =>
        new(setting.WholeNumber("Database:Breaker:MinimumCalls", DefaultMinimumCalls, 2, 100_000));
}
