using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Diagnostics.Health;
using Enterprise.Infrastructure.Diagnostics.Statements;

namespace Enterprise.Infrastructure.Diagnostics.Live;

/// <summary>How everything is at a moment.</summary>
/// <param name="Health">How the service was when that was looked at last; null where nobody ever has.</param>
/// <param name="Connections">Its pools, circuits and standbys.</param>
/// <param name="Idle">The open connections that nobody uses, by pool.</param>
/// <param name="Statements">Statements by pool and kind, since the start.</param>
/// <param name="Slowest">The slowest statements, the slowest first.</param>
/// <param name="Requests">The requests since the watch began.</param>
/// <param name="Attempts">The attempts at the database since then.</param>
/// <param name="Cache">The questions that the query cache was asked since then, by their result.</param>
public sealed record LiveReading(
    HealthReport? Health,
    ConnectionReport Connections,
    IReadOnlyDictionary<string, int> Idle,
    IReadOnlyList<StatementReport> Statements,
    IReadOnlyList<SlowStatementReport> Slowest,
    RequestCounts Requests,
    AttemptCounts Attempts,
    CacheCounts Cache
);

/// <summary>What has become of requests; how long they took lately, in ms.</summary>
/// <param name="Count">How many there were.</param>
/// <param name="Refused">How many of them had an answer of 400 to 499.</param>
/// <param name="Failed">How many had one of 500 or more.</param>
/// <param name="P50">The time that half of those of the last minute took at the most.</param>
/// <param name="P95">The same for 95 of 100.</param>
/// <param name="P99">The same for 99 of 100.</param>
public readonly record struct RequestCounts(
    long Count,
    long Refused,
    long Failed,
    double P50,
    double P95,
    double P99
);

/// <summary>What has become of attempts at the database that did not succeed at once.</summary>
/// <param name="Repeated">How many failed and were repeated.</param>
/// <param name="Failed">How many failed for good.</param>
/// <param name="Recovered">How many succeeded after others had failed.</param>
public readonly record struct AttemptCounts(long Repeated, long Failed, long Recovered);

/// <summary>What the query cache was asked.</summary>
/// <param name="Hits">Answered from memory.</param>
/// <param name="Misses">
/// Not in memory: from the database, by a question of its own or by one that was being asked, or from the second level.
/// </param>
/// <param name="Stale">Answered from memory in an outage.</param>
/// <param name="Bypassed">Answered past the cache.</param>
public readonly record struct CacheCounts(long Hits, long Misses, long Stale, long Bypassed);
