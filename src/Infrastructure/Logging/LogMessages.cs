using Microsoft.Extensions.Logging;

namespace Enterprise.Infrastructure.Logging;

/// <summary>Everything that the layer logs. Event ids: 1000 resilience, 1100 migrations, 1200 set-up, 1300 secrets.</summary>
/// <remarks>Values of columns, secrets and connection strings are never among the arguments.</remarks>
internal static partial class LogMessages
{
    [LoggerMessage(
        1000,
        LogLevel.Warning,
        "A database {Purpose} failed: attempt {Attempt}/{Attempts}; the next one follows in {DelayMs:F0} ms"
    )]
    public static partial void AttemptFailed(
        this ILogger logger,
        string purpose,
        int attempt,
        int attempts,
        double delayMs,
        Exception? exception
    );

    [LoggerMessage(1001, LogLevel.Error, "The outcome of a change is unknown: the answer to it was lost")]
    public static partial void OutcomeUnknown(this ILogger logger, Exception exception);

    [LoggerMessage(1100, LogLevel.Information, "Applied {Count} migrations; the schema is at {Latest}")]
    public static partial void Migrated(this ILogger logger, int count, string? latest);

    [LoggerMessage(1200, LogLevel.Information, "Seeded {Rows} rows")]
    public static partial void Seeded(this ILogger logger, int rows);

    [LoggerMessage(
        1300,
        LogLevel.Error,
        "The element {Name} of the key ring was left out: it was changed, or signed under another master key"
    )]
    public static partial void KeyLeftOut(this ILogger logger, string name);
}
