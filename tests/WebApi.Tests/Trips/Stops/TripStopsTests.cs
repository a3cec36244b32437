using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Trips.Stops;

public sealed class TripStopsTests(RunningService service) : IClassFixture<RunningService>
{
    private const string Full =
        """{"day": 2, "startsAt": "09:30", "endsAt": "11:00", "title": "Tram 28", "location": "Graça", "category": "sight", "cost": {"amount": 3.1, "currency": "EUR"}, "notes": "Early."}""";

    [Fact]
    public async Task A_stop_comes_back_as_it_was_sent_with_its_place_and_version()
    {
        var trip = await service.Alice.PlanAsync();

        var stop = (await service.Alice.PostAsync(Paths.Stops(trip.Id), Full)).ShouldBe(201);

        stop.Header("Location").ShouldBe(Paths.Stop(trip.Id, stop.Id));
        stop.ETag.ShouldMatch("^\"[^\"]+\"$");
        stop.Id.Version.ShouldBe(7);
        stop.Text.ShouldBe(
            $$"""{"id":"{{stop.Id}}","day":2,"startsAt":"09:30","endsAt":"11:00","title":"Tram 28","location":"Graça","category":"sight","cost":{"amount":3.10,"currency":"EUR"},"notes":"Early."}"""
        );
        var read = (await service.Alice.GetAsync(Paths.Stop(trip.Id, stop.Id))).ShouldBe(200);
        (read.Text, read.ETag).ShouldBe((stop.Text, stop.ETag));
    }

    [Fact]
    public async Task A_stop_that_the_client_has_already_is_not_sent_again()
    {
        var trip = await service.Alice.PlanAsync();
        var stop = (await service.Alice.PostAsync(Paths.Stops(trip.Id), Full)).ShouldBe(201);

        (await service.Alice.GetAsync(Paths.Stop(trip.Id, stop.Id), ("If-None-Match", stop.ETag))).ShouldBe(
            304
        );
    }

    [Fact]
    public async Task Stops_are_listed_by_day_then_time_with_those_without_a_time_last_in_their_day()
    {
        var trip = await service.Alice.PlanAsync();
        await AddAsync(trip.Id, "f", 2, "08:00");
        await AddAsync(trip.Id, "c", 1, "23:59");
        await AddAsync(trip.Id, "d", 1, null);
        await AddAsync(trip.Id, "b", 1, "09:00");
        await AddAsync(trip.Id, "a", 1, "00:00");
        await AddAsync(trip.Id, "e", 2, "07:59");

        (await service.Alice.GetAsync(Paths.Stops(trip.Id))).Titles().ShouldBe("abcdef");

        var walked = "";
        for (var next = $"{Paths.Stops(trip.Id)}?limit=2"; next is not null; )
        {
            var page = await service.Alice.GetAsync(next);
            walked += page.Titles();
            next = page.Next();
        }

        walked.ShouldBe("abcdef");
    }

