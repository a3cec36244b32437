using Enterprise.Load;

namespace Enterprise.Runner.Results;

/// <summary>What one server has shown in one turn.</summary>
/// <param name="RequestsPerSecond">Answers a second, all of them 2xx.</param>
/// <param name="P50Ms">The latency, in ms, of the median request.</param>
/// <param name="P99Ms">The latency, in ms, that one request in a hundred exceeds.</param>
/// <param name="CpuMsPer1000">Processor time, in ms, of the server's process for a thousand requests.</param>
/// <param name="ResidentMb">The memory, in MiB, that the process held afterwards.</param>
internal sealed record Sample(
    double RequestsPerSecond,
    double P50Ms,
    double P99Ms,
    double CpuMsPer1000,
    double ResidentMb
)
{
    private const double MiB = 1024 * 1024;

    public static Sample Of(LoadResult load, TimeSpan cpu, long residentBytes) =>
        new(
            Math.Round(load.RequestsPerSecond, 1),
            Math.Round(load.Latencies.Quantile(0.50).TotalMilliseconds, 3),
            Math.Round(load.Latencies.Quantile(0.99).TotalMilliseconds, 3),
            Math.Round(cpu.TotalMilliseconds * 1000 / load.Latencies.Count, 2),
            Math.Round(residentBytes / MiB, 1)
        );
}

/// <summary>Two turns that followed each other.</summary>
internal sealed record Pair(Sample Ours, Sample Rival);
