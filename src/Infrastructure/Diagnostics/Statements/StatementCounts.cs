namespace Enterprise.Infrastructure.Diagnostics.Statements;

/// <summary>What has become of the statements of one kind in one pool, since the start and lately.</summary>
/// <param name="clock">Tells what is lately.</param>
/// <param name="tags">What sets them apart, as metrics say it.</param>
internal sealed class StatementCounts(TimeProvider clock, KeyValuePair<string, object?>[] tags)
{
    private readonly RecentDurations _durations = new(clock);
    private long _count;
    private long _errors;
    private long _rows;

    /// <summary>What sets them apart, as metrics say it; nobody changes it.</summary>
    public KeyValuePair<string, object?>[] Tags => tags;

    public long Rows => Interlocked.Read(ref _rows);

    public void Add(TimeSpan duration, long rows)
    {
        Interlocked.Increment(ref _count);
        Interlocked.Add(ref _rows, rows);
        _durations.Add(duration);
    }

    public void AddError(TimeSpan duration)
    {
        Interlocked.Increment(ref _count);
        Interlocked.Increment(ref _errors);
        _durations.Add(duration);
    }

    public StatementReport Report(string pool, string kind)
    {
        var (p50, p95, p99) = _durations.Percentiles();

        return new(
            pool,
            kind,
            Interlocked.Read(ref _count),
            Interlocked.Read(ref _errors),
            Rows,
            p50,
            p95,
            p99
        );
    }
}