    [Theory]
    [InlineData("""{"title": "x"}""", "day")]
    [InlineData("""{"day": 1}""", "title")]
    [InlineData("""{"day": 0, "title": "x"}""", "day")]
    [InlineData("""{"day": 9, "title": "x"}""", "day")]
    [InlineData("""{"day": 732, "title": "x"}""", "day")]
    [InlineData("""{"day": 1.5, "title": "x"}""", "day")]
    [InlineData("""{"day": 1, "title": " "}""", "title")]
    [InlineData("""{"day": 1, "title": "x", "startsAt": "9:30"}""", "startsAt")]
    [InlineData("""{"day": 1, "title": "x", "startsAt": "24:00"}""", "startsAt")]
    [InlineData("""{"day": 1, "title": "x", "startsAt": "09:30:15"}""", "startsAt")]
    [InlineData("""{"day": 1, "title": "x", "startsAt": "09:30", "endsAt": "09:30"}""", "endsAt")]
    [InlineData("""{"day": 1, "title": "x", "cost": {"amount": -1, "currency": "EUR"}}""", "cost.amount")]
    [InlineData("""{"day": 1, "title": "x", "cost": {"amount": 1, "currency": "EUR", "x": 1}}""", "cost.x")]
    [InlineData("""{"day": 1, "title": "x", "startsAt": "09:30", "endsAt": "09:29"}""", "endsAt")]
    [InlineData("""{"day": 1, "title": "x", "endsAt": "25:00"}""", "endsAt")]
    [InlineData("""{"day": 1, "title": "x", "startsAt": "09:30\u0000"}""", "startsAt")]
    [InlineData("""{"day": 1, "title": "x", "endsAt": "\ud800"}""", "endsAt")]
    [InlineData("""{"day": "1", "title": "x"}""", "day")]
    [InlineData("""{"day": 1, "title": 1}""", "title")]
    [InlineData("""{"day": 1, "title": "x", "cost": 5}""", "cost")]
    [InlineData("""{"day": 1, "title": "x", "cost": {"amount": 0.001, "currency": "EUR"}}""", "cost.amount")]
    [InlineData("""{"day": 1, "title": "x", "cost": {"amount": 1, "currency": "eur"}}""", "cost.currency")]
    [InlineData("""{"day": 1, "title": "x", "cost": {"amount": 1}}""", "cost.currency")]
    [InlineData("""{"day": 1, "title": "x", "tripId": "y"}""", "tripId")]
    [InlineData("""{"day": 1, "title": "x", "id": null}""", "id")]
    [InlineData("""{"day": 1, "title": "x", "createdAt": null}""", "createdAt")]
    [InlineData("""{"day": 1, "title": "x", "updatedAt": null}""", "updatedAt")]
    [InlineData("""{"day": 1, "title": "x", "userId": null}""", "userId")]
    [InlineData("""{"day": 1, "title": "x", "ownerId": null}""", "ownerId")]
    public async Task A_stop_that_is_not_valid_is_refused_by_the_member_at_fault(string body, string member)
    {
        var trip = await service.Alice.PlanAsync();

        var stop = await AddAsync(trip.Id, "a", 8, null);

        (await service.Alice.PostAsync(Paths.Stops(trip.Id), body)).ShouldBeProblem(400, member);
        (await service.Alice.PutAsync(Paths.Stop(trip.Id, stop), body)).ShouldBeProblem(400, member);
        (await service.Alice.GetAsync(Paths.Stops(trip.Id))).Titles().ShouldBe("a");
    }

    [Theory]
    [InlineData("""{"day": 1, "title": "x"}""")]
    [InlineData("""{"day": 8, "title": "x", "startsAt": "00:00", "endsAt": "23:59"}""")]
    [InlineData("""{"day": 8, "title": "x", "startsAt": "09:30", "endsAt": null}""")]
    [InlineData("""{"day": 8, "title": "x", "startsAt": null, "cost": null, "notes": null}""")]
    public async Task A_stop_is_on_any_day_of_its_trip_and_may_leave_out_all_but_day_and_title(string body)
    {
        var trip = await service.Alice.PlanAsync();

        var stop = (await service.Alice.PostAsync(Paths.Stops(trip.Id), body)).ShouldBe(201);

        (await service.Alice.PutAsync(Paths.Stop(trip.Id, stop.Id), body))
            .ShouldBe(200)
            .Text.ShouldBe(stop.Text);
    }

    [Fact]
    public async Task A_trip_is_shortened_to_its_last_stop_but_not_below_it()
    {
        var trip = await service.Alice.PlanAsync(("endsOn", "\"2027-05-08\""));
        await AddAsync(trip.Id, "a", 4, null);

        (await EndOnAsync(trip.Id, "2027-05-03")).ShouldBeProblem(409);
        (await EndOnAsync(trip.Id, "2027-05-04")).ShouldBe(200);
        (
            await service.Alice.PutAsync(Paths.Trip(trip.Id), TripBody.With(("endsOn", "\"2027-05-03\"")))
        ).ShouldBeProblem(409);
        (
            await service.Alice.PatchAsync(Paths.Trip(trip.Id), """{"startsOn": "2027-05-02"}""")
        ).ShouldBeProblem(409);
        (await service.Alice.GetAsync(Paths.Trip(trip.Id))).Member("endsOn").ShouldBe("2027-05-04");
    }

