using Enterprise.Infrastructure.Diagnostics.Health;
using Enterprise.Infrastructure.Tests.Connections;
using Enterprise.Tests.Support.Logging;
using Enterprise.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Enterprise.Infrastructure.Tests.Diagnostics.Health;

/// <summary>A change of health is told once, whoever asks meanwhile.</summary>
public sealed class HealthWatchTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Hide =
        "UPDATE \"__EFMigrationsHistory\" SET \"MigrationId\" = 'x' || \"MigrationId\" WHERE \"MigrationId\" LIKE '%_CreateTables'";

    private const string Show =
        "UPDATE \"__EFMigrationsHistory\" SET \"MigrationId\" = substr(\"MigrationId\", 2) WHERE \"MigrationId\" LIKE 'x%'";

    [Fact]
    public async Task An_outage_and_its_end_are_told_once_each()
    {
        using var log = new LogCapture();
        await using var services = Nodes.On(database);
        await using var owner = await database.ConnectAsOwnerAsync();
        using var watch = new HealthWatch(
            services.GetRequiredService<IServiceHealth>(),
            TimeProvider.System,
            log.CreateLogger<HealthWatch>()
        );

        await LookAsync(watch, 2);
        log.Lines.ShouldBeEmpty("a service that begins well is no news");

        (await owner.RunAsync(Hide)).ShouldBe(1);
        await LookAsync(watch, 3);
        log.Lines.ShouldHaveSingleItem()
            .ShouldStartWith("Error 2202 The service cannot serve. 1 migrations are pending.");

        await owner.RunAsync(Show);
        await LookAsync(watch, 3);
        log.Lines.Count.ShouldBe(2);
        log.Lines.Last().ShouldStartWith("Information 2200 ");
    }

    private static async Task LookAsync(HealthWatch watch, int times)
    {
        for (var time = 0; time < times; time++)
        {
            await watch.LookAsync(CancellationToken.None);
        }
    }
}
