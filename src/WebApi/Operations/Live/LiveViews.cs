using Enterprise.Domain.Vocabularies;
using Enterprise.Infrastructure.Diagnostics.Health;
using Enterprise.Infrastructure.Diagnostics.Live;
using Enterprise.Infrastructure.Diagnostics.Statements;

namespace Enterprise.WebApi.Operations.Live;

/// <summary>Makes of each reading what a viewer sees, by the reading before it.</summary>
internal sealed class LiveViews(TimeProvider clock)
{
    private const int LongestText = 600;

    private LiveReading? _last;
    private long _lastAt;

    /// <summary>The next view.</summary>
    public LiveView Of(LiveReading now)
    {
        var at = clock.GetTimestamp();
        var rates = new LiveRates(_last, now, clock.GetElapsedTime(_lastAt, at));
        (_last, _lastAt) = (now, at);

        return new LiveView(
            clock.GetUtcNow().UtcDateTime,
            ServiceVersion.Text,
            HealthOf(now),
            [
                .. now.Connections.Pools.Select(
                    (pool, index) =>
                        rates.Pool(PoolView.Of(pool, now.Idle.GetValueOrDefault(pool.Name)), index)
                ),
            ],
            rates.Requests(),
            rates.Attempts(),
            rates.Cache(),
            [.. now.Connections.Circuits.Select(circuit => new CircuitView(circuit.Target, circuit.State))],
            [
                .. now.Connections.Standbys.Select(standby => new LiveReplica(
                    standby.Name,
                    standby.Lag?.TotalMilliseconds,
                    standby.IsUp,
                    standby.IsUsed
                )),
            ],
            now.Health is { Migrations: { AreKnown: true } migrations }
                ? new MigrationsView(migrations.Applied, migrations.Pending)
                : null,
            [.. now.Statements.Select(rates.Statements)],
            [.. now.Slowest.Select(SlowStatement)]
        );
    }

    private static LiveHealth HealthOf(LiveReading now) =>
        now.Health is { } health
            ? new(Vocabulary<HealthState>.WordFor(health.State), health.Reasons, health.At.UtcDateTime)
            : new("unknown", [], CheckedAt: null);

    private static LiveSlowStatement SlowStatement(SlowStatementReport slow) =>
        new(
            slow.Shape,
            slow.Plan,
            slow.Text.Length > LongestText ? $"{slow.Text[..LongestText]}…" : slow.Text,
            slow.Pool,
            slow.Count,
            slow.LongestMs,
            slow.LastAt.UtcDateTime
        );
}
