using System.Numerics;

namespace Enterprise.Load;

/// <summary>Counts latencies in buckets that widen with the value: at most 1.6 % off, up to an hour.</summary>
/// <remarks>The idea is HdrHistogram's: a power of two and 64 equal steps within it.</remarks>
public sealed class LatencyHistogram
{
    private const int StepBits = 6;
    private const int Steps = 1 << StepBits;
    private const int Powers = 28;

    private readonly long[] _counts = new long[(Powers + 1) * Steps];

    /// <summary>How many latencies were counted.</summary>
    public long Count { get; private set; }

    /// <summary>Counts one latency.</summary>
    public void Add(TimeSpan latency)
    {
        _counts[IndexOf((long)latency.TotalMicroseconds)]++;
        Count++;
    }

    /// <summary>Takes over what another one has counted.</summary>
    public void Add(LatencyHistogram other)
    {
        ArgumentNullException.ThrowIfNull(other);

        for (var i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }

        Count += other.Count;
    }

    /// <summary>The latency that a part of all stays below, such as 0.99; zero where nothing was counted.</summary>
    public TimeSpan Quantile(double part)
    {
        var rank = (long)Math.Ceiling(part * Count);

        for (var i = 0; i < _counts.Length; i++)
        {
            rank -= _counts[i];

            if (rank <= 0)
            {
                return Count == 0 ? TimeSpan.Zero : TimeSpan.FromMicroseconds(UpperEnd(i));
            }
        }

        return TimeSpan.Zero;
    }

    private static int IndexOf(long microseconds)
    {
        var power = Math.Max(0, BitOperations.Log2((ulong)Math.Max(1, microseconds)) - StepBits);

        return Math.Min((power * Steps) + (int)(microseconds >> power), (Powers * Steps) + Steps - 1);
    }

    private static long UpperEnd(int index)
    {
        var power = Math.Max(0, (index / Steps) - 1);

        return ((long)(index - (power * Steps) + 1) << power) - 1;
    }
}
