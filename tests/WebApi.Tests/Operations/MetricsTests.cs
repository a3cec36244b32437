using Enterprise.Tests.Support.Hosting;
using Enterprise.WebApi.Tests.Hosting;
using Enterprise.WebApi.Tests.Kestrel;
using Npgsql;

namespace Enterprise.WebApi.Tests.Operations;

/// <summary>What is measured, as Prometheus reads it.</summary>
/// <remarks>
/// Of a process of its own: meters of one name are one to .NET, and a service that ends beside another in the same process
/// takes that one's measurements with it.
/// </remarks>
public sealed class MetricsTests(RunningProcess process) : IClassFixture<RunningProcess>
{
    [Fact]
    public async Task After_a_little_traffic_it_is_all_there()
    {
        var text = await TrafficAsync();
        var metrics = new Exposition(text);

        metrics.Sum("enterprise_health").ShouldBe(0);
        metrics
            .Sum(
                "enterprise_db_statement_rows_total",
                "db_client_connection_pool_name=\"write\"",
                "db_operation_name=\"INSERT\""
            )
            .ShouldBePositive();
        metrics.Families["http_server_request_duration_seconds"].ShouldBe("histogram");
        metrics.Names.ShouldContain("enterprise_db_pool_busy");
    }

    [Theory]
    [InlineData(MonitoringFiles.Page)]
    [InlineData(MonitoringFiles.Alerts)]
    [InlineData(MonitoringFiles.Dashboard)]
    public async Task Whatever_the_page_the_alerts_and_the_dashboard_name_is_there(string file)
    {
        var shown = new Exposition(await TrafficAsync()).Names.Select(MonitoringFiles.FamilyOf);
        var named = MonitoringFiles.MetricsIn(file).Select(MonitoringFiles.FamilyOf);

        named.ShouldNotBeEmpty();
        named.Except(shown).Except(MonitoringFiles.OnOccasion).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_page_tells_of_all_that_is_the_products_own()
    {
        var shown = new Exposition(await TrafficAsync()).Names.Select(MonitoringFiles.FamilyOf);

        shown
            .Where(name => name.StartsWith("enterprise_", StringComparison.Ordinal))
            .Except(MonitoringFiles.MetricsIn(MonitoringFiles.Page))
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task No_secret_and_nothing_of_a_users_is_in_it()
    {
        var text = await TrafficAsync();
        var password = new NpgsqlConnectionStringBuilder(
            process.Service.Database.AppConnectionString
        ).Password!;

        foreach (
            var hidden in (string[])
                [
                    process.Alice.Secret,
                    process.Service.Admin.Secret,
                    password,
                    TestServices.MasterKeyText,
                    "Password",
                    "Lisbon",
                    "Secret plans",
                    process.Alice.UserId.ToString(),
                ]
        )
        {
            text.ShouldNotContain(hidden, Case.Insensitive);
        }
    }

    [Fact]
    public async Task Where_diagnostics_are_turned_off_it_says_so()
    {
        var client = process.Service.StartAnother(settings: ("Diagnostics:Enabled", "false"));

        (await client.GetAsync(Paths.Metrics))
            .ShouldBe(200)
            .Text.ShouldBe("# Metrics are turned off: Diagnostics__Enabled=false\n");
        (await client.GetAsync(Paths.Health)).ShouldBe(200).Member("status").ShouldBe("healthy");
    }

    /// <summary>Trips, a search, somebody without a key, and a while in which health is looked at.</summary>
    private async Task<string> TrafficAsync()
    {
        var trip = await process.Alice.PlanAsync(("title", "\"Secret plans\""));
        (await process.Alice.GetAsync(Paths.Trip(trip.Id))).ShouldBe(200);
        (await process.Alice.GetAsync($"{Paths.Trips}?q=Secret")).ShouldBe(200);
        (await process.Nobody.GetAsync(Paths.Trips)).ShouldBeProblem(401);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        while (true)
        {
            // Remembered as soon as the node hears of changes.
            (await process.Alice.GetAsync(Paths.PopularDestinations)).ShouldBe(200);
            var answer = (await process.Nobody.GetAsync(Paths.Metrics)).ShouldBe(200);

            if (
                answer.Text.Contains("\nenterprise_health", StringComparison.Ordinal)
                && answer.Text.Contains("\nenterprise_cache_age", StringComparison.Ordinal)
            )
            {
                return answer.Text;
            }

            await Task.Delay(400, patience.Token);
        }
    }
}
