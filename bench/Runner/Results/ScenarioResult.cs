namespace Enterprise.Runner.Results;

/// <summary>What a scenario has shown, round by round.</summary>
internal sealed record ScenarioResult(string Name, string Title, IReadOnlyList<Pair> Rounds)
{
    public Sample Ours => Median(pair => pair.Ours);

    public Sample Rival => Median(pair => pair.Rival);

    /// <summary>Ours by the rival's, taken within each round.</summary>
    public Ratios Ratios =>
        new(
            RatioOf(sample => sample.RequestsPerSecond),
            RatioOf(sample => sample.P50Ms),
            RatioOf(sample => sample.P99Ms),
            RatioOf(sample => sample.CpuMsPer1000),
            RatioOf(sample => sample.ResidentMb)
        );

    private Ratio RatioOf(Func<Sample, double> value)
    {
        var ratios = Rounds.Select(pair => value(pair.Ours) / value(pair.Rival)).ToArray();

        return new Ratio(
            Math.Round(Median(ratios), 3),
            Math.Round(ratios.Min(), 3),
            Math.Round(ratios.Max(), 3)
        );
    }

    private Sample Median(Func<Pair, Sample> side)
    {
        return new Sample(
            Of(sample => sample.RequestsPerSecond),
            Of(sample => sample.P50Ms),
            Of(sample => sample.P99Ms),
            Of(sample => sample.CpuMsPer1000),
            Of(sample => sample.ResidentMb)
        );

        double Of(Func<Sample, double> value) => Median(Rounds.Select(side).Select(value));
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        var middle = sorted.Length / 2;

        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

/// <summary>Ours by the rival's: the median of the rounds and the two furthest from it.</summary>
internal sealed record Ratio(double Median, double Min, double Max)
{
    public override string ToString() =>
        FormattableString.Invariant($"{Median:0.00} ({Min:0.00}–{Max:0.00})");
}

/// <summary>The ratios of a scenario; only the first is the better the larger it is.</summary>
internal sealed record Ratios(
    Ratio RequestsPerSecond,
    Ratio P50Ms,
    Ratio P99Ms,
    Ratio CpuMsPer1000,
    Ratio ResidentMb
);
