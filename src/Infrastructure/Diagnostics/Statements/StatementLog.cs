using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Resilience;

namespace Enterprise.Infrastructure.Diagnostics.Statements;

/// <summary>Counts statements by pool and kind, and passes on those that are slow.</summary>
/// <remarks>
/// OpenTelemetry's name for their times, which the driver's meter has, too, but without kinds; whoever collects metrics
/// drops that one (<see cref="Meters.IsLeftOut"/>). Rows are counted here and read when they are collected.
/// </remarks>
internal sealed class StatementLog : IDisposable
{
    /// <summary>The meter of the room.</summary>
    public const string MeterName = "Enterprise.Statements";

    /// <summary>The instrument of their times.</summary>
    public const string DurationName = "db.client.operation.duration";

    /// <summary>OpenTelemetry's word for a failure of which nothing more is known.</summary>
    public const string Unknown = "_OTHER";

    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries =
        [
            0.0005,
            0.001,
            0.0025,
            0.005,
            0.01,
            0.025,
            0.05,
            0.1,
            0.25,
            0.5,
            1,
            2.5,
            5,
        ],
    };

    private readonly DiagnosticsOptions _options;
    private readonly SlowStatements _slow;
    private readonly TimeProvider _clock;
    private readonly Meter _meter = new(MeterName);
    private readonly Histogram<double> _durations;
    private readonly ConcurrentDictionary<(string Pool, string Kind), StatementCounts> _counts = new();

    public StatementLog(DiagnosticsOptions options, SlowStatements slow, TimeProvider clock)
    {
        (_options, _slow, _clock) = (options, slow, clock);
        _durations = _meter.CreateHistogram(
            DurationName,
            "s",
            "How long statements took, by pool and kind.",
            advice: Seconds
        );
        _meter.CreateObservableCounter(
            "enterprise.db.statement.rows",
            () => _counts.Values.Select(counts => new Measurement<long>(counts.Rows, counts.Tags)),
            "{row}",
            "The rows that statements returned or changed."
        );
    }

    /// <summary>Whether anything is counted.</summary>
    public bool IsEnabled => _options.IsEnabled;

    /// <summary>A statement was carried out.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="sql">Its text, which is looked at where it was slow.</param>
    /// <param name="duration">How long it took, with the reading of its rows.</param>
    /// <param name="rows">How many rows it returned or changed.</param>
    public void Succeeded(string pool, string kind, string sql, TimeSpan duration, long rows)
    {
        var counts = CountsOf(pool, kind);
        counts.Add(duration, rows);
        _durations.Record(duration.TotalSeconds, counts.Tags);
        _slow.Note(pool, sql, duration, rows, hasPlan: true);
    }

    /// <summary>A statement failed.</summary>
    /// <inheritdoc cref="Succeeded"/>
    public void Failed(string pool, string kind, string sql, TimeSpan duration, Exception exception) =>
        Failed(pool, kind, sql, duration, FailureTable.MeaningOf(exception).Name);

    /// <summary>A statement failed, for a reason in a word.</summary>
    /// <inheritdoc cref="Succeeded"/>
    public void Failed(string pool, string kind, string sql, TimeSpan duration, string reason)
    {
        var counts = CountsOf(pool, kind);
        counts.AddError(duration);
        _durations.Record(
            duration.TotalSeconds,
            [.. counts.Tags, new KeyValuePair<string, object?>("error.type", reason)]
        );
        _slow.Note(pool, sql, duration, rows: 0, hasPlan: false);
    }

    /// <summary>What was counted, by pool and kind.</summary>
    public IReadOnlyList<StatementReport> Report() =>
        [
            .. _counts
                .Select(entry => entry.Value.Report(entry.Key.Pool, entry.Key.Kind))
                .OrderBy(report => report.Pool, StringComparer.Ordinal)
                .ThenBy(report => report.Kind, StringComparer.Ordinal),
        ];

    public void Dispose() => _meter.Dispose();

    private StatementCounts CountsOf(string pool, string kind) =>
        _counts.GetOrAdd(
            (pool, kind),
            static (of, clock) =>
                new StatementCounts(
                    clock,
                    [new(ConnectionMetrics.PoolTag, of.Pool), new("db.operation.name", of.Kind)]
                ),
            _clock
        );
}
