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

    [LoggerMessage(2001, LogLevel.Warning, "{Method} {Path} was answered 503: the database does not answer")]
    public static partial void DatabaseUnavailable(
        this ILogger logger,
        string method,
        string path,
        Exception exception
    );
}
