namespace Enterprise.WebApi.Operations.Live;

/// <summary>How the service is at a moment, as a viewer sees it: one event of the stream.</summary>
/// <remarks>What is told by the second is null where there was no moment before to compare with.</remarks>
internal sealed record LiveView(
    DateTime At,
    string Version,
    LiveHealth Health,
    IReadOnlyList<LivePool> Pools,
    LiveRequests Requests,
    LiveAttempts Attempts,
    LiveCache Cache,
    IReadOnlyList<CircuitView> Circuits,
    IReadOnlyList<LiveReplica> Replicas,
    MigrationsView? Migrations,
    IReadOnlyList<LiveStatements> Statements,
    IReadOnlyList<LiveSlowStatement> Slowest
);

/// <summary>The health, why it is not better, and when that was looked at.</summary>
internal sealed record LiveHealth(string Status, IReadOnlyList<string> Reasons, DateTime? CheckedAt);

/// <summary>A pool; <c>P95</c> is that of the slowest kind of its statements, in ms.</summary>
internal sealed record LivePool(
    string Name,
    string Mode,
    int Max,
    int Limit,
    int Busy,
    int Idle,
    int Waiting,
    int RecommendedMax,
    double? TimeoutsPerSecond,
    double? FailuresPerSecond,
    double P95
);

/// <summary>The requests; times in ms, of the last half to whole minute.</summary>
internal sealed record LiveRequests(
    double? PerSecond,
    double? RefusedPerSecond,
    double? FailedPerSecond,
    double P50,
    double P95,
    double P99
);

/// <summary>The attempts at the database that did not succeed at once.</summary>
internal sealed record LiveAttempts(
    double? RepeatedPerSecond,
    double? FailedPerSecond,
    double? RecoveredPerSecond
);

/// <summary>The query cache; the share of hits is 0 to 100, null where nobody asked.</summary>
internal sealed record LiveCache(double? PerSecond, double? HitPercent, double? StalePerSecond);

/// <summary>A standby; its lag in ms, null while that is not known.</summary>
internal sealed record LiveReplica(string Name, double? LagMs, bool IsUp, bool IsUsed);

/// <summary>The statements of one kind in one pool; times in ms.</summary>
internal sealed record LiveStatements(
    string Pool,
    string Kind,
    long Count,
    long Errors,
    double? PerSecond,
    double? ErrorsPerSecond,
    double P50,
    double P95,
    double P99
);

/// <summary>A statement that was slow, without any value.</summary>
internal sealed record LiveSlowStatement(
    string Shape,
    string? Plan,
    string Text,
    string Pool,
    long Count,
    double LongestMs,
    DateTime LastAt
);
