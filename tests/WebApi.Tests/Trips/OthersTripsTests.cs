using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Trips;

/// <summary>What a user, and what an administrator, finds of another user's trips.</summary>
public sealed class OthersTripsTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task Another_users_trip_is_answered_like_one_that_is_not_there()
    {
        var trip = await service.Alice.PlanAsync();
        (string, string)[][] conditions =
        [
            [],
            [("If-Match", trip.ETag)],
            [("If-Match", "\"0\"")],
        ];

        foreach (var headers in conditions)
        {
            await MustTellTheSameAsync(path => service.Bob.GetAsync(path, headers), trip.Id);
            await MustTellTheSameAsync(path => service.Bob.PutAsync(path, TripBody.With(), headers), trip.Id);
            await MustTellTheSameAsync(path => service.Bob.PatchAsync(path, "{}", headers), trip.Id);
            await MustTellTheSameAsync(path => service.Bob.DeleteAsync(path, headers), trip.Id);
        }

        (await service.Alice.GetAsync(Paths.Trip(trip.Id))).Text.ShouldBe(trip.Text);
    }

    [Fact]
    public async Task A_list_holds_the_callers_trips_alone()
    {
        var alice = await service.RegisterAsync();
        var bob = await service.RegisterAsync();
        var trip = await alice.PlanAsync();
        await bob.PlanAsync();

        (await alice.GetAsync(Paths.Trips))
            .Json.GetProperty("items")
            .EnumerateArray()
            .ShouldHaveSingleItem()
            .GetRawText()
            .ShouldBe(trip.Text);
    }

    [Fact]
    public async Task An_administrator_reads_and_changes_anybodys_trip_by_id()
    {
        var trip = await service.Alice.PlanAsync();
        var path = Paths.Trip(trip.Id);

        (await service.Admin.GetAsync(path)).ShouldBe(200).Text.ShouldBe(trip.Text);
        (await service.Admin.PatchAsync(path, """{"title": "Porto"}""")).ShouldBe(200);
        (await service.Alice.GetAsync(path)).Member("title").ShouldBe("Porto");
        (await service.Admin.PutAsync(path, TripBody.With())).ShouldBe(200);
        (await service.Admin.DeleteAsync(path)).ShouldBe(204);
        (await service.Alice.GetAsync(path)).ShouldBeProblem(404);
    }

    [Fact]
    public async Task An_administrator_lists_anybodys_trips_and_others_only_their_own()
    {
        var alice = await service.RegisterAsync();
        var trip = await alice.PlanAsync();
        var list = $"{Paths.Trips}?userId={alice.UserId}";

        (await service.Admin.GetAsync(list)).ShouldBe(200).Text.ShouldContain(trip.Text);
        (await alice.GetAsync(list)).ShouldBe(200).Text.ShouldContain(trip.Text);
        (await service.Bob.GetAsync(list)).ShouldBeProblem(403);
        (await service.Bob.GetAsync($"{Paths.Trips}?userId={Paths.UnknownId}")).ShouldBeProblem(403);
        (await service.Admin.GetAsync(Paths.Trips)).ShouldBe(200).Text.ShouldNotContain(trip.Text);
    }

    [Fact]
    public async Task A_deleted_trip_is_gone_for_good()
    {
        var path = Paths.Trip((await service.Alice.PlanAsync()).Id);
        var deleted = (await service.Alice.DeleteAsync(path)).ShouldBe(204);

        deleted.Body.ShouldBeEmpty();
        deleted.Header("Content-Type").ShouldBeNull();
        (await service.Alice.DeleteAsync(path)).ShouldBeProblem(404);
        (await service.Alice.GetAsync(path)).ShouldBeProblem(404);
        (await service.Alice.PutAsync(path, TripBody.With())).ShouldBeProblem(404);
        (await service.Alice.PatchAsync(path, "{}")).ShouldBeProblem(404);
    }

    private static async Task MustTellTheSameAsync(Func<string, Task<Answer>> send, Guid id)
    {
        var others = await send(Paths.Trip(id));
        var unknown = await send(Paths.Trip(Paths.UnknownId));

        others.ShouldBeProblem(404).ShouldTellTheSameAs(unknown);
    }
}
