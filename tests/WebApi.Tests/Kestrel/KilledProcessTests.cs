using Enterprise.Tests.Support.Hosting;
using Enterprise.Tests.Support.Network;
using Enterprise.Tests.Support.Postgres;
using Enterprise.WebApi.Tests.Hosting;
using Enterprise.WebApi.Tests.Idempotency;
using Npgsql;

namespace Enterprise.WebApi.Tests.Kestrel;

/// <summary>The process dies, or its wire does, after the commit and before the answer.</summary>
public sealed class KilledProcessTests(RunningService service) : IClassFixture<RunningService>
{
    /// <summary>The end of a message, for <c>READ COMMITTED</c> is no commit.</summary>
    private const string Commit = "COMMIT\0";

    /// <summary>The service commits other things, too, such as when keys were used.</summary>
    private const string Change = "INSERT INTO trips";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_request_whose_process_was_killed_after_the_commit_is_answered_when_it_is_sent_again()
    {
        var key = IdempotencyAssert.NewKey();
        await using var wire = Wire();
        var committed = wire.WithholdAnswerTo(Commit, after: Change);

        await using (var process = await StartAsync(wire.Port))
        {
            using var http = Client(process);
            var lost = Call(http).SendAsync(key);
            await committed.WaitAsync(Patience);
            await process.KillAsync();
            await Should.ThrowAsync<HttpRequestException>(() => lost);
        }

        await using var owner = await service.Database.ConnectAsOwnerAsync();
        var made = await owner.ListAsync<Guid>(
            "SELECT id FROM trips WHERE user_id = $1",
            service.Alice.UserId
        );
        await using var next = await StartAsync(port: null);
        using var again = Client(next);
        var answer = (await Call(again).SendAsync(key)).ShouldBe(201);

        answer.Header("Idempotency-Replayed").ShouldBe("true");
        made.ShouldBe([answer.Id]);
        var now = await service.Alice.GetAsync(Paths.Trip(answer.Id));
        (now.Text, now.ETag).ShouldBe((answer.Text, answer.ETag));
        answer.Header("Location").ShouldBe(Paths.Trip(answer.Id));
        (await service.Alice.GetAsync(Paths.TripCount)).Text.ShouldBe("""{"count":1}""");
    }

    [Fact]
    public async Task A_commit_whose_answer_is_lost_is_one_trip_and_201_to_the_client()
    {
        await using var wire = Wire();
        await using var process = await StartAsync(wire.Port);
        using var http = Client(process);
        var committed = wire.WithholdAnswerTo(Commit, after: Change);

        var asking = new PostCall(
            new ApiClient(http, service.Bob.UserId, service.Bob.Secret),
            Paths.Trips,
            TripBody.With(),
            TripBody.Least
        ).SendAsync(IdempotencyAssert.NewKey());
        await committed.WaitAsync(Patience);
        wire.Heal();

        var answer = (await asking).ShouldBe(201);
        (await service.Bob.GetAsync(Paths.Trip(answer.Id))).Text.ShouldBe(answer.Text);
        (await service.Bob.GetAsync(Paths.TripCount)).Text.ShouldBe("""{"count":1}""");
    }

    private PostCall Call(HttpClient http) =>
        PostCalls.Trip(new ApiClient(http, service.Alice.UserId, service.Alice.Secret));

    private TcpProxy Wire()
    {
        var database = new NpgsqlConnectionStringBuilder(service.Database.AppConnectionString);

        return TcpProxy.Before(database.Host!, database.Port);
    }

    private Task<ServiceProcess> StartAsync(int? port)
    {
        var database = new NpgsqlConnectionStringBuilder(service.Database.AppConnectionString);

        if (port is { } other)
        {
            (database.Host, database.Port) = ("127.0.0.1", other);
        }

        return ServiceProcess.StartAsync(
            ("ConnectionStrings__Primary", database.ConnectionString),
            ("ConnectionStrings__Direct", service.Database.AppConnectionString),
            ("Secrets__MasterKey", TestServices.MasterKeyText),
            ("Database__MaxConnections", "5"),
            // A process that has just begun may take its time for its first request on a busy machine.
            ("Database__RequestBudget", "30")
        );
    }

    private static HttpClient Client(ServiceProcess process) =>
        new() { BaseAddress = process.Address, Timeout = Patience };
}
