using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Trips;

public sealed class TripBatchesTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_batch_is_created_as_a_whole_and_in_its_order()
    {
        var user = await service.RegisterAsync();
        var batch = await user.PostAsync(
            Paths.TripBatch,
            Of(TripBody.With(("title", "\"a\"")), TripBody.Least)
        );
        var items = batch.ShouldBe(201).Json.GetProperty("items").EnumerateArray().ToArray();

        batch.Json.EnumerateObject().ShouldHaveSingleItem();
        items.Select(item => item.GetProperty("title").GetString()).ShouldBe(["a", "A week"]);

        foreach (var item in items)
        {
            var trip = await user.GetAsync(Paths.Trip(item.GetProperty("id").GetGuid()));
            trip.ShouldBe(200).Text.ShouldBe(item.GetRawText());
        }
    }

    [Fact]
    public async Task A_batch_has_1_to_500_trips()
    {
        var user = await service.RegisterAsync();
        var most = Enumerable.Repeat(TripBody.Least, 500).ToArray();

        (await user.PostAsync(Paths.TripBatch, Of())).ShouldBeProblem(400, "items");
        (await user.PostAsync(Paths.TripBatch, Of([.. most, TripBody.Least]))).ShouldBeProblem(400, "items");
        (await user.GetAsync(Paths.TripCount)).Text.ShouldBe("""{"count":0}""");
        (await user.PostAsync(Paths.TripBatch, Of(most)))
            .ShouldBe(201)
            .Json.GetProperty("items")
            .EnumerateArray()
            .Select(item => item.GetProperty("id").GetGuid())
            .ShouldBeUnique();
        (await user.GetAsync(Paths.TripCount)).Text.ShouldBe("""{"count":500}""");
    }

    [Theory]
    [InlineData("title", "null", "items[1].title")]
    [InlineData("title", "5", "items[1].title")]
    [InlineData("kind", "\"Leisure\"", "items[1].kind")]
    [InlineData("budget", """{"amount": -1, "currency": "EUR"}""", "items[1].budget.amount")]
    [InlineData("budget", """{"amount": 1e400, "currency": "EUR"}""", "items[1].budget.amount")]
    [InlineData("endsOn", "\"2027-04-30\"", "items[1].endsOn")]
    [InlineData("status", "\"planning\"", "items[1].status")]
    [InlineData("nonsense", "1", "items[1].nonsense")]
    [InlineData("id", "null", "items[1].id")]
    public async Task One_bad_trip_keeps_all_from_being_created(string name, string json, string key)
    {
        var user = await service.RegisterAsync();
        var batch = Of(TripBody.With(), TripBody.With((name, json)), TripBody.With());

        (await user.PostAsync(Paths.TripBatch, batch)).ShouldBeProblem(400, key);
        (await user.GetAsync(Paths.TripCount)).Text.ShouldBe("""{"count":0}""");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"items": null}""")]
    [InlineData("""{"items": {}}""")]
    [InlineData("""{"items": [null]}""")]
    [InlineData("""{"items": [1]}""")]
    [InlineData("""{"items": [[]]}""")]
    [InlineData("""{"items": "x"}""")]
    public async Task What_is_no_batch_is_refused(string body) =>
        (await service.Alice.PostAsync(Paths.TripBatch, body)).ShouldBeInvalid();

    [Fact]
    public async Task An_unknown_member_beside_the_items_is_named()
    {
        var body = $$"""{"items": [{{TripBody.Least}}], "nonsense": 1}""";

        (await service.Alice.PostAsync(Paths.TripBatch, body)).ShouldBeProblem(400, "nonsense");
    }

    private static string Of(params string[] trips) => $$"""{"items": [{{string.Join(',', trips)}}]}""";
}
