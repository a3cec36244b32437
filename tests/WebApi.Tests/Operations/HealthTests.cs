using Enterprise.Tests.Support.Postgres;
using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Operations;

public sealed class HealthTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_running_service_is_live_and_ready_without_a_key()
    {
        (await service.Nobody.GetAsync(Paths.Live)).ShouldBe(200).Member("status").ShouldBe("healthy");
        (await service.Nobody.GetAsync(Paths.Ready)).ShouldBe(200).Member("status").ShouldBe("healthy");
    }

    [Fact]
    public async Task A_parameter_is_refused_as_it_is_everywhere()
    {
        (await service.Nobody.GetAsync($"{Paths.Live}?nonsense=1")).ShouldBeProblem(400, "nonsense");
        (await service.Nobody.GetAsync($"{Paths.Ready}?=")).ShouldBeProblem(400, "");
    }

    [Fact]
    public async Task Pending_migrations_keep_the_service_from_being_ready()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var connection = await database.ConnectAsOwnerAsync();
        await connection.RunAsync(
            """
            DELETE FROM "__EFMigrationsHistory"
            WHERE "MigrationId" = (SELECT max("MigrationId") FROM "__EFMigrationsHistory")
            """
        );
        var client = service.StartAnother(connectionString: database.AppConnectionString);

        var answer = (await client.GetAsync(Paths.Ready)).ShouldBeProblem(503);
        answer.Header("Retry-After").ShouldNotBeNull();
        answer.Member("detail").ShouldNotBeNull().ShouldContain("pending");
        (await client.GetAsync(Paths.Live)).ShouldBe(200);
    }

    [Fact]
    public async Task Without_its_database_the_service_is_live_but_not_ready()
    {
        var client = service.StartAnother(
            connectionString: "Host=127.0.0.1;Port=9;Database=none;Username=none;Password=none"
        );

        (await client.GetAsync(Paths.Live, ("X-API-Key", service.Alice.Secret))).ShouldBe(200);
        (await client.GetAsync(Paths.Live)).ShouldBe(200);
        (await client.GetAsync(Paths.Ready)).ShouldBeProblem(503).Header("Retry-After").ShouldNotBeNull();
        (await client.HeadAsync(Paths.Ready)).ShouldBe(503).Body.ShouldBeEmpty();
        (await client.GetAsync(Paths.Trips, ("X-API-Key", service.Alice.Secret)))
            .ShouldBeProblem(503)
            .Header("Retry-After")
            .ShouldNotBeNull()
            .ShouldMatch("^[1-9][0-9]*$");
    }
}
