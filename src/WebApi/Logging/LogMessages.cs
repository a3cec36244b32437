namespace Enterprise.WebApi.Logging;

/// <summary>Everything that the layer logs. Event ids: 2000 problems.</summary>
/// <remarks>Secrets, bodies and header values are never among the arguments.</remarks>
internal static partial class LogMessages
{
    [LoggerMessage(2000, LogLevel.Error, "{Method} {Path} failed for a reason that nobody foresaw")]
    public static partial void Unexpected(
        this ILogger logger,
        string method,
        string path,
        Exception exception
    );

    [LoggerMessage(
        2001,
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
        2002,
        LogLevel.Debug,
        "{Method} {Path} was answered 503: the circuit to the database is open"
    )]
    public static partial void NotAsked(this ILogger logger, string method, string path);

    [LoggerMessage(2003, LogLevel.Debug, "Why the database was unavailable")]
    public static partial void WhyUnavailable(this ILogger logger, Exception exception);
}
