using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Resilience;

namespace Enterprise.Infrastructure.Diagnostics.Statements;

/// <summary>Counts statements by pool and kind, and passes on those that are slow.</summary>
/// <remarks>OpenTelemetry's names for databases; what the driver's meter has none for: kinds and rows.</remarks>
internal sealed class StatementLog(DiagnosticsOptions options, SlowStatements slow, TimeProvider clock)
{
    /// <summary>The meter of the room.</summary>
    public const string MeterName = "Enterprise.Statements";

    /// <summary>OpenTelemetry's word for a failure of which nothing more is known.</summary>
    public const string Unknown = "_OTHER";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Histogram<double> Durations = Meter.CreateHistogram(
        "enterprise.db.statement.duration",
        "s",
        "How long statements took, by pool and kind.",
        advice: new InstrumentAdvice<double>
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
        }
    );

    private static readonly Counter<long> ReturnedRows = Meter.CreateCounter<long>(
        "enterprise.db.statement.rows",
        "{row}",
        "The rows that statements returned or changed."
    );

    private readonly ConcurrentDictionary<(string Pool, string Kind), StatementCounts> _counts = new();

    /// <summary>Whether anything is counted.</summary>
    public bool IsEnabled => options.IsEnabled;

    /// <summary>A statement was carried out.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="sql">Its text, which is looked at where it was slow.</param>
    /// <param name="duration">How long it took, with the reading of its rows.</param>
    /// <param name="rows">How many rows it returned or changed.</param>
    public void Succeeded(string pool, string kind, string sql, TimeSpan duration, long rows)
    {
        CountsOf(pool, kind).Add(duration, rows);
        var tags = TagsOf(pool, kind);
        Durations.Record(duration.TotalSeconds, tags);
        ReturnedRows.Add(rows, tags);
        slow.Note(pool, sql, duration, rows, hasPlan: true);
    }

    /// <summary>A statement failed.</summary>
    /// <inheritdoc cref="Succeeded"/>
    public void Failed(string pool, string kind, string sql, TimeSpan duration, Exception exception) =>
        Failed(pool, kind, sql, duration, FailureTable.MeaningOf(exception).Name);

    /// <summary>A statement failed, for a reason in a word.</summary>
    /// <inheritdoc cref="Succeeded"/>
    public void Failed(string pool, string kind, string sql, TimeSpan duration, string reason)
    {
        CountsOf(pool, kind).AddError(duration);
        var tags = TagsOf(pool, kind);
        tags.Add("error.type", reason);
        Durations.Record(duration.TotalSeconds, tags);
        slow.Note(pool, sql, duration, rows: 0, hasPlan: false);
    }

    /// <summary>What was counted, by pool and kind.</summary>
    public IReadOnlyList<StatementReport> Report() =>
        [
            .. _counts
                .Select(entry => entry.Value.Report(entry.Key.Pool, entry.Key.Kind))
                .OrderBy(report => report.Pool, StringComparer.Ordinal)
                .ThenBy(report => report.Kind, StringComparer.Ordinal),
        ];

    private StatementCounts CountsOf(string pool, string kind) =>
        _counts.GetOrAdd((pool, kind), static (_, clock) => new StatementCounts(clock), clock);

    private static TagList TagsOf(string pool, string kind) =>
        new() { { ConnectionMetrics.PoolTag, pool }, { "db.operation.name", kind } };
}
