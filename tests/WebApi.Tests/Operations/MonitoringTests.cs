using System.Diagnostics;
using System.Text.RegularExpressions;
using Enterprise.Tests.Support.Lengths;
using Enterprise.Tests.Support.Postgres;
using Enterprise.Tests.Support.Sources;
using Enterprise.WebApi.Tests.Faults;
using Enterprise.WebApi.Tests.Hosting;
using Enterprise.WebApi.Tests.Kestrel;
using Npgsql;
using Xunit.Abstractions;

namespace Enterprise.WebApi.Tests.Operations;

/// <summary>A real Prometheus beside a process under load: what it shows is what has happened.</summary>
public sealed partial class MonitoringTests(ITestOutputHelper output)
{
    private const string Count = "http_server_request_duration_seconds_count";
    private const string Trips = "http_route=\"/api/v1/trips/\"";

    private static readonly string[] OfOpenTelemetry =
    [
        "db_client_connection_count",
        "dotnet_assembly_count",
        "dotnet_process_cpu_count",
        "dotnet_timer_count",
    ];

    private static readonly TimeSpan Length = TimeSpan.FromSeconds(FullLength.IsWanted ? 60 : 6);

    [Fact]
    public async Task Rules_and_the_configuration_are_valid()
    {
        var (exitCode, text) = await PrometheusServer.CheckAsync(
            Repository.PathOf("deploy/prometheus"),
            "",
            "check",
            "config",
            "/data/prometheus.yml"
        );

        exitCode.ShouldBe(0, text);
        text.ShouldContain("rules found");
    }

    [Fact]
    public async Task Each_alert_is_told_when_it_should_and_only_then()
    {
        var (exitCode, text) = await PrometheusServer.CheckAsync(
            Repository.PathOf("deploy/prometheus"),
            "",
            "test",
            "rules",
            "/data/alerts.test.yml"
        );
        var alerts = Alert().Matches(await File.ReadAllTextAsync(Repository.PathOf(MonitoringFiles.Alerts)));
        var tried = await File.ReadAllTextAsync(Repository.PathOf("deploy/prometheus/alerts.test.yml"));

        exitCode.ShouldBe(0, text);
        alerts.ShouldNotBeEmpty();
        alerts.ShouldAllBe(alert =>
            tried.Contains(
                $"alertname: {alert.Groups["name"].Value}\n        exp_alerts:\n",
                StringComparison.Ordinal
            )
        );
    }

    [Fact]
    public async Task Prometheus_counts_what_the_clients_and_the_server_count_and_has_every_series_of_the_files()
    {
        await using var service = await Installation.CreateAsync();
        await using var prometheus = await PrometheusServer.StartAsync(
            service.Service.Address,
            Repository.PathOf(MonitoringFiles.Alerts)
        );
        var alice = service.User;
        // One trip and its list were asked for when the service was warmed up.
        var before = new Exposition((await alice.GetAsync(Paths.Metrics)).Text).Sum(Count, Trips);
        var (opened, open) = (new List<double>(), new List<double>());
        Load load;

        await using (load = new Load(alice).Read(4).Write(2))
        {
            (await alice.GetAsync(Paths.PopularDestinations)).ShouldBe(200);
            (await alice.GetAsync(Paths.PopularDestinations)).ShouldBe(200);
            var watch = Stopwatch.StartNew();

            while (watch.Elapsed < Length)
            {
                await Task.Delay(500);
                var metrics = new Exposition((await alice.GetAsync(Paths.Metrics)).Text);
                open.Add(metrics.Sum("db_client_connection_count"));
                opened.Add(await OpenAsync(service));
            }
        }

        var sent = load.Replies.Count + before;
        output.WriteLine(load.Summary());
        load.Replies.ShouldAllBe(reply => reply.IsSuccess);
        var shown = await UntilSameAsync(prometheus, sent);
        output.WriteLine(
            $"{sent} requests sent, {shown} shown; {open.Average():F1} connections shown, {opened.Average():F1} open"
        );
        shown.ShouldBe(sent, sent * 0.05);
        // The listener and the probe are connections of the service's, but of no pool that is shown as one.
        open.Average().ShouldBe(opened.Average(), Math.Max(1, opened.Average() * 0.05));

        foreach (
            var file in (string[])[MonitoringFiles.Alerts, MonitoringFiles.Dashboard, MonitoringFiles.Page]
        )
        {
            foreach (var name in MonitoringFiles.MetricsIn(file).Except(MonitoringFiles.OnOccasion))
            {
                await prometheus.UntilAsync($"{{__name__=~\"{name}(_count)?\"}}");
            }
        }

        foreach (var question in MonitoringFiles.QuestionsOfTheDashboard())
        {
            await prometheus.UntilAsync(question);
        }

        (await prometheus.AskAsync("up")).ShouldBe([1]);
        (await prometheus.AskAsync("ALERTS{alertstate=\"firing\"}")).ShouldBeEmpty();
        await MustBeCleanAsync((await alice.GetAsync(Paths.Metrics)).Text);
    }

    /// <summary>But for names that are OpenTelemetry's, promtool has nothing to say.</summary>
    private static async Task MustBeCleanAsync(string metrics)
    {
        var (_, text) = await PrometheusServer.CheckAsync(
            AppContext.BaseDirectory,
            metrics,
            "check",
            "metrics"
        );

        text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !OfOpenTelemetry.Contains(line.Split(' ')[0], StringComparer.Ordinal))
            .ShouldBeEmpty();
    }

    /// <summary>All requests of the load, as soon as the scrape after it has been made.</summary>
    private static async Task<double> UntilSameAsync(PrometheusServer prometheus, double sent)
    {
        var watch = Stopwatch.StartNew();

        while (true)
        {
            var shown = (await prometheus.AskAsync($"sum({Count}{{{Trips}}})")).SingleOrDefault();

            if (shown >= sent || watch.Elapsed > TimeSpan.FromSeconds(5))
            {
                return shown;
            }

            await Task.Delay(500);
        }
    }

    [GeneratedRegex("- alert: (?<name>\\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Alert();

    private static async Task<long> OpenAsync(Installation service)
    {
        await using var owner = new NpgsqlConnection(service.Owner);
        await owner.OpenAsync();

        return await owner.AskAsync<long>(
            "SELECT count(*) FROM pg_stat_activity WHERE usename = 'enterprise_app'"
        );
    }
}
