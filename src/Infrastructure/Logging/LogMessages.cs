using Microsoft.Extensions.Logging;

namespace Enterprise.Infrastructure.Logging;

/// <summary>
/// Everything that the layer logs. Event ids: 1000 resilience, 1100 migrations, 1200 set-up, 1300 secrets,
/// 1400 notifications, 1500 API keys, 1600 idempotency.
/// </summary>
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

    [LoggerMessage(1400, LogLevel.Information, "Hears what other nodes change")]
    public static partial void Listening(this ILogger logger);

    [LoggerMessage(
        1401,
        LogLevel.Warning,
        "Does not hear what other nodes change: nothing is remembered until the database answers again"
    )]
    public static partial void NotListening(this ILogger logger, Exception? exception);

    [LoggerMessage(
        1402,
        LogLevel.Warning,
        "A pooler stands before the database, so that LISTEN hears nothing and nothing is remembered: let {Setting} name the server itself"
    )]
    public static partial void ListenerIsPooled(this ILogger logger, string setting);

    [LoggerMessage(1600, LogLevel.Warning, "Could not remove idempotency records that have had their time")]
    public static partial void NotSwept(this ILogger logger, Exception exception);

    [LoggerMessage(
        1500,
        LogLevel.Warning,
        "Could not store when {Keys} API keys were last used; tries again"
    )]
    public static partial void UsageNotStored(this ILogger logger, int keys, Exception exception);
}
