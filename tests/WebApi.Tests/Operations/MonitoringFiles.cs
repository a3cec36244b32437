using System.Text.Json;
using System.Text.RegularExpressions;
using Enterprise.Tests.Support.Sources;

namespace Enterprise.WebApi.Tests.Operations;

/// <summary>The names of metrics in what is given to operators.</summary>
internal static partial class MonitoringFiles
{
    public const string Alerts = "deploy/prometheus/alerts.yml";
    public const string Dashboard = "deploy/grafana/dashboard.json";
    public const string Page = "docs/operations.md";

    /// <summary>Those that are there with standbys or Redis alone, or after a failure.</summary>
    public static readonly string[] OnOccasion =
    [
        "enterprise_db_standby_lag_seconds",
        "enterprise_db_standby_used",
        "enterprise_db_attempts_total",
        "enterprise_cache_changes_total",
        "enterprise_cache_second_level_failures_total",
    ];

    /// <summary>The metrics in a file; of the page those of its table.</summary>
    public static IReadOnlySet<string> MetricsIn(string file)
    {
        var text = File.ReadAllText(Repository.PathOf(file));
        var names = file.Equals(Page, StringComparison.Ordinal) ? Row().Matches(text) : Name().Matches(text);

        return names
            .Select(match => match.Groups["name"].Value)
            .Where(name => !Labels.Contains(name, StringComparer.Ordinal))
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>What the dashboard asks of a node where nothing has ever gone wrong, as Grafana asks it.</summary>
    public static IEnumerable<string> QuestionsOfTheDashboard() =>
        JsonElement
            .Parse(File.ReadAllText(Repository.PathOf(Dashboard)))
            .GetProperty("panels")
            .EnumerateArray()
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .Select(target => target.GetProperty("expr").GetString()!)
            .Where(question => !OnOccasion.Any(name => question.Contains(name, StringComparison.Ordinal)))
            .Select(question =>
                question
                    .Replace("$__rate_interval", "1m", StringComparison.Ordinal)
                    .Replace("$instance", ".*", StringComparison.Ordinal)
            );

    /// <summary>The name of the family that a series belongs to.</summary>
    public static string FamilyOf(string series) => Part().Replace(series, "");

    private static readonly string[] Labels =
    [
        "db_client_connection_pool_name",
        "db_client_connection_state",
        "db_operation_name",
        "enterprise_cache_result",
        "enterprise_cache_query",
        "http_response_status_code",
    ];

    [GeneratedRegex(
        @"\b(?<name>(?:enterprise|db_client|http_server)_\w+)\b",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Name();

    [GeneratedRegex(
        @"^\| `(?<name>[a-z_]+)` \|",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Row();

    [GeneratedRegex("_(?:bucket|sum|count)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Part();
}
