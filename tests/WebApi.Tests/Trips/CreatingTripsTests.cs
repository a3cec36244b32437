using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Trips;

public sealed class CreatingTripsTests(RunningService service) : IClassFixture<RunningService>
{
    private static readonly string[] Members =
    [
        "id",
        "title",
        "destination",
        "description",
        "startsOn",
        "endsOn",
        "budget",
        "travelers",
        "kind",
        "status",
        "createdAt",
        "updatedAt",
    ];

    [Fact]
    public async Task A_new_trip_is_answered_with_its_place_its_tag_and_itself()
    {
        var trip = (await service.Alice.PostAsync(Paths.Trips, TripBody.With())).ShouldBe(201);

        trip.Header("Content-Type").ShouldBe("application/json; charset=utf-8");
        trip.Header("Location").ShouldBe(Paths.Trip(trip.Id));
        trip.ETag.ShouldMatch("^\"[^\"]+\"$");
        trip.Json.EnumerateObject().Select(member => member.Name).ShouldBe(Members);
        trip.Id.Version.ShouldBe(7);
        trip.Member("title").ShouldBe("A week in Lisbon");
        trip.Member("destination").ShouldBe("Lisbon");
        trip.Member("description").ShouldBe("Trams, tiles and the river.");
        trip.Member("startsOn").ShouldBe("2027-05-01");
        trip.Member("endsOn").ShouldBe("2027-05-08");
        trip.Raw("budget").ShouldBe("""{"amount":1500.00,"currency":"EUR"}""");
        trip.Raw("travelers").ShouldBe("2");
        trip.Member("kind").ShouldBe("family");
        trip.Member("status").ShouldBe("planning");
        trip.Member("createdAt").ShouldNotBeNull().ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$");
        trip.Member("updatedAt").ShouldBe(trip.Member("createdAt"));
    }

    [Fact]
    public async Task What_is_not_sent_takes_its_default()
    {
        var trip = (await service.Alice.PostAsync(Paths.Trips, TripBody.Least)).ShouldBe(201);

        trip.Raw("description").ShouldBe("null");
        trip.Raw("budget").ShouldBe("null");
        trip.Raw("travelers").ShouldBe("1");
        trip.Member("kind").ShouldBe("leisure");
    }

    [Fact]
    public async Task A_new_trip_is_read_back_byte_for_byte()
    {
        var made = await service.Alice.PlanAsync(("title", "\"Tromsø – <b>\\u0026</b> 🌍\\t\""));
        var read = (await service.Alice.GetAsync(made.Header("Location")!)).ShouldBe(200);

        read.Text.ShouldBe(made.Text);
        read.ETag.ShouldBe(made.ETag);
    }

    [Theory]
    [InlineData("title")]
    [InlineData("destination")]
    [InlineData("startsOn")]
    [InlineData("endsOn")]
    public async Task What_is_required_is_asked_for_by_its_name(string name)
    {
        (await service.Alice.PostAsync(Paths.Trips, TripBody.Without(name))).ShouldBeProblem(400, name);
        (await service.Alice.PostAsync(Paths.Trips, TripBody.With((name, "null")))).ShouldBeProblem(
            400,
            name
        );
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once()
    {
        var answer = await service.Alice.PostAsync(Paths.Trips, """{"travelers": 0, "budget": {}}""");

        answer.ShouldBeProblem(
            400,
            "title",
            "destination",
            "startsOn",
            "endsOn",
            "travelers",
            "budget.amount",
            "budget.currency"
        );
    }

    [Theory]
    [InlineData("planning")]
    [InlineData("booked")]
    public async Task A_status_may_not_be_sent_on_creation(string status) =>
        (
            await service.Alice.PostAsync(Paths.Trips, TripBody.With(("status", $"\"{status}\"")))
        ).ShouldBeProblem(400, "status");

    [Theory]
    [InlineData("id")]
    [InlineData("createdAt")]
    [InlineData("updatedAt")]
    [InlineData("userId")]
    [InlineData("ownerId")]
    [InlineData("Title")]
    [InlineData("nonsense")]
    public async Task A_member_that_is_unknown_or_read_only_is_named(string name)
    {
        (
            await service.Alice.PostAsync(Paths.Trips, TripBody.With((name, $"\"{Paths.UnknownId}\"")))
        ).ShouldBeProblem(400, name);
        (await service.Alice.PostAsync(Paths.Trips, TripBody.With((name, "null")))).ShouldBeProblem(
            400,
            name
        );
    }

    [Fact]
    public async Task An_unknown_member_of_the_budget_is_named_with_its_path() =>
        (
            await service.Alice.PostAsync(
                Paths.Trips,
                TripBody.With(("budget", """{"amount": 1, "currency": "EUR", "cents": 0}"""))
            )
        ).ShouldBeProblem(400, "budget.cents");

    [Theory]
    [InlineData("title", "5")]
    [InlineData("title", "true")]
    [InlineData("title", "{}")]
    [InlineData("destination", "[]")]
    [InlineData("description", "1")]
    [InlineData("startsOn", "20270501")]
    [InlineData("endsOn", "{}")]
    [InlineData("budget", "1500")]
    [InlineData("budget", "[]")]
    [InlineData("budget", "\"1500 EUR\"")]
    [InlineData("travelers", "\"2\"")]
    [InlineData("travelers", "1.5")]
    [InlineData("travelers", "2147483648")]
    [InlineData("travelers", "1e400")]
    [InlineData("travelers", "[1]")]
    [InlineData("kind", "0")]
    [InlineData("kind", "\"Leisure\"")]
    [InlineData("kind", "\"holiday\"")]
    [InlineData("kind", "\"0\"")]
    [InlineData("kind", "\"\"")]
    [InlineData("kind", "[\"leisure\"]")]
    [InlineData("kind", "\"leisure\\u0000\"")]
    [InlineData("kind", "\"\\ud800\"")]
    public async Task A_value_of_the_wrong_type_or_vocabulary_is_refused_by_name(string name, string json) =>
        (await service.Alice.PostAsync(Paths.Trips, TripBody.With((name, json)))).ShouldBeProblem(400, name);

    [Theory]
    [InlineData("0", false)]
    [InlineData("-1", false)]
    [InlineData("1", true)]
    [InlineData("100", true)]
    [InlineData("101", false)]
    public async Task A_party_has_1_to_100_travelers(string travelers, bool accepted)
    {
        var answer = await service.Alice.PostAsync(Paths.Trips, TripBody.With(("travelers", travelers)));

        if (accepted)
        {
            answer.ShouldBe(201).Raw("travelers").ShouldBe(travelers);
        }
        else
        {
            answer.ShouldBeProblem(400, "travelers");
        }
    }

    [Theory]
    [InlineData("leisure")]
    [InlineData("business")]
    [InlineData("family")]
    [InlineData("solo")]
    [InlineData("other")]
    public async Task Every_kind_is_kept(string kind) =>
        (await service.Alice.PlanAsync(("kind", $"\"{kind}\""))).Member("kind").ShouldBe(kind);
}
