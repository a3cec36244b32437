using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Trips.Stops;

/// <summary>Itineraries are read in parts, as all lists are.</summary>
public sealed class StopPagesTests(RunningService service) : IClassFixture<RunningService>
{
    private const int Many = 21;

    [Fact]
    public async Task A_part_has_20_stops_unless_another_limit_is_given()
    {
        var stops = await ItineraryAsync(service.Alice, Many);

        (await service.Alice.GetAsync(stops)).Ids().Count.ShouldBe(20);
        (await service.Alice.GetAsync($"{stops}?limit=100")).Ids().Count.ShouldBe(Many);
        (await service.Alice.GetAsync($"{stops}?limit=1")).Ids().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Stops_at_the_same_time_are_seen_once_each_in_the_order_of_their_making()
    {
        var stops = await ItineraryAsync(service.Alice, Many);
        var all = (await service.Alice.GetAsync($"{stops}?limit=100")).Ids();
        var walked = new List<Guid>();

        for (string? next = $"{stops}?limit=2"; next is not null; )
        {
            var part = (await service.Alice.GetAsync(next)).ShouldBe(200);
            walked.AddRange(part.Ids());
            next = part.Next();
        }

        walked.ShouldBeUnique();
        walked.ShouldBe(all);
    }

    [Fact]
    public async Task A_cursor_serves_one_itinerary_and_one_caller()
    {
        var (stops, others) = (
            await ItineraryAsync(service.Alice, 2),
            await ItineraryAsync(service.Alice, 2)
        );
        var cursor = (await service.Alice.GetAsync($"{stops}?limit=1")).Member("nextCursor");

        (await service.Alice.GetAsync($"{others}?cursor={cursor}")).ShouldBeProblem(400, "cursor");
        (await service.Admin.GetAsync($"{stops}?cursor={cursor}")).ShouldBeProblem(400, "cursor");
        (await service.Alice.GetAsync($"{Paths.Trips}?cursor={cursor}")).ShouldBeProblem(400, "cursor");
        (await service.Alice.GetAsync($"{stops}?cursor={cursor}A")).ShouldBeProblem(400, "cursor");
        (await service.Alice.GetAsync($"{stops}?cursor={cursor}")).Ids().ShouldHaveSingleItem();
    }

    /// <summary>Makes a trip whose stops are all on one day at no time; gives the path of its stops.</summary>
    private static async Task<string> ItineraryAsync(ApiClient client, int count)
    {
        var stops = Paths.Stops((await client.PlanAsync()).Id);

        for (var i = 0; i < count; i++)
        {
            (await client.PostAsync(stops, """{"day": 1, "title": "a"}""")).ShouldBe(201);
        }

        return stops;
    }
}
