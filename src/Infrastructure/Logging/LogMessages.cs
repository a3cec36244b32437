using Microsoft.Extensions.Logging;

namespace Enterprise.Infrastructure.Logging;

/// <summary>
/// Everything that the layer logs. Event ids: 1000 resilience, 1100 migrations, 1200 set-up, 1300 secrets,
/// 1400 notifications, 1500 API keys, 1600 idempotency, 1700 connections, 1800 SQL,
/// 1900 row-level security, 2000 audit log, 2100 destinations, 2200 health, 2300 query cache.
/// </summary>
/// <remarks>Values of columns, secrets and connection strings are never among the arguments.</remarks>
internal static partial class LogMessages
{
    [LoggerMessage(
        1000,
        LogLevel.Warning,
        "A database {Work} failed, attempt {Attempt}/{Attempts}: {Failure}; the next one follows in {DelayMs:F0} ms"
    )]
    public static partial void AttemptFailed(
        this ILogger logger,
        string work,
        int attempt,
        int attempts,
        string failure,
        double delayMs
    );

    [LoggerMessage(1001, LogLevel.Error, "The outcome of a change is unknown: the answer to it was lost")]
    public static partial void OutcomeUnknown(this ILogger logger, Exception exception);

    [LoggerMessage(1002, LogLevel.Warning, "The outcome of a commit whose answer was lost: {Outcome}")]
    public static partial void OutcomeResolved(this ILogger logger, string outcome);

    [LoggerMessage(
        1003,
        LogLevel.Error,
        "The circuit to {Target} is open for {BreakMs:F0} ms: too many calls fail, the last one with {Failure}"
    )]
    public static partial void CircuitOpened(
        this ILogger logger,
        string target,
        double breakMs,
        string failure
    );

    [LoggerMessage(1004, LogLevel.Information, "The circuit to {Target} is closed: it answers again")]
    public static partial void CircuitClosed(this ILogger logger, string target);

    [LoggerMessage(
        1005,
        LogLevel.Debug,
        "The circuit to {Target} stays open for {BreakMs:F0} ms more: a probe failed with {Failure}"
    )]
    public static partial void CircuitStaysOpen(
        this ILogger logger,
        string target,
        double breakMs,
        string failure
    );

    [LoggerMessage(
        1700,
        LogLevel.Warning,
        "Lease {Lease} of the pool {Pool} has been held for {Seconds:F0} s by {Holder}: it may have leaked. Opened {Stack}"
    )]
    public static partial void LeaseHeldTooLong(
        this ILogger logger,
        long lease,
        string pool,
        double seconds,
        string holder,
        string stack
    );

    [LoggerMessage(1701, LogLevel.Warning, "Connections are opened by the strategy '{Strategy}' from now on")]
    public static partial void StrategyChanged(this ILogger logger, string strategy);

    [LoggerMessage(1702, LogLevel.Warning, "The server {Server} is left out: {Reason}")]
    public static partial void ServerLeftOut(this ILogger logger, string server, string reason);

    [LoggerMessage(1703, LogLevel.Information, "The server {Server} is used again")]
    public static partial void ServerUsedAgain(this ILogger logger, string server);

    [LoggerMessage(
        1704,
        LogLevel.Information,
        "Opened {Connections} connections of the pool {Pool} at the start"
    )]
    public static partial void PoolOpened(this ILogger logger, int connections, string pool);

    [LoggerMessage(
        1705,
        LogLevel.Warning,
        "Could not open the {Connections} connections of the pool {Pool} that should stay open: {Failure}"
    )]
    public static partial void PoolNotOpened(
        this ILogger logger,
        int connections,
        string pool,
        string failure
    );

    [LoggerMessage(
        1706,
        LogLevel.Warning,
        "The pools of {Instances} instances may take {Wanted} connections, but the server should not give more than {Allowed} (80 % of max_connections {Max} without the reserved {Reserved}): lower Database__MaxConnections to {Suggested}, raise max_connections, or put a pooler in between"
    )]
    public static partial void OverBudget(
        this ILogger logger,
        int instances,
        int wanted,
        int allowed,
        int max,
        int reserved,
        int suggested
    );

    [LoggerMessage(
        1707,
        LogLevel.Information,
        "The pools of {Instances} instances may take {Wanted} connections of the {Allowed} that the server should give"
    )]
    public static partial void WithinBudget(this ILogger logger, int instances, int wanted, int allowed);

    [LoggerMessage(
        1708,
        LogLevel.Warning,
        "Could not ask the server for its limit of connections: {Failure}"
    )]
    public static partial void BudgetUnknown(this ILogger logger, string failure);

