using System.Numerics;

namespace Enterprise.Infrastructure.Diagnostics.Statements;

/// <summary>How long things took in the last half to whole minute, as percentiles, in little memory and without locks.</summary>
/// <remarks>
/// Buckets of a width of an eighth of the power of two that they lie in: a percentile is at most an eighth too high.
/// What is counted while one half minute gives way to the next may be lost.
/// </remarks>
internal sealed class RecentDurations(TimeProvider clock)
{
    private const int Parts = 8;
    private const int Buckets = 40 * Parts;

    private static readonly TimeSpan Span = TimeSpan.FromSeconds(30);

    private readonly Lock _turning = new();
    private long[] _current = new long[Buckets];
    private long[] _last = new long[Buckets];
    private long _since = clock.GetTimestamp();

    /// <summary>Counts one.</summary>
    public void Add(TimeSpan duration)
    {
        Turn();
        Interlocked.Increment(ref _current[BucketOf((long)duration.TotalMicroseconds)]);
    }

    /// <summary>The times that 50, 95 and 99 of 100 did not exceed, in milliseconds; 0 where there were none.</summary>
    public (double P50, double P95, double P99) Percentiles()
    {
        Turn();
        var counts = new long[Buckets];
        var total = 0L;

        for (var bucket = 0; bucket < Buckets; bucket++)
        {
            counts[bucket] = Interlocked.Read(ref _current[bucket]) + Interlocked.Read(ref _last[bucket]);
            total += counts[bucket];
        }

        return (At(counts, total, 0.50), At(counts, total, 0.95), At(counts, total, 0.99));
    }

    private static double At(long[] counts, long total, double share)
    {
        var rank = (long)Math.Ceiling(total * share);

        for (var bucket = 0; bucket < Buckets && total > 0; bucket++)
        {
            rank -= counts[bucket];

            if (rank <= 0)
            {
                return UpperBoundOf(bucket) / 1000.0;
            }
        }

        return 0;
    }

    /// <summary>Below 8 µs one bucket for each; above, eight for each power of two.</summary>
    private static int BucketOf(long microseconds)
    {
        if (microseconds < Parts)
        {
            return (int)Math.Max(0, microseconds);
        }

        var power = BitOperations.Log2((ulong)microseconds) - 3;

        return Math.Min(Buckets - 1, (power * Parts) + (int)(microseconds >> power));
    }

    private static long UpperBoundOf(int bucket) =>
        bucket < 2 * Parts ? bucket : (long)((bucket % Parts) + Parts + 1) << ((bucket / Parts) - 1);

    private void Turn()
    {
        if (clock.GetElapsedTime(Interlocked.Read(ref _since)) < Span)
        {
            return;
        }

        lock (_turning)
        {
            var passed = clock.GetElapsedTime(Interlocked.Read(ref _since));

            if (passed >= Span)
            {
                _last = passed < 2 * Span ? _current : new long[Buckets];
                _current = new long[Buckets];
                Interlocked.Exchange(ref _since, clock.GetTimestamp());
            }
        }
    }
}
