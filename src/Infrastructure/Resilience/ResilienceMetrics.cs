using System.Diagnostics.Metrics;

namespace Enterprise.Infrastructure.Resilience;

/// <summary>Counts attempts that failed and those that made up for it; a first attempt that succeeds costs nothing.</summary>
/// <remarks>The names are the product's own: OpenTelemetry has none for attempts.</remarks>
internal static class ResilienceMetrics
{
    /// <summary>The meter of the room.</summary>
    public const string MeterName = "Enterprise.Resilience";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> Attempts = Meter.CreateCounter<long>(
        "enterprise.db.attempts",
        "{attempt}",
        "Attempts at the database that failed, and later ones that succeeded."
    );

    public static void Failed(RetryRule rule, int number, FailureMeaning failure, bool isRepeated) =>
        Attempts.Add(
            1,
            new("work", rule.Name),
            new("attempt", number),
            new("error.type", failure.Name),
            new("outcome", isRepeated ? "repeated" : "failed")
        );

    public static void Succeeded(RetryRule rule, int number)
    {
        if (number > 1)
        {
            Attempts.Add(1, new("work", rule.Name), new("attempt", number), new("outcome", "succeeded"));
        }
    }
}
