using Enterprise.Infrastructure.Diagnostics.Live;
using Enterprise.Infrastructure.Diagnostics.Statements;

namespace Enterprise.WebApi.Operations.Live;

/// <summary>What has changed by the second between two readings.</summary>
/// <param name="before">The former; null where there is none.</param>
/// <param name="now">The latter.</param>
/// <param name="between">The time between them.</param>
internal sealed class LiveRates(LiveReading? before, LiveReading now, TimeSpan between)
{
    public LiveRequests Requests()
    {
        var (last, current) = (before?.Requests, now.Requests);

        return new(
            PerSecond(last?.Count, current.Count),
            PerSecond(last?.Refused, current.Refused),
            PerSecond(last?.Failed, current.Failed),
            current.P50,
            current.P95,
            current.P99
        );
    }

    public LiveAttempts Attempts()
    {
        var (last, current) = (before?.Attempts, now.Attempts);

        return new(
            PerSecond(last?.Repeated, current.Repeated),
            PerSecond(last?.Failed, current.Failed),
            PerSecond(last?.Recovered, current.Recovered)
        );
    }

    /// <summary>What is answered in an outage is no hit: the share says how well the cache does its work.</summary>
    public LiveCache Cache()
    {
        var (last, current) = (before?.Cache, now.Cache);
        var hits = current.Hits - last?.Hits;
        var all = AllOf(current) - (last is { } known ? AllOf(known) : null);

        return new(
            PerSecond(all),
            all > 0 ? Math.Round(100.0 * hits!.Value / all.Value, 1) : null,
            PerSecond(last?.Stale, current.Stale)
        );
    }

    public LivePool Pool(PoolView view, int at)
    {
        var pool = now.Connections.Pools[at];
        var last = before?.Connections.Pools.FirstOrDefault(known => IsSame(known.Name, pool.Name));
        var slowest = now.Statements.Where(kind => IsSame(kind.Pool, pool.Name)).Select(kind => kind.P95);

        return new(
            view.Name,
            view.Mode,
            view.Max,
            pool.Width,
            view.Busy,
            view.Idle,
            view.Waiting,
            pool.RecommendedMax,
            PerSecond(last?.Timeouts, pool.Timeouts),
            PerSecond(last?.Failures, pool.Failures),
            slowest.DefaultIfEmpty().Max()
        );
    }

    public LiveStatements Statements(StatementReport kind)
    {
        var last = before?.Statements.FirstOrDefault(known =>
            IsSame(known.Pool, kind.Pool) && IsSame(known.Kind, kind.Kind)
        );

        return new(
            kind.Pool,
            kind.Kind,
            kind.Count,
            kind.Errors,
            PerSecond(last?.Count, kind.Count),
            PerSecond(last?.Errors, kind.Errors),
            kind.P50,
            kind.P95,
            kind.P99
        );
    }

    private static long? AllOf(CacheCounts counts) =>
        counts.Hits + counts.Misses + counts.Stale + counts.Bypassed;

    private static bool IsSame(string one, string other) =>
        string.Equals(one, other, StringComparison.Ordinal);

    private double? PerSecond(long? last, long current) => PerSecond(current - last);

    private double? PerSecond(long? change) =>
        change is { } count && between > TimeSpan.Zero ? Math.Round(count / between.TotalSeconds, 1) : null;
}
