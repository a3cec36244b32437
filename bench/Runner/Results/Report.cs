using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Enterprise.Runner.Recall;

namespace Enterprise.Runner.Results;

/// <summary>A whole run, as <c>latest.json</c> keeps it.</summary>
internal sealed record Report
{
    public required DateTimeOffset Date { get; init; }

    /// <summary>The commit that was measured; with <c>+</c> where the clone held changes of its own.</summary>
    public required string Commit { get; init; }

    public required Machine Machine { get; init; }

    public required int Connections { get; init; }

    public required double SecondsATurn { get; init; }

    public required IReadOnlyList<ScenarioResult> Scenarios { get; init; }

    /// <summary>Writes <c>latest.json</c> and <c>latest.svg</c> into a folder.</summary>
    public async Task WriteAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        var json = JsonSerializer.Serialize(this, ReportJson.Contract.Report);
        await File.WriteAllTextAsync(Path.Combine(folder, "latest.json"), json + "\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "latest.svg"), Chart.Draw(this));
    }
}

/// <summary>What the run was made on.</summary>
internal sealed record Machine(int Cores, string Processor, string System, string DotNet, string PostgreSql)
{
    public static Machine This(string postgreSql) =>
        new(
            Environment.ProcessorCount,
            ProcessorName(),
            RuntimeInformation.OSDescription,
            Environment.Version.ToString(),
            postgreSql
        );

    private static string ProcessorName() =>
        File.ReadLines("/proc/cpuinfo")
            .Where(line => line.StartsWith("model name", StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..])
            .FirstOrDefault("unknown");
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(Report))]
[JsonSerializable(typeof(RecallRun))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    public static ReportJson Contract { get; } =
        new(
            new JsonSerializerOptions(JsonSerializerDefaults.Web)
            {
                WriteIndented = true,
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            }
        );
}
