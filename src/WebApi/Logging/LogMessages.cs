namespace Enterprise.WebApi.Logging;

/// <summary>Everything that the layer logs. Event ids: 3000 problems, 3100 operations.</summary>
/// <remarks>Secrets, bodies and header values are never among the arguments.</remarks>
internal static partial class LogMessages
{
    [LoggerMessage(3000, LogLevel.Error, "{Method} {Path} failed for a reason that nobody foresaw")]
    public static partial void Unexpected(
        this ILogger logger,
        string method,
        string path,
        Exception exception
    );

    [LoggerMessage(
        3001,
        LogLevel.Warning,
        "{Method} {Path} was answered 503: the database fails with {Reason}"
    )]
    public static partial void DatabaseUnavailable(
        this ILogger logger,
        string method,
        string path,
        string reason
    );

    [LoggerMessage(
        3002,
        LogLevel.Debug,
        "{Method} {Path} was answered 503: the circuit to the database is open"
    )]
    public static partial void NotAsked(this ILogger logger, string method, string path);

    [LoggerMessage(3003, LogLevel.Debug, "Why the database was unavailable")]
    public static partial void WhyUnavailable(this ILogger logger, Exception exception);

    [LoggerMessage(3100, LogLevel.Warning, "How the service is could not be shown to those who look at /ops")]
    public static partial void LookFailed(this ILogger logger, Exception exception);
}
