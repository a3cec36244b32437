using Enterprise.Infrastructure.Connections;
using Microsoft.Extensions.Logging;

namespace Enterprise.Infrastructure.Logging;

/// <summary>What the room of diagnostics logs, of the blocks of <see cref="LogMessages"/>.</summary>
internal static partial class DiagnosticMessages
{
    [LoggerMessage(
        1720,
        LogLevel.Information,
        "The pool {Pool} has {Min} to {Max} connections ({Setting}), mode {Mode}, {CommandTimeoutSeconds} s for a command"
    )]
    public static partial void PoolConfigured(
        this ILogger logger,
        string pool,
        int min,
        int max,
        string setting,
        ConnectionMode mode,
        int commandTimeoutSeconds
    );

    [LoggerMessage(
        1721,
        LogLevel.Debug,
        "Of the pool {Pool} {Busy} of {Max} connections are in use, {Waiting} callers wait, {Timeouts} waited in vain so far"
    )]
    public static partial void PoolState(
        this ILogger logger,
        string pool,
        int busy,
        int max,
        int waiting,
        long timeouts
    );

    [LoggerMessage(
        1722,
        LogLevel.Warning,
        "The pool {Pool} is filling up, {Percent} %: {Busy} connections are in use and {Waiting} callers wait ({Setting} allows this pool {Max})"
    )]
    public static partial void PoolIsFilling(
        this ILogger logger,
        string pool,
        double percent,
        int busy,
        int waiting,
        string setting,
        int max
    );

    [LoggerMessage(
        1723,
        LogLevel.Critical,
        "The pool {Pool} is as good as full, {Percent} %: {Busy} connections are in use, {Waiting} callers wait and {Timeouts} have just waited in vain ({Setting} allows this pool {Max})"
    )]
    public static partial void PoolIsFull(
        this ILogger logger,
        string pool,
        double percent,
        int busy,
        int waiting,
        long timeouts,
        string setting,
        int max
    );

    [LoggerMessage(
        1724,
        LogLevel.Information,
        "The pool {Pool} has room again, {Percent} %: {Busy} of {Max} connections are in use"
    )]
    public static partial void PoolHasRoom(
        this ILogger logger,
        string pool,
        double percent,
        int busy,
        int max
    );

    [LoggerMessage(
        1810,
        LogLevel.Warning,
        "The statement {Shape} was slow: {DurationMs:F0} ms in the pool {Pool}, {Rows} rows, {Count} times since it was told last, plan {Plan}: {Text}"
    )]
    public static partial void StatementWasSlow(
        this ILogger logger,
        string shape,
        double durationMs,
        string pool,
        long rows,
        long count,
        string plan,
        string text
    );

    [LoggerMessage(2200, LogLevel.Information, "The service is healthy again")]
    public static partial void ServiceIsHealthy(this ILogger logger);

    [LoggerMessage(2201, LogLevel.Warning, "The service is degraded. {Reasons}")]
    public static partial void ServiceIsDegraded(this ILogger logger, string reasons);

    [LoggerMessage(2202, LogLevel.Error, "The service cannot serve. {Reasons}")]
    public static partial void ServiceIsUnhealthy(this ILogger logger, string reasons);
}
