using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Enterprise.Tests.Support.Postgres;

/// <summary>A Prometheus that scrapes one service each second, and promtool.</summary>
public sealed class PrometheusServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("prometheus-");
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private LifelineProcess? _process;

    private PrometheusServer() { }

    /// <summary>Starts one.</summary>
    /// <param name="target">The service.</param>
    /// <param name="rules">A file of rules that it goes by.</param>
    public static async Task<PrometheusServer> StartAsync(Uri target, string rules)
    {
        var server = new PrometheusServer();
        await server.LaunchAsync(target, rules);

        return server;
    }

    /// <summary>Runs promtool on a text or on files.</summary>
    /// <param name="folder">What it sees as <c>/data</c>.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="arguments">What it shall do.</param>
    public static async Task<(int ExitCode, string Output)> CheckAsync(
        string folder,
        string input,
        params string[] arguments
    )
    {
        var command = await RootFileSystem.MetricsServer.CommandAsync(folder, ["promtool", .. arguments]);
        var start = RootFileSystem.ByShell(command);
        (start.RedirectStandardInput, start.RedirectStandardError) = (true, true);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();

        return (process.ExitCode, await output + await errors);
    }

    /// <summary>The values that a query gives at this moment.</summary>
    public async Task<IReadOnlyList<double>> AskAsync(string query)
    {
        using var answer = await _http.GetAsync(
            new Uri($"/api/v1/query?query={Uri.EscapeDataString(query)}", UriKind.Relative)
        );
        var json = JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync());

        return
        [
            .. json.GetProperty("data")
                .GetProperty("result")
                .EnumerateArray()
                .Select(one =>
                    double.Parse(one.GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture)
                ),
        ];
    }

    /// <summary>Waits until a query gives something.</summary>
    public async Task<IReadOnlyList<double>> UntilAsync(string query)
    {
        var watch = Stopwatch.StartNew();

        while (true)
        {
            if (await AskAsync(query) is { Count: > 0 } values)
            {
                return values;
            }

            (watch.Elapsed < Patience).ShouldBeTrue(query);
            await Task.Delay(200);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();

        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private async Task LaunchAsync(Uri target, string rules)
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var address = free.LocalEndpoint.ToString()!;
        free.Stop();
        File.Copy(rules, Path.Combine(_folder.FullName, "alerts.yml"));
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "prometheus.yml"),
            $$"""
            global: {scrape_interval: 1s, evaluation_interval: 1s}
            rule_files: [alerts.yml]
            scrape_configs:
              - job_name: enterprise
                static_configs: [{targets: ["{{target.Authority}}"]}]
            """
        );
        var command = await RootFileSystem.MetricsServer.WritingCommandAsync(
            _folder.FullName,
            "prometheus",
            "--config.file=/data/prometheus.yml",
            "--storage.tsdb.path=/data/samples",
            $"--web.listen-address={address}"
        );
        _process = LifelineProcess.Start(command, Path.Combine(_folder.FullName, "log"));
        _http.BaseAddress = new Uri($"http://{address}");
        var watch = Stopwatch.StartNew();

        while (!await IsReadyAsync())
        {
            (watch.Elapsed < Patience).ShouldBeTrue(_process.Log);
            await Task.Delay(100);
        }
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri("/-/ready", UriKind.Relative));

            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
