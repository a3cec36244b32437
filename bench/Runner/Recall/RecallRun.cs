using Enterprise.Infrastructure.Destinations.Recall;
using Enterprise.Runner.Results;

namespace Enterprise.Runner.Recall;

/// <summary>A measured recall, as <c>recall.json</c> keeps it.</summary>
internal sealed record RecallRun
{
    public required DateTimeOffset Date { get; init; }

    /// <summary>The commit that was measured; with <c>+</c> where the clone held changes of its own.</summary>
    public required string Commit { get; init; }

    public required Machine Machine { get; init; }

    public required RecallReport Report { get; init; }

    /// <summary>Writes <c>recall.json</c> and <c>recall.svg</c> into a folder.</summary>
    public async Task WriteAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        var json = System.Text.Json.JsonSerializer.Serialize(this, ReportJson.Contract.RecallRun);
        await File.WriteAllTextAsync(Path.Combine(folder, "recall.json"), json + "\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "recall.svg"), RecallChart.Draw(this));
    }

    /// <summary>Prints it.</summary>
    public async Task PrintAsync()
    {
        foreach (var part in Report.Parts)
        {
            await Console.Out.WriteLineAsync($"\n{RecallChart.NameOf(part.Filter, Report.Destinations)}");
            await Console.Out.WriteLineAsync("ef_search  recall  worst  p50 ms  p95 ms  short");

            foreach (var line in part.ByEfSearch.Append(part.Service))
            {
                await Console.Out.WriteLineAsync(
                    FormattableString.Invariant(
                        $"{line.EfSearch, 9}  {line.Recall, 6:0.000}  {line.Worst, 5:0.0}  {line.P50Ms, 6:0.0}  {line.P95Ms, 6:0.0}  {line.ShortLists, 5}"
                    )
                );
            }

            await Console.Out.WriteLineAsync(
                $"(the last is the service, {(part.ServiceUsesIndex ? "along the index" : "exactly")})"
            );
        }
    }
}
