using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Resilience;

namespace Enterprise.Infrastructure.Sql;

/// <summary>Where a call goes, and how long its statements may take.</summary>
/// <param name="Work">Its pool, way and server, and when it may be repeated.</param>
/// <param name="Timeout">The server's time for each statement; that of the role where it is null.</param>
internal sealed record SqlRoute(Work Work, TimeSpan? Timeout);

/// <summary>Finds the routes of calls.</summary>
internal sealed class SqlRoutes(ModePolicy modes, PoolOptions pools)
{
    private readonly SqlOptions _usual = new();

    public SqlRoute ForRead(SqlOptions? options) =>
        Route(
            "sql read",
            options ?? _usual,
            ConnectionPurpose.Read,
            WorkKind.RawSql,
            options?.Server ?? ServerChoice.StandbyFirst,
            RetryRule.Read
        );

    /// <exception cref="ArgumentException">The options name a standby.</exception>
    public SqlRoute ForWrite(SqlOptions? options, WorkKind kind) =>
        options?.Server is null or ServerChoice.Primary
            ? Route(
                kind is WorkKind.ExplicitTransaction ? "sql transaction" : "sql write",
                options ?? _usual,
                ConnectionPurpose.Write,
                kind,
                ServerChoice.Primary,
                RetryRule.Write
            )
            : throw new ArgumentException("Only the primary takes changes.", nameof(options));

    private SqlRoute Route(
        string holder,
        SqlOptions options,
        ConnectionPurpose otherwise,
        WorkKind kind,
        ServerChoice server,
        RetryRule rule
    )
    {
        var purpose = options.Purpose ?? otherwise;
        var timeout = Checked(options.Timeout) ?? TimeoutOf(purpose);
        var budget = timeout is { } given ? SqlTimeouts.Budget(given) : (TimeSpan?)null;

        return new SqlRoute(
            new Work(
                holder,
                purpose,
                options.Mode ?? modes[purpose.IsLong() ? purpose.UsualWork() : kind],
                server,
                rule,
                budget
            ),
            timeout
        );
    }

    private TimeSpan? TimeoutOf(ConnectionPurpose purpose) =>
        purpose.IsLong() ? TimeSpan.FromSeconds(pools.Pools[purpose].CommandTimeout) : null;

    private static TimeSpan? Checked(TimeSpan? timeout)
    {
        if (
            timeout is { } given
            && (given < TimeSpan.FromMilliseconds(1) || given > SqlOptions.LongestTimeout)
        )
        {
            throw new ArgumentOutOfRangeException(
                nameof(timeout),
                given,
                $"{nameof(SqlOptions)}.{nameof(SqlOptions.Timeout)} is 1 ms to a day."
            );
        }

        return timeout;
    }
}
