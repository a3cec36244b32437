using System.Diagnostics.Metrics;

namespace Enterprise.Infrastructure.Resilience;

/// <summary>Counts attempts that failed and those that made up for it; a first attempt that succeeds costs nothing.</summary>
/// <remarks>The names are the product's own: OpenTelemetry has none for attempts.</remarks>
internal static class ResilienceMetrics
{
    /// <summary>The meter of the room.</summary>
    public const string MeterName = "Enterprise.Resilience";

    /// <summary>The instrument that counts attempts.</summary>
    public const string AttemptsName = "enterprise.db.attempts";

    /// <summary>Its attribute with what became of an attempt.</summary>
    public const string OutcomeTag = "outcome";

    /// <summary>It failed, and another one follows.</summary>
    public const string Repeated = "repeated";

    /// <summary>It made up for others that had failed.</summary>
    public const string Recovered = "succeeded";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> Attempts = Meter.CreateCounter<long>(
        AttemptsName,
        "{attempt}",
        "Attempts at the database that failed, and later ones that succeeded."
    );

    public static void Failed(RetryRule rule, int number, FailureMeaning failure, bool isRepeated) =>
        Attempts.Add(
            1,
            new("work", rule.Name),
            new("attempt", number),
            new("error.type", failure.Name),
            new(OutcomeTag, isRepeated ? Repeated : "failed")
        );

    public static void Succeeded(RetryRule rule, int number)
    {
        if (number > 1)
        {
            Attempts.Add(1, new("work", rule.Name), new("attempt", number), new(OutcomeTag, Recovered));
        }
    }
}
