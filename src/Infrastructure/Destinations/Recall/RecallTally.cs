namespace Enterprise.Infrastructure.Destinations.Recall;

/// <summary>Compares answers with the exact ones, sample by sample.</summary>
internal sealed class RecallTally
{
    /// <summary>What is as near as the last of the exact answer could as well stand in it.</summary>
    private const double Tie = 1e-9;

    private readonly List<double> _recalls = [];
    private readonly List<double> _latencies = [];
    private int _short;

    public void Add(double[] exact, double[] found, TimeSpan latency)
    {
        _recalls.Add(Recall(exact, found));
        _latencies.Add(latency.TotalMilliseconds);
        _short += found.Length < exact.Length ? 1 : 0;
    }

    public RecallLine Line(int efSearch) =>
        new(
            efSearch,
            Math.Round(_recalls.Average(), 4),
            Math.Round(_recalls.Min(), 4),
            Math.Round(Quantile(0.50), 3),
            Math.Round(Quantile(0.95), 3),
            _short
        );

    /// <summary>Which part of the exact answer was found; all of nothing where it is empty.</summary>
    public static double Recall(double[] exact, double[] found) =>
        exact.Length == 0
            ? 1
            : (double)found.Count(similarity => similarity >= exact[^1] - Tie) / exact.Length;

    /// <summary>By the nearest rank.</summary>
    private double Quantile(double part)
    {
        var sorted = _latencies.Order().ToArray();

        return sorted[(int)Math.Ceiling(part * sorted.Length) - 1];
    }
}