    [LoggerMessage(
        1709,
        LogLevel.Information,
        "The load of the last minutes needs {Recommended} connections of the pool {Pool}; {Setting} allows {Max}"
    )]
    public static partial void PoolSizeRecommended(
        this ILogger logger,
        int recommended,
        string pool,
        string setting,
        int max
    );

    [LoggerMessage(
        1710,
        LogLevel.Warning,
        "{Leases} connections were still lent when the time to shut down was over"
    )]
    public static partial void NotDrained(this ILogger logger, int leases);

    [LoggerMessage(1800, LogLevel.Debug, "Began a transaction ({Isolation}) within {DurationMs:F1} ms")]
    public static partial void TransactionBegun(
        this ILogger logger,
        System.Data.IsolationLevel isolation,
        double durationMs
    );

    [LoggerMessage(1801, LogLevel.Debug, "Committed a transaction ({Isolation}) after {DurationMs:F1} ms")]
    public static partial void TransactionCommitted(
        this ILogger logger,
        System.Data.IsolationLevel isolation,
        double durationMs
    );

    [LoggerMessage(
        1802,
        LogLevel.Information,
        "Rolled a transaction ({Isolation}) back after {DurationMs:F1} ms: {Failure}"
    )]
    public static partial void TransactionRolledBack(
        this ILogger logger,
        System.Data.IsolationLevel isolation,
        double durationMs,
        string failure
    );

    [LoggerMessage(
        1711,
        LogLevel.Warning,
        "The feature flag {Flag} cannot be understood: connections are opened by the strategy '{Strategy}' as before"
    )]
    public static partial void FlagNotUnderstood(
        this ILogger logger,
        string flag,
        string strategy,
        Exception exception
    );

    [LoggerMessage(1100, LogLevel.Information, "Applied {Count} migrations; the schema is at {Latest}")]
    public static partial void Migrated(this ILogger logger, int count, string? latest);

    [LoggerMessage(
        1101,
        LogLevel.Warning,
        "The migration {Migration} did not get a lock, attempt {Attempt}/{Attempts}; the next one follows in {DelayMs:F0} ms"
    )]
    public static partial void MigrationWaits(
        this ILogger logger,
        string migration,
        int attempt,
        int attempts,
        double delayMs
    );

    [LoggerMessage(EventId = 1102, Message = "The migration {Migration} failed: {Failure}")]
    public static partial void MigrationFailed(
        this ILogger logger,
        LogLevel level,
        string migration,
        string failure
    );

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

    [LoggerMessage(
        1900,
        LogLevel.Warning,
        "The role '{Role}' is not bound by row-level security: {Reason}. Only the code keeps users apart"
    )]
    public static partial void RoleUnprotected(this ILogger logger, string role, string reason);

    [LoggerMessage(1901, LogLevel.Critical, "The service ends. {Refusal}")]
    public static partial void RoleRefused(this ILogger logger, string refusal);

    [LoggerMessage(
        2000,
        LogLevel.Warning,
        "Could not make partitions of the audit log for the months to come; tries again. Until then entries of a month without one go to the default partition"
    )]
    public static partial void PartitionsNotMade(this ILogger logger, Exception exception);

    [LoggerMessage(2100, LogLevel.Warning, "What a text means could not be worked out. {Reason}")]
    public static partial void MeaningUnavailable(this ILogger logger, string reason);

    [LoggerMessage(2101, LogLevel.Warning, "Destinations wait to be found by meaning; tries again. {Reason}")]
    public static partial void DestinationsNotEmbedded(this ILogger logger, string reason);

    [LoggerMessage(2102, LogLevel.Information, "Worked out what {Count} destinations mean")]
    public static partial void DestinationsEmbedded(this ILogger logger, int count);

    [LoggerMessage(2103, LogLevel.Debug, "Could not look for destinations without an embedding")]
    public static partial void DestinationsNotLookedFor(this ILogger logger, Exception exception);

    [LoggerMessage(
        2104,
        LogLevel.Warning,
        "The embedding service does not take the texts of {Count} destinations, which are not found by meaning"
    )]
    public static partial void TextsRefused(this ILogger logger, int count);

    [LoggerMessage(
        2300,
        LogLevel.Warning,
        "The second level of the query cache is lost ({Failure}): each node remembers by itself until it is back"
    )]
    public static partial void SecondLevelLost(this ILogger logger, string failure);

    [LoggerMessage(2301, LogLevel.Information, "The second level of the query cache is back")]
    public static partial void SecondLevelBack(this ILogger logger);
}
