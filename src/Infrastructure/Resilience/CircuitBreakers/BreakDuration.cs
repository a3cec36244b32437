using System.Security.Cryptography;

namespace Enterprise.Infrastructure.Resilience.CircuitBreakers;

/// <summary>How long a circuit stays open.</summary>
internal static class BreakDuration
{
    private const int JitterPercent = 20;

    /// <summary>Twice as long after each probe that failed, up to a bound; spread, so that nodes do not probe as one.</summary>
    public static TimeSpan After(int failedProbes)
    {
        var length = CircuitBreakerOptions.FirstBreak * Math.Pow(2, Math.Min(failedProbes, 10));
        var bounded =
            length < CircuitBreakerOptions.LongestBreak ? length : CircuitBreakerOptions.LongestBreak;
        var percent = RandomNumberGenerator.GetInt32(100 - JitterPercent, 100 + JitterPercent + 1);

        return bounded * percent / 100;
    }
}
