using Enterprise.Infrastructure.Diagnostics.Health;
using Enterprise.Infrastructure.Tests.Connections.Standbys;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.Infrastructure.Tests.Diagnostics.Health;

public sealed class StandbyHealthTests(Pair pair) : IClassFixture<Pair>
{
    [Fact]
    public async Task A_standby_that_lags_or_is_down_is_a_reason()
    {
        var name = $"127.0.0.1:{pair.Servers.Standby.Port}";
        await UntilReasonsAsync();

        await pair.Servers.SetReplayDelayAsync(TimeSpan.FromSeconds(60));
        await pair.AddAsync(1);
        await UntilReasonsAsync($"The standby {name} is too far behind.");

        await pair.Servers.KillStandbyAsync();
        await UntilReasonsAsync($"The server {name} does not answer.");
    }

    /// <summary>The pair has no schema, which is a reason by itself.</summary>
    private async Task UntilReasonsAsync(params string[] reasons)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var health = pair.Services.GetRequiredService<IServiceHealth>();
        string[] told;

        do
        {
            await Task.Delay(20, patience.Token);
            await pair.Monitor.LookAsync(patience.Token);
            var report = await health.ReportAsync(patience.Token);
            report.State.ShouldBe(HealthState.Unhealthy);
            told =
            [
                .. report.Reasons.Where(reason => !reason.Contains("migrations", StringComparison.Ordinal)),
            ];
        } while (!told.SequenceEqual(reasons, StringComparer.Ordinal));
    }
}
