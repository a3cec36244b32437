using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Trips;

public sealed class ReplacingTripsTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task What_is_not_sent_takes_its_default_but_the_status_stays()
    {
        var trip = await service.Alice.PlanAsync();
        var path = Paths.Trip(trip.Id);
        (await service.Alice.PatchAsync(path, """{"status": "booked"}""")).ShouldBe(200);

        var replaced = (await service.Alice.PutAsync(path, TripBody.Least)).ShouldBe(200);

        replaced.Raw("description").ShouldBe("null");
        replaced.Raw("budget").ShouldBe("null");
        replaced.Raw("travelers").ShouldBe("1");
        replaced.Member("kind").ShouldBe("leisure");
        replaced.Member("status").ShouldBe("booked");
        replaced.Member("createdAt").ShouldBe(trip.Member("createdAt"));
        replaced.Id.ShouldBe(trip.Id);
    }

    [Fact]
    public async Task The_answer_is_what_is_read_afterwards()
    {
        var path = Paths.Trip((await service.Alice.PlanAsync()).Id);
        var replaced = await service.Alice.PutAsync(path, TripBody.With(("title", "\"Porto\"")));
        var read = await service.Alice.GetAsync(path);

        replaced.ShouldBe(200).Header("Content-Type").ShouldBe("application/json; charset=utf-8");
        read.Text.ShouldBe(replaced.Text);
        read.ETag.ShouldBe(replaced.ETag);
        read.Member("title").ShouldBe("Porto");
    }

    [Fact]
    public async Task A_change_has_another_tag_and_no_change_has_the_same()
    {
        var trip = await service.Alice.PlanAsync();
        var path = Paths.Trip(trip.Id);
        var same = (await service.Alice.PutAsync(path, TripBody.With())).ShouldBe(200);
        var changed = (await service.Alice.PutAsync(path, TripBody.With(("travelers", "3")))).ShouldBe(200);

        same.ETag.ShouldBe(trip.ETag);
        same.Text.ShouldBe(trip.Text);
        changed.ETag.ShouldNotBe(trip.ETag);
        string.CompareOrdinal(changed.Member("updatedAt"), trip.Member("updatedAt")).ShouldBePositive();
    }

    [Theory]
    [InlineData("title")]
    [InlineData("destination")]
    [InlineData("startsOn")]
    [InlineData("endsOn")]
    public async Task What_is_required_must_be_sent_again(string name)
    {
        var trip = await service.Alice.PlanAsync();

        (await service.Alice.PutAsync(Paths.Trip(trip.Id), TripBody.Without(name))).ShouldBeProblem(
            400,
            name
        );
        (await service.Alice.GetAsync(Paths.Trip(trip.Id))).Text.ShouldBe(trip.Text);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("createdAt")]
    [InlineData("updatedAt")]
    [InlineData("userId")]
    [InlineData("ownerId")]
    [InlineData("nonsense")]
    public async Task A_member_that_is_unknown_or_read_only_is_named(string name)
    {
        var path = Paths.Trip((await service.Alice.PlanAsync()).Id);

        (await service.Alice.PutAsync(path, TripBody.With((name, "null")))).ShouldBeProblem(400, name);
    }

    [Fact]
    public async Task A_trip_that_is_not_there_cannot_be_replaced() =>
        (await service.Alice.PutAsync(Paths.Trip(Paths.UnknownId), TripBody.With())).ShouldBeProblem(404);
}
