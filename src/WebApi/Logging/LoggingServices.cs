namespace Enterprise.WebApi.Logging;

/// <summary>The door of the room: what no setting can bring into the log.</summary>
internal static class LoggingServices
{
    /// <summary>What tells the line of each request, with its query.</summary>
    private const string RequestLines = "Microsoft.AspNetCore.Hosting.Diagnostics";

    /// <summary>Keeps queries out of the log, however talkative it is: a client may have put its key there.</summary>
    /// <remarks>With nobody to tell, the host also makes no activity for each request, unless traces are sent.</remarks>
    public static void KeepQueriesOut(this ILoggingBuilder logging) =>
        logging.AddFilter(RequestLines, LogLevel.None);
}