    [Fact]
    public async Task A_stop_is_replaced_as_a_whole_and_only_in_the_version_asked_for()
    {
        var trip = await service.Alice.PlanAsync();
        var stop = await service.Alice.PostAsync(Paths.Stops(trip.Id), Full);
        var path = Paths.Stop(trip.Id, stop.Id);

        var replaced = await service.Alice.PutAsync(
            path,
            """{"day": 1, "title": "Walk"}""",
            ("If-Match", stop.ETag)
        );
        var late = await service.Alice.PutAsync(path, Full, ("If-Match", stop.ETag));

        replaced
            .ShouldBe(200)
            .Text.ShouldBe(
                $$"""{"id":"{{stop.Id}}","day":1,"startsAt":null,"endsAt":null,"title":"Walk","location":null,"category":null,"cost":null,"notes":null}"""
            );
        late.ShouldBeProblem(412);
        (await service.Alice.GetAsync(path)).Text.ShouldBe(replaced.Text);
    }

    [Fact]
    public async Task A_stop_is_deleted_once_and_leaves_with_its_trip()
    {
        var trip = await service.Alice.PlanAsync();
        var first = await AddAsync(trip.Id, "a", 1, null);
        var second = await AddAsync(trip.Id, "b", 1, null);

        var path = Paths.Stop(trip.Id, first);
        (await service.Alice.DeleteAsync(path, ("If-Match", "\"ffffffff\""))).ShouldBeProblem(412);
        (await service.Alice.DeleteAsync(path)).ShouldBe(204);
        (await service.Alice.DeleteAsync(Paths.Stop(trip.Id, first))).ShouldBeProblem(404);
        (await service.Alice.DeleteAsync(Paths.Trip(trip.Id))).ShouldBe(204);
        (await service.Alice.GetAsync(Paths.Stop(trip.Id, second))).ShouldBeProblem(404);
        (await service.Alice.GetAsync(Paths.Stops(trip.Id))).ShouldBeProblem(404);
    }

    [Fact]
    public async Task Anothers_stops_are_as_unknown_as_none_but_an_administrator_reads_and_changes_them()
    {
        var trip = await service.Alice.PlanAsync();
        var stop = await AddAsync(trip.Id, "a", 1, null);
        var other = await service.Bob.PlanAsync();
        const string body = """{"day": 1, "title": "theirs"}""";

        await MustTellTheSameAsync(id => service.Bob.GetAsync(Paths.Stops(id)));
        await MustTellTheSameAsync(id => service.Bob.PostAsync(Paths.Stops(id), body));
        await MustTellTheSameAsync(id => service.Bob.GetAsync(Paths.Stop(id, stop)));
        await MustTellTheSameAsync(id => service.Bob.PutAsync(Paths.Stop(id, stop), body));
        await MustTellTheSameAsync(id => service.Bob.DeleteAsync(Paths.Stop(id, stop)));
        (await service.Bob.GetAsync(Paths.Stop(other.Id, stop))).ShouldBeProblem(404);
        (await service.Alice.GetAsync(Paths.Stops(trip.Id))).Titles().ShouldBe("a");

        (await service.Admin.PutAsync(Paths.Stop(trip.Id, stop), body)).ShouldBe(200);
        (await service.Admin.PostAsync(Paths.Stops(trip.Id), body)).ShouldBe(201);
        (await service.Admin.GetAsync(Paths.Stops(trip.Id))).Titles().ShouldBe("theirstheirs");

        async Task MustTellTheSameAsync(Func<Guid, Task<Answer>> send) =>
            (await send(trip.Id)).ShouldBeProblem(404).ShouldTellTheSameAs(await send(Paths.UnknownId));
    }

    private async Task<Guid> AddAsync(Guid tripId, string title, int day, string? startsAt)
    {
        var time = startsAt is null ? "null" : $"\"{startsAt}\"";
        var body = $$"""{"day": {{day}}, "title": "{{title}}", "startsAt": {{time}}}""";

        return (await service.Alice.PostAsync(Paths.Stops(tripId), body)).ShouldBe(201).Id;
    }

    private Task<Answer> EndOnAsync(Guid tripId, string day) =>
        service.Alice.PatchAsync(Paths.Trip(tripId), $$"""{"endsOn": "{{day}}"}""");
}
