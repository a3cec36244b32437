using System.Globalization;

namespace Enterprise.Runner.Results;

/// <summary>Prints what a scenario has shown.</summary>
internal static class ReportTable
{
    private const string Row = "{0,-10}{1,14}{2,12}{3,12}{4,16}{5,12}";

    public static async Task PrintAsync(ScenarioResult result)
    {
        await Console.Out.WriteLineAsync($"\n{result.Title}");
        await LineAsync(Row, "", "requests/s", "p50 ms", "p99 ms", "CPU ms/1000", "RSS MiB");
        await LineAsync("ours", result.Ours);
        await LineAsync("rival", result.Rival);
        await LineAsync("  ours/rival, median of the rounds (least–most):");
        await LineAsync(
            "  requests/s {0}, p50 {1}, p99 {2}, CPU {3}, RSS {4}",
            result.Ratios.RequestsPerSecond,
            result.Ratios.P50Ms,
            result.Ratios.P99Ms,
            result.Ratios.CpuMsPer1000,
            result.Ratios.ResidentMb
        );
    }

    private static Task LineAsync(string name, Sample sample) =>
        LineAsync(
            Row,
            name,
            Text(sample.RequestsPerSecond, "N0"),
            Text(sample.P50Ms, "N2"),
            Text(sample.P99Ms, "N2"),
            Text(sample.CpuMsPer1000, "N1"),
            Text(sample.ResidentMb, "N0")
        );

    private static string Text(double value, string format) =>
        value.ToString(format, CultureInfo.InvariantCulture);

    private static Task LineAsync(string format, params object[] arguments) =>
        Console.Out.WriteLineAsync(string.Format(CultureInfo.InvariantCulture, format, arguments));
}
