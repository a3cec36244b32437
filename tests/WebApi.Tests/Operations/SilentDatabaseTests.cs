using Enterprise.Tests.Support.Network;
using Enterprise.WebApi.Tests.Hosting;
using Npgsql;

namespace Enterprise.WebApi.Tests.Operations;

/// <summary>A database that takes all bytes and answers none is as good as none.</summary>
public sealed class SilentDatabaseTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task What_waits_for_it_is_503_before_the_client_gives_up_and_succeeds_when_it_speaks_again()
    {
        var database = new NpgsqlConnectionStringBuilder(service.Database.AppConnectionString);
        await using var wire = TcpProxy.Before(database.Host!, database.Port);
        (database.Host, database.Port) = ("127.0.0.1", wire.Port);
        var alice = service
            .StartAnother(connectionString: database.ConnectionString)
            .As(service.Alice.UserId, service.Alice.Secret);
        (await alice.GetAsync(Paths.Trips)).ShouldBe(200);

        wire.IsBlackHole = true;
        await MustBeUnavailableAsync(() => alice.GetAsync(Paths.Trips));
        await MustBeUnavailableAsync(() => alice.PostAsync(Paths.Trips, TripBody.Least));
        (await alice.GetAsync(Paths.Live)).ShouldBe(200);

        wire.IsBlackHole = false;
        wire.Cut();
        (await alice.GetAsync(Paths.Trips)).ShouldBe(200);
    }

    private static async Task MustBeUnavailableAsync(Func<Task<Answer>> send) =>
        (await send())
            .ShouldBeProblem(503)
            .Header("Retry-After")
            .ShouldNotBeNull()
            .ShouldMatch("^[1-9][0-9]*$");
}
