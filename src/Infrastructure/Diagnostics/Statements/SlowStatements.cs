using System.Collections.Concurrent;
using Enterprise.Infrastructure.Logging;
using Microsoft.Extensions.Logging;

namespace Enterprise.Infrastructure.Diagnostics.Statements;

/// <summary>Writes down which statements are slow: each once a minute, with how often it was meanwhile.</summary>
/// <param name="options">From when on one is slow.</param>
/// <param name="plans">Asks the server how it carries one out.</param>
/// <param name="clock">Whose time it goes by.</param>
/// <param name="logger">Where they are written down.</param>
internal sealed class SlowStatements(
    DiagnosticsOptions options,
    StatementPlans plans,
    TimeProvider clock,
    ILogger<SlowStatements> logger
)
{
    /// <summary>Of more, those that have not been slow for the longest time are forgotten.</summary>
    internal const int MaxShapes = 200;

    private const int LongestText = 600;

    private static readonly TimeSpan TellEvery = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>A statement was carried out; where it was not slow, that is all.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="sql">Its text.</param>
    /// <param name="duration">How long it took.</param>
    /// <param name="rows">How many rows it returned or changed.</param>
    /// <param name="hasPlan">Whether its plan is asked for: not where it failed, for then the plan may be innocent.</param>
    public void Note(string pool, string sql, TimeSpan duration, long rows, bool hasPlan)
    {
        if (options.SlowQuery == TimeSpan.Zero || duration < options.SlowQuery)
        {
            return;
        }

        var shape = StatementShape.Of(sql);

        if (_entries.Count >= MaxShapes && !_entries.ContainsKey(shape.Hash))
        {
            ForgetOldest();
        }

        var entry = _entries.GetOrAdd(shape.Hash, static (_, shape) => new Entry(shape), shape);
        var (isDue, count) = entry.Add(pool, duration, clock.GetUtcNow(), TellEvery);

        if (!isDue)
        {
            return;
        }

        if (hasPlan)
        {
            plans.WhenKnown(sql, Tell);
        }
        else
        {
            Tell(plan: null);
        }

        void Tell(string? plan)
        {
            entry.Plan = plan ?? entry.Plan;
            logger.StatementWasSlow(
                shape.Hash,
                duration.TotalMilliseconds,
                pool,
                rows,
                count,
                plan ?? "unknown",
                shape.Text.Length > LongestText ? $"{shape.Text[..LongestText]}…" : shape.Text
            );
        }
    }

    /// <summary>The slowest, the slowest first.</summary>
    public IReadOnlyList<SlowStatementReport> Report(int most) =>
        [
            .. _entries
                .Values.Select(entry => entry.Report())
                .OrderByDescending(report => report.LongestMs)
                .Take(most),
        ];

    private void ForgetOldest() =>
        _entries.TryRemove(_entries.MinBy(entry => entry.Value.Report().LastAt).Key, out _);

    private sealed class Entry(StatementShape shape)
    {
        private readonly Lock _adding = new();
        private string _pool = "";
        private long _count;
        private long _untold;
        private TimeSpan _longest;
        private DateTimeOffset _lastAt;
        private DateTimeOffset? _toldAt;

        public string? Plan { get; set; }

        /// <summary>Counts one, and says whether it is time to tell, and of how many.</summary>
        public (bool IsDue, long Count) Add(
            string pool,
            TimeSpan duration,
            DateTimeOffset now,
            TimeSpan tellEvery
        )
        {
            lock (_adding)
            {
                (_pool, _lastAt) = (pool, now);
                (_count, _untold) = (_count + 1, _untold + 1);
                _longest = duration > _longest ? duration : _longest;

                if (now - _toldAt < tellEvery)
                {
                    return (false, 0);
                }

                var told = _untold;
                (_toldAt, _untold) = (now, 0);

                return (true, told);
            }
        }

        public SlowStatementReport Report()
        {
            lock (_adding)
            {
                return new(shape.Hash, Plan, shape.Text, _pool, _count, _longest.TotalMilliseconds, _lastAt);
            }
        }
    }
}
