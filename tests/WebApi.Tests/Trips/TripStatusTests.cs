using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Trips;

public sealed class TripStatusTests(RunningService service) : IClassFixture<RunningService>
{
    private static readonly string[] Words = ["planning", "booked", "completed", "canceled"];

    private static readonly HashSet<(string From, string To)> Allowed =
    [
        ("planning", "booked"),
        ("booked", "completed"),
        ("planning", "canceled"),
        ("booked", "canceled"),
        ("planning", "planning"),
        ("booked", "booked"),
        ("completed", "completed"),
        ("canceled", "canceled"),
    ];

    public static TheoryData<string, string> Moves
    {
        get
        {
            var moves = new TheoryData<string, string>();

            foreach (var from in Words)
            {
                foreach (var to in Words)
                {
                    moves.Add(from, to);
                }
            }

            return moves;
        }
    }

    [Theory]
    [MemberData(nameof(Moves))]
    public async Task A_trip_moves_only_as_the_contract_allows(string from, string to)
    {
        await MoveAsync(from, to, (path, body) => service.Alice.PutAsync(path, body));
        await MoveAsync(from, to, (path, body) => service.Alice.PatchAsync(path, body));
    }

    [Theory]
    [InlineData("\"Booked\"")]
    [InlineData("\"done\"")]
    [InlineData("1")]
    [InlineData("\"1\"")]
    [InlineData("{}")]
    [InlineData("\"booked\\u0000\"")]
    [InlineData("\"\\ud800\"")]
    public async Task A_word_that_is_no_status_is_refused(string json)
    {
        var trip = await service.Alice.PlanAsync();

        (await service.Alice.PutAsync(Paths.Trip(trip.Id), TripBody.With(("status", json)))).ShouldBeProblem(
            400,
            "status"
        );
        (await service.Alice.PatchAsync(Paths.Trip(trip.Id), $$"""{"status": {{json}}}""")).ShouldBeProblem(
            400,
            "status"
        );
    }

    private async Task MoveAsync(string from, string to, Func<string, string, Task<Answer>> change)
    {
        var path = await TripThatIsAsync(from);
        var before = await service.Alice.GetAsync(path);
        var answer = await change(path, TripBody.With(("status", $"\"{to}\"")));
        var after = await service.Alice.GetAsync(path);

        if (Allowed.Contains((from, to)))
        {
            answer.ShouldBe(200).Member("status").ShouldBe(to);
            after.Text.ShouldBe(answer.Text);
        }
        else
        {
            answer.ShouldBeProblem(409);
            after.Text.ShouldBe(before.Text);
            after.ETag.ShouldBe(before.ETag);
        }
    }

    private async Task<string> TripThatIsAsync(string status)
    {
        var path = Paths.Trip((await service.Alice.PlanAsync()).Id);

        if (status is "completed")
        {
            (await service.Alice.PatchAsync(path, """{"status": "booked"}""")).ShouldBe(200);
        }

        (await service.Alice.PatchAsync(path, $$"""{"status": "{{status}}"}""")).ShouldBe(200);

        return path;
    }
}
