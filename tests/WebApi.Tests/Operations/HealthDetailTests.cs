using Enterprise.Tests.Support.Postgres;
using Enterprise.WebApi.Tests.Hosting;
using Npgsql;

namespace Enterprise.WebApi.Tests.Operations;

/// <summary>How the service is, in detail.</summary>
public sealed class HealthDetailTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_healthy_service_shows_its_pools_circuits_and_migrations()
    {
        (await service.Alice.GetAsync(Paths.Trips)).ShouldBe(200);

        var health = (await service.Nobody.GetAsync(Paths.Health)).ShouldBe(200);

        health.Member("status").ShouldBe("healthy");
        health.Header("Cache-Control").ShouldBe("no-store");
        health.Json.GetProperty("migrations").GetProperty("pending").GetInt32().ShouldBe(0);
        health.Json.GetProperty("migrations").GetProperty("applied").GetInt32().ShouldBePositive();
        health
            .Json.GetProperty("pools")
            .EnumerateArray()
            .ShouldContain(pool => pool.GetProperty("name").GetString() == "read");
        health.Json.GetProperty("circuits")[0].GetProperty("state").GetString().ShouldBe("closed");
    }

    [Fact]
    public async Task A_standby_that_does_not_answer_makes_it_degraded_which_is_served()
    {
        var primary = new NpgsqlConnectionStringBuilder(service.Database.AppConnectionString);
        primary.Host = $"{primary.Host}:{primary.Port},127.0.0.1:9";
        var client = service.StartAnother(connectionString: primary.ConnectionString);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        Answer health;

        do
        {
            await Task.Delay(50, patience.Token);
            health = (await client.GetAsync(Paths.Health)).ShouldBe(200);
        } while (health.Member("status") is not "degraded");

        health.Json.GetProperty("replicas")[0].GetProperty("name").GetString().ShouldBe("127.0.0.1:9");
        (await client.GetAsync(Paths.Ready)).ShouldBe(200);
        (await client.GetAsync(Paths.Metrics)).Text.ShouldMatch(
            "\nenterprise_db_standby_used{.*127.0.0.1:9.*} 0"
        );
    }

    [Fact]
    public async Task Without_its_database_it_is_unhealthy_with_the_same_details()
    {
        var client = service.StartAnother(
            connectionString: "Host=127.0.0.1;Port=9;Database=none;Username=none;Password=none"
        );

        var health = (await client.GetAsync(Paths.Health)).ShouldBe(503);
        health.Member("status").ShouldBe("unhealthy");
        health.Header("Retry-After").ShouldBe("1");
        health.Json.GetProperty("circuits").GetArrayLength().ShouldBePositive();
    }

    [Fact]
    public async Task With_pending_migrations_it_is_unhealthy_and_says_how_many()
    {
        await using var behind = await TestDatabase.CreateAsync();
        await using var owner = await behind.ConnectAsOwnerAsync();
        await owner.RunAsync("""DELETE FROM "__EFMigrationsHistory" """);
        var client = service.StartAnother(connectionString: behind.AppConnectionString);

        var health = (await client.GetAsync(Paths.Health)).ShouldBe(503);
        health.Member("status").ShouldBe("unhealthy");
        health.Json.GetProperty("migrations").GetProperty("pending").GetInt32().ShouldBePositive();
    }
}
